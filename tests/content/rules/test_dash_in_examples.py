"""How dashes in front of lines are told."""

from __future__ import annotations

from tests import small


def test_a_list_of_dashes_is_told_once() -> None:
    """A pasted list is one mistake, told at its first line; a dash without a space may be typed."""
    content = small.changed(small.HELD, "    help me now\n", '    - "help me now"\n    - "come quick"\n    -_- help\n')

    assert ["dash-in-examples"] == small.codes(content)
