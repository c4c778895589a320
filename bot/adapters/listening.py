"""Where a page listens, and whether it may.

Rule: the world is let in by nobody's mistake: anything but this machine itself needs a password. (The board has one for
each group: its secret.)
"""

from __future__ import annotations

import re
import socket
from dataclasses import dataclass
from ipaddress import ip_address


class ListenError(Exception):
    """The page cannot listen there; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Address:
    """A host and a port; 0 lets the system choose a port."""

    host: str
    port: int

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine can reach it."""
        return is_loopback(self.host)

    @property
    def url(self) -> str:
        """How a browser on this machine finds it."""
        return f"http://{f'[{self.host}]' if ':' in self.host else self.host}:{self.port}"


def is_loopback(host: str) -> bool:
    """Say whether a host, as a name or a number, is this machine and nothing else."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def read_address(text: str) -> Address:
    """Read `HOST:PORT`, `[HOST]:PORT` for numbers with colons. Raises ListenError."""
    found = re.fullmatch(r"(?:\[([0-9A-Fa-f:.]+)\]|([^\s:\[\]/]+)):([0-9]{1,5})", text)
    if not found or int(found[3]) > 65535:  # noqa: PLR2004 - the largest port there is
        raise ListenError(f"«{text}» is no place to listen: write HOST:PORT, such as 127.0.0.1:8080.")
    return Address(found[1] or found[2], int(found[3]))


def listen(wanted: Address, *, password: bool) -> tuple[socket.socket, Address]:
    """Take the port; give it with the address it has. Raises ListenError."""
    if not wanted.is_loopback and not password:
        raise ListenError(
            f"{wanted.host} can be reached from other machines: set BOT_STUDIO_PASSWORD, or listen on 127.0.0.1."
        )
    try:
        family, _, _, _, place = socket.getaddrinfo(wanted.host, wanted.port, type=socket.SOCK_STREAM)[0]
        taken = socket.create_server(place[:2], family=family)
    except (OSError, UnicodeError) as error:  # the latter for what is no name at all, such as «..»
        why = error.strerror if isinstance(error, OSError) else "no machine can have this name"
        raise ListenError(
            f"Cannot listen on {wanted.host}:{wanted.port} ({why}). "
            "Another program may have the port: choose one with BOT_LISTEN (or --listen), such as 127.0.0.1:8081."
        ) from None
    return taken, Address(wanted.host, taken.getsockname()[1])
