"""The encoder: recovered from a packed file, cut to Vietnamese, exported for the server."""
