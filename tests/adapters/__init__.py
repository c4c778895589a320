"""The adapters, each with its own fakes at the other end."""
