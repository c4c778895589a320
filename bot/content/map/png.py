"""A picture as PNG.

Rule: text is drawn, on a server without any font too.
resvg draws SVG without a browser and without a system library; letters come from the font-roboto package, and from the
system for what Roboto has not (emoji, other scripts).
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Final

from resvg_py import svg_to_bytes

#: Twice the size on the screen: 192 dots an inch, sharp on paper.
SCALE: Final = 2.0
_FONT_PACKAGE: Final = "font_roboto"
_FONTS: Final = ("Roboto-Regular.ttf", "Roboto-Bold.ttf")


def png(picture: str, scale: float = SCALE, *, system_fonts: bool = True) -> bytes:
    """Draw an SVG as PNG, `scale` pixels for one of the SVG.

    Without `system_fonts` only Roboto is used: the same picture on every machine, without emoji.
    """
    return bytes(
        svg_to_bytes(
            svg_string=picture,
            zoom=scale,
            font_files=[str(file) for file in font_files()],
            sans_serif_family="Roboto",
            skip_system_fonts=not system_fonts,
        )
    )


def font_files() -> tuple[Path, ...]:
    """Give the files of Roboto, regular and bold. Nothing of the package that brings them is run.

    Raises LookupError when it is not installed.
    """
    found = find_spec(_FONT_PACKAGE)
    if found is None or found.origin is None:
        raise LookupError("the package font-roboto is not installed")
    return tuple(Path(found.origin).parent / "files" / name for name in _FONTS)
