"""What changed since the answers were last accepted: every labelled line, its answer now beside `answers.json`.

Rule: the snapshot holds digests of lines, never lines; which ones changed is told for the calibration half only.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import blake2s
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.quality.card import UNCLEAR
from tests.quality.sets import CALIBRATION, Line, Question, Reply

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.core.script import Script

SNAPSHOT: Final = Path(__file__).with_name("answers.json")


@dataclass(frozen=True, slots=True)
class Said:
    """One labelled line, and what is made of it in a few words."""

    line: Question | Line | Reply
    answer: str

    @property
    def key(self) -> str:
        """Give what the line is kept under: its kind, and a digest of its language and words."""
        digest = blake2s(f"{self.line.lang}\0{self.line.text}".encode(), digest_size=6).hexdigest()
        return f"{type(self.line).__name__.lower()} {digest}"


@dataclass(frozen=True, slots=True)
class Change:
    """A line that is answered otherwise than before."""

    line: Question | Line | Reply
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class Drift:
    """How many lines were compared, how many are new or gone, and which changed."""

    compared: int
    new: int
    gone: int
    changes: tuple[Change, ...]

    @property
    def shown(self) -> list[Change]:
        """Give the changes that may be looked at."""
        return [change for change in self.changes if change.line.half == CALIBRATION]


def answers(lines: Iterable[Question | Line | Reply], script: Script) -> list[Said]:
    """Say what is made of each line now."""
    return [Said(line, _answer(line, script)) for line in lines]


def drift(said: Iterable[Said], before: Mapping[str, str]) -> Drift:
    """Compare with a snapshot."""
    now = {each.key: each for each in said}
    return Drift(
        compared=len(now.keys() & before.keys()),
        new=len(now.keys() - before.keys()),
        gone=len(before.keys() - now.keys()),
        changes=tuple(
            Change(each.line, before[key], each.answer)
            for key, each in now.items()
            if key in before and before[key] != each.answer
        ),
    )


def read_snapshot(path: Path = SNAPSHOT) -> dict[str, str]:
    """Read what was accepted; nothing when nothing was."""
    found: dict[str, str] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return found


def write_snapshot(said: Iterable[Said], path: Path = SNAPSHOT) -> None:
    """Accept the answers of now."""
    rows = dict(sorted((each.key, each.answer) for each in said))
    path.write_text(json.dumps(rows, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def _answer(line: Question | Line | Reply, script: Script) -> str:
    understanding = script.understanding
    if isinstance(line, Question):
        verdict = understanding.questions.ask(line.text, line.lang)
        return " ".join((verdict.kind, *verdict.entries))
    if isinstance(line, Line):
        alarm = understanding.listener.hear(line.text)
        return f"{alarm.level.value} {alarm.topics[0]}" if alarm else "no danger"
    return understanding.replies.act(line.text) or UNCLEAR
