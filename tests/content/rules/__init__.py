"""The rules, tried by the examples of their own pages."""
