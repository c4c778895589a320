"""Tests. Each docstring is one sentence: the promise the test keeps."""
