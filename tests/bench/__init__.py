"""Measurements. They print figures; no test depends on them."""
