"""From a question to ranked procedures; knows no HTTP, no HTML and no SQL. The flow is in `pipeline`."""
