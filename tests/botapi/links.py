"""Rule: an address comes out as Telegram keeps it, or Telegram's reason against it comes out.

Source: the public source of TDLib (LinkManager, HttpUrl).
"""

from __future__ import annotations

import re
from typing import Final

_SPACES: Final = " \t\r\n\v\0"


class LinkError(ValueError):
    """An address Telegram does not take; the message is its reason."""


def checked_link(link: str) -> str:
    """Return the address as Telegram keeps it. Raises LinkError."""
    scheme = re.match(r"(?i)(tg|ton):(?://)?", link)
    rest = link[scheme.end() :] if scheme else link
    protocol, person, host, port, query = _url_parts(rest)
    if scheme:
        if "://" in rest or port or person or not re.fullmatch(r"[a-z0-9_-]+", host):
            raise LinkError("Unallowed characters in URL host" if "://" not in rest else "Wrong tg URL")
        return f"{scheme[1].lower()}://{host}{query[1:] if query.startswith('/?') else query}"
    if "." not in host:
        raise LinkError("Wrong HTTP URL")
    return f"{protocol}://{person}{host}{':' + port if port else ''}{query}"


def _url_parts(url: str) -> tuple[str, str, str, str, str]:
    """Split an address into protocol, user (with its @), host, port and the rest, which begins with a slash."""
    found = re.match(r"(?:([^:/?#@\[\]]*)://)?([^/?#]*)(.*)", url, re.DOTALL)
    protocol, place, query = (found[1] or "http").lower(), found[2], found[3].rstrip(_SPACES)  # type: ignore[index]
    if protocol not in ("http", "https"):
        raise LinkError("Unsupported URL protocol")
    place, _, port = place.rpartition(":") if re.search(r".:[^@\]]*$", place) else (place, "", "")
    if port and not (port.isdecimal() and 0 < int(port) < 65536):
        raise LinkError("Wrong port number specified in the URL")
    person, at, host = place.rpartition("@")
    host = host.lower()
    if not host:
        raise LinkError("URL host is empty")
    if host == ".":
        raise LinkError("Host is invalid")
    if re.search(r"[^a-z0-9._!$,~*'();&+=%\x80-\U0010ffff-]", host):
        raise LinkError("Wrong URL host")
    if not query.startswith("/"):
        query = f"/{query}"
    return protocol, person + at, host, port, re.sub(r"[\x00-\x20]", lambda each: f"%{ord(each[0]):02X}", query)
