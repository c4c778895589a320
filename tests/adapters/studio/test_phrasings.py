from __future__ import annotations

from typing import TYPE_CHECKING

from bot.adapters.studio import catalogue
from bot.adapters.studio.phrasings import tried
from bot.content.build import build
from bot.content.check import inspect
from tests import small
from tests.adapters.studio.seeing import played, seen

if TYPE_CHECKING:
    from bot.adapters.studio.catalogue import Entry


def consent() -> Entry:
    """Give an entry of the small content."""
    entry = catalogue.entry_of("what-is-consent", seen())
    assert entry
    return entry


def test_phrasings_are_answered_with_their_entry() -> None:
    """Once it is learned, each phrasing of an entry, in both languages, is told with what it gets."""
    script = build(inspect(small.files()).models)
    found = tried(consent(), script)

    assert [*consent().phrasings["fr"], *consent().phrasings["en"]] == [each.text for each in found]
    assert all(each.right == (each.kind == "answer") for each in found)
    assert any(each.right for each in found)
    assert {("what-is-consent",)} == {each.entries for each in found if each.right}


def test_what_is_not_understood_is_told() -> None:
    """With nothing learned, no phrasing is answered, and it says so."""
    found = tried(consent(), played())

    assert {("unknown", False)} == {(each.kind, each.right) for each in found}


def test_words_of_command_and_danger_are_no_answers() -> None:
    """A phrasing that is taken for a command, or heard as danger, is told as that."""
    content = small.both_changed(
        small.ENTRIES, {"consentir c quoi": "menu", "explique le consentement": "il veut pas me laisser partir"}
    )
    entry = catalogue.entry_of("what-is-consent", seen(content))
    script = build(inspect(small.files()).models)
    assert entry

    kinds = {each.text: each.kind for each in tried(entry, script)}
    assert ("other", "danger") == (kinds["menu"], kinds["il veut pas me laisser partir"])
