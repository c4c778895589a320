from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.content.build import build
from bot.content.learn import held_to
from bot.core.turn import Question, Said, Turn
from bot.core.understand import understand
from tests import small
from tests.chat import Chat

if TYPE_CHECKING:
    from bot.core.script import Script
    from bot.core.turn import Verdict


def asked(script: Script, question: str) -> Verdict:
    """Ask a question outside any story."""
    intent = understand(Turn(Said(question), "en"), script)
    assert isinstance(intent, Question)
    return intent.verdict


def test_what_was_learned_before_names_nothing_that_is_gone() -> None:
    """An entry or a kind of small talk that was removed is still known to the matcher, and never comes up."""
    files = small.files()
    entries = files[small.ENTRIES].decode()
    start = entries.index("  - id: what-is-consent")
    fewer_entries = entries[:start].replace("    related: [what-is-consent]\n", "").encode()
    talk = files[small.SMALL_TALK].decode()
    fewer = {**files, small.ENTRIES: fewer_entries, small.SMALL_TALK: talk[: talk.index("  thanks:")].encode()}
    before = build(small.look(files).models)
    after = build(small.look(fewer).models, before.understanding)
    after = replace(after, understanding=held_to(before.understanding, after))
    chat = Chat(after, "en")
    for said in ("what is consent", "did i consent", "thank you", "many thanks", "hello"):
        chat.say(said)

    assert ("what-is-consent",) == asked(before, "what is consent").entries
    assert "what-is-consent" not in asked(after, "what is consent").entries
    assert ("small", "small") == (asked(before, "thank you").kind, asked(after, "hello").kind)
    assert "small" != asked(after, "thank you").kind
