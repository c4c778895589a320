from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.adapters.telegram import making
from bot.adapters.telegram.making import MOST_AT_ONCE, Busy, Making
from bot.core.results import Report
from bot.core.turn import Chart, QrCode
from tests.chat import NOON

if TYPE_CHECKING:
    from datetime import date

    import pytest

    from bot.core.script import Script
    from bot.core.turn import Paper
    from bot.papers.made import File


async def test_so_many_papers_are_made_at_once_and_no_more(script: Script) -> None:
    """Whoever asks for one more is told at once, instead of keeping everybody's updates waiting; then there is room."""
    papers = Making(lambda: NOON)
    asked = [asyncio.create_task(papers.made(QrCode(f"https://t.me/{number}"), script)) for number in range(9)]
    await asyncio.wait(asked)
    refused = [task for task in asked if isinstance(task.exception(), Busy)]

    assert 9 - MOST_AT_ONCE == len(refused)
    assert (await papers.made(QrCode("https://t.me/last"), script)).data.startswith(b"\x89PNG")


async def test_a_paper_is_kept_and_what_a_group_did_is_not(script: Script, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same paper is made once for a content; a picture of what a group did is made each time, and held nowhere."""
    made: list[Paper] = []
    make = making._made

    def noted(paper: Paper, script: Script, today: date) -> File:
        made.append(paper)
        return make(paper, script, today)

    monkeypatch.setattr(making, "_made", noted)
    papers, code, chart = Making(lambda: NOON), QrCode("https://t.me/a"), Chart(Report("fr", ()))
    for paper in (code, chart, code, chart):
        await papers.made(paper, script)

    assert [code, chart, chart] == made
    assert [code] == list(papers._kept)
