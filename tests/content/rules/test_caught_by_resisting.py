"""Which ways to a lost ending are none of resisting."""

from __future__ import annotations

from typing import Final

import pytest

from bot.content.check import inspect
from tests import small

CORNER: Final = """\
  at-the-corner:
    kind: scene
    lines:
      - {who: driver, fr: "Je te suis.", en: "I'll follow you."}
    choices:
      - id: stop
        stance: STANCE
        label: {fr: "Je m'arrête", en: "I stop"}
        feedback: {fr: "Tu fais une pause.", en: "You pause."}
        to: in-the-car
      - id: run
        stance: goes-along
        label: {fr: "Je cours", en: "I run"}
        feedback: {fr: "Tu cours.", en: "You run."}
        to: at-home
"""


@pytest.mark.parametrize(
    ("stance", "expected"), [("resists", ["say-no > stop"]), ("hesitates", []), ("goes-along", []), ("neutral", [])]
)
def test_only_who_resists_at_every_choice_is_told(stance: str, expected: list[str]) -> None:
    """Who resists once and then does something else may be caught."""
    content = small.changed(
        small.STORY,
        "acts: [refuse, seek-help]\n        to: at-home\n",
        "acts: [refuse, seek-help]\n        to: at-the-corner\n",
    )
    corner = CORNER.replace("STANCE", stance)
    content[small.STORY] = content[small.STORY].replace(b"  at-home:\n", f"{corner}  at-home:\n".encode())
    told = [each for each in inspect(content).problems if each.code == "caught-by-resisting"]

    assert expected == [each.sentence.en.rpartition(": ")[2] for each in told]
    assert {"warning"} >= {each.severity for each in told}


def test_who_has_nothing_to_resist_is_told_nothing() -> None:
    """A way on which nothing can be weighed teaches nothing about resisting."""
    content = small.files()
    content[small.TRAINING] = content[small.TRAINING].replace(b"to: a-case", b"to: lost")
    lost = small.files()[small.TRAINING].partition(b"  all-read:\n")[2].partition(b"    help")[0]
    lost = b"  lost:\n" + lost.replace(b"outcome: done", b"outcome: caught")
    content[small.TRAINING] = content[small.TRAINING].replace(
        b"  all-read:\n", lost + b"    help: [distress]\n    retry: first-page\n  all-read:\n"
    )

    assert "caught-by-resisting" not in small.codes(content)
