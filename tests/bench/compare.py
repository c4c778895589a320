"""The whole bot beside bare echo bots, on the same test server, in the same run.

    make bench ARGS="--aiogram /path/to/python-with-aiogram"

Fifty people each write, wait for the answer, and write again. What is measured is the bot's process alone: processor
seconds (user and system) per 1,000 updates, and updates answered a second. The bots take turns, three rounds each.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.botapi import TelegramServer, User

ROOT = Path(__file__).parents[2]
PEOPLE = 50
ROUNDS = 3
_TEXTS = (
    "si jai figé est-ce que jétais daccord",
    "what if i froze",
    "mon chum veut mes mots de passe",
    "is jealousy love",
    "salut",
    "jsais pas quoi faire",
    "can my coach date me",
    "jveux mourir",
)
_TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Figure:
    """What one round of one bot cost."""

    cpu_per_1000: float
    per_second: float
    megabytes: float
    first_answer: float


def cpu_seconds(pid: int) -> float:
    """Read what a process has used, user and system."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / _TICK


def resident_megabytes(pid: int) -> float:
    """Read how much memory a process holds."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


async def measure(command: list[str], updates: int) -> Figure:
    """Run one bot through a number of updates."""
    async with TelegramServer(fast=True) as server:
        with tempfile.TemporaryDirectory() as folder:
            environment = {
                "PATH": os.environ["PATH"],
                "PYTHONPATH": str(ROOT),
                "TELEGRAM_BOT_TOKEN": server.token,
                "TELEGRAM_API_URL": server.url,
                "BOT_DATABASE_URL": f"sqlite:///{folder}/tally.db",
                "BOT_MESSAGES_PER_SECOND": "100000",
                "BOT_LOG_LEVEL": "WARNING",
            }
            began = time.monotonic()
            quiet = asyncio.subprocess.DEVNULL
            bot = await asyncio.create_subprocess_exec(*command, cwd=ROOT, env=environment, stdout=quiet, stderr=quiet)
            try:
                return await _load(server, bot.pid, updates, began)
            finally:
                bot.terminate()
                await bot.wait()


async def _load(server: TelegramServer, pid: int, updates: int, began: float) -> Figure:
    people = [User(server, 1000 + number, language_code="fr" if number % 2 else "en") for number in range(PEOPLE)]
    heard = {person.id: asyncio.Event() for person in people}
    world = server.world
    world.on_reply = lambda chat: heard[chat].set()
    left = updates

    async def write(person: User) -> None:
        nonlocal left
        while left > 0:
            left -= 1
            heard[person.id].clear()
            said = world.message(person.chat, person.person, {"text": _TEXTS[left % len(_TEXTS)]})
            world.push("message", said, person.id)
            await heard[person.id].wait()

    left = 1
    await asyncio.wait_for(write(people[0]), 30)
    first = time.monotonic() - began
    left = PEOPLE * 4
    await asyncio.gather(*map(write, people))  # warm
    left = updates
    cpu, start = cpu_seconds(pid), time.monotonic()
    await asyncio.gather(*map(write, people))
    seconds = time.monotonic() - start
    used = cpu_seconds(pid) - cpu
    return Figure(1000 * used / updates, updates / seconds, resident_megabytes(pid), first)


async def main() -> None:
    """Let the bots take turns and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--updates", type=int, default=3000)
    parser.add_argument("--aiogram", metavar="PYTHON", help="an interpreter that has aiogram")
    chosen = parser.parse_args()
    bots = {
        "this bot, whole": [sys.executable, "-m", "bot", "run"],
        "python-telegram-bot, echo": [sys.executable, "-m", "tests.bench.echo_ptb"],
    }
    if chosen.aiogram:
        bots["aiogram, echo"] = [chosen.aiogram, str(ROOT / "tests/bench/echo_aiogram.py")]
    else:
        sys.stderr.write("aiogram left out: no --aiogram PYTHON given\n")
    figures: dict[str, list[Figure]] = {name: [] for name in bots}
    for _ in range(ROUNDS):
        for name, command in bots.items():
            figures[name].append(await measure(command, chosen.updates))
    sys.stdout.write(f"{'':28}{'CPU s / 1,000':>16}{'updates / s':>14}{'MB resident':>14}{'first answer s':>16}\n")
    for name, rounds in figures.items():
        cpu = [each.cpu_per_1000 for each in rounds]
        sys.stdout.write(
            f"{name:28}{statistics.median(cpu):9.2f} ({min(cpu):.2f})"
            f"{statistics.median(each.per_second for each in rounds):12.0f}"
            f"{max(each.megabytes for each in rounds):14.0f}"
            f"{statistics.median(each.first_answer for each in rounds):16.2f}\n"
        )


if __name__ == "__main__":
    asyncio.run(main())
