from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from bot.core.results import Report
from bot.core.turn import LANGS, Chart, Guide, Paper, Projector, QrCode
from bot.papers.made import made
from tests.papers.scanned import decoded

if TYPE_CHECKING:
    from bot.core.script import Script

TODAY: Final = date(2026, 12, 1)
LINK: Final = "https://t.me/bot?start=s_model-wanted"
#: How each kind of file begins.
BEGINS: Final = {
    "application/pdf": b"%PDF-",
    "image/png": b"\x89PNG\r\n",
    "text/html": b"<!doctype html>",
}


def test_every_paper_becomes_a_file(content: Script) -> None:
    """Each kind of paper is a file of its kind in both languages, looked at as a photo or saved as a document."""
    found = {}
    for lang in LANGS:
        papers: tuple[Paper, ...] = (
            QrCode(LINK),
            Guide(lang, workshop=5),
            Guide(lang, "telling-someone"),
            Projector(lang, "telling-someone"),
            Chart(Report(lang, ())),
        )
        for paper in papers:
            file = made(paper, content, TODAY)
            found[file.name] = file
            assert file.data.startswith(BEGINS[file.mime])
            assert ("photo" if file.mime == "image/png" else "document") == file.kind

    assert {
        *("qr.png", "guide-atelier-5.pdf", "guide-workshop-5.pdf", "guide-histoire.pdf", "guide-story.pdf"),
        *("histoire-projecteur.html", "story-projector.html", "groupe.png", "group.png"),
    } == set(found)
    assert LINK == decoded(found["qr.png"].data)


def test_a_name_tells_nobody_what_it_is_about(content: Script) -> None:
    """No name of a file holds a word of the story's name, or anything but plain small letters."""
    for paper in (Guide("en", "they-say-theyll-post-it"), Projector("fr", "they-say-theyll-post-it")):
        name = made(paper, content, TODAY).name

        assert re.fullmatch(r"[a-z0-9-]+\.(pdf|html)", name)
        assert not {"they", "say", "theyll", "post", "it"} & set(re.split(r"\W", name))
