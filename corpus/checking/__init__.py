"""Checks of written content against the records it is about."""
