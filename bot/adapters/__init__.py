"""Translate in, call the conversation, translate out. Streams and clients are handed in."""
