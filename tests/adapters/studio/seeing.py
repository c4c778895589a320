"""Content as the page sees it, made at once from files in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.adapters.studio.watched import Seen
from bot.content.build import build
from bot.content.check import inspect
from bot.content.learn import nothing_learned
from tests import small

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.core.script import Script


def seen(content: Mapping[str, bytes] | None = None) -> Seen:
    """Read and check some files: the small content when none are given. It plays when there is no problem."""
    files = dict(content or small.files())
    found = inspect(files)
    script = None if found.errors else build(found.models, nothing_learned())
    state = "refused" if found.errors else "fresh"
    return Seen(
        files=files,
        documents=found.documents,
        models=found.models,
        problems=tuple(found.problems),
        script=script,
        state=state,  # type: ignore[arg-type]  # one of the two above
    )


def played(content: Mapping[str, bytes] | None = None) -> Script:
    """Give the script of some files without a problem."""
    script = seen(content).script
    assert script
    return script
