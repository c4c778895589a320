"""When an act means one choice."""

from __future__ import annotations

from tests import small


def test_an_act_named_twice_for_one_choice_means_one_choice() -> None:
    """Only two choices with the same act are told."""
    assert [] == small.codes(small.changed(small.STORY, "acts: [go-along]", "acts: [go-along, go-along]"))
