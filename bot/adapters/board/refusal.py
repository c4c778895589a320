"""What is answered to whoever gets no stream.

Rule: a status, and words for a person; nothing of what was sent comes back.
"""

from __future__ import annotations

import math

from starlette.responses import PlainTextResponse

from bot.adapters.board.words import WORDS


class Refused(Exception):  # noqa: N818 - an answer, no mistake of the program
    """Nothing is streamed. `status` is that of HTTP, `why` a key of `WORDS` or "", `wait` in seconds (0: for good)."""

    def __init__(self, status: int, why: str = "", wait: float = 0.0) -> None:
        super().__init__(status)
        self.status, self.why, self.wait = status, why, wait

    def response(self) -> PlainTextResponse:
        """Give the answer, in both languages; the page has the same words."""
        seconds = math.ceil(self.wait)
        both = WORDS.get(self.why)
        said = "".join(f"{text.format(seconds=seconds)}\n" for text in (both.fr, both.en)) if both else ""
        return PlainTextResponse(said, self.status, {"retry-after": str(seconds)} if self.wait else None)
