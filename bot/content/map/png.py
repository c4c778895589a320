"""A picture as PNG.

Rule: text is drawn, or it is said what to install.
resvg draws SVG without a browser and without a system library; letters come from the font-roboto package, and from the
system for what Roboto has not (emoji, other scripts).
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Final

from bot.content.map.elements import FONTS

#: Twice the size on the screen: 192 dots an inch, sharp on paper.
SCALE: Final = 2.0
_FONT_PACKAGE: Final = "font_roboto"
_FONTS: Final = ("Roboto-Regular.ttf", "Roboto-Bold.ttf")
#: A letter, and the same one that cannot be seen: where both look alike there is no font.
_SEEN: Final = (
    f'<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20" font-family="{FONTS}"><text y="15">E</text></svg>'
)
_UNSEEN: Final = _SEEN.replace("<text", '<text fill="none"')
_MISSING: Final = (
    "A PNG needs the package {0}: install it with «pip install {0}», or take --form svg, which any browser shows."
)


class PngError(Exception):
    """No PNG can be made here; the message says what to install."""


def png(picture: str, scale: float = SCALE, *, system_fonts: bool = True) -> bytes:
    """Draw an SVG as PNG, `scale` pixels for one of the SVG.

    Without `system_fonts` only Roboto is used: the same picture on every machine, without emoji.
    Raises PngError when a package or a font is missing.
    """
    try:
        from resvg_py import svg_to_bytes  # noqa: PLC0415 - optional: only PNG needs it
    except ImportError:
        raise PngError(_MISSING.format("resvg-py")) from None
    fonts = _fonts()

    def drawn(source: str, zoom: float) -> bytes:
        return bytes(
            svg_to_bytes(
                svg_string=source,
                zoom=zoom,
                font_files=fonts,
                sans_serif_family="Roboto" if fonts else None,
                skip_system_fonts=not system_fonts,
            )
        )

    if drawn(_SEEN, 1) == drawn(_UNSEEN, 1):
        raise PngError(_MISSING.format("font-roboto"))
    return drawn(picture, scale)


def _fonts() -> list[str]:
    """Give the files of the font package, none where it is not installed. Nothing of it is run."""
    found = find_spec(_FONT_PACKAGE)
    if found is None or found.origin is None:
        return []
    files = Path(found.origin).parent / "files"
    return [str(files / name) for name in _FONTS if (files / name).is_file()]
