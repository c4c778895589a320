"""The counters."""
