"""The page and its files, as they are sent.

Rule: read once, and the same for everybody: nothing in them is of a group. Words, marks and who helps stand in the page
as data, which no browser runs.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from starlette.responses import Response
from starlette.routing import Route

from bot.adapters.board.words import WORDS
from bot.core.turn import LANGS
from bot.papers.chart_looks import LOOKS, SIGN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from starlette.requests import Request

    from bot.content.map.marks import Look
    from bot.core.turn import Lang

_STATIC: Final = Path(__file__).parent / "static"
#: What in the file of the page stands for words and marks.
_DATA: Final = "@DATA@"
_FILES: Final = {
    "/board": ("board.html", "text/html"),
    "/board/board.js": ("board.js", "text/javascript"),
    "/board/board.css": ("board.css", "text/css"),
}


def routes(help_line: Callable[[Lang], str]) -> Iterator[Route]:
    """Give the page and its files, for GET and HEAD; a browser that asks for an icon is told that there is none.

    `help_line` names somebody who can be reached now: also a page that shows no group says who helps.
    """
    texts = {path: (_STATIC / name).read_text(encoding="utf-8") for path, (name, _) in _FILES.items()}

    def page() -> str:
        return texts["/board"].replace(_DATA, _data({lang: {"help": help_line(lang)} for lang in LANGS}))

    for path, (_, kind) in _FILES.items():
        yield Route(path, _sent(page if path == "/board" else partial(texts.__getitem__, path), kind), methods=["GET"])
    yield Route("/favicon.ico", _sent(str, "", 204), methods=["GET"])


def _sent(text: Callable[[], str], kind: str, status: int = 200) -> Any:
    async def send(_request: Request) -> Response:
        return Response(text(), status, media_type=kind or None)

    return send


def _data(helps: dict[Lang, dict[str, str]]) -> str:
    """Write it so that no letter can end the element it stands in."""
    looks = {kind: _look(seen) for kind, seen in (*LOOKS.items(), ("sign", SIGN))}
    data = {"words": {key: asdict(both) for key, both in WORDS.items()}, "looks": looks, "help": helps}
    return json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")


def _look(seen: Look) -> dict[str, str]:
    return {"colour": seen.colour, "mark": seen.mark}
