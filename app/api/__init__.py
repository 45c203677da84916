"""The HTTP API, version 1: requests in, response models and problems out."""
