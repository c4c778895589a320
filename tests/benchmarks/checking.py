"""What `check` takes on contents of growing size, the first time and after one file was saved.

.venv/bin/python -m tests.benchmarks.checking

Rule: every text is one that ships, so that it is as long and as hard as real ones; only ids and a word are new.
"""

from __future__ import annotations

import gc
import re
import resource
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bot.content.check import Checker
from bot.content.load import read_files
from bot.core.place import digest
from tests.benchmarks.measuring import clock
from tests.quality.tables import table

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).parents[2]
#: Stories and entries, those that ship among them.
SIZES: Final = ((18, 185), (100, 1_000), (1_000, 10_000))
#: Entries of a shelf; the file stays under its limit.
_SHELF: Final = 50
#: Phrasings of an entry and a language: more than a writer begins with, fewer than the shipped entries have by now.
_PHRASINGS: Final = 12
#: Words on a line of an entry that may have one more.
_ROOM: Final = 60


def enlarged(stories: int, entries: int) -> dict[str, bytes]:
    """Make a content of so many stories and entries: what ships, and copies of it."""
    shipped = {name: data for name, data in read_files(ROOT).items() if name.endswith(".yaml")}
    return {**shipped, **dict(_stories(shipped, stories)), **dict(_shelves(shipped, entries))}


def _stories(shipped: dict[str, bytes], number: int) -> Iterator[tuple[str, bytes]]:
    kinds = [data.decode() for name, data in sorted(shipped.items()) if re.match(r"dialogues/\d", name)]
    ids = _ids("story")
    for place in range(number - len(kinds)):
        text = re.sub(r"(?m)^id: .*$", f"id: {next(ids)}", kinds[place % len(kinds)], count=1)
        text = retitled(text, place)
        yield f"dialogues/1-big/story-{place}.yaml", text.encode()


def _shelves(shipped: dict[str, bytes], number: int) -> Iterator[tuple[str, bytes]]:
    """Make shelves whose phrasings have a word of their own, since no two entries may share one."""
    kept, there = [], 0
    for name, data in sorted(shipped.items()):
        if name.startswith("knowledge/entries/"):
            whole = data.decode().partition("\nentries:\n")[2]
            entries = re.findall(r"(?ms)^  - id: .*?(?=^  - id: |\Z)", whole)
            kept += [each for each in entries if _has_room(each)]
            there += len(entries)
    ids, themes = _ids("entry"), _ids("theme")
    for start in range(0, number - there, _SHELF):
        rows = []
        for place in range(start, min(start + _SHELF, number - there)):
            text = re.sub(r"^  - id: .*", f"  - id: {next(ids)}", kept[place % len(kept)])
            rows.append(_fewer(text, _word(place)))
        head = f'theme: {next(themes)}\ntitle: {{fr: "Une tablette", en: "A shelf"}}\nentries:\n'
        yield f"knowledge/entries/shelf-{start}.yaml", (head + "".join(rows)).encode()


def _has_room(entry: str) -> bool:
    """Say whether a title and an answer stand on lines of their own, and can have a word more."""
    return "{fr:" not in entry and all(len(line.split()) < _ROOM for line in entry.splitlines())


def _word(number: int) -> str:
    """Make a word that no text has: no digits, which would be told, and no letter twice, which counts as once."""
    letters = ("bcdfghjklm", "npqrstvwxz")
    return "zz" + "".join(letters[place % 2][int(digit)] for place, digit in enumerate(str(number)))


def retitled(story: str, number: int) -> str:
    """Give a story a title that no other one has."""
    title = f'title: {{fr: "Histoire {_word(number)}", en: "Story {_word(number)}"}}\n'
    return re.sub(r"(?ms)^title:.*?(?=^\w)", title, story, count=1)


def _fewer(entry: str, word: str) -> str:
    """Keep some phrasings of an entry; they, its title and its answer get a word of their own."""
    titles = r'(?m)(^    (?:statement|question):\n.*?)([.?!…]*"\n.*?)([.?!…]*"$)'
    entry = re.sub(titles, rf"\1 {word}\2 {word}\3", entry)
    # In an answer it has short sentences of its own: some are as hard to read as they may be.
    said = f"Ok. {word.capitalize()}."
    entry = re.sub(r'(?m)(^    answer:\n.*?)("\n.*?)("$)', rf"\1 {said}\2 {said}\3", entry)
    lines, kept, inside = [], 0, False
    for line in entry.splitlines(keepends=True):
        if re.match(r"      (fr|en):", line):
            inside, kept = True, 0
        elif not line.startswith("        "):
            inside = False
        if inside and line.startswith("        "):
            kept += 1
            if kept > _PHRASINGS:
                continue
            line = re.sub(r'"(?=,?\s*$)', f' {word}"', line)  # noqa: PLW2901 - the same line with one word more
        lines.append(line)
    return "".join(lines)


def _ids(kind: str) -> Iterator[str]:
    """Give ids that no button confuses, as a writer would who is told that two look alike."""
    taken: set[str] = set()
    number = 0
    while True:
        number += 1
        name = f"{kind}-{number}"
        if digest(name) not in taken:
            taken.add(digest(name))
            yield name


def main() -> None:
    """Measure and print; progress goes to the error stream."""
    rows: list[tuple[str | int, ...]] = []
    for stories, entries in SIZES:
        print(f"checking: {stories} stories, {entries} entries", file=sys.stderr, flush=True)  # noqa: T201 - progress
        files = enlarged(stories, entries)
        gc.collect()
        checker = Checker()
        began = clock()
        problems = checker.look(files).problems
        first = clock() - began
        story = next(name for name in files if name.startswith("dialogues/1-"))
        began = clock()
        checker.look({**files, story: files[story] + b"# saved\n"})
        again = clock() - began
        size = sum(map(len, files.values())) / 1e6
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        rows.append(
            (
                *(f"{stories:,}", f"{entries:,}", f"{size:.1f}", len(problems)),
                *(f"{first:.2f}", f"{again:.2f}", f"{first / size:.2f}", f"{peak:,.0f}"),
            )
        )
    head = ("stories", "entries", "MB of YAML", "problems", "first s", "after a save s", "s per MB", "at most MB")
    print(table("What check takes", head, rows, named=0))  # noqa: T201 - this prints


if __name__ == "__main__":
    main()
