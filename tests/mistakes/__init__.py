"""Mistakes that moderators make, as data, and what the check makes of them."""
