"""Content that must not load, and the test that it does not."""
