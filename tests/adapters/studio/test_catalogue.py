from __future__ import annotations

from typing import Final

import pytest

from bot.adapters.studio import catalogue
from bot.adapters.studio.problems import Tally
from tests import small
from tests.adapters.studio.seeing import seen

BROKEN_NODE: Final = small.changed(small.STORY, "to: in-the-car", "to: in-the-cra")
BROKEN_ENTRY: Final = small.changed(small.ENTRIES, "fact: M2", "fact: M99")
UNREADABLE: Final = small.changed(small.STORY, "workshop: 5", "workshop: [5")


def test_stories_stand_under_their_workshops() -> None:
    """A story is listed under the number and title of its workshop with its title and size, training after it."""
    ride, training = catalogue.stories(seen())
    (item,) = ride.items

    assert ("5", "Cinquième atelier", "Fifth workshop") == (ride.key, ride.title.fr, ride.title.en)
    assert ("ride-home", small.STORY, 4) == (item.id, item.file, item.size)
    assert ("Un tour d'auto", Tally()) == (item.title.fr, item.problems)
    assert str(catalogue.TRAINING) == training.key


def test_entries_stand_under_their_themes() -> None:
    """An entry is listed with its statement, the number of its phrasings and the line where it begins."""
    (rides,) = catalogue.entries(seen())
    debt, consent = rides.items
    lines = small.files()[small.ENTRIES].decode().splitlines()

    assert ("rides", ["ride-is-a-debt", "what-is-consent"]) == (rides.key, [debt.id, consent.id])
    assert (12, "What is consent?") == (debt.size, consent.title.en)
    for item in (debt, consent):
        assert f"id: {item.id}" in lines[item.line - 1]


def test_figures_are_filled_in() -> None:
    """An answer is shown as a teen reads it: with the number, not its name."""
    entry = catalogue.entry_of("ride-is-a-debt", seen())

    assert entry
    assert "{" not in entry.answer["fr"] + entry.answer["en"]


def test_a_problem_is_counted_where_it_is() -> None:
    """A problem counts for its story and its node, or for its entry, and for nothing beside it."""
    broken = seen(BROKEN_NODE)
    found = catalogue.story_of("ride-home", broken)
    assert found

    assert [2] == [item.problems.errors for item in catalogue.stories(broken)[0].items]
    assert {"at-the-stop": Tally(1, 0), "in-the-car": Tally(1, 0)} == catalogue.marked(*found, broken)
    (rides,) = catalogue.entries(seen(BROKEN_ENTRY))
    assert [0, 1] == [item.problems.errors for item in rides.items]


def test_a_story_that_cannot_be_read_is_still_listed() -> None:
    """A file that is no YAML any more stands last, by its name, with its problems."""
    broken = seen(UNREADABLE)
    group = catalogue.stories(broken)[-1]
    (item,) = group.items

    assert (str(catalogue.UNREADABLE), small.STORY, "ride-home") == (group.key, item.id, item.title.fr)
    assert item.problems.errors >= 1
    assert catalogue.story_of("ride-home", broken) is None


def test_entries_that_cannot_be_read_are_still_listed() -> None:
    """A shelf of entries that cannot be read stands by the name of its file."""
    (group,) = catalogue.entries(seen(small.changed(small.ENTRIES, "theme: rides", "theme: [rides")))

    assert (small.ENTRIES, ["rides"]) == (group.key, [item.title.en for item in group.items])


@pytest.mark.parametrize(
    ("file", "words", "owner"),
    [
        (small.STORY, "id: get-in", ("story", "ride-home")),
        (small.ENTRIES, "C'est quoi, le consentement?", ("entry", "what-is-consent")),
        (small.ENTRIES, "card:", ("entry", "ride-is-a-debt")),
        (small.HELPLINES, "resources:", None),
    ],
)
def test_a_line_belongs_to_a_story_or_an_entry(file: str, words: str, owner: tuple[str, str] | None) -> None:
    """From a problem one gets to what it is in; files beside stories and entries lead nowhere."""
    lines = small.files()[file].decode().splitlines()
    line = next(number for number, text in enumerate(lines, 1) if words in text)

    assert owner == catalogue.owner(file, line, seen())


def test_what_is_not_there_is_not_found() -> None:
    """A story or an entry that no file holds is None, not an error."""
    assert (None, None) == (catalogue.story_of("gone", seen()), catalogue.entry_of("gone", seen()))
