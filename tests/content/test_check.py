from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.content.check import Checker
from bot.content.rules import LAWS
from tests import small

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest

    from bot.content.draft import Draft
    from bot.content.rule import Found

#: It looks at one file at a time, and waits until nothing else is wrong.
WAITING = "message-too-long"


def test_what_waits_for_a_mistake_to_be_mended_looks_only_at_what_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    """While somebody makes a mistake and mends it, other stories are not walked again."""
    looked: list[str] = []
    law = LAWS[WAITING]

    def noting(draft: Draft) -> Iterator[Found]:
        looked.extend(draft.models)
        assert law.check
        return law.check(draft)

    monkeypatch.setitem(LAWS, WAITING, replace(law, check=noting))
    files = small.files()
    checker = Checker()
    checker.look(files)
    everything = sorted(looked)
    looked.clear()
    checker.look(small.changed(small.STORY, "to: in-the-car", "to: in-the-cra"))
    while_wrong = list(looked)
    checker.look(files)

    assert sorted(files) == everything
    assert [] == while_wrong
    assert [small.STORY] == looked
