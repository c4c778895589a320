"""What the log says, and what it never says.

Each case is a process of its own, since logging is one thing for a whole process.
"""

from __future__ import annotations

import logging
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from bot.logs import Discreet, place

ROOT: Final = Path(__file__).parents[1]
#: What a teen wrote, and the address a library would print: neither may ever be read in a log.
WORDS: Final = "il veut pas me laisser partir"
ADDRESS: Final = "https://api.telegram.org/bot123456789:AAExample/sendMessage"
LINE: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d{4} (.*)")
#: What stands above each program below; its own first line is the fifth.
START: Final = "import logging, sys\nfrom bot import logs\nlogs.start({level!r})\nwords, address = sys.argv[1:]\n"


def log_of(program: str, level: str = "DEBUG") -> list[str]:
    """Run a program that logs; return the lines of its standard error, without the times."""
    done = subprocess.run(
        [sys.executable, "-c", START.format(level=level) + program, WORDS, ADDRESS],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert "" == done.stdout
    lines = done.stderr.splitlines()
    return [found[1] if (found := LINE.fullmatch(line)) else f"not a line of the log: {line}" for line in lines]


def test_the_project_s_own_lines_are_told() -> None:
    """A line of our own has its level, its place in the project and its words."""
    program = "logging.getLogger('bot.tally.counters').warning('counters not written: %s', 'OperationalError')"

    assert ["WARNING bot.tally.counters: counters not written: OperationalError"] == log_of(program)


@pytest.mark.parametrize(
    ("level", "told"),
    [
        ("DEBUG", ["DEBUG", "INFO", "WARNING", "ERROR"]),
        ("INFO", ["INFO", "WARNING", "ERROR"]),
        ("WARNING", ["WARNING", "ERROR"]),
        ("ERROR", ["ERROR"]),
    ],
)
def test_the_level_is_that_of_the_project(level: str, told: list[str]) -> None:
    """The setting says how much of our own is told."""
    program = "for name in ('debug', 'info', 'warning', 'error'): getattr(logging.getLogger('bot.app'), name)('x')"

    assert told == [line.split()[0] for line in log_of(program, level)]


@pytest.mark.parametrize("name", ["telegram.ext", "aiohttp.client", "httpx", "asyncio", "py.warnings", "botany", ""])
def test_what_a_library_says_is_withheld(name: str) -> None:
    """That a library spoke, how loud and from where, is told even at DEBUG; its words never are."""
    program = f"logging.getLogger({name!r}).warning('POST %s: %s', address, words)"

    assert [f"WARNING {name or 'root'}: (message withheld) <string>:5"] == log_of(program)


def test_a_library_that_makes_itself_loud_is_withheld_as_well() -> None:
    """A library that sets its own level to DEBUG tells no more than one that does not."""
    program = "lib = logging.getLogger('aiosqlite')\nlib.setLevel('DEBUG')\nlib.debug('executing %s', words)"

    assert ["DEBUG aiosqlite: (message withheld) <string>:7"] == log_of(program)


def test_a_quiet_library_says_nothing() -> None:
    """What libraries say for their own makers is not told at all."""
    assert [] == log_of("logging.getLogger('aiohttp').info(address)")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("bot.app", ["went wrong", "went wrong"]),
        ("telegram", ["(message withheld) <string>:7", "(message withheld) <string>:8"]),
    ],
)
def test_an_exception_is_told_by_type_and_place(name: str, told: list[str]) -> None:
    """The text of an exception may quote what somebody wrote, so only its type and its line are told."""
    program = (
        "try: int(words)\n"
        "except ValueError as error:\n"
        f"    logging.getLogger({name!r}).exception('went wrong')\n"
        f"    logging.getLogger({name!r}).error('went wrong', exc_info=error, stack_info=True)\n"
    )

    assert [f"ERROR {name}: {said} [ValueError at <string>:5]" for said in told] == log_of(program)


def test_what_caused_an_exception_is_told_the_same_way() -> None:
    """Causes and contexts are named by type and place, down to the first."""
    program = (
        "def read(): raise KeyError(words)\n"
        "try:\n"
        "    try: read()\n"
        "    except KeyError as error: raise RuntimeError(address) from error\n"
        "except RuntimeError: logging.getLogger('bot.app').exception('went wrong')\n"
    )

    assert ["ERROR bot.app: went wrong [RuntimeError at <string>:8 <- KeyError at <string>:5]"] == log_of(program)


@pytest.mark.parametrize(
    ("program", "told"),
    [
        ("raise ValueError(words)", "ValueError at <string>:5"),
        ("raise ValueError(words) from KeyError(address)", "ValueError at <string>:5 <- KeyError at ?"),
        ("try: {}[words]\nexcept KeyError: raise OSError(address) from None", "OSError at <string>:6"),
        (
            "import threading\nthread = threading.Thread(target=lambda: int(words))\nthread.start()\nthread.join()",
            "ValueError at <string>:6",
        ),
        (
            "class Chat:\n    def __del__(self): raise ValueError(words)\nchat = Chat()\ndel chat",
            "ValueError at <string>:6",
        ),
    ],
    ids=["raised", "caused", "suppressed", "in a thread", "in a destructor"],
)
def test_what_nobody_caught_is_told_by_type_and_place(program: str, told: str) -> None:
    """No traceback and no value is printed, wherever an exception comes up that nobody expected."""
    assert [f"CRITICAL bot.logs: unexpected: {told}"] == log_of(program)


def test_what_breaks_in_the_background_is_told_by_type_and_place() -> None:
    """A task that nobody waits for breaks without its value being told."""
    program = (
        "import asyncio, gc\n"
        "async def chat(): raise ValueError(words)\n"
        "async def main():\n"
        "    logs.watch(asyncio.get_running_loop())\n"
        "    task = asyncio.create_task(chat(), name=words)\n"
        "    await asyncio.sleep(0)\n"
        "    del task\n"
        "    gc.collect()\n"
        "    asyncio.get_running_loop().call_exception_handler({'message': words})\n"
        "asyncio.run(main())\n"
    )

    assert [
        "ERROR bot.logs: in the background: ValueError at <string>:6",
        "ERROR bot.logs: in the background: no exception",
    ] == log_of(program)


def test_a_warning_is_withheld() -> None:
    """A warning of a library may quote its arguments, so that it was given is told, and no more."""
    told = log_of("import warnings\nwarnings.warn(words, stacklevel=1)")

    assert ["WARNING py.warnings: (message withheld)"] == [line.rpartition(" ")[0] for line in told]


def test_a_line_that_cannot_be_written_is_silent() -> None:
    """A mistake in a line of our own does not print its values through the machinery of logging."""
    assert [] == log_of("logging.getLogger('bot.app').info('%d updates', words)")


def test_a_ring_of_exceptions_ends() -> None:
    """Exceptions that cause each other are told once each."""
    first, second = ValueError("x"), KeyError("y")
    first.__cause__, second.__cause__ = second, first

    assert "ValueError at ? <- KeyError at ?" == place(first)


def test_a_record_is_one_line() -> None:
    """A withheld record is told on one line, so that no text can look like another record."""
    record = logging.LogRecord("telegram", logging.ERROR, "/lib/telegram.py", 12, "one\ntwo %s", (WORDS,), None)

    assert "ERROR telegram: (message withheld) telegram.py:12" == Discreet().format(record).split(" ", 1)[1]
