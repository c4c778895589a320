"""A link as a code to scan, on a wall or on paper.

Rule: black on white with its quiet zone, so that every camera finds it.
"""

from __future__ import annotations

import io
from typing import Final

import segno

#: The standard's: so many white modules around the code.
QUIET_ZONE: Final = 4
#: Pixels. A class scans it from a projector.
LEAST_SIDE: Final = 600


def png(link: str) -> bytes:
    """Draw a link as a PNG of at least `LEAST_SIDE` pixels a side.

    A code stays readable when up to 15 % of it is hidden; more where it costs no room.
    Raises ValueError for an empty link and for one that no code can hold (over 2,000 letters).
    """
    if not link:
        raise ValueError("there is no link to draw")
    code = segno.make_qr(link, error="m")
    side, _ = code.symbol_size(border=QUIET_ZONE)
    drawn = io.BytesIO()
    code.save(drawn, kind="png", scale=-(-LEAST_SIDE // int(side)), border=QUIET_ZONE)
    return drawn.getvalue()
