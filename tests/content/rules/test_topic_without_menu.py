"""Which topics always have a menu."""

from __future__ import annotations

import pytest

from tests import small


@pytest.mark.parametrize("topic", ["distress", "danger"])
def test_the_two_menus_the_bot_itself_leads_to_must_be_there(topic: str) -> None:
    """Even where no story, entry or danger names them, somebody to talk to and the emergency have their menus."""
    other = {"distress": "danger", "danger": "distress"}[topic]
    named = (small.STORY, small.ENTRIES, small.HELD, small.LOW, small.TOLD, small.FILM, small.TRAINING)
    content = small.files()
    content |= {name: content[name].replace(f"[{topic}]".encode(), f"[{other}]".encode()) for name in named}
    content[small.ENTRIES] = content[small.ENTRIES].replace(f"[{topic}, legal]".encode(), b"[legal]")
    content[small.HELPLINES] = content[small.HELPLINES].replace(f"  {topic}:\n".encode(), b"  home:\n")

    told = (
        f"{small.HELPLINES}:41:1: topic-without-menu topic «{topic}» has no menu"
        f" (use a topic that has a menu, or add its menu to {small.HELPLINES})"
    )

    assert [told] == small.problems(content)


def test_a_menu_that_several_files_ask_for_is_told_once() -> None:
    """Whoever took a menu out is told where it should stand, and not every place that leads to it."""
    content = small.files()
    content[small.HELPLINES] = content[small.HELPLINES].replace(b"  legal:\n", b"  home:\n")
    content[small.STORY] = content[small.STORY].replace(b"help: [distress]", b"help: [legal]")

    told = f"topic «legal» has no menu (add it here: {small.STORY}, among others, names the topic)"
    assert [f"{small.HELPLINES}:41:1: topic-without-menu {told}"] == small.problems(content)
