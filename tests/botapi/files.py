"""Rule: what is no picture, or too large, or nothing at all, is refused before anybody sees it.

Files that the bot sent are kept whole, by their id, so that a test can look into them; Telegram would shrink a picture
to 2560 pixels and store it as JPEG.

Sources: https://core.telegram.org/bots/api#sending-files, and the public source of TDLib (`check_full_local_location`,
`check_input_file_id`, `clean_filename`). What is said of pictures comes from servers whose source is not public:
IMAGE_PROCESS_FAILED and PHOTO_INVALID_DIMENSIONS are what bots are told.
"""

from __future__ import annotations

import io
import mimetypes
import re
import unicodedata
import warnings
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from PIL import Image

from tests.botapi.rules import bad

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.botapi.forms import Part
    from tests.botapi.rules import ApiError, Arguments
    from tests.botapi.text import Raw

Kind = Literal["photo", "document"]

MOST_PHOTO_BYTES: Final = 10 * 1024 * 1024
#: https://core.telegram.org/bots/api#sendphoto
MOST_WIDTH_AND_HEIGHT: Final = 10_000
MOST_RATIO: Final = 20
_FORMATS: Final = ("PNG", "JPEG", "GIF", "WEBP", "BMP")
#: A picture is shown in these sizes (the longer side) as far as it is larger, and in its own.
_SIDES: Final = (90, 320, 800, 1280)
_MOST_STEM: Final = 60
_MOST_ENDING: Final = 20
#: What `clean_filename` turns into spaces, of plain letters.
_NOT_IN_NAMES: Final = frozenset("<>:\"/\\|?*&`'")
_ATTACHED: Final = "attach://"
_WRONG_ID: Final = "Wrong remote file identifier specified: "


class File(NamedTuple):
    """One file that was sent, and what a message says of it (sizes of a photo, smallest first, or one document)."""

    kind: Kind
    data: bytes
    shown: tuple[Raw, ...]

    def content(self) -> Raw:
        """Make the part of a message that holds it."""
        return {self.kind: list(self.shown)} if self.kind == "photo" else {self.kind: self.shown[0]}


def given(arguments: Arguments, kind: Kind) -> Part | str:
    """Find the file of a call: one that came with it, or the id or address of one. Raises ApiError."""
    named = arguments.text(kind)
    if named and not named.startswith(_ATTACHED):
        return named
    part = arguments.files.get(named.removeprefix(_ATTACHED) if named else kind)
    if part is None:
        raise bad(f"there is no {kind} in the request")
    return part


def accepted(source: Part | str, kind: Kind, known: Mapping[str, File], number: int) -> File:
    """Check a file that is to be sent, and give it its ids, made from a number. Raises ApiError."""
    if isinstance(source, str):
        return _known(source, kind, known)
    if not source.data:
        raise bad("File must be non-empty")
    if kind == "document":
        return File(kind, source.data, (_document(source, number),))
    if len(source.data) > MOST_PHOTO_BYTES:
        raise bad(
            f"file of size {len(source.data)} bytes is too big for a photo; "
            f"the maximum size is {MOST_PHOTO_BYTES} bytes"
        )
    return File(kind, source.data, tuple(_sizes(source.data, number)))


def _known(named: str, kind: Kind, known: Mapping[str, File]) -> File:
    """Find a file that was sent before."""
    if "." in named:
        # That is how an address is told from an id; there is no web here to fetch it from.
        raise bad("Failed to get HTTP URL content")
    if named not in known:
        raise _wrong_id(named)
    if known[named].kind != kind:
        raise bad(f"can't use file of type {known[named].kind.title()} as {kind.title()}")
    return known[named]


def _wrong_id(named: str) -> ApiError:
    """Say why an id is none, as the reader of base64 says it."""
    if len(named.rstrip("=")) % 4 == 1:
        return bad(f"{_WRONG_ID}Wrong string length")
    if not re.fullmatch(r"[A-Za-z0-9_-]*=*", named):
        return bad(f"{_WRONG_ID}Wrong character in the string")
    return bad(f"{_WRONG_ID}can't unserialize it")


# ---- pictures


def _sizes(data: bytes, number: int) -> list[Raw]:
    """List the sizes in which a picture is shown. Raises ApiError."""
    width, height = _dimensions(data)
    longer = max(width, height)
    sides = [*(side for side in _SIDES if side < longer), longer]
    return [
        {
            **_ids(f"P{size}", number),
            "file_size": max(len(data) * side // longer, 1),
            "width": max(round(width * side / longer), 1),
            "height": max(round(height * side / longer), 1),
        }
        for size, side in enumerate(sides)
    ]


def _dimensions(data: bytes) -> tuple[int, int]:
    """Read a picture to its end. Raises ApiError."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(data), formats=_FORMATS)
        width, height = picture.size
        if width + height > MOST_WIDTH_AND_HEIGHT or max(width, height) > MOST_RATIO * min(width, height):
            raise bad("PHOTO_INVALID_DIMENSIONS")
        picture.load()
    except Image.DecompressionBombError:
        raise bad("PHOTO_INVALID_DIMENSIONS") from None
    except (OSError, SyntaxError, ValueError):
        raise bad("IMAGE_PROCESS_FAILED") from None
    return width, height


# ---- documents


def _document(source: Part, number: int) -> Raw:
    """Describe a document. Its type is told by the ending of its name; what the bot said of it is not looked at."""
    name = kept_name(source.name) or "file"
    mime = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return {"file_name": name, "mime_type": mime, **_ids("D", number), "file_size": len(source.data)}


def kept_name(name: str) -> str:
    """Give a file name as Telegram keeps it: without folders, with letters, digits and some signs."""
    last = re.split(r"[/\\]", name)[-1]
    at = last.rfind(".")
    stem, ending = (last[:at], last[at + 1 :]) if at > 0 else (last, "")
    parts = (_kept_part(stem, _MOST_STEM), _kept_part(ending, _MOST_ENDING))
    return ".".join(filter(None, parts))


def _kept_part(part: str, most: int) -> str:
    letters = filter(None, map(_kept_letter, part))
    started: list[str] = []
    for letter in letters:
        if len(started) == most:
            break
        if started or letter not in " .":
            started.append(letter)
    return "".join(started).rstrip(" .")


def _kept_letter(letter: str) -> str:
    """Keep a letter, drop a mark that stands on one, and make a space of the rest (near enough to TDLib's tables)."""
    if " " <= letter < "\x7f":
        return " " if letter in _NOT_IN_NAMES else letter
    category = unicodedata.category(letter)
    if category[0] in "LN":
        return letter
    return "" if category in {"Mn", "Mc", "Me", "Cf"} else " "


def _ids(prefix: str, number: int) -> Raw:
    """Make ids as long as they are at Telegram."""
    return {"file_id": f"{prefix}{number:070d}".ljust(80, "A"), "file_unique_id": f"{prefix}{number:012d}"}
