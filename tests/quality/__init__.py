"""How well typed words are understood: the matcher card (`make quality`), and the figures that must hold."""
