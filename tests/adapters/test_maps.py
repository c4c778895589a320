"""The map command behind its arguments: which story is meant, what is drawn of it, what is said beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.adapters.maps import FORMS, UnknownStoryError, drawn, find, told
from bot.content.problem import ContentError
from tests import small

if TYPE_CHECKING:
    from bot.core.turn import Lang


def test_a_story_is_found_by_its_id() -> None:
    """A story and a training module are found by their ids, with their files and without a problem."""
    assert small.STORY == find(small.files(), "ride-home", "en").file
    assert small.TRAINING == find(small.files(), "listening", "en").file
    assert "" == told(find(small.files(), "ride-home", "en"), "en")


def test_a_story_is_found_by_its_file_too() -> None:
    """A story whose id is another than the name of its file is found by both."""
    files = small.changed(small.STORY, "id: ride-home", "id: ride-hone")

    assert "ride-hone" == find(files, "ride-home", "en").story.id == find(files, "ride-hone", "en").story.id


@pytest.mark.parametrize(("lang", "words"), [("fr", "est dans plusieurs fichiers"), ("en", "is in several files")])
def test_a_story_of_which_there_are_two_is_named_by_its_file(lang: Lang, words: str) -> None:
    """Of a copy that was never given an id of its own nothing is guessed: each is drawn by its file, or its path."""
    copy = "dialogues/aa.yaml"
    files = {**small.changed(small.STORY, "A ride home", "The first"), copy: small.files()[small.STORY]}

    with pytest.raises(UnknownStoryError, match=f"{words} ?: {copy}, {small.STORY}\\."):
        find(files, "ride-home", lang)
    assert copy == find(files, "aa", lang).file
    for file, title in ((copy, "A ride home"), (small.STORY, "The first")):
        assert (file, title) == (find(files, file, lang).file, find(files, file, lang).story.title.en)


def test_an_unknown_story_is_answered_with_the_nearest() -> None:
    """A misspelled name gets the story that may be meant, and the list of all."""
    with pytest.raises(UnknownStoryError, match=r"«ride-hone»; did you mean «ride-home»\? There are: .*, ride-home"):
        find(small.files(), "ride-hone", "en")


def test_a_story_with_problems_is_drawn_and_they_are_counted() -> None:
    """A wrong target keeps no story from being drawn, in any form; how many problems it has is said."""
    found = find(small.changed(small.STORY, "to: in-the-car", "to: in-the-cra"), "ride-home", "en")

    assert "dialogues/ride-home.yaml has 2 problems, and is drawn as it stands." in told(found, "en")
    assert "dialogues/ride-home.yaml a 2 problèmes, et est dessiné tel quel." in told(found, "fr")
    for form in FORMS:
        assert drawn(found.story, form, "fr")


def test_problems_of_other_files_are_none_of_its_own() -> None:
    """What is wrong in another file is not counted as a problem of the story."""
    files = {**small.files(), small.TRAINING: b"id: ["}

    assert () == find(files, "ride-home", "en").problems


def test_a_story_that_cannot_be_read_tells_why() -> None:
    """A file that has not the shape of a story is not drawn; its problems are told."""
    files = small.changed(small.STORY, "kind: ending\n    outcome: safe", "kind: endig\n    outcome: safe")

    with pytest.raises(ContentError) as raised:
        find(files, "ride-home", "en")
    assert ["dialogues/ride-home.yaml"] == [problem.file for problem in raised.value.problems]
