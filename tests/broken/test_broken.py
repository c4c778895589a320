"""Content that must not load; the name of a case is the law it breaks.

A case is the one file that is broken: it begins with comments that hold every problem to be told, word for word, and it
stands in the place of the file they name. A case of several files is a folder; its `problems.txt` holds the problems.
A case too large to keep, or made from a table of the code, is in `MADE`.
"""

from __future__ import annotations

import itertools
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import pytest

from bot.content.build import build
from bot.content.check import inspect
from bot.content.pages import example_of
from bot.content.positions import MOST_BYTES, MOST_VALUES
from bot.content.rules import LAWS
from bot.content.schema import REQUIRED_FILES
from bot.core import engine
from bot.core.interface import KEYS
from bot.core.place import MOST_SIGNS
from bot.core.turn import LANGS, Go, Lang, Moment, Place, Screen, text_of
from tests import small

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.core.script import Script

HERE: Final = Path(__file__).parent
#: An hour at which the only line by day is closed: it is then told when it opens, as the check does.
NIGHT: Final = datetime(2026, 1, 1, 3, 0)  # noqa: DTZ001 - local time in Québec


class Case(NamedTuple):
    """Files laid over the small content (None: taken away), and the problems that must be told."""

    overlay: Mapping[str, bytes | None]
    told: list[str]


def one_file(path: Path) -> Case:
    """Read a case of one file: its first comments hold the problems, the first of them names the file."""
    data = path.read_bytes()
    comments = itertools.takewhile(lambda line: line.startswith(b"# "), data.splitlines())
    told = [line.decode().removeprefix("# ") for line in comments]
    return Case({told[0].partition(":")[0]: data}, told)


def folder(path: Path) -> Case:
    """Read a case of several files."""
    overlay = {found.relative_to(path).as_posix(): found.read_bytes() for found in sorted(path.rglob("*.yaml"))}
    return Case(overlay, (path / "problems.txt").read_text(encoding="utf-8").splitlines())


def kept() -> Iterator[tuple[str, Case]]:
    """Give every case that stands beside this file."""
    for path in sorted(HERE.iterdir()):
        if path.suffix == ".yaml":
            yield path.stem, one_file(path)
        elif (path / "problems.txt").exists():
            yield path.name, folder(path)


def line_of(key: str) -> int:
    """Return the line of the interface file on which a text stands."""
    return [*KEYS].index(key) + 2


def with_signs(count: int) -> dict[str, bytes]:
    """Make a story that shows so many signs, and what else must name one of them."""
    names = [f"sign-{number}" for number in range(count)]
    sign = '{name: {fr: "Un signe", en: "A sign"}, why: {fr: "Il compte.", en: "It counts."}, fact: M1}'
    story = small.changed(small.STORY, "signs: [rush]", f"signs: [{', '.join(names)}]")[small.STORY]
    story = story.replace(b"    signs: [secrecy]\n", b"")
    signs = "".join(["signs:\n", *(f"  {name}: {sign}\n" for name in names)]).encode()
    entries = small.files()[small.ENTRIES].replace(b"signs: [rush]", b"signs: [sign-1]")
    film = small.files()[small.FILM].replace(b"signs: [secrecy]", b"signs: [sign-1]")
    return {small.STORY: story, small.ENTRIES: entries, small.FILM: film, "knowledge/signs.yaml": signs}


def many_signs() -> Case:
    """Make a story that shows one sign more than a button can remember."""
    said = f"{small.STORY}:16:1: too-many-signs the story shows {MOST_SIGNS + 1} different signs, {MOST_SIGNS} at most"
    said += " (name fewer different signs in this story)"
    return Case(with_signs(MOST_SIGNS + 1), [said])


def many_turns() -> Case:
    """Make a story that shows as many signs as a button can remember, and has a turning point that a path can miss."""
    overlay = with_signs(MOST_SIGNS)
    story = overlay[small.STORY].decode()
    scene = """\
  at-the-corner:
    kind: scene
    lines:
      - {who: driver, fr: "On arrive.", en: "Almost there."}
    choices:
      - id: get-out
        stance: neutral
        label: {fr: "Je descends", en: "I get out"}
        to: later
      - id: stay
        stance: neutral
        label: {fr: "Je reste", en: "I stay"}
        to: in-the-car
"""
    story = story.replace("to: in-the-car\n", f"to: at-the-corner\n{scene}")
    story = story.replace("retry: at-the-stop", "retry: at-the-corner", 1)
    said = (
        f"{small.STORY}:16:1: too-many-turns {MOST_SIGNS} signs and 1 turning points are more than a button remembers"
        f" (together {MOST_SIGNS} at most: let the «retry» of several endings lead to the same scene)"
    )
    return Case({**overlay, small.STORY: story.encode()}, [said])


def many_regions() -> Case:
    """Make a resource with so many regional numbers that no message can hold them."""
    row = '      - {region: {fr: "Une région au long nom", en: "A region with a long name"}, number: "555 0'
    rows = "".join(f'{row}{number}", confidence: low}}\n' for number in range(200, 320))
    first = '      - {region: {fr: "Nord", en: "North"}'
    data = small.changed(small.HELPLINES, first, rows + first)[small.HELPLINES]
    script = build(inspect({**small.files(), small.HELPLINES: data}).models)
    told = [
        f"{small.HELPLINES}:19:5: message-too-long"
        f" a message made from this is {units} characters long, 4096 at most (say less)"
        for units in sorted(length_of("day-line", lang, script) for lang in LANGS)
    ]
    return Case({small.HELPLINES: data}, told)


def length_of(resource: str, lang: Lang, script: Script) -> int:
    """Count the characters of the message about a resource as Telegram does, in UTF-16 units."""
    place = Place(lang, Screen.RESOURCE, item=resource)
    shown = text_of(engine.step(Go(place), script, Moment(NIGHT)).reply)
    return sum(2 if ord(letter) > 0xFFFF else 1 for letter in shown)


WHOLE: Final = "bring it back from the last version that worked"
MADE: Final[dict[str, Case]] = {
    "entry-of-a-danger-called-harmless": Case(
        {
            small.ENTRIES: small.changed(small.ENTRIES, "    kind: question", "    kind: question\n    harmless: true")[
                small.ENTRIES
            ],
            small.TOLD: small.files()[small.TOLD] + b"entry: what-is-consent\n",
        },
        [
            (
                f"{small.ENTRIES}:21:5: danger-entry-harmless «what-is-consent» is the entry of the danger «told»:"
                " it is not harmless (take «harmless: true» away)"
            )
        ],
    ),
    "file-larger-than-a-person-reads": Case(
        {small.STORY: b"#" * (MOST_BYTES + 1)},
        [f"{small.STORY}:1:1: file-too-large the file is larger than 256 kB (split it into several files)"],
    ),
    "values-more-than-anybody-counts": Case(
        {small.STORY: b"[" + b",\n".join([b"x"] * MOST_VALUES) + b"]"},
        [
            (
                f"{small.STORY}:{MOST_VALUES}:1: too-many-values the file holds more than 50000 values"
                " (split it into several files)"
            )
        ],
    ),
    **{
        f"file-missing-{Path(name).stem}": Case(
            {name: None}, [f"{name}:1:1: file-missing this file is missing ({WHOLE})"]
        )
        for name in REQUIRED_FILES
    },
    "replies-without-an-act": Case(
        {small.REPLIES: small.files()[small.REPLIES].partition(b"  seek-help:")[0]},
        [f"{small.REPLIES}:1:1: act-missing «seek-help» is missing (add it here, with its examples in both languages)"],
    ),
    "level-without-a-danger": Case(
        {small.LOW: None},
        [
            (
                "knowledge/danger/words.yaml:1:1: danger-missing no file of danger has the level «distress»"
                " (bring back the files of knowledge/danger)"
            )
        ],
    ),
    "more-signs-than-a-button-holds": many_signs(),
    "more-turning-points-than-a-button-holds": many_turns(),
    "more-regions-than-a-message-holds": many_regions(),
    "text-of-the-interface-missing": Case(
        {small.INTERFACE: small.interface({"sorry": None})},
        [
            (
                f"{small.INTERFACE}:1:1: text-missing the text «sorry» is missing"
                " (put back «sorry:» with «fr» and «en», as in the last version that worked)"
            )
        ],
    ),
    "text-of-the-interface-unknown": Case(
        {small.INTERFACE: small.interface({"sory": "Oops."})},
        [f"{small.INTERFACE}:{len(KEYS) + 2}:3: text-unknown the text «sory» does not exist (did you mean «sorry»?)"],
    ),
    "value-the-bot-fills-in-missing": Case(
        {small.INTERFACE: small.interface({"help-line": "Write to {name}"})},
        [
            f"{small.INTERFACE}:{line_of('help-line')}:{column}: placeholder-missing"
            f" «help-line» in «{lang}» lacks {{way}} (put it where it reads well)"
            for lang, column in (("fr", 15), ("en", 38))
        ],
    ),
    "value-the-bot-does-not-fill-in": Case(
        {small.INTERFACE: small.interface({"sorry": "Sorry, {name}"})},
        [
            f"{small.INTERFACE}:{line_of('sorry')}:{column}: figure-missing"
            " figure «name» does not exist (known here: consent-age, emergency-number)"
            for column in (11, 32)
        ],
    ),
}
CASES: Final = {**dict(kept()), **MADE}


def laid_over(case: Case) -> dict[str, bytes]:
    """Return the small content with the files of a case over it."""
    content = {**small.files(), **case.overlay}
    return {name: data for name, data in content.items() if data is not None}


@pytest.mark.parametrize("law", sorted(CASES))
def test_what_breaks_a_law_is_told_word_for_word_where_it_stands(law: str) -> None:
    """Each case is told with its file, line, column, code, sentence and hint, and nothing else is told."""
    assert CASES[law].told == small.problems(laid_over(CASES[law]))


def test_the_small_content_under_the_cases_is_whole() -> None:
    """Without a case over it, the small content loads, so every problem of a case is the case's own."""
    content = inspect(small.files())

    assert [] == content.problems
    assert ["listening", "ride-home"] == list(build(content.models).scenarios)


def test_every_rule_is_shown_broken() -> None:
    """No problem can be told that is not shown first: every rule has an example on its page, or a case here."""
    shown = {
        line.split(": ", 1)[1].removeprefix("warning ").split(" ", 1)[0]
        for case in CASES.values()
        for line in case.told
    }

    assert [] == [code for code, law in LAWS.items() if code not in shown and not example_of(law.page)]
