"""A story whose texts try to be markup.

Rule: what they would do is seen by whoever opens it: an image asked for, a script run, a place of the page filled.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot.core.script import Both

if TYPE_CHECKING:
    from bot.core.script import Script

HOSTILE: Final = (
    "</script><img src=x onerror=\"document.title='owned'\"> '\"` &lt; @script@ @story@ \\u003c "
    "\u2028\u2029 <!-- <script>"
)
_BOTH: Final = Both(HOSTILE, HOSTILE)


def hostile(content: Script, name: str) -> Script:
    """Replace every text of a story."""
    story = content.scenarios[name]
    nodes = {
        place: replace(
            node,
            lines=tuple(replace(line, who=line.who and _BOTH, words=_BOTH) for line in node.lines),
            choices={
                each: replace(choice, label=_BOTH, feedback=_BOTH if choice.feedback.fr else choice.feedback)
                for each, choice in node.choices.items()
            },
            ending=node.ending and replace(node.ending, debrief=_BOTH),
        )
        for place, node in story.nodes.items()
    }
    changed = replace(
        story,
        title=_BOTH,
        summary=_BOTH,
        content_note=_BOTH,
        nodes=nodes,
        signs=tuple(replace(sign, name=_BOTH) for sign in story.signs),
        facilitator_questions=(_BOTH,) * 4,
    )
    return replace(content, scenarios={**content.scenarios, name: changed})
