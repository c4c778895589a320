"""The writers' manuals say what is true: their examples pass, their limits and pages are those of the code."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final, get_args

import pytest

from bot.content import pages, schema
from bot.content.check import inspect
from bot.content.forms import PAGES
from bot.content.lengths import MOST_WORDS, MOST_WORDS_IN_ENDING, MOST_WORDS_IN_SCENE, MOST_WORDS_IN_TRAINING
from bot.content.load import read_files
from bot.content.positions import read
from bot.content.rules.too_few_endings import FEWEST_ENDINGS
from bot.core.interface import KEYS
from bot.core.place import MOST_SIGNS

ROOT: Final = Path(__file__).parents[1]
STORIES: Final = (ROOT / "dialogues" / "README.md").read_text(encoding="utf-8")
KNOWLEDGE: Final = (ROOT / "knowledge" / "README.md").read_text(encoding="utf-8")
MANUALS: Final = {"dialogues": STORIES, "knowledge": KNOWLEDGE}


def examples(manual: str) -> list[str]:
    """Return the YAML examples of a manual."""
    blocks = re.findall(r"(?ms)^( *)```yaml\n(.*?)^ *```$", manual)
    return [re.sub(rf"(?m)^{indent}", "", text) for indent, text in blocks]


def row(manual: str, key: str) -> str:
    """Return the row of a table that explains a key."""
    return next(line for line in manual.splitlines() if re.match(rf"\| (`[\w-]+`, )*`{key}`", line))


@pytest.mark.parametrize("name", MANUALS)
def test_every_example_can_be_read(name: str) -> None:
    """A writer who copies an example copies YAML without a mistake."""
    found = examples(MANUALS[name])

    assert found
    assert [] == [problem for text in found for problem in read(name, text.encode()).problems]


def test_the_example_of_a_story_passes_as_it_stands() -> None:
    """The story of the manual, put beside those that ship, has no problem."""
    files = {**read_files(ROOT), "dialogues/example.yaml": examples(STORIES)[0].encode()}

    assert [] == inspect(files).problems


def test_the_example_of_an_entry_passes_as_it_stands() -> None:
    """The entry of the manual, put on a shelf beside those that ship, has no problem."""
    shelf = 'theme: example\ntitle: {fr: "Un exemple", en: "An example"}\nentries:\n'
    files = {**read_files(ROOT), "knowledge/entries/example.yaml": (shelf + examples(KNOWLEDGE)[0]).encode()}

    assert [] == inspect(files).problems


@pytest.mark.parametrize(("first", "folder"), [("level", "danger"), ("off_topic", "danger/harmless")])
def test_the_examples_of_danger_and_of_what_only_sounds_like_it_pass_as_they_stand(first: str, folder: str) -> None:
    """A file of danger and a harmless file of the manual, put beside those that ship, have no problem."""
    example = next(text for text in examples(KNOWLEDGE) if text.startswith(f"{first}:"))
    files = {**read_files(ROOT), f"knowledge/{folder}/example.yaml": example.encode()}

    assert [] == inspect(files).problems


def test_the_pages_of_the_rules_are_those_of_the_code() -> None:
    """What moderators look up is what the rules say today; `check --explain` writes it anew."""
    assert pages.manual() == (ROOT / PAGES).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("manual", "key", "limit"),
    [
        (STORIES, "title", "40 characters"),
        (STORIES, "summary", f"{MOST_WORDS['summary']} words"),
        (STORIES, "content_note", f"{MOST_WORDS['content_note']} words"),
        (STORIES, "nodes", f"{FEWEST_ENDINGS} endings or more"),
        (STORIES, "label", f"56 characters, {MOST_WORDS['label']} words"),
        (STORIES, "feedback", f"{MOST_WORDS['feedback']} words"),
        (STORIES, "debrief", f"{MOST_WORDS['debrief']} words"),
        (STORIES, "sentences", f"3 to 5, {MOST_WORDS['sentence']} words"),
        (STORIES, "guide", f"{MOST_WORDS['guide']} words"),
        (STORIES, "discussion", f"{MOST_WORDS['discussion']} words"),
        (STORIES, "after", f"{MOST_WORDS['debrief']} words"),
        (KNOWLEDGE, "statement", f"{MOST_WORDS['statement']} words"),
        (KNOWLEDGE, "answer", f"{MOST_WORDS['answer']} words"),
        (KNOWLEDGE, "who_for", f"{MOST_WORDS['who-for']} words"),
        (KNOWLEDGE, "know", f"{MOST_WORDS['know']} words"),
    ],
)
def test_the_limit_of_a_key_is_the_one_that_is_checked(manual: str, key: str, limit: str) -> None:
    """A writer who keeps to the limit of the manual meets no problem of length."""
    assert limit in row(manual, key)


def test_the_limits_that_stand_in_sentences_are_those_that_are_checked() -> None:
    """Lines together, signs, and texts of the interface have the limits the manuals name."""
    assert f"1 to 5 lines, {MOST_WORDS_IN_SCENE} words together" in STORIES
    assert f"1 to 5 lines, {MOST_WORDS_IN_ENDING} words together" in STORIES
    assert f"A story shows {MOST_SIGNS} different signs at most." in STORIES
    assert f"`why`: {MOST_WORDS['sign']} words" in KNOWLEDGE
    assert f"A text has {MOST_WORDS['interface']} words at most" in KNOWLEDGE
    assert f"`answer` of {MOST_WORDS['small-talk']} words at most" in KNOWLEDGE
    assert re.search(rf"`strength` [^.]*\b{MOST_WORDS['strength']} words at most", KNOWLEDGE)
    assert f"in {MOST_WORDS['statement']} words" in KNOWLEDGE
    assert f"in {MOST_WORDS['believed']} words" in KNOWLEDGE
    assert f"A page holds {MOST_WORDS_IN_TRAINING} words" in STORIES
    assert MOST_WORDS["question"] == MOST_WORDS["statement"]


@pytest.mark.parametrize(
    ("manual", "model"),
    [
        (STORIES, schema.Scenario),
        (STORIES, schema.Scene),
        (STORIES, schema.Choice),
        (STORIES, schema.Ending),
        (STORIES, schema.Training),
        (STORIES, schema.ProgrammeFile),
        (STORIES, schema.Workshop),
        (STORIES, schema.LogbookFile),
        (STORIES, schema.LogbookPrompt),
        (STORIES, schema.LogbookOption),
        (STORIES, schema.Film),
        (STORIES, schema.FilmSide),
        (KNOWLEDGE, schema.Statement),
        (KNOWLEDGE, schema.Card),
        (KNOWLEDGE, schema.LawFile),
        (KNOWLEDGE, schema.Resource),
        (KNOWLEDGE, schema.RegionalNumber),
        (KNOWLEDGE, schema.SmallTalk),
        (KNOWLEDGE, schema.ReplyAct),
        (KNOWLEDGE, schema.LexiconFile),
    ],
)
def test_every_key_a_writer_may_use_is_explained(manual: str, model: type[schema.Model]) -> None:
    """No key has to be guessed from an example."""
    assert [] == [key for key in model.model_fields if f"`{key}`" not in manual]


@pytest.mark.parametrize("model", [schema.DangerFile, schema.HarmlessFile])
def test_every_key_of_a_file_of_danger_stands_in_the_example(model: type[schema.Model]) -> None:
    """Who copies the example of a whole file has every key it may have."""
    first = next(iter(model.model_fields))
    example = next(text for text in examples(KNOWLEDGE) if text.startswith(f"{first}:"))

    assert [*model.model_fields] == re.findall(r"(?m)^(\w+):", example)


def test_every_level_and_every_act_is_explained() -> None:
    """What a danger may be and what a reply may do is told by name in the manual of whoever writes it."""
    levels = get_args(schema.DangerFile.model_fields["level"].annotation)
    table = KNOWLEDGE.split("| Level | For | The bot |", 1)[1].split("\n\n", 1)[0]
    acts = STORIES.split("| Act | The words |", 1)[1].split("\n\n", 1)[0]

    assert [*levels] == re.findall(r"(?m)^\| `([\w-]+)`", table)
    assert [*get_args(schema.Act)] == re.findall(r"(?m)^\| `([\w-]+)`", acts)
    assert [] == [act for act in get_args(schema.Act) if f"`{act}`" not in KNOWLEDGE]


def test_every_placeholder_is_explained_and_no_other() -> None:
    """The manual says of each value the bot fills in what it becomes."""
    table = KNOWLEDGE.split("| Placeholder | Becomes |", 1)[1].split("\n\n", 1)[0]

    assert sorted(set().union(*KEYS.values())) == sorted(set(re.findall(r"\{([\w-]+)\}", table)))
