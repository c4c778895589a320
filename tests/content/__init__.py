"""The road of the content, module by module, on a small content that is not real."""
