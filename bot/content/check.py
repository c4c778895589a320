"""Files -> documents, models, and every problem in them.

Rule: all problems at once, and the second time only what changed is looked at: a file that is the same is not read
again, and a rule that saw the same files found the same.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from bot.content.accepted import FILE as ACCEPTED
from bot.content.accepted import NONE_ACCEPTED, Accepted, read_accepted
from bot.content.draft import Beside, Draft
from bot.content.folders import better_folder
from bot.content.names import well_named
from bot.content.positions import Document, read
from bot.content.problem import Problem, did_you_mean, in_order
from bot.content.rules import LAWS, Law
from bot.content.rules.file_missing import RULE as FILE_MISSING
from bot.content.rules.file_name import RULE as FILE_NAME
from bot.content.rules.unknown_file import RULE as UNKNOWN_FILE
from bot.content.rules.word_document import DOCUMENT
from bot.content.rules.word_document import RULE as WORD_DOCUMENT
from bot.content.rules.wrong_folder import RULE as WRONG_FOLDER
from bot.content.schema import REQUIRED_FILES, Model, file_model
from bot.content.shape import fit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from bot.content.rule import Found

#: Where a problem of a whole file is told.
_TOP: Final = (1, 1)


@dataclass(slots=True)
class Content:
    """What was read: documents with positions, and the models of those whose shape is right."""

    documents: dict[str, Document] = field(default_factory=dict)
    models: dict[str, Model] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def errors(self) -> list[Problem]:
        """The problems that stop it from being played."""
        return [each for each in self.problems if each.severity == "error"]


@dataclass(frozen=True, slots=True)
class _Read:
    """One file as it was read: the same bytes give the same again."""

    data: bytes
    document: Document
    model: Model | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a rule looked at, and what it found there."""

    draft: Draft
    found: tuple[Found, ...]

    def fits(self, now: Draft) -> bool:
        before = self.draft
        same = before.beside is now.beside and before.today == now.today and before.accepted is now.accepted
        return same and _same(before.models, now.models)


def _same(before: Mapping[str, Model], now: Mapping[str, Model]) -> bool:
    """Say whether these are the very same models: a file that was read again has a new one."""
    return before.keys() == now.keys() and all(before[name] is now[name] for name in now)


class Checker:
    """Looks at the content again and again."""

    def __init__(self) -> None:
        self._read: dict[str, _Read] = {}
        self._seen: dict[tuple[str, str], _Seen] = {}
        self._beside: dict[tuple[type[Model], ...], Beside] = {}
        self._accepted: tuple[bytes, Accepted] = (b"", NONE_ACCEPTED)

    def look(self, files: Mapping[str, bytes], today: date | None = None, *, passed: bool = False) -> Content:
        """Read, shape and check: every problem of every file, gathered. Touches nothing.

        `files`: path inside the content folder, with forward slashes -> bytes. `today`: without it, no date is
        looked at. `passed`: these very files passed before, and are only read and shaped.
        """
        self._read = {name: self._of(name, data) for name, data in sorted(files.items()) if name != ACCEPTED}
        content = Content(
            {name: each.document for name, each in self._read.items()},
            {name: each.model for name, each in self._read.items() if each.model is not None},
        )
        problems = [problem for each in self._read.values() for problem in each.problems]
        problems += [FILE_MISSING.at(name, _TOP) for name in REQUIRED_FILES if name not in files]
        if not passed:
            problems += self._checked(content, today, self._pairs(files), whole=_all_read(problems))
        content.problems = list(in_order(problems))
        return content

    def _of(self, name: str, data: bytes) -> _Read:
        known = self._read.get(name)
        return known if known and known.data == data else _reading(name, data)

    def _pairs(self, files: Mapping[str, bytes]) -> Accepted:
        data = files.get(ACCEPTED, b"")
        if data != self._accepted[0]:
            self._accepted = (data, read_accepted(data))
        return self._accepted[1]

    def _checked(self, content: Content, today: date | None, accepted: Accepted, *, whole: bool) -> list[Problem]:
        """Run every rule; `whole` says that every file could be read."""
        problems: list[Problem] = []
        for when in ("always", "all-read", "no-error"):
            if when == "all-read" and not whole:
                continue
            if when == "no-error" and not (whole and _all_read(problems)):
                continue
            for code, law in LAWS.items():
                if law.check is None or law.rule.when != when:
                    continue
                beside = self._beside_for((Model,) if law.beside is None else law.beside, content.models)
                for name, models in _looked_at(law, content.models):
                    draft = Draft(models, beside, today, accepted)
                    seen = self._seen.get((code, name))
                    if seen is None or not seen.fits(draft):
                        seen = _Seen(draft, tuple(law.check(draft)))
                    self._seen[code, name] = seen
                    problems += [each.at(content.documents[each.file].at(each.path)) for each in seen.found]
        # What waits for an error to be mended is kept meanwhile; a file that is gone takes along what was found there.
        self._seen = {key: seen for key, seen in self._seen.items() if not key[1] or key[1] in content.models}
        return problems

    def _beside_for(self, kinds: tuple[type[Model], ...], models: Mapping[str, Model]) -> Beside:
        """Give the files of some kinds: as long as they are the same, the same object, with what was read from it."""
        found = {name: model for name, model in models.items() if isinstance(model, kinds)}
        known = self._beside.get(kinds)
        if known is None or not _same(known.models, found):
            known = self._beside[kinds] = Beside(found)
        return known


def _looked_at(law: Law, models: Mapping[str, Model]) -> Iterator[tuple[str, Mapping[str, Model]]]:
    """Give what a rule looks at, each file alone or all together: a name for it, and the models."""
    if law.beside is None:
        yield "", models
    else:
        yield from ((name, {name: model}) for name, model in models.items())


def _all_read(problems: Iterable[Problem]) -> bool:
    """Whether every file could be read: what is only worth a look kept none from being read."""
    return all(each.severity == "warning" for each in problems)


def _reading(name: str, data: bytes) -> _Read:
    if DOCUMENT.fullmatch(name):
        return _Read(data, Document(name), None, (WORD_DOCUMENT.at(name, _TOP, better=well_named(name)),))
    if better := well_named(name):
        return _Read(data, Document(name), None, (FILE_NAME.at(name, _TOP, better=better),))
    document = read(name, data)
    problems = list(document.problems)
    model = file_model(name)
    better = better_folder(document.value, model) if not problems else ""
    if better:
        return _Read(data, document, None, (WRONG_FOLDER.at(name, _TOP, folder=better),))
    if model is None:
        known = [path.removeprefix("knowledge/") for path in REQUIRED_FILES]
        problems.append(UNKNOWN_FILE.at(name, _TOP, did_you_mean(name.removeprefix("knowledge/"), known)))
    if model is None or document.problems:
        return _Read(data, document, None, tuple(problems))
    fitted, misfits = fit(document, model)
    return _Read(data, document, fitted, (*problems, *misfits))


def inspect(files: Mapping[str, bytes], today: date | None = None, *, passed: bool = False) -> Content:
    """Look at files once, as `Checker.look` does."""
    return Checker().look(files, today, passed=passed)
