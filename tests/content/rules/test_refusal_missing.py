"""What a scene to say it your way may leave out."""

from __future__ import annotations

from tests import small


def test_in_a_scene_to_say_it_your_way_an_act_may_mean_nothing() -> None:
    """Words that refuse must lead somewhere; a choice without acts and an act without a choice are let through."""
    content = small.changed(small.STORY, "        acts: [stall, ask]\n", "")
    content[small.STORY] = content[small.STORY].replace(b"        acts: [go-along]\n", b"")

    assert [] == small.codes(content)
