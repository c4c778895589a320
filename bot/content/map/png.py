"""A picture as PNG.

Rule: text is drawn, or it is said what to install.
resvg draws SVG without a browser and without a system library; letters come from the font-roboto package, and from the
system for what Roboto has not (emoji, other scripts).
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Final

#: Twice the size on the screen: 192 dots an inch, sharp on paper.
SCALE: Final = 2.0
_FONT_PACKAGE: Final = "font_roboto"
_FONTS: Final = ("Roboto-Regular.ttf", "Roboto-Bold.ttf")
_PROBE: Final = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><text y="15"{0}>E</text></svg>'


class PngError(Exception):
    """No PNG can be made here; the message says what to install."""


def png(picture: str, scale: float = SCALE) -> bytes:
    """Draw an SVG as PNG, `scale` pixels for one of the SVG. Raises PngError when a package or a font is missing."""
    try:
        import resvg_py  # noqa: PLC0415 - optional: only PNG needs it
    except ImportError:
        raise PngError(_MISSING.format("resvg-py")) from None
    fonts = _fonts()

    def drawn(source: str, zoom: float) -> bytes:
        return bytes(
            resvg_py.svg_to_bytes(
                svg_string=source, zoom=zoom, font_files=fonts, sans_serif_family="Roboto" if fonts else None
            )
        )

    if drawn(_PROBE.format(""), 1) == drawn(_PROBE.format(' fill="none"'), 1):
        raise PngError(_MISSING.format("font-roboto"))
    return drawn(picture, scale)


_MISSING: Final = (
    "A PNG needs the package {0}: install it with «pip install {0}», or take --form svg, which any browser shows."
)


def _fonts() -> list[str]:
    """Give the files of the font package, none where it is not installed. Nothing of it is run."""
    found = find_spec(_FONT_PACKAGE)
    if found is None or found.origin is None:
        return []
    files = Path(found.origin).parent / "files"
    return [str(files / name) for name in _FONTS if (files / name).is_file()]
