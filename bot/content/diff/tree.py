"""Two values of the same shape -> where they differ.

Rule: a text in two languages is one thing, however many words of it changed.
What has an id is found again by it, wherever it stands; what has none is laid side by side, the way a reader would.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, Final

from pydantic import BaseModel

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.content.diff.change import How

#: Two things under different ids are one renamed thing when this share of their texts is the same.
ALIKE: Final = 0.75
#: When more pairs than this would have to be looked at, only what is the very same is found again.
MOST_PAIRS: Final = 100_000


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where two values differ.

    `fields`: the names of the schema that lead there, "*" for any member. `names`: the ids on the way.
    """

    fields: tuple[str, ...]
    names: tuple[str, ...]
    how: How
    old: Any = None
    new: Any = None


@dataclass(frozen=True, slots=True)
class _At:
    fields: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    def field(self, name: str) -> _At:
        return _At((*self.fields, name), self.names)

    def member(self, name: str = "") -> _At:
        return _At((*self.fields, "*"), (*self.names, name) if name else self.names)

    def differs(self, how: How, old: Any = None, new: Any = None) -> Difference:
        return Difference(self.fields, self.names, how, old, new)


def differences(old: Any, new: Any) -> Iterator[Difference]:
    """Give every place where two models differ."""
    yield from _compared(old, new, _At())


def is_text(value: object) -> bool:
    """Whether a value is words in both languages: a text, a line of somebody, a figure, a law."""
    return isinstance(value, BaseModel) and all(isinstance(getattr(value, lang, None), str) for lang in ("fr", "en"))


def _compared(old: Any, new: Any, at: _At) -> Iterator[Difference]:
    if old == new:
        return
    if is_text(old) and is_text(new):
        yield at.differs("changed", old, new)
    elif isinstance(old, BaseModel) and isinstance(new, BaseModel):
        for name in dict.fromkeys((*type(old).model_fields, *type(new).model_fields)):
            yield from _compared(getattr(old, name, None), getattr(new, name, None), at.field(name))
    elif isinstance(old, dict) and isinstance(new, dict):
        yield from _keyed({str(key): value for key, value in old.items()}, {str(k): v for k, v in new.items()}, at)
    elif isinstance(old, tuple) and isinstance(new, tuple):
        yield from _row(old, new, at)
    elif old is None or new is None:
        yield at.differs("added" if old is None else "removed", old, new)
    else:
        yield at.differs("changed", old, new)


def _keyed(old: Mapping[str, Any], new: Mapping[str, Any], at: _At) -> Iterator[Difference]:
    """Compare what has names: gone, new, under another name, changed; then their order."""
    renamed = renamings(old, new)
    before = {name: former for former, name in renamed.items()}
    for name, value in old.items():
        if name not in new and name not in renamed:
            yield at.member(name).differs("removed", old=value)
    for name, value in new.items():
        if name in before:
            yield at.member(name).differs("renamed", before[name], value)
            yield from _compared(_without_id(old[before[name]]), _without_id(value), at.member(name))
        elif name in old:
            yield from _compared(old[name], value, at.member(name))
        else:
            yield at.member(name).differs("added", new=value)
    kept = [renamed.get(name, name) for name in old if name in new or name in renamed]
    if kept != [name for name in new if name in set(kept)]:
        yield at.differs("reordered")


def renamings(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, str]:
    """Give what has another name now: former name -> name. Each gone thing takes the new one that is most like it."""
    gone = {name: texts_of(value) for name, value in old.items() if name not in new}
    come = {name: texts_of(value) for name, value in new.items() if name not in old}
    found = _same(gone, come)
    left = {name: texts for name, texts in gone.items() if name not in found}
    if len(left) * len(come) > MOST_PAIRS:
        return found
    pairs = sorted(
        (-_alike(ours, theirs), former, name) for former, ours in left.items() for name, theirs in come.items()
    )
    for unlike, former, name in pairs:
        if -unlike >= ALIKE and former not in found and name not in found.values():
            found[former] = name
    return found


def _same(gone: Mapping[str, Counter[str]], come: Mapping[str, Counter[str]]) -> dict[str, str]:
    """Give what has the very same texts under another name."""
    waiting: dict[frozenset[tuple[str, int]], list[str]] = {}
    for name, texts in come.items():
        waiting.setdefault(frozenset(texts.items()), []).append(name)
    found: dict[str, str] = {}
    for former, texts in gone.items():
        names = waiting.get(frozenset(texts.items()), [])
        if texts and names:
            found[former] = names.pop(0)
    return found


def texts_of(value: Any) -> Counter[str]:
    """Count the texts in a value, those in lists of words among them."""
    if isinstance(value, str):
        return Counter([value] if " " in value else [])
    found: Counter[str] = Counter()
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            part = getattr(value, name)
            # A text of one word is a text all the same: in `fr` and `en` stands nothing else.
            found += Counter([part]) if name in ("fr", "en") and isinstance(part, str) else texts_of(part)
    elif isinstance(value, dict):
        for part in value.values():
            found += texts_of(part)
    elif isinstance(value, tuple):
        for part in value:
            found += texts_of(part)
    return found


def _alike(ours: Counter[str], theirs: Counter[str]) -> float:
    """Give the share of texts that two things have in common; what has no text is like nothing."""
    most = max(ours.total(), theirs.total())
    return (ours & theirs).total() / most if most else 0.0


def _without_id(value: Any) -> Any:
    return value.model_copy(update={"id": ""}) if isinstance(value, BaseModel) and hasattr(value, "id") else value


def _row(old: Sequence[Any], new: Sequence[Any], at: _At) -> Iterator[Difference]:
    """Compare two lists: by id where each member has one, as sets of words, or side by side."""
    if all(isinstance(each, (str, int)) for each in (*old, *new)):
        yield from _words(old, new, at)
    elif all(hasattr(each, "id") for each in (*old, *new)):
        yield from _keyed({each.id: each for each in old}, {each.id: each for each in new}, at)
    elif all(hasattr(each, "kind") for each in (*old, *new)):
        yield from _keyed(_by_kind(old), _by_kind(new), at)
    else:
        yield from _side_by_side(old, new, at)


def _by_kind(members: Sequence[Any]) -> dict[str, Any]:
    """Name the ways of a resource: the first phone is `phone`, the second `phone-2`."""
    seen: Counter[str] = Counter()
    named = {}
    for each in members:
        seen[each.kind] += 1
        named[each.kind if seen[each.kind] == 1 else f"{each.kind}-{seen[each.kind]}"] = each
    return named


def _words(old: Sequence[Any], new: Sequence[Any], at: _At) -> Iterator[Difference]:
    """Compare lists of words or sentences: what is gone, what is new, and the order when nothing else changed."""
    before, after = Counter(old), Counter(new)
    for word in (before - after).elements():
        yield at.member().differs("removed", old=word)
    for word in (after - before).elements():
        yield at.member().differs("added", new=word)
    if before == after:
        yield at.differs("reordered", old, new)


def _side_by_side(old: Sequence[Any], new: Sequence[Any], at: _At) -> Iterator[Difference]:
    before, after = ([repr(each) for each in members] for members in (old, new))
    for _, start, end, begin, stop in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        ours, theirs = old[start:end], new[begin:stop]
        both = min(len(ours), len(theirs))
        for left, right in zip(ours[:both], theirs[:both], strict=True):
            yield from _compared(left, right, at.member())
        yield from (at.member().differs("removed", old=each) for each in ours[both:])
        yield from (at.member().differs("added", new=each) for each in theirs[both:])
