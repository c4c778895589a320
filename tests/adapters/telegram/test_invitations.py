"""A facilitator and a class, from the first press to the erased results, against the real process."""

from __future__ import annotations

import asyncio
import json
import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import aiohttp
import pypdfium2
import pytest

from bot.app import clock
from bot.core.invitation import Invitation, invitation, week_of
from bot.core.turn import LANGS, Place, Press, Screen
from tests.adapters.telegram.process import all_confirmed, polled, running, start
from tests.botapi import User
from tests.papers.scanned import decoded

if TYPE_CHECKING:
    from pathlib import Path

    from bot.core.script import Script
    from bot.core.turn import Lang
    from tests.adapters.telegram.process import Bot
    from tests.botapi import TelegramServer

STORY: Final = "model-wanted"
#: Who picks the first answer of the first scene, before all others pick the second one.
FIRST_ANSWERS: Final = 7
CLASS: Final = 12
#: Others of the school who only begin, so that chance cannot hide that the story was played.
OTHERS: Final = 24
WITH_BOARD: Final = {"BOT_PUBLIC_URL": "https://board.example.org", "BOT_LISTEN": "127.0.0.1:0"}


def text_of(message: dict[str, Any]) -> str:
    """Give the words of a message, or those beneath a picture or a file."""
    return str(message.get("text") or message.get("caption"))


def key_in(message: dict[str, Any]) -> str:
    """Find the secret in the buttons of a facilitator's message."""
    data = [each.get("callback_data", "") for row in message["reply_markup"]["inline_keyboard"] for each in row]
    return next(str(each).partition(".k")[2] for each in data if ".k" in each)


async def suggests(facilitator: User, script: Script, *, counted: bool = True) -> dict[str, Any]:
    """Press through from the command to the message with the link."""
    await facilitator.asks("/animation")
    await facilitator.presses("5")
    await facilitator.presses(script.scenarios[STORY].title["fr"])
    if counted:
        await facilitator.presses(script.say("button-not-counted", "fr"))
    return await facilitator.presses(script.say("button-make-link", "fr"))


async def pressed(user: User, message: dict[str, Any], script: Script, *keys: str) -> dict[str, Any]:
    """Press buttons of one message, one after the other, and give the last reply."""
    reply = message
    for key in keys:
        user.press(message["message_id"], script.say(key, "fr"))
        reply = await user.next_reply(60)
    return reply


def link_in(message: dict[str, Any]) -> str:
    """Find the link in a message."""
    found = re.search(r"https://t\.me/\w+\?start=[A-Za-z0-9_-]+", text_of(message))
    assert found
    return found[0]


def payload_in(message: dict[str, Any]) -> str:
    """Find what the link in a message carries."""
    return link_in(message).partition("start=")[2]


async def begins(teen: User, payload: str, script: Script, lang: Lang) -> str:
    """Follow the link; read the note, then the first scene. Gives the note."""
    note = text_of(await teen.asks(f"/start {payload}"))
    await teen.presses(script.say("button-begin", lang))
    return note


async def plays(teen: User, script: Script, lang: Lang, first: int, steps: int = 99) -> None:
    """Answer the first scene in one way, then always by the first answer, to an ending or for so many steps."""
    story = script.scenarios[STORY]
    node = story.nodes[story.start]
    while not node.ending and steps:
        choice = list(node.choices.values())[first if node.id == story.start else 0]
        await teen.presses(choice.label[lang])
        node, steps = story.nodes[choice.to], steps - 1


async def test_a_class_plays_and_the_facilitator_reads_what_it_did(
    server: TelegramServer, tmp_path: Path, script: Script
) -> None:
    """Twelve teens follow one link in two languages; the results tell the class, round, and nobody; then are erased."""
    story = script.scenarios[STORY]
    async with running(server, tmp_path, BOT_LOG_LEVEL="DEBUG", **WITH_BOARD) as bot:
        facilitator = User(server, 900)
        opened = await suggests(facilitator, script)
        payload, key = payload_in(opened), key_in(opened)
        early = await facilitator.presses(script.say("button-results", "fr"))
        teens = [User(server, 1000 + number, language_code=LANGS[number % 2]) for number in range(CLASS)]
        for number, teen in enumerate(teens):
            lang = LANGS[number % 2]
            note = await begins(teen, payload, script, lang)
            assert story.content_note[lang] in note
            assert script.say("group-note", lang) in note
            leaves = number == CLASS - 1
            await plays(teen, script, lang, first=int(number >= FIRST_ANSWERS), steps=1 if leaves else 99)
        for number in range(OTHERS):
            await begins(User(server, 1500 + number), payload, script, "fr")
        old = teens[0].forge("1fd.sAb3d.nX9qE.cTr5w")
        kind = await teens[0].next_reply()
        told = await pressed(facilitator, opened, script, "button-results")
        next_page = await facilitator.presses(script.say("button-next", "fr"))
        picture = await facilitator.presses(script.say("button-chart", "fr"))
        board = await reads_board(bot, key)
        erased = await pressed(facilitator, told, script, "button-erase-group", "button-erase-yes")
        gone = await pressed(facilitator, opened, script, "button-results")
        board_after = await reads_board(bot, key)
        late = User(server, 2000)
        late_note = await begins(late, payload, script, "fr")
        await all_confirmed(server)

    assert old
    assert [] == [each for each in (key, payload, payload[-11:-3]) if each in bot.printed()]
    assert script.say("results-few", "fr", fewest=5) in text_of(early)
    assert script.say("stale", "fr") in text_of(kind)
    played = [
        number for number in range(0, 100, 5) if script.say("results-begun", "fr", number=number) in text_of(told)
    ]
    assert 20 <= played[0] <= 50
    numbers = [int(each) for each in re.findall(r"≈ (\d+) ", text_of(told) + text_of(next_page))]
    assert [] == [number for number in numbers if number % 5 or not number]
    assert server.files[picture["photo"][-1]["file_id"]].startswith(b"\x89PNG")
    assert (200, played[0]) == (board[0], board[1]["fr"]["chapters"][0]["number"])
    assert script.say("closed", "fr") in text_of(erased)
    assert script.say("results-gone", "fr") in text_of(gone)
    assert 404 == board_after[0]
    assert story.content_note["fr"] in late_note
    assert [] == server.violations
    # The message that opens the results was never edited away.
    assert opened["text"] == facilitator.chat.messages[opened["message_id"]]["text"]
    # The secret stands in no other chat, and in no text.
    others = json.dumps([chat.log for number, chat in server.chats.items() if number != 900], default=str)
    assert key not in others
    assert key not in "".join(text_of(event.message) for event in facilitator.chat.log if event.what != "pressed")


async def reads_board(bot: Bot, key: str) -> tuple[int, dict[str, Any]]:
    """Ask the board's server as its page does; give the status, and the first report."""
    found = re.search(r"the board listens on port (\d+)", bot.printed())
    assert found
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"http://127.0.0.1:{found[1]}/board/events", json={"key": key}) as answer,
    ):
        if answer.status != 200:
            return answer.status, {}
        async for line in answer.content:
            if line.startswith(b"data:"):
                return answer.status, dict(json.loads(line[5:]))
    return 0, {}


async def test_all_that_goes_with_a_link_arrives(server: TelegramServer, tmp_path: Path, script: Script) -> None:
    """The code scans to the link, the message carries it, the guide and the page are what they say, each by itself."""
    title = script.scenarios[STORY].title["fr"]
    async with running(server, tmp_path):
        facilitator = User(server, 900)
        opened = await suggests(facilitator, script)
        link = link_in(opened)
        made = {}
        for key in ("button-qr", "button-forward", "button-print-guide", "button-project"):
            made[key] = await pressed(facilitator, opened, script, key)
        await all_confirmed(server)
    code, guide, page = (facilitator.opens(made[key]) for key in ("button-qr", "button-print-guide", "button-project"))
    pdf = pypdfium2.PdfDocument(guide)
    words = " ".join(sheet.get_textpage().get_text_bounded() for sheet in pdf)

    assert link == decoded(code)
    assert link == link_in(made["button-forward"])
    assert title in words
    assert link in words.replace("\r\n", "").replace("\n", "")
    assert title in page.decode()
    assert [] == [key for key, message in made.items() if "💬" not in text_of(message)]
    assert opened["text"] == facilitator.chat.messages[opened["message_id"]]["text"]
    assert [] == server.violations


async def test_links_that_lead_nowhere_are_told_kindly(server: TelegramServer, tmp_path: Path, script: Script) -> None:
    """Expired, cut, forged, of something that is gone, a wrong secret: a clear answer with help, and nothing leaks."""
    week = week_of(clock().date())
    fine = Invitation(week, stories=(STORY,), group="AbCd_-12").payload()
    cases = {
        Invitation(week - 1, stories=(STORY,)).payload(): "link-over",
        Invitation(week, stories=("a-story-that-was-removed",)).payload(): "link-gone",
        fine[:-2]: "link-broken",
        fine[:12] + ("A" if fine[12] != "A" else "B") + fine[13:]: "link-broken",
        "i_b": "link-broken",
        "r_" + "k" * 22: "results-gone",
        "r_" + "k" * 12: "link-broken",
    }
    async with running(server, tmp_path):
        for number, (payload, key) in enumerate(cases.items()):
            teen = User(server, 3000 + number)
            shown = text_of(await teen.asks(f"/start {payload}"))
            assert script.say(key, "fr") in shown, payload
            assert "💬" in shown
        for number in range(5):  # so many would be told, of a group that somebody opened
            note = await begins(User(server, 3900 + number), fine, script, "fr")
        await all_confirmed(server)
    with closing(sqlite3.connect(tmp_path / "tally.db")) as database:
        assert [] == database.execute("SELECT * FROM scenes").fetchall()

    assert script.scenarios[STORY].content_note["fr"] in note


async def test_a_group_outlives_a_restart_and_not_its_time(
    server: TelegramServer, tmp_path: Path, script: Script
) -> None:
    """Killed and started again, the bot still opens the group; once its week is over nothing of it is on the disk."""
    bot = await start(server, tmp_path)
    await polled(server)
    facilitator = User(server, 900)
    opened = await suggests(facilitator, script)
    payload = payload_in(opened)
    await all_confirmed(server)
    bot.kill()
    await bot.process.wait()
    async with running(server, tmp_path):
        for number in range(20):
            await begins(User(server, 1000 + number), payload, script, "fr")
        told = text_of(await pressed(facilitator, opened, script, "button-results"))
        await all_confirmed(server)
    made = invitation(payload, script)
    assert made
    over = replace(made, until=week_of(clock().date()) - 1).payload()
    with closing(sqlite3.connect(tmp_path / "tally.db")) as database:
        database.execute("UPDATE groups SET until = until - 60, payload = ?", (over,))
        database.commit()
    async with running(server, tmp_path):
        gone = text_of(await pressed(facilitator, opened, script, "button-results"))
        teen = User(server, 1900)
        too_late = text_of(await teen.asks(f"/start {over}"))
        await all_confirmed(server)
    with closing(sqlite3.connect(tmp_path / "tally.db")) as database:
        left = [database.execute(f"SELECT * FROM {table}").fetchall() for table in ("groups", "scenes")]

    assert [number for number in range(5, 50, 5) if script.say("results-begun", "fr", number=number) in told]
    assert script.say("results-gone", "fr") in gone
    assert script.say("link-over", "fr") in too_late
    assert [[], []] == left


async def test_a_group_that_cannot_be_kept_is_not_promised(
    server: TelegramServer, tmp_path: Path, script: Script
) -> None:
    """While the file is held by another program, the facilitator is told, gets no link, and can try again."""
    async with running(server, tmp_path) as bot:
        facilitator = User(server, 900)
        with closing(sqlite3.connect(tmp_path / "tally.db", isolation_level=None)) as held:
            held.execute("BEGIN EXCLUSIVE")
            refused = text_of(await suggests(facilitator, script))
            draft = list(facilitator.chat.messages)[-2]
            held.execute("ROLLBACK")
        facilitator.press(draft, script.say("button-make-link", "fr"))
        opened = await facilitator.next_reply()
        await all_confirmed(server)
        printed = bot.printed()

    assert script.say("group-not-kept", "fr") in refused
    assert "start=" not in refused
    assert key_in(opened)
    assert key_in(opened) not in printed
    assert payload_in(opened) not in printed


@pytest.mark.parametrize("counted", [True, False])
async def test_a_link_carries_the_language_that_was_chosen(
    server: TelegramServer, tmp_path: Path, script: Script, *, counted: bool
) -> None:
    """A teen whose phone is in French lands in English when the link says so, with or without a group."""
    async with running(server, tmp_path):
        facilitator = User(server, 900)
        await facilitator.asks("/animation")
        await facilitator.presses("5")
        await facilitator.presses(script.scenarios[STORY].title["fr"])
        if counted:
            await facilitator.presses(script.say("button-not-counted", "fr"))
        for spoken in ("both", "fr"):
            await facilitator.presses(script.say(f"button-spoken-{spoken}", "fr"))
        opened = await facilitator.presses(script.say("button-make-link", "fr"))
        note = text_of(await User(server, 1000).asks(f"/start {payload_in(opened)}"))
        await all_confirmed(server)

    assert script.scenarios[STORY].content_note["en"] in note
    assert counted == (script.say("group-note", "en") in note)


async def test_a_press_while_papers_are_made_is_answered_meanwhile(
    server: TelegramServer, tmp_path: Path, script: Script
) -> None:
    """A guide takes its time; a teen who writes of danger is answered before it is there."""
    async with running(server, tmp_path):
        facilitator, teen = User(server, 900), User(server, 1000)
        opened = await suggests(facilitator, script)
        facilitator.press(opened["message_id"], script.say("button-print-guide", "fr"))
        await asyncio.sleep(0.05)
        danger = await teen.asks("je veux mourir", 30)
        guide_was_there = any("document" in event.message for event in facilitator.chat.log)
        guide = await facilitator.next_reply(60)
        await all_confirmed(server)

    assert "535353" in text_of(danger)
    assert not guide_was_there
    assert "document" in guide


async def test_an_answer_counts_once_however_often_it_comes(
    server: TelegramServer, tmp_path: Path, script: Script
) -> None:
    """Taps that come again, forged buttons and updates that come again after a crash add nothing to a group."""
    bot = await start(server, tmp_path)
    await polled(server)
    facilitator, teen = User(server, 900), User(server, 1000)
    opened = await suggests(facilitator, script)
    await teen.asks(f"/start {payload_in(opened)}")
    begin = next(each["callback_data"] for each in teen.buttons() if each["text"] == script.say("button-begin", "fr"))
    server.faults.flood, server.faults.retry_after = 1.0, 1  # the answer waits
    teen.press(None, begin)
    await asyncio.sleep(0.5)
    bot.kill()
    await bot.process.wait()
    server.faults.flood = 0.0
    async with running(server, tmp_path):
        await teen.next_reply(30)
        for _ in range(6):  # the same tap, as from a thumb that is faster than the network
            teen.forge(begin, teen.chat.last())
        scene = teen.buttons()[0]["callback_data"]
        for data in (scene, scene, scene):
            teen.forge(data, teen.chat.last())
        await all_confirmed(server, 30)
        for _ in range(6):  # each changes the message, which does not have the other's button
            for data in ("1fm", begin):
                teen.forge(data, teen.chat.last())
                await all_confirmed(server, 30)
        hasty = User(server, 1001)
        await hasty.asks(f"/start {payload_in(opened)}", 30)
        for _ in range(7):
            hasty.press(None, begin)
        await all_confirmed(server, 30)
    with closing(sqlite3.connect(tmp_path / "tally.db")) as database:
        rows = database.execute("SELECT scene, choice, number FROM scenes").fetchall()

    assert [] == rows


async def test_many_who_print_are_told_to_wait(server: TelegramServer, tmp_path: Path, script: Script) -> None:
    """Of eight who ask for different guides at once, some get theirs and the others are asked to come back."""
    stories = [name for name, story in script.scenarios.items() if story.workshop][:8]
    async with running(server, tmp_path):
        people = [User(server, 900 + number) for number in range(len(stories))]
        for person, story in zip(people, stories, strict=True):
            await person.asks("/start")
            guide = script.codec.encode(Press(Place("fr", Screen.PRINTED, story)))
            person.forge(guide, person.chat.last())
        answers = [await person.next_reply(60) for person in people]
        await all_confirmed(server, 60)
    busy = [each for each in answers if script.say("papers-busy", "fr") in text_of(each)]

    assert busy
    assert len(answers) - len(busy) == len([each for each in answers if "document" in each])
    assert len(busy) < len(answers)
    assert all("💬" in text_of(each) for each in answers)
