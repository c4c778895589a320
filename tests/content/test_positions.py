from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.content.positions import MOST_BYTES, MOST_DEPTH, MOST_VALUES, read
from bot.content.traps.unseen import HIDDEN, TORN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.positions import Document, Value

#: What editors count as the end of a line; YAML also knows ends that no editor shows.
LINE_END: Final = re.compile("\r\n|[\n\r]")
#: Pieces that mean something in YAML, or are hard to count: they find more than random bytes do.
PIECES: Final = [
    *"abé🪙:-?{}[],#&*!|>'\"%@` \n\r\t\x07\x0b\x0c\x85\u2028\ufeff",
    *("\n- ", ": ", "  ", "---\n", "...\n", "<<<<<<< a\n", "\n>>>>>>> b", "null", "!!str ", "&a ", "*a ", "? ", "|\n"),
]
FILES = st.one_of(
    st.binary(max_size=200),
    st.text(max_size=100).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.lists(st.sampled_from(PIECES), max_size=25).map(lambda pieces: "".join(pieces).encode()),
)


def is_whole(text: str) -> bool:
    """Say whether a text holds no sign that is refused wherever it stands."""
    return not HIDDEN.search(text) and not TORN.search(text)


#: Texts of signs that a person can type; ends of lines, and what has no shape, are refused as codes of YAML.
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=20).filter(is_whole)
#: Texts that can stand between double quotes on one line.
IN_A_LINE = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters='"\\', include_characters="\x85"), max_size=20
).filter(is_whole)
VALUES = st.recursive(
    TEXTS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3), max_leaves=12
)


def is_inside(line: int, column: int, data: bytes) -> bool:
    """Say whether an editor can go to a place: the end of a line, and of the file, can be gone to as well."""
    lines = [*LINE_END.split(data.decode("utf-8-sig", "replace")), ""]
    return 1 <= line <= len(lines) and 1 <= column <= len(lines[line - 1]) + 1


def places(document: Document) -> Iterator[tuple[int, int]]:
    """Give every place a document speaks of."""
    yield from ((problem.line, problem.column) for problem in document.problems)
    yield from document.positions.values()


@settings(max_examples=2_000)
@given(FILES)
@example(b"")
@example(b"\xff")
@example(b"\r\xff")
@example("é: \x07\n".encode())
@example(b'"\x0b\n<<<<<<< ours\n')
def test_any_bytes_give_a_value_or_problems_that_stand_inside_the_file(data: bytes) -> None:
    """Whatever bytes a file holds, nothing is raised, and every place that is told can be gone to."""
    document = read("story.yaml", data)

    assert [] == [place for place in places(document) if not is_inside(*place, data)]
    assert document.value is None or not document.problems


@given(st.lists(st.tuples(IN_A_LINE, st.sampled_from(["\n", "\r\n", "\r"])), min_size=1, max_size=6))
@example([("\u2028\x85🪙é", "\r\n"), ("🙅\u200d♀️", "\r")])
def test_every_line_is_the_line_an_editor_shows(rows: list[tuple[str, str]]) -> None:
    """Emojis, accents and the line ends that only YAML knows move no place by a line or a column."""
    text = "".join(f'{{k{number}: "{words}", n: x}}, {end}' for number, (words, end) in enumerate(rows))
    document = read("story.yaml", f"[{text}]".encode())

    assert [] == document.problems
    assert [(1 + number, 2 + (number == 0)) for number in range(len(rows))] == [
        document.at((number, f"k{number}")) for number in range(len(rows))
    ]
    assert [len(f'{{k{number}: "{words}", ') + 1 + (number == 0) for number, (words, _) in enumerate(rows)] == [
        document.at((number, "n"))[1] for number in range(len(rows))
    ]


@given(VALUES)
def test_what_was_written_is_what_is_read(value: Value) -> None:
    """Lists, keys and quoted texts come back letter for letter, whatever they hold."""
    data = yaml.safe_dump(value, default_style='"', allow_unicode=True, sort_keys=False).encode()
    document = read("story.yaml", data)

    assert [] == document.problems
    assert value == document.value


@pytest.mark.parametrize(
    "word",
    [
        *("no", "No", "yes", "on", "off", "true", "y", "n"),
        *("22:00", "12:30", "010", "0x1F", "1_000", "1e3", ".inf", "190:20:30"),
        *("~", "Null", "NULL", "2024-01-01", "2024-01-01 10:00:00", "=", "<<", "911", "9-8-8"),
    ],
)
def test_words_that_yaml_would_change_stay_as_typed(word: str) -> None:
    """An unquoted word is read as the text the writer sees, never as a truth, a number, a date or nothing."""
    assert {"a": word} == read("story.yaml", f"a: {word}\n".encode()).value
    assert [word] == read("story.yaml", f"- {word}\n".encode()).value
    assert {word: "x"} == read("story.yaml", f"{word}: x\n".encode()).value


@pytest.mark.parametrize(
    ("written", "value"),
    [("a: null", None), ("a:", None), ('a: "null"', "null"), ("a: 'null'", "null"), ('a: ""', ""), ("null: a", "a")],
)
def test_only_an_unquoted_null_or_nothing_is_nothing(written: str, value: Value) -> None:
    """`hours: null` means that nobody knows; between quotes, and as a key, null is a word like any other."""
    document = read("story.yaml", written.encode())

    assert isinstance(document.value, dict)
    assert [value] == list(document.value.values())


STORY: Final = b"""\
id: ride
nodes:
  stop:
    lines:
      - {who: you, fr: "Non", en: "No"}
      - who: you
        fr: "Oui"
"""


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ((), (1, 1)),
        (("id",), (1, 1)),
        (("nodes", "stop"), (3, 3)),
        (("nodes", "stop", "lines", 0), (5, 9)),
        (("nodes", "stop", "lines", 0, "en"), (5, 31)),
        (("nodes", "stop", "lines", 1, "fr"), (7, 9)),
    ],
)
def test_every_part_has_the_place_where_it_begins(path: tuple[str | int, ...], place: tuple[int, int]) -> None:
    """A key stands where its first letter stands, an item of a list where its first word stands."""
    assert place == read("story.yaml", STORY).at(path)


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (("nodes", "stop", "scene", "lines", 1, "fr"), (7, 9)),
        (("nodes", "stop", "scene", "choices"), (3, 3)),
        (("nodes", "stop", "lines", 7, "fr"), (4, 5)),
        (("nodes", "nowhere"), (2, 1)),
        (("nowhere",), (1, 1)),
    ],
)
def test_a_path_that_is_not_in_the_file_leads_to_what_is_around_it(
    path: tuple[str | int, ...], place: tuple[int, int]
) -> None:
    """The tags that pydantic puts into a path are skipped, and what is missing is told at what lacks it."""
    assert place == read("story.yaml", STORY).at(path)


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_lines_are_counted_alike_on_every_system(end: bytes) -> None:
    """Line ends of Linux, Windows and old Macs give the same places, of parts and of problems."""
    twice = read("story.yaml", b"id: ride\n\nid: walk\n".replace(b"\n", end))

    assert (7, 9) == read("story.yaml", STORY.replace(b"\n", end)).at(("nodes", "stop", "lines", 1, "fr"))
    assert [(3, 1, "duplicate-key")] == [(problem.line, problem.column, problem.code) for problem in twice.problems]


def test_a_mark_of_the_byte_order_is_no_part_of_the_first_word() -> None:
    """A file saved with a byte order mark reads like the same file without it."""
    assert {"id": "ride"} == read("story.yaml", b"\xef\xbb\xbfid: ride\n").value


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"a: 1\nb: \x07\n", (2, 4)),
        ("fr: éééé\x07\n".encode(), (1, 9)),
        ("fr: 🪙\nen: é\x00\n".encode(), (2, 6)),
        (b"\xef\xbb\xbfa: \x07\n", (1, 4)),
    ],
)
def test_an_invisible_character_is_told_where_it_stands(data: bytes, place: tuple[int, int]) -> None:
    """A control character cannot be seen, so its place is exact, also after accents, emojis and a byte order mark."""
    assert [place] == [(problem.line, problem.column) for problem in read("story.yaml", data).problems]


@pytest.mark.parametrize("before", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_a_character_in_another_encoding_is_told_where_it_stands(before: bytes, end: bytes) -> None:
    """What is no UTF-8 is found in its line, with and without a byte order mark, on every system."""
    problems = read("story.yaml", before + "id: é\nfr: ".encode().replace(b"\n", end) + b"\xe9").problems

    assert [(2, 5, "not-utf-8")] == [(problem.line, problem.column, problem.code) for problem in problems]


def test_marks_of_a_merge_are_told_on_the_line_an_editor_shows() -> None:
    """A vertical tab in a line above is no end of a line, in an editor or in YAML."""
    problems = read("story.yaml", b'a: "\x0b"\n<<<<<<< ours\n').problems

    assert [(2, 1, "merge-conflict")] == [(problem.line, problem.column, problem.code) for problem in problems]


@pytest.mark.parametrize("deep", [MOST_DEPTH, MOST_DEPTH + 1, MOST_BYTES // 2])
def test_depth_is_bounded_without_recursion(deep: int) -> None:
    """Lists within lists are read to a depth, and a file that is nothing but brackets costs neither time nor memory."""
    document = read("hostile.yaml", b"[" * deep + b"]" * deep)

    expected = [] if deep == MOST_DEPTH else [("too-deep", 1, MOST_DEPTH + 1)]
    assert expected == [(problem.code, problem.line, problem.column) for problem in document.problems]


@pytest.mark.parametrize(("count", "codes"), [(MOST_VALUES - 1, []), (MOST_VALUES, ["too-many-values"])])
def test_the_number_of_values_is_bounded(count: int, codes: list[str]) -> None:
    """A file may hold as many values as a person could ever write, the list around them included, and no more."""
    document = read("hostile.yaml", b"[" + b",".join([b"x"] * count) + b"]")

    assert codes == [problem.code for problem in document.problems]


@pytest.mark.parametrize(("size", "codes"), [(MOST_BYTES, []), (MOST_BYTES + 1, ["file-too-large"])])
def test_the_size_of_a_file_is_bounded(size: int, codes: list[str]) -> None:
    """A file of the largest size is read, and one byte more is refused before it is parsed."""
    document = read("hostile.yaml", b"#" * size)

    assert codes == [problem.code for problem in document.problems]


def test_a_value_is_given_only_when_the_whole_file_could_be_read() -> None:
    """Half a file is never handed on: what stands before the problem is dropped."""
    assert read("story.yaml", b"id: ride\nid: walk\n").value is None


def test_a_line_of_a_block_of_text_has_a_place_of_its_own() -> None:
    """Lines of a block count without the empty ones, as they are read; a number behind another text is its text."""
    document = read("held.yaml", b"level: low\nfr: |  # said\n\n  one\n\n    two\r\n  three\nen: 'a b'\n")

    assert [(4, 3), (6, 3), (7, 3)] == [document.at(("fr", number)) for number in range(3)]
    assert (8, 1) == document.at(("en", 1))
