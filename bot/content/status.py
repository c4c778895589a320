"""What an operator may ask a running bot: which content it plays, since when, and what became of the last change.

Rule: it is about files, never about people. It holds names of files, lines and codes, not what stands there: somebody
may have pasted a teen's words into a file.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, get_type_hints

if TYPE_CHECKING:
    from pathlib import Path

    from bot.content.live import State
    from bot.core.turn import Lang

#: This many problems are kept; `check` tells them all.
MOST_PROBLEMS: Final = 20
#: Minutes say enough.
_WHEN: Final = "%Y-%m-%d %H:%M"
_KINDS: Final = ("fresh", "learning", "refused", "failed", "stopped")
#: No system counts its processes further.
_MOST_PID: Final = 2**31 - 1


class StatusError(Exception):
    """There is no status to read; `reason` is a key of `_WORDS`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Status:
    """What is in the file. Times are ISO 8601; `problems` are (file, line, code), the first of `problem_count`.

    `kind`: see `live.State`, or `stopped`. `reload`: whether changes are taken while the bot runs.
    """

    kind: str
    since: str
    content: str
    loaded: str
    digest: str
    files: int
    pid: int
    reload: bool
    learning: str = ""
    problem_count: int = 0
    problems: tuple[tuple[str, int, str], ...] = ()
    trouble: str = ""
    detail: str = ""

    @classmethod
    def of(cls, state: State, content: Path, *, reload: bool) -> Status:
        """Say how things stand in this process."""
        return cls(
            kind=state.kind,
            since=state.since.isoformat(timespec="seconds"),
            content=str(content),
            loaded=state.loaded.isoformat(timespec="seconds"),
            digest=state.digest,
            files=state.files,
            pid=os.getpid(),
            reload=reload,
            learning=state.learning.isoformat(timespec="seconds") if state.learning else "",
            problem_count=len(state.problems),
            problems=tuple((each.file, each.line, each.code) for each in state.problems[:MOST_PROBLEMS]),
            trouble=state.trouble,
            detail=state.detail,
        )

    @property
    def runs(self) -> bool:
        """Whether the bot that wrote this is still there."""
        if self.kind == "stopped":
            return False
        with suppress(ProcessLookupError):
            try:
                os.kill(self.pid, 0)
            except PermissionError:  # it is there, and another user's
                return True
            return True
        return False

    @property
    def well(self) -> bool:
        """Whether there is nothing to mend."""
        return self.runs and self.kind in ("fresh", "learning")


def write(path: Path, status: Status) -> None:
    """Write beside and rename: whoever reads sees the whole file. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(f".{os.getpid()}")
    try:
        beside.write_text(json.dumps(asdict(status), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def read(path: Path) -> Status:
    """Read what `write` wrote. Raises StatusError."""
    try:
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        problems = tuple(_problem(each) for each in found.pop("problems"))
        status = Status(**found, problems=problems)
        is_sound = _is_sound(status)
    except FileNotFoundError:
        raise StatusError("none") from None
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise StatusError("unreadable") from None
    if not is_sound:
        raise StatusError("unreadable")
    return status


def _problem(found: object) -> tuple[str, int, str]:
    match found:
        case [str(file), int(line), str(code)]:
            return file, line, code
    raise ValueError


def _is_sound(status: Status) -> bool:
    """Whether a bot can have written this: the types, then what is looked up by it. Raises ValueError for no time."""
    types = get_type_hints(Status)
    if any(
        type(getattr(status, each.name)) is not types[each.name] for each in fields(status) if each.name != "problems"
    ):
        return False
    for when in (status.since, status.loaded, *filter(None, (status.learning,))):
        _minute(when)
    return (
        status.kind in _KINDS
        and 0 < status.pid <= _MOST_PID
        and (bool(status.learning) or status.kind != "learning")
        and (f"trouble-{status.trouble}" in _WORDS["en"] or (not status.trouble and status.kind != "failed"))
    )


def in_words(status: Status, lang: Lang) -> str:
    """Tell a status, one sentence a line."""
    words = _WORDS[lang]
    lines = [words["plays"].format(files=status.files, digest=status.digest, loaded=_minute(status.loaded))]
    lines.append(words["content"].format(content=status.content))
    if not status.runs:
        lines.insert(0, words["stopped"])
    if status.kind in ("fresh", "learning", "refused"):
        since = _minute(status.learning if status.kind == "learning" else status.since)
        lines.append(words[status.kind].format(since=since, count=status.problem_count))
    lines += [f"  {file}:{line} {code}" for file, line, code in status.problems]
    if status.problem_count > len(status.problems):
        lines.append("  " + words["more"].format(count=status.problem_count - len(status.problems)))
    if status.problems:
        lines.append(words["check"])
    if status.kind == "failed":
        lines.append(words[f"trouble-{status.trouble}"].format(detail=status.detail, since=_minute(status.since)))
    if status.learning and status.kind != "learning":
        lines.append(words["learning"].format(since=_minute(status.learning)))
    if status.runs and not status.reload:
        lines.append(words["off"])
    return "\n".join(lines) + "\n"


def why_none(error: StatusError, path: Path, lang: Lang) -> str:
    """Tell why there is no status, and what to do."""
    return _WORDS[lang][error.reason].format(path=path) + "\n"


def _minute(when: str) -> str:
    return datetime.fromisoformat(when).strftime(_WHEN)


_WORDS: Final[dict[Lang, dict[str, str]]] = {
    "fr": {
        "plays": "Le bot joue le contenu {digest} : {files} fichiers, chargés le {loaded}.",
        "content": "Il le lit dans {content}.",
        "stopped": "Le bot ne tourne pas ; voici où il en était.",
        "fresh": "Rien n'attend : c'est ce que disent les fichiers.",
        "learning": "Un contenu plus récent est en apprentissage depuis le {since} ; d'ici là, celui-ci reste en jeu.",
        "refused": "Le contenu plus récent est refusé depuis le {since} (problèmes : {count}) ; celui-ci reste en jeu.",
        "more": "… et {count} de plus",
        "check": "La commande «\u00a0check\u00a0» dit comment les corriger.",
        "trouble-read": "Depuis le {since}, les fichiers ne peuvent pas être lus ; celui-ci reste en jeu. {detail}",
        "trouble-build": (
            "Le contenu plus récent n'a pas pu être monté le {since} ({detail}) ; celui-ci reste en jeu. "
            "C'est un défaut du bot : signale-le."
        ),
        "trouble-learn": (
            "L'apprentissage du contenu plus récent a échoué le {since} ({detail}) ; celui-ci reste en jeu. "
            "Le prochain changement le relance."
        ),
        "off": "Les changements ne sont pris qu'au redémarrage (BOT_RELOAD=off).",
        "none": "Il n'y a rien à {path} : le bot n'a pas encore tourné avec ces réglages. Démarre-le avec « run ».",
        "unreadable": "{path} ne se lit pas. Supprime-le ; le bot l'écrit de nouveau au prochain démarrage.",
    },
    "en": {
        "plays": "The bot plays the content {digest}: {files} files, loaded on {loaded}.",
        "content": "It reads it from {content}.",
        "stopped": "The bot does not run; this is where it stood.",
        "fresh": "Nothing waits: it is what the files say.",
        "learning": "A newer content is being learned from since {since}; until then, this one is played.",
        "refused": "The newer content is refused since {since} (problems: {count}); this one is played on.",
        "more": "… and {count} more",
        "check": "The command «check» says how to mend them.",
        "trouble-read": "Since {since} the files cannot be read; this one is played on. {detail}",
        "trouble-build": (
            "The newer content could not be built on {since} ({detail}); this one is played on. "
            "It is a fault of the bot: report it."
        ),
        "trouble-learn": (
            "Learning from the newer content failed on {since} ({detail}); this one is played on. "
            "The next change tries again."
        ),
        "off": "Changes are taken at the next start only (BOT_RELOAD=off).",
        "none": "There is nothing at {path}: the bot has not run with these settings yet. Start it with «run».",
        "unreadable": "{path} cannot be read. Delete it; the bot writes it again at its next start.",
    },
}
