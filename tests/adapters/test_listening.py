from __future__ import annotations

import re

import pytest

from bot.adapters.listening import Address, ListenError, is_loopback, listen, read_address


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("127.0.0.1:8080", Address("127.0.0.1", 8080)),
        ("localhost:0", Address("localhost", 0)),
        ("[::1]:8080", Address("::1", 8080)),
        ("0.0.0.0:65535", Address("0.0.0.0", 65535)),
        ("studio.example.org:80", Address("studio.example.org", 80)),
    ],
)
def test_an_address_is_a_host_and_a_port(text: str, address: Address) -> None:
    """Names, numbers and numbers in brackets are read as they are written everywhere."""
    assert address == read_address(text)


@pytest.mark.parametrize("text", ["", "8080", "127.0.0.1", ":8080", "127.0.0.1:", "a b:1", "::1:80", "x:99999", "x:-1"])
def test_anything_else_is_told_in_one_sentence(text: str) -> None:
    """What is no address is quoted, with an example of one."""
    with pytest.raises(ListenError, match=r"is no place to listen: write HOST:PORT, such as 127\.0\.0\.1:8080\."):
        read_address(text)


@pytest.mark.parametrize(
    ("host", "local"),
    [
        ("127.0.0.1", True),
        ("127.8.9.1", True),
        ("::1", True),
        ("localhost", True),
        ("LOCALHOST", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.168.1.4", False),
        ("localhost.example.org", False),
        ("127.0.0.1.example.org", False),
        ("", False),
    ],
)
def test_only_this_machine_is_this_machine(host: str, local: bool) -> None:  # noqa: FBT001 - a table
    """A name that looks like this machine is not this machine."""
    assert local == is_loopback(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "studio.example.org"])
def test_the_world_is_not_let_in_without_a_password(host: str) -> None:
    """An address that others can reach is refused before the port is taken, and the sentence says what to set."""
    with pytest.raises(ListenError, match="set BOT_STUDIO_PASSWORD, or listen on 127"):
        listen(Address(host, 0), password=False)


def test_with_a_password_it_may_listen_anywhere() -> None:
    """Who sets a password may let others in."""
    taken, here = listen(Address("0.0.0.0", 0), password=True)
    with taken:
        assert ("0.0.0.0", taken.getsockname()[1]) == (here.host, here.port)


def test_a_taken_port_is_told_in_one_sentence() -> None:
    """The sentence names the port, and how to choose another."""
    taken, here = listen(Address("127.0.0.1", 0), password=False)
    with taken, pytest.raises(ListenError, match=rf"Cannot listen on 127\.0\.0\.1:{here.port} .*--listen") as told:
        listen(here, password=False)

    assert "\n" not in str(told.value)


@pytest.mark.parametrize("host", ["..", "a" * 70, "studio..org"])
def test_a_name_that_no_machine_can_have_is_told_in_one_sentence(host: str) -> None:
    """The sentence names it, and how to choose another."""
    with pytest.raises(ListenError, match=rf"Cannot listen on {re.escape(host)}:0 \(no machine .*--listen"):
        listen(Address(host, 0), password=True)


def test_the_address_can_be_opened() -> None:
    """What is printed is what a browser opens, also for numbers with colons."""
    assert ("http://127.0.0.1:8080", "http://[::1]:80") == (Address("127.0.0.1", 8080).url, Address("::1", 80).url)
