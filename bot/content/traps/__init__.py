"""Mistakes of writing that YAML refuses or, worse, takes for something else.

Rule: a mistake that stops the parser is named only when mending it lets the parser go on; so what is told helps.
"""
