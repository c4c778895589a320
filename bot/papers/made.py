"""A paper as a file: its bytes, its name, and how a channel sends it.

Rule: a name tells nobody what it is about: it stands in notifications and in folders that others see.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from bot.core.script import Both
from bot.core.turn import Chart, Guide, Projector, QrCode
from bot.papers import chart, guide, projector, qr

if TYPE_CHECKING:
    from datetime import date

    from bot.core.script import Script
    from bot.core.turn import Paper

_QR: Final = "qr.png"
_CHART: Final = Both("groupe.png", "group.png")
_GUIDE: Final = Both("guide-histoire.pdf", "guide-story.pdf")
_WORKSHOP_GUIDE: Final = Both("guide-atelier-{number}.pdf", "guide-workshop-{number}.pdf")
_PROJECTOR: Final = Both("histoire-projecteur.html", "story-projector.html")


@dataclass(frozen=True, slots=True)
class File:
    """A finished paper. `kind`: whether it is looked at in the chat or saved; `mime` is its media type."""

    name: str
    kind: Literal["photo", "document"]
    mime: str
    data: bytes


def made(paper: Paper, script: Script, today: date) -> File:
    """Make a paper. `today` is the day it says it was made on.

    Raises LookupError for a story or a workshop that is not in the content.
    """
    match paper:
        case QrCode(link):
            return File(_QR, "photo", "image/png", qr.png(link))
        case Chart(report):
            return File(_CHART[report.lang], "photo", "image/png", chart.png(report))
        case Projector(lang):
            page = projector.html(paper, script)
            return File(_PROJECTOR[lang], "document", "text/html", page.encode())
        case Guide(lang, _, workshop):
            name = _WORKSHOP_GUIDE if workshop else _GUIDE
            return File(
                name[lang].format(number=workshop), "document", "application/pdf", guide.pdf(paper, script, today)
            )
