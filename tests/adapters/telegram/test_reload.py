"""The real process while its content is edited on the disk, as moderators do and as `git pull` does."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, Final

import pytest

from bot.content.live import digest
from bot.content.load import load_files
from tests import small
from tests.adapters.telegram.process import ROOT, all_confirmed, environment, running, until
from tests.botapi import User

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping
    from pathlib import Path

    from tests.adapters.telegram.process import Bot
    from tests.botapi import TelegramServer

FILES: Final = small.files()
STORY: Final = FILES[small.STORY]
SLOW: Final = 60.0


class Place:
    """A folder of content, a folder of what is learned, and a bot that plays it."""

    def __init__(self, server: TelegramServer, folder: Path, bot: Bot) -> None:
        self.server = server
        self.folder = folder
        self.bot = bot

    def write(self, files: Mapping[str, bytes]) -> None:
        """Write files as an editor does: beside, and renamed."""
        for name, data in files.items():
            path = self.folder / "content" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            beside = path.with_name(f".{path.name}.tmp")
            beside.write_bytes(data)
            beside.replace(path)

    def status(self) -> dict[str, Any]:
        """Read the status file."""
        path = self.folder / "cache" / "pile-ou-face-status.json"
        found: dict[str, Any] = json.loads(path.read_text()) if path.exists() else {}
        return found

    async def plays(self, files: Mapping[str, bytes]) -> None:
        """Wait until these files are what is played."""
        whole = {**FILES, **files}
        await until(lambda: (self.status()["digest"], self.status()["kind"]) == (digest(whole), "fresh"), SLOW)

    def changes(self) -> int:
        """Count the changes of content that the log tells."""
        return self.bot.printed().count("the content was changed: ")

    async def told(self, lang: str) -> tuple[int, str]:
        """Ask for the status in words; return the exit status and the words."""
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "status", "--lang", lang),
            cwd=ROOT,
            env=environment(self.server, self.folder, BOT_CACHE=str(self.folder / "cache")),
            stdout=subprocess.PIPE,
        )
        said, _ = await process.communicate()
        return process.returncode or 0, said.decode()


@asynccontextmanager
async def playing(server: TelegramServer, folder: Path, **settings: str) -> AsyncIterator[Place]:
    """Play the small content, learned before, while the block lasts."""
    small.write(folder / "content", FILES)
    load_files(FILES, folder / "cache" / "pile-ou-face")
    where = {"BOT_CONTENT": str(folder / "content"), "BOT_CACHE": str(folder / "cache")}
    async with running(server, folder, **where, **settings) as bot:
        place = Place(server, folder, bot)
        await place.plays({})
        yield place


def another(story: bytes, number: int) -> bytes:
    """Make another story of one: with an id and a title of its own."""
    letters = bytes(b"abcdefghij"[int(digit)] for digit in str(number))
    named = story.replace(b"id: ride-home", b"id: ride-%d" % number)
    return named.replace(b"Un tour d'auto", b"Un tour " + letters).replace(b"A ride home", b"A ride " + letters)


async def test_content_is_edited_while_people_play(server: TelegramServer, tmp_path: Path) -> None:
    """New text is shown, a mistake refused and told, many files at once are one change, and everybody is answered."""
    crowd = asyncio.Event()

    async def come() -> None:
        number = 5000
        while not crowd.is_set():
            number += 1
            user = User(server, number, language_code="en" if number % 2 else "fr")
            user.say(("/start s_ride-home", "je veux mourir", "what is consent", "🙂")[number % 4])
            await asyncio.sleep(0.05)

    async with playing(server, tmp_path) as place:
        coming = asyncio.create_task(come())
        teen = User(server, 501, language_code="en")
        await teen.asks("/start s_ride-home")
        before = await teen.presses(teen.buttons()[0]["text"])

        truck = {small.STORY: STORY.replace(b"A car stops", b"A truck stops")}
        place.write(truck)
        await place.plays(truck)
        await teen.asks("/start s_ride-home")
        after = await teen.presses(teen.buttons()[0]["text"])

        broken = {small.STORY: truck[small.STORY].replace(b"to: in-the-car", b"to: zebulon")}
        place.write(broken)
        await until(lambda: place.status()["kind"] == "refused", SLOW)
        refused = await place.told("fr"), await place.told("en")
        still = await teen.presses("No thanks")
        changes = place.changes()

        mended = {small.STORY: truck[small.STORY].replace(b"You walk home.", b"You run home.")}
        place.write(mended)
        await place.plays(mended)
        well = await place.told("en")

        lines = (b"# %d\n" % number for number in range(len(FILES)))
        pulled = {name: {**FILES, **mended}[name] + next(lines) for name in FILES if name.startswith("dialogues/")}
        more = {f"dialogues/new/{number}.yaml": another(mended[small.STORY], number) for number in range(50)}
        taken = place.changes()
        place.write({**pulled, **more})
        await place.plays({**pulled, **more})
        burst = place.changes() - taken

        crowd.set()
        await coming
        await all_confirmed(server, SLOW)
        log = place.bot.printed()

    assert "A car stops in front of you." in before["text"]
    assert "A truck stops in front of you." in after["text"]
    assert "You walk home." in still["text"]
    assert (1, 1) == (refused[0][0], refused[1][0])
    assert all("dialogues/ride-home.yaml:45 target-missing" in told for _, told in refused)
    assert "dialogues/ride-home.yaml:45 target-missing" in log
    assert "zebulon" not in log
    assert (1, 0, 1) == (changes, well[0], burst)
    assert ([], []) == (server.lost(), server.confirmed_too_early())
    assert [] == [each.update for each in server.replies_per_update() if each.reply is None]


async def test_what_is_learned_anew_is_understood_without_a_restart(server: TelegramServer, tmp_path: Path) -> None:
    """A new example is learned in a process of its own while people are answered, and understood afterwards."""
    changed = small.changed(small.ENTRIES, "consent definition", "zorblax definition")
    async with playing(server, tmp_path) as place:
        teen = User(server, 501, language_code="en")
        place.write({small.ENTRIES: changed[small.ENTRIES]})
        await until(lambda: place.status()["kind"] == "learning", SLOW)
        meanwhile = await teen.asks("what is consent")
        told = await place.told("fr")
        await place.plays({small.ENTRIES: changed[small.ENTRIES]})
        answer = await teen.asks("zorblax definition")
        log = place.bot.printed()

    assert "A free and clear yes" in meanwhile["text"]
    assert 0 == told[0]
    assert "A free and clear yes" in answer["text"]
    assert 1 == log.count("what typed words mean is learned anew")


async def test_the_menu_of_commands_follows_the_content(server: TelegramServer, tmp_path: Path) -> None:
    """A changed description of a command is told to Telegram, and nothing that did not change."""
    async with playing(server, tmp_path) as place:
        await until(lambda: server.counts["setMyShortDescription"] == 2, SLOW)
        before = dict(server.counts)
        changed = {small.INTERFACE: small.interface({"command-film": "See a film"})}
        place.write(changed)
        await place.plays(changed)
        await until(lambda: server.counts["setMyCommands"] > before["setMyCommands"] + 1, SLOW)
        menu = server.world.commands[("default", "fr")]
        calls = {name: server.counts[name] - before[name] for name in before if name.startswith("setMy")}

    assert "See a film" in [each["description"] for each in menu]
    assert {"setMyCommands": 2, "setMyDescription": 0, "setMyShortDescription": 0} == calls


HOSTILE: Final = ("no folder", "no files", "a file too large", "a file that cannot be read")


@pytest.mark.parametrize("trouble", HOSTILE)
async def test_whatever_happens_to_the_folder_the_bot_plays_on(
    server: TelegramServer, tmp_path: Path, trouble: str
) -> None:
    """It is told in the status, people are answered, and the folder is taken again once it is whole."""
    async with playing(server, tmp_path) as place:
        story = place.folder / "content" / small.STORY
        dialogues = place.folder / "content" / "dialogues"
        if trouble == "no folder":
            dialogues.rename(place.folder / "gone")
        elif trouble == "no files":
            dialogues.rename(place.folder / "gone")
            dialogues.mkdir()
        elif trouble == "a file too large":
            story.write_bytes(STORY + b"#" * 300_000)
        else:
            story.unlink()
            story.symlink_to("/proc/self/mem")
        await until(lambda: place.status()["kind"] in ("refused", "failed"), SLOW)
        told = await place.told("en")
        answer = await User(server, 501, language_code="en").asks("/start s_ride-home")
        if trouble == "no files":
            dialogues.rmdir()
        if trouble.startswith("no "):
            (place.folder / "gone").rename(dialogues)
        else:
            place.write({small.STORY: STORY})
        await place.plays({})

    assert 1 == told[0]
    assert "Someone offers you a ride" in answer["text"] or "This is about pressure" in answer["text"]


async def test_switched_off_nothing_is_taken(server: TelegramServer, tmp_path: Path) -> None:
    """With BOT_RELOAD=off the content stays what it was at the start, and the status says so."""
    async with playing(server, tmp_path, BOT_RELOAD="off") as place:
        place.write({small.STORY: STORY.replace(b"A car stops", b"A truck stops")})
        await asyncio.sleep(2)
        status = place.status()
        told = await place.told("en")
    stopped = place.status()

    assert (digest(FILES), "fresh", False) == (status["digest"], status["kind"], status["reload"])
    assert "at the next start only" in told[1]
    assert ("stopped", 0) == (stopped["kind"], place.changes())
