"""Lines of a block of text are written bare, without dashes and quotes.

Behind `fr: |` every line is taken as it stands: the bot would learn the dash as a part of what teens type.

Right, in `knowledge/danger/held.yaml`:

    they want to keep me here

Wrong:

    - "they want to keep me here"
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content.examples import blocks
from bot.content.rule import Rule
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.draft import Draft
    from bot.content.rule import Found

BESIDE: Final = ()
RULE: Final = Rule(
    "dash-in-examples",
    "error",
    Both("après « | », un tiret fait partie de l'exemple", "behind «|», a dash is a part of the example"),
    Both(
        "enlève les tirets et les guillemets : une phrase par ligne, telle quelle",
        "take dashes and quotes away: one sentence a line, as it is typed",
    ),
)


def check(draft: Draft) -> Iterator[Found]:
    """Tell the first line of each block that begins with a dash: the others came with it."""
    for file, path, lines in blocks(draft.models):
        first = next((number for number, text in enumerate(lines) if text.startswith("- ")), None)
        if first is not None:
            yield RULE.found(file, (*path, first))
