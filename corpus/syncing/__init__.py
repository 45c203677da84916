"""Keeping a local copy of the National Public Service Portal up to date through its public API, politely."""
