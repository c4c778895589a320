"""One line per event of operation.

Rule: no id, no text, no token; not at DEBUG, not when something breaks.
Only this project's own loggers may speak freely: their messages are written here, with counts and names of things.
What a library wants to say is withheld, because a Bot API address holds the token and a debug line holds the message;
that it spoke, how loud and from where, is told.
An exception is told by its type and its place: its text may quote what somebody wrote.
"""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Iterator
    from types import TracebackType

OURS = "bot"
log = logging.getLogger(__name__)


def place(error: BaseException) -> str:
    """Say where an exception came from: its type and the innermost line, then the same for what caused it."""
    return " <- ".join(_places(error))


def _places(error: BaseException | None) -> Iterator[str]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        frames = traceback.extract_tb(error.__traceback__)
        where = f"{frames[-1].filename.rsplit('/', 1)[-1]}:{frames[-1].lineno}" if frames else "?"
        yield f"{type(error).__name__} at {where}"
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


class Discreet(logging.Formatter):
    """Formats a record without anything that could be a person's."""

    def format(self, record: logging.LogRecord) -> str:
        """Return one line."""
        when = self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z")
        ours = record.name == OURS or record.name.startswith(f"{OURS}.")
        said = record.getMessage() if ours else f"(message withheld) {record.filename}:{record.lineno}"
        error = record.exc_info[1] if record.exc_info else None
        trouble = f" [{place(error)}]" if error else ""
        return f"{when} {record.levelname} {record.name}: {said}{trouble}"


def start(level: str) -> None:
    """Send this project's log to standard error, and keep everything else from printing what it holds."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Discreet())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger(OURS).setLevel(level)
    logging.raiseExceptions = False
    logging.captureWarnings(capture=True)
    sys.excepthook = _uncaught
    threading.excepthook = lambda found: _uncaught(found.exc_type, found.exc_value, found.exc_traceback)
    sys.unraisablehook = lambda found: _uncaught(found.exc_type, found.exc_value, found.exc_traceback)


def _uncaught(_kind: type[BaseException], error: BaseException | None, _trace: TracebackType | None) -> None:
    log.critical("unexpected: %s", place(error) if error else "unknown")


def watch(loop: asyncio.AbstractEventLoop) -> None:
    """Tell what goes wrong in the background of a loop by type and place; asyncio itself would print values."""

    def told(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        log.error("in the background: %s", place(error) if error else "no exception")

    loop.set_exception_handler(told)
