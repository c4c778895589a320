"""What changed between two versions, told to moderators.

Rule: one line for the whole first, then file by file, thing by thing, always in the same order. What a terminal would
obey reaches none: names and texts may hold it.
What changed comes from `content.diff`, the words from `words`.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from bot.adapters.comparing.words import (
    DONE,
    FEMININE_KINDS,
    FEMININE_NOUNS,
    FILE,
    FILES,
    IN,
    KINDS,
    LOOKS,
    NOUNS,
    SUM,
    TOLD,
    VERSION,
)
from bot.adapters.written import counted, listed, number, quoted
from bot.content.diff.change import Counted, Told, Whole
from bot.content.map.words import one_line
from bot.core.turn import LANGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import TextIO

    from bot.content.diff.change import Change, Code, Comparison, How, Thing
    from bot.core.turn import Lang

#: A statement as a heading is cut here: it is there to be recognised, not to be read.
_HEADING: Final = 70
#: Buttons and texts are named up to this many at once.
_MOST_NAMED: Final = 6


def tell(found: Comparison, lang: Lang, out: TextIO) -> None:
    """Write what changed."""
    out.write(summary(found, lang) + "\n")
    for file, changes in groupby(found.changes, key=lambda change: change.thing.file):
        out.write(f"\n{one_line(file)}\n")
        for thing, of_it in groupby(changes, key=lambda change: change.thing):
            out.writelines(f"  {line}\n" for line in _thing(thing, list(of_it), found, lang))


def summary(found: Comparison, lang: Lang) -> str:
    """Write the whole in one line: how many things of each kind, and what wants a look."""
    if not found.files and not found.changes:
        return SUM["nothing"][lang]
    things = {(change.thing, _fate(change)) for change in found.changes if change.thing.id}
    whole = {thing for thing, fate in things if fate != "changed"}
    parts = []
    for kind, (one, many) in KINDS.items():
        told: list[str] = []
        for fate in ("added", "removed", "renamed", "changed"):
            count = sum(
                thing.kind == kind and each == fate and not (fate == "changed" and thing in whole)
                for thing, each in things
            )
            if count:
                agreed = _agreed(fate, count, kind in FEMININE_KINDS, lang)
                told.append(f"{counted(count, one, many, lang) if not told else number(count, lang)} {agreed}")
        parts += [", ".join(told)] if told else []
    looks = [
        counted(count, *LOOKS[code], lang)
        for code in LOOKS
        if (count := sum(_weight(change) for change in found.changes if _is(change, code)))
    ]
    files = counted(len(found.files), FILE, FILES, lang)
    line = SUM["files"][lang].format(files=files)
    line += f" {'; '.join(parts)}." if parts else ""
    return line + (f" {SUM['look'][lang].format(looks=', '.join(looks))}" if looks else "")


def _fate(change: Change) -> How:
    return change.how if isinstance(change, Whole) else "changed"


def _is(change: Change, code: Code) -> bool:
    return isinstance(change, Told) and change.code == code


def _weight(change: Change) -> int:
    """Count what a sentence speaks of: several buttons, several texts."""
    if _is(change, "buttons-gone") and isinstance(change, Told):
        return len(change.values)
    if _is(change, "one-language") and isinstance(change, Told):
        return int(change.values[1])
    return 1


# ---- one thing -----------------------------------------------------------------------------------------------------


def _thing(thing: Thing, changes: Sequence[Change], found: Comparison, lang: Lang) -> Iterator[str]:
    """Write the heading of a thing, and under it what was counted on one line, then each sentence on its own."""
    indent = "  " if thing.id else ""
    if thing.id:
        whole = next((change for change in changes if isinstance(change, Whole)), None)
        yield one_line(_heading(thing, whole, found, lang))
    counts = [change for change in changes if isinstance(change, Counted)]
    kept = any(_is(change, "endings-kept") for change in changes)
    if counts or kept:
        line = "; ".join(_counts(list(of_noun), lang) for _, of_noun in groupby(counts, key=lambda each: each.noun))
        told = ", ".join(part for part in (line, SUM["endings-kept"][lang] if kept else "") if part)
        yield indent + one_line(told)
    for change in changes:
        if isinstance(change, Told) and change.code != "endings-kept":
            yield indent + one_line(_sentence(change, lang))


def _heading(thing: Thing, whole: Whole | None, found: Comparison, lang: Lang) -> str:
    one, _ = KINDS[thing.kind]
    name = found.names.get((thing.kind, thing.id), ("", ""))[0 if lang == "fr" else 1]
    name = name if len(name) <= _HEADING else name[: _HEADING - 1].rstrip() + "…"
    called = f" — {name}" if name else ""
    line = f"{one[lang]} {quoted(thing.id, lang)}{called}"
    if whole is None:
        return line
    fate = _agreed(whole.how, 1, thing.kind in FEMININE_KINDS, lang)
    before = SUM["before"][lang].format(name=quoted(whole.before, lang)) if whole.before else ""
    return f"{line} : {fate}{before}" if lang == "fr" else f"{line}: {fate}{before}"


def _counts(changes: Sequence[Counted], lang: Lang) -> str:
    """Write what happened to one noun: "3 lines added, 1 removed"; the noun stands once."""
    told: list[str] = []
    for change in changes:
        one, many = NOUNS[change.noun]
        what = number(change.number, lang) if told else counted(change.number, one, many, lang)
        fate = _agreed(change.how, change.number, change.noun in FEMININE_NOUNS, lang)
        if change.how == "reordered":
            # The whole list moved when no part of it is named.
            of = "" if change.noun == "place-in-order" else f" ({many[lang]})"
            what, fate = SUM["order"][lang] + of, ""
        names = f" ({listed(change.names, lang, _MOST_NAMED)})" if change.names else ""
        told.append(f"{what} {fate}".strip() + names)
    return ", ".join(told)


def _agreed(how: How, count: int, feminine: bool, lang: Lang) -> str:  # noqa: FBT001 - French agrees in gender and number
    if lang == "en":
        return DONE[how].en
    plural = count > 1
    return DONE[how].fr + ("e" if feminine else "") + ("s" if plural else "")


def _sentence(change: Told, lang: Lang) -> str:
    values = change.values
    match change.code:
        case "leads-elsewhere" | "starts-elsewhere" | "ending-out-of-reach" | "ticked-bits" | "moved":
            shown = [quoted(value, lang) for value in values]
        case "hours-changed":
            shown = [value or SUM["unknown"][lang] for value in values]
        case "buttons-gone":
            shown = [listed(values, lang, _MOST_NAMED)]
        case "figure-changed":
            fr_old, fr_new, en_old, en_new, uses = values
            words = (fr_old, fr_new) if lang == "fr" else (en_old, en_new)
            shown = [*(quoted(word, lang) for word in words), counted(int(uses), *NOUNS["text"], lang)]
        case "one-language":
            which, count, *places = values
            where = f" ({listed(places, lang, _MOST_NAMED)})" if places else ""
            shown = [IN[which][lang], counted(int(count), *NOUNS["text"], lang), where]
        case "unreadable":
            version, line, *problem = values
            shown = [VERSION[version][lang], line, problem[LANGS.index(lang)]]
        case _:
            shown = list(values)
    return TOLD[change.code][lang].format(*shown)


def not_compared(lang: Lang) -> str:
    """Say that answers were not looked at."""
    return SUM["answers"][lang]
