from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pytest

from bot.content.check import inspect
from bot.content.positions import MOST_BYTES, read
from bot.content.traps.cause import MOST_TRIED, Stop, cause
from bot.content.traps.columns import MOST_COLUMNS
from bot.content.traps.unseen import HIDDEN
from tests import small

if TYPE_CHECKING:
    from bot.content.problem import Problem

#: What a writer may write -> where the mistake stands and its code. Each is the whole file.
MISTAKES: Final = {
    "a: {fr: 'C'est', en: \"x\"}": (1, 11, "apostrophe"),
    "a:\n  fr: 'C'est bon'\n  en: x": (2, 9, "apostrophe"),
    "a:\n  fr: Attention: danger\n  en: x": (2, 16, "colon-in-text"),
    "a: {fr: Attention: danger, en: x}": (1, 18, "colon-in-text"),
    "a:\n  fr: Le numéro # un\n  en: x": (2, 17, "text-cut"),
    "a:\n  fr: #MoiAussi\n  en: x": (2, 7, "text-cut"),
    "a: {fr: Le numéro #1, en: x}": (1, 19, "text-cut"),
    "a:\n  fr: @moi": (2, 7, "reserved-character"),
    "a:\n  fr: %moi": (2, 7, "reserved-character"),
    "a:\n  - `moi": (2, 5, "reserved-character"),
    "a:\n  fr: *moi* oui": (2, 7, "reserved-character"),
    "a:\n  fr: & moi": (2, 7, "reserved-character"),
    "a:\n  fr: | moi oui": (2, 7, "reserved-character"),
    "a:\n  fr: > moi oui": (2, 7, "reserved-character"),
    "a:\n  fr: - moi oui": (2, 7, "reserved-character"),
    "a:\n  fr: ? moi oui": (2, 7, "reserved-character"),
    "a:\n  fr: [moi] oui": (2, 7, "reserved-character"),
    "a:\n  fr: {moi} oui": (2, 7, "reserved-character"),
    "a:\n  fr: {moi}": (2, 7, "reserved-character"),
    "a:\n  - , moi": (2, 5, "reserved-character"),
    "a:\n  fr: !moi oui": (2, 7, "tag"),
    'a: {fr: "il dit "non" fort", en: "x"}': (1, 17, "quote-inside"),
    'a:\n  fr: "Non" dit-elle\n  en: "x"': (2, 11, "quote-inside"),
    'a:\n  fr: "il dit non\n  en: "x"\nb: c': (2, 7, "quote-open"),
    'a:\n  fr: "il dit non\n  en: x\nb: c': (2, 7, "quote-open"),
    'a: {fr: "il dit non, en: "x"}\nb: c': (1, 9, "quote-open"),
    'a: {fr: "il dit non", en: "x}\nb: c\nd: "e"': (1, 27, "quote-open"),
    "a:\n  fr: 'il dit non\n  en: x\nb: c": (2, 7, "quote-open"),
    '"minutes: 2\nhelp: [a]\nc:\n  d: "e"': (1, 1, "quote-open"),
    'a:\n  fr: non"\n  en: x': (2, 10, "quote-unopened"),
    "a: {fr: “x”, en: “y, z”}": (1, 9, "smart-quotes"),
    "a:\n  fr: « Oui »": (2, 7, "smart-quotes"),
    "a:\n  fr: “Oui: non”": (2, 7, "smart-quotes"),
    "a:\n  fr: ‘Oui’": (2, 7, "smart-quotes"),
    "a:\n  fr:oui\n  en: x": (2, 6, "space-after-colon"),
    "a:\n  fr:oui": (2, 6, "space-after-colon"),
    "b: x\na:oui": (2, 3, "space-after-colon"),
    'a: {fr:"oui", en: "x"}': (1, 8, "space-after-colon"),
    "a: {fr:oui, en: x}": (1, 8, "space-after-colon"),
    "a:\n  -x\n  -y": (2, 4, "space-after-dash"),
    "a:\n  - x\n  -y": (3, 4, "space-after-dash"),
    'a:\n  - {b: "c"}\n    {b: "d"}': (3, 5, "dash-missing"),
    "a: {fr: Oui, merci, en: x}": (1, 12, "comma-in-text"),
    'a: {fr: "x" en: "y"}': (1, 12, "comma-missing"),
    'a: ["x" "y"]': (1, 8, "comma-missing"),
    "a:\n\u00a0 fr: x\n  en: y": (2, 1, "hidden-space"),
    "a:\n  fr:\u00a0x\n  en: y": (2, 6, "hidden-space"),
    "a:\n  -\u00a0x": (2, 4, "hidden-space"),
    "a: {fr: x,\u202fen: y}": (1, 11, "hidden-space"),
    "a: x\u200by": (1, 5, "hidden-character"),
    "a: dÃ©jÃ  vu": (1, 5, "mojibake"),
    "a: x\nb: lâ€™ami": (2, 5, "mojibake"),
    "a: sÅ“ur\ufffd": (1, 5, "mojibake"),
    'a: "x\u00ady"': (1, 6, "hidden-character"),
    "a: x\x07y": (1, 5, "hidden-character"),
    "a:\n  fr: x\n   en: y": (3, 4, "indentation"),
    "a:\n  fr: x\n en: y": (3, 2, "indentation"),
    "a:\n  - b: x\n    c: y\n   d: z\n  - b: x": (4, 4, "indentation"),
    "a:\n  - b: x\n    c: y\n - b: x": (4, 2, "indentation"),
    "a:\n  b:\n    c: x\n   d:\n    c: y": (4, 4, "indentation"),
    "a:\n  fr: |\n    un\n   deux\n  en: x": (4, 4, "indentation"),
    "a:\n  fr: x\n  - y": (3, 3, "list-beside-keys"),
    "a:\n  - y\n  fr: x": (3, 3, "list-beside-keys"),
    "a: {fr: x, en: y\nb: c": (1, 4, "bracket-open"),
    "a: [x, y\nb: c": (1, 4, "bracket-open"),
    "a: {fr: [x}, en: y}": (1, 9, "bracket-open"),
    "a: {fr: x}}\nb: c": (1, 11, "bracket-extra"),
    "a:\n  fr = x\n  en: y": (2, 5, "colon-missing"),
    "b: y\na => x\nc: x": (2, 2, "colon-missing"),
    "a:\n  to -> x": (2, 5, "colon-missing"),
    "a:\n  to → x\n  b: c": (2, 5, "colon-missing"),
    'a:\n  id: p\n  fr "x"\n  b: c': (3, 5, "colon-missing"),
    "a:\n  id: p\n  lines\n    - a\n  b: c": (3, 8, "colon-missing"),
    'a: "x\\d"': (1, 6, "backslash"),
    'a: "x\\"\nb: c': (1, 6, "backslash"),
    "a:\n\tfr: x": (2, 1, "tab"),
}
RIGHT: Final = [
    "a: 2 # a note",
    "a: # a note\n  - x",
    "a: https://example.org\nb:\n- https://example.org\n- 22:00",
    'a: "« Oui », dit-elle # un"',
    "a: |\n  'C'est: bon\n  \"x\n  -y # z",
    'a: "x\n  y: z"',
    "a: 🙅\u200d♀️",
    "a: l'ami d'ici",
    "a: Âge tendre, À bientôt, São Paulo, Åsa",
    "{a: b,c: d}",
]


def told(text: str) -> list[tuple[int, int, str]]:
    """Say where the problems of a text stand, and their codes."""
    return [place_of(each) for each in read("story.yaml", text.encode()).problems]


def place_of(problem: Problem) -> tuple[int, int, str]:
    """Return where a problem stands, and its code."""
    return problem.line, problem.column, problem.code


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("text", MISTAKES)
def test_a_mistake_of_writing_is_told_once_where_it_stands(text: str, end: str) -> None:
    """Whatever the parser stumbles over, the writer is told the one thing that is wrong, on every system."""
    assert [MISTAKES[text]] == told(f"{text}\n".replace("\n", end))


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_right_is_no_mistake(text: str) -> None:
    """Notes, addresses, hours, quoted texts and blocks of text are left in peace."""
    assert [] == told(f"{text}\n")


@pytest.mark.parametrize("text", [text for text in MISTAKES if "write" in str(read("a", text.encode()).problems)])
def test_what_the_hint_says_mends_the_mistake(text: str) -> None:
    """Who puts what the hint says in the place of what was wrong has mended it."""
    problem = read("story.yaml", text.encode()).problems[0]
    found = re.search(r"write (.*?)(?:, or take .*|; a note .*)?$", problem.hint.en)
    assert found
    line = text.split("\n")[problem.line - 1]
    mended = [
        "\n".join((*text.split("\n")[: problem.line - 1], line[:start] + found[1] + line[end:], *after))
        for after in [text.split("\n")[problem.line :]]
        for start in range(len(line))
        for end in range(start, len(line) + 1)
    ]

    assert any(problem.line not in [line for line, _, _ in told(each)] for each in mended)


def test_every_mistake_of_a_file_is_told_at_once() -> None:
    """A mistake does not hide those of the lines below."""
    text = "a:\n  fr: 'C'est'\n  en: It's: bad\nb:\n  fr: \"Non\n  en: \"No\"\nc: @d\n"

    assert [(2, 9, "apostrophe"), (3, 11, "colon-in-text"), (5, 7, "quote-open"), (7, 4, "reserved-character")] == told(
        text
    )


def test_every_character_that_nobody_sees_is_told_with_its_line() -> None:
    """Invisible characters come in numbers: each line that holds one is told, once."""
    assert [(1, 4, "hidden-character"), (3, 5, "hidden-character")] == told("a: \u200bx\u200b\nb: y\nc: z\u2060\n")


@pytest.mark.parametrize("character", ["\u2640\ufe0f", "🏳️\u200d🌈", "é", "œ", "’", "\u00a0"])
def test_what_can_be_seen_is_not_hidden(character: str) -> None:
    """Emojis that are joined, accents, and the space before a French colon are seen."""
    assert not HIDDEN.search(f"a{character}b")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("      - id: ask-why\n", "       - id: ask-why\n"),
        ("      - id: ask-why\n", "     - id: ask-why\n"),
        ("    outcome: open\n", "   outcome: open\n"),
        ("    outcome: open\n", "     outcome: open\n"),
        ("  later:\n", "   later:\n"),
        ("nodes:\n", "nodes\n"),
        ('"Good question."}', '"Good question."'),
        ('"Good question."}', '"Good question.}'),
        ('fr: "Bonne question."', "fr: 'Qu'est-ce?'"),
        ("        to: later\n", "        to -> later\n"),
        ("        stance: hesitates\n", "        stance:hesitates\n"),
    ],
)
def test_one_mistake_in_a_story_is_one_message(old: str, new: str) -> None:
    """A file that cannot be read hides what it holds, and no other file complains that it is missing."""
    content = small.changed(small.STORY, old, new)

    assert [small.STORY] == [problem.file for problem in inspect(content).problems]


@pytest.mark.parametrize(
    "text",
    [
        "a: {fr: 'C'est'}\n" * (MOST_BYTES // 20),
        "a: [" * (MOST_BYTES // 4),
        '"' * MOST_BYTES,
        "{a, " * (MOST_BYTES // 4),
        "a: b # c\n" * (MOST_BYTES // 10),
        " " * (MOST_BYTES - 1) + "@",
        "- - " * (MOST_BYTES // 4),
    ],
)
def test_a_hostile_file_is_read_again_only_so_often(text: str) -> None:
    """Nothing a file holds keeps the check busy for long: what is tried for one mistake is bounded."""
    tried: list[int] = []

    def never(mended: str) -> int:
        tried.append(len(mended))
        return 0

    cause(text, Stop(len(text) - 1, (0,), 0), never)

    assert len(tried) <= MOST_TRIED + MOST_COLUMNS
    assert read("story.yaml", text.encode()).problems


@pytest.mark.parametrize("code", ["\\f", "\\t", "\\0", "\\e", "\\_"])
def test_a_slash_that_leans_back_is_told_where_it_makes_a_sign_of_a_letter(code: str) -> None:
    """YAML reads such a file without a word, and a part of a word would be gone."""
    document = read(small.STORY, f'title: "gars{code}ille"\n'.encode())

    assert [(1, 13, "backslash")] == [(each.line, each.column, each.code) for each in document.problems]


@pytest.mark.parametrize("text", ['"gars\\\\fille"', '"dit \\"oui\\""', '"\\u00e9t\\u00e9"', "'gars\\fille'"])
def test_a_slash_that_is_meant_is_let_be(text: str) -> None:
    """One that is written twice, that keeps a quote, that stands for a letter, or that stands between single quotes."""
    assert [] == read(small.STORY, f"title: {text}\n".encode()).problems
