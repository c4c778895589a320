"""Two versions of the content -> what changed, in values a moderator's words can be made of.

Rule: every file whose bytes changed is named by some change, if only to say that nobody will see it.
What cannot be read in one version is told, and left out of the comparison; the rest is compared.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final, get_args

from bot.content import schema
from bot.content.check import inspect
from bot.content.diff.change import Change, Comparison, Counted, How, Kind, Noun, Thing, Told, Whole
from bot.content.diff.knowledge import of_figure, of_logbook, of_resource
from bot.content.diff.nouns import noun, place
from bot.content.diff.stories import led_on, of_story
from bot.content.diff.things import Read, Rest, things
from bot.content.diff.tree import Difference, differences, is_text, renamings
from bot.core.turn import LANGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bot.content.schema import Model

__all__ = ["Change", "Comparison", "Counted", "Thing", "Told", "Whole", "compare"]

#: What a button may be about: when it is gone, so is the way there.
_IN_BUTTONS: Final[frozenset[Kind]] = frozenset(("film", "shelf", "entry", "resource", "menu", "sign"))
_KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
_NOUNS: Final[tuple[Noun, ...]] = get_args(Noun)
_HOWS: Final[tuple[How, ...]] = get_args(How)
_PLAYED: Final[frozenset[Kind]] = frozenset(("story", "training"))


def compare(old: Mapping[str, bytes], new: Mapping[str, bytes]) -> Comparison:
    """Compare two versions: path -> bytes of every file."""
    changed = tuple(name for name in sorted({*old, *new}) if old.get(name) != new.get(name))
    # Only the shape is needed: a version with problems can be compared too.
    before, after = (inspect(files, passed=True).models for files in (old, new))
    unreadable = {name for files, models in ((old, before), (new, after)) for name in files if name not in models}
    before, after = (
        {name: model for name, model in models.items() if name not in unreadable} for models in (before, after)
    )
    found: list[Change] = [*_unreadable(unreadable, old, new), *_changes(before, after)]
    told = {name for each in found for name in _files(each)}
    for name in changed:
        if name not in told:
            # What is changed and was not met stands under an id that another file has too.
            same = before.get(name) == after.get(name)
            found.append(Told(Thing(name, "file"), "unseen" if same else "id-twice"))
    order = {kind: number for number, kind in enumerate(_KINDS)}
    found.sort(key=lambda each: (each.thing.file, order[each.thing.kind], each.thing.id))
    names = {(read.thing.kind, read.thing.id): read.name for models in (before, after) for read in things(models)}
    return Comparison(tuple(found), changed, {key: name for key, name in names.items() if any(name)})


def _unreadable(names: Iterable[str], old: Mapping[str, bytes], new: Mapping[str, bytes]) -> Iterator[Told]:
    """Tell each file that could not be read, in which version, and what is wrong with it first."""
    for name in sorted(names):
        for version, files in (("old", old), ("new", new)):
            problems = inspect({name: files[name]}, passed=True).problems if name in files else []
            first = next((problem for problem in problems if problem.file == name), None)
            if first:
                yield Told(
                    Thing(name, "file"),
                    "unreadable",
                    (version, str(first.line), *(first.sentence[lang] for lang in LANGS)),
                )


def _files(change: Change) -> tuple[str, ...]:
    moved = change.values if isinstance(change, Told) and change.code == "moved" else ()
    return (change.thing.file, *moved)


def _changes(before: Mapping[str, Model], after: Mapping[str, Model]) -> Iterator[Change]:
    old, new = _by_kind(before), _by_kind(after)
    for kind in _KINDS:
        yield from _of_kind(kind, old[kind], new[kind], after)


def _by_kind(models: Mapping[str, Model]) -> dict[Kind, dict[str, Read]]:
    """Sort things by kind, then by id; a file as a whole goes by its path."""
    found: dict[Kind, dict[str, Read]] = defaultdict(dict)
    for read in things(models):
        found[read.thing.kind][read.thing.id or read.thing.file] = read
    return found


def _of_kind(
    kind: Kind, old: Mapping[str, Read], new: Mapping[str, Read], models: Mapping[str, Model]
) -> Iterator[Change]:
    renamed = renamings(
        {name: read.value for name, read in old.items()}, {name: read.value for name, read in new.items()}
    )
    former = {name: before for before, name in renamed.items()}
    for name, read in old.items():
        if name not in new and name not in renamed:
            yield Whole(read.thing, "removed")
        if name not in new:
            yield from _ways_lost(read.thing if name not in renamed else new[renamed[name]].thing, kind, name)
    for name, read in new.items():
        if name in former:
            yield Whole(read.thing, "renamed", former[name])
        before = old.get(former.get(name, name))
        if before is None:
            yield Whole(read.thing, "added")
        else:
            yield from _of_thing(before, read, models)


def _ways_lost(thing: Thing, kind: Kind, name: str) -> Iterator[Told]:
    """Tell what leads to a thing that has gone, or has another id."""
    if kind in _PLAYED:
        yield Told(thing, "link-broken", (name,))
        yield Told(thing, "buttons-gone", (name,))
    elif kind in _IN_BUTTONS:
        yield Told(thing, "buttons-gone", (name,))


def _of_thing(old: Read, new: Read, models: Mapping[str, Model]) -> Iterator[Change]:
    """Give what happened to one thing: counts first, then what they mean."""
    thing = new.thing
    if old.thing.file != thing.file:
        yield Told(thing, "moved", (old.thing.file,))
    if isinstance(old.value, Rest) and isinstance(new.value, Rest):
        yield from _of_rest(thing, old.value, new.value)
        return
    found = list(differences(old.value, new.value))
    if old.thing.id != thing.id:
        found = [each for each in found if each.fields != ("id",)]
    if isinstance(new.value, (schema.Scenario, schema.Training)):
        found = list(led_on(found, old.value, new.value))
    yield from _counted(thing, found)
    yield from _meanings(thing, old.value, new.value, found, models)
    yield from _one_language(thing, found)


def _of_rest(thing: Thing, old: Rest, new: Rest) -> Iterator[Change]:
    """Tell the order of what stayed, and what is said of all."""
    kept = [name for name in old.order if name in new.order]
    if kept != [name for name in new.order if name in old.order]:
        yield Counted(thing, "place-in-order", "reordered", 1)
    before, after = dict(old.said), dict(new.said)
    for name in dict.fromkeys((*before, *after)):
        if before.get(name) != after.get(name):
            yield Counted(thing, "title" if name == "title" else "setting", "changed", 1)
            if name == "title":
                yield from _one_language(thing, [Difference((name,), (), "changed", before[name], after[name])])


def _counted(thing: Thing, found: Sequence[Difference]) -> Iterator[Counted]:
    counts: dict[tuple[Noun, How], int] = defaultdict(int)
    places: dict[tuple[Noun, How], dict[str, None]] = defaultdict(dict)
    for each in found:
        key = noun(each, thing.kind), each.how
        counts[key] += 1
        where = _shown(each, setting=key[0] == "setting")
        if where:
            places[key][where] = None
    for key in sorted(counts, key=lambda key: (_NOUNS.index(key[0]), _HOWS.index(key[1]))):
        yield Counted(thing, *key, counts[key], tuple(places[key]))


def _shown(difference: Difference, *, setting: bool) -> str:
    """Name where a difference is; of what has another name the former one too, of a setting what it is called."""
    if setting:
        called = next((step for step in reversed(difference.fields) if step != "*"), "")
        return "/".join(filter(None, (place(difference), called)))
    if difference.how == "renamed":
        *above, _ = place(difference).split("/")
        return f"{'/'.join([*above, difference.old])} → {difference.names[-1]}"
    return place(difference)


def _meanings(
    thing: Thing, old: Any, new: Any, found: Sequence[Difference], models: Mapping[str, Model]
) -> Iterator[Told]:
    if isinstance(new, (schema.Scenario, schema.Training)):
        yield from of_story(thing, old, new)
    elif isinstance(new, schema.Resource):
        yield from of_resource(thing, found)
    elif isinstance(new, schema.Figure):
        yield from of_figure(thing, old, new, models)
    elif isinstance(new, schema.LogbookFile):
        yield from of_logbook(thing, old, new)


def _one_language(thing: Thing, found: Iterable[Difference]) -> Iterator[Told]:
    """Tell the texts of which one language changed: most likely the other was forgotten."""
    only: dict[str, list[str]] = {"fr": [], "en": []}
    for each in found:
        if each.how == "changed" and is_text(each.old) and is_text(each.new):
            moved = [lang for lang in only if getattr(each.old, lang) != getattr(each.new, lang)]
            if len(moved) == 1:
                only[moved[0]].append(place(each))
    for lang, places in only.items():
        if places:
            yield Told(thing, "one-language", (lang, str(len(places)), *dict.fromkeys(filter(None, places))))
