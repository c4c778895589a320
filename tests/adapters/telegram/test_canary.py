from __future__ import annotations

import asyncio
import base64
import hashlib
import urllib.parse
from typing import TYPE_CHECKING

import pytest

from tests.adapters.telegram.process import all_confirmed, kept, running, start, until
from tests.botapi import CAPTIONED, MEDIA, Faults, TelegramServer, User

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: Nothing in the project looks like these.
IDS = (7_314_159_265, 7_271_828_182)
NAMES = ("Zzyzxanna", "Qwxbertrand")
WORDS = ("krakenfluff", "wobbulatrix", "snarfblatz")
TOKEN = "987654321:CANARY-token_that_must_not_be_seen"


def disguises(text: str) -> Iterator[bytes]:
    """Give the forms in which something might be written without looking like itself."""
    plain = text.encode()
    yield plain
    yield text.lower().encode()
    yield text.encode("utf-16-le")
    yield plain.hex().encode()
    yield base64.b64encode(plain).rstrip(b"=")
    yield base64.urlsafe_b64encode(plain).rstrip(b"=")
    yield urllib.parse.quote(text).encode()
    if text.isdecimal():
        yield f"{int(text):x}".encode()
        yield int(text).to_bytes(8, "big")
        yield int(text).to_bytes(8, "little")
    for name in ("md5", "sha1", "sha256", "sha512", "blake2s", "blake2b"):
        hashed = hashlib.new(name, plain)
        yield hashed.hexdigest()[:16].encode()
        yield hashed.digest()[:8]


def traces(folder: Path, secrets: tuple[str, ...]) -> list[tuple[str, str]]:
    """Search every file of a folder for every form of every secret; return what was found where."""
    found = []
    for path in folder.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            found += [
                (path.name, secret)
                for secret in secrets
                for form in disguises(secret)
                if len(form) > 5 and form in data
            ]
    return found


async def press(user: User, label: str, then: str) -> None:
    """Press a button of the newest message, and wait for one that the next message has."""
    user.press(None, label)
    await until(lambda: any(then in each["text"] for each in user.buttons()), 60)


async def suggest(user: User) -> None:
    """Suggest a story to a group, look at its results, follow its link, and answer for the group."""
    user.say("/animation")
    await until(lambda: any("🃏" in each["text"] for each in user.buttons()), 60)
    await press(user, "5", "↩️")
    await press(user, user.buttons()[0]["callback_data"], "🔒 ")
    await press(user, "🔒 ", "📊")
    await press(user, "✅", "🔳")
    opened = next(each.message for each in user.chat.log if "start=i_" in str(each.message.get("text")))
    await press(user, "📊", "🗑")
    for paper in ("🔳", "🖨️"):
        user.press(opened["message_id"], paper)
    await until(lambda: any("document" in each.message for each in user.chat.log), 60)
    user.say(f"/start {opened['text'].partition('start=')[2].split()[0]}")
    await until(lambda: any("▶️" in each["text"] for each in user.buttons()), 60)
    await press(user, "▶️", "⏭")


async def play(server: TelegramServer) -> None:
    """Do everything a person can do, under names that can be found again."""
    for number, name, lang in zip(IDS, NAMES, ("fr", "en"), strict=True):
        user = User(server, number, first_name=name, username=f"{name}_tg", language_code=lang)
        user.person["last_name"] = user.chat.about["last_name"] = WORDS[2]
        user.say("/start s_model-wanted")
        await user.next_reply(30)
        user.press(None, "▶️")
        shown = await user.next_reply(30)
        user.say(f"{WORDS[0]} jveux mourir {WORDS[1]}", reply_to=shown)
        await user.next_reply(30)
        for words in (f"bonjour {WORDS[0]}", f"non merci {WORDS[1]}", f"photo {WORDS[0]} secret {WORDS[1]}"):
            user.say(words, reply_to=shown)
            await user.next_reply(30)
            user.say(words)
            await user.next_reply(30)
        asked = user.say(f"{WORDS[0]} est-ce que {WORDS[1]} ?")
        await user.next_reply(30)
        for kind in MEDIA:
            user.send_media(kind, caption=WORDS[0] if kind in CAPTIONED else "")
            await user.next_reply(30)
        user.forge(f"1fd.{WORDS[0]}")
        await user.next_reply(30)
        user.edit(asked.body["message_id"], f"je veux mourir {WORDS[1]}")
        await user.next_reply(30)
        await suggest(user)
        user.say(f"/effacer {WORDS[0]}")
        await user.next_reply(30)
        user.say(f"/{WORDS[0]} {WORDS[1]}")
        await user.next_reply(30)
        user.group_add(-number, title=WORDS[2])
        # updates that no library expects, so that something breaks while the words are in hand
        server.world.push("message", {"text": WORDS[0], "from": user.person}, number)
        server.world.push("message", {"message_id": WORDS[1], "chat": WORDS[0], "date": name, "text": name}, number)
        server.world.push("callback_query", {"id": 5, "from": {"id": number}, "data": WORDS[1]}, number)
    await all_confirmed(server, 30)


def own_copy(folder: Path) -> Path:
    """Lay out what is learned in a folder of its own, so that whatever else would be kept there is seen."""
    inside = folder / "pile-ou-face"
    inside.mkdir()
    for path in (kept() / inside.name).glob("*.npz"):
        (inside / path.name).symlink_to(path)
    return folder


async def test_nothing_of_a_person_reaches_disk_or_log(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Everything is played with DEBUG on and errors injected; ids, names and words are nowhere, in no disguise."""
    learned = own_copy(tmp_path_factory.mktemp("learned"))
    before = sorted(learned.rglob("*"))
    async with TelegramServer(TOKEN) as server:
        server.faults = Faults(
            server_error=0.02, bad_gateway=0.02, reset_before=0.03, reset_after=0.03, torn=0.03, flood=0.01, seed=11
        )
        settings = {"BOT_LOG_LEVEL": "DEBUG", "TMPDIR": str(tmp_path), "HOME": str(tmp_path), "BOT_CACHE": str(learned)}
        async with running(server, tmp_path, **settings) as bot:
            await play(server)
            await asyncio.sleep(6)  # the counters are written every five seconds
            while_running = traces(tmp_path, (*map(str, IDS), *NAMES, *WORDS, TOKEN))
            bot.kill()
            await bot.process.wait()
        async with running(server, tmp_path, **settings):
            pass

    assert [] == while_running
    assert [] == traces(tmp_path, (*map(str, IDS), *NAMES, *WORDS, TOKEN))
    printed = (tmp_path / "printed.log").read_text()
    assert "ready" in printed
    assert "broke" in printed or "could not be handled" in printed
    assert "Traceback" not in printed
    assert (tmp_path / "tally.db").exists()
    # What tells the operator how the content stands is the only new file, and it is about files.
    [status] = set(learned.rglob("*")) - set(before)
    assert "pile-ou-face-status.json" == status.name
    assert [] == [each for each in (*map(str, IDS), *NAMES, *WORDS, TOKEN) if each in status.read_text()]


def test_the_search_finds_what_is_hidden(tmp_path: Path) -> None:
    """The search of the test above is no blind eye: it finds each disguise it knows."""
    for number, form in enumerate(disguises(str(IDS[0]))):
        (tmp_path / f"{number}.bin").write_bytes(b"xx" + form + b"yy")

    assert len(list(tmp_path.iterdir())) == len({name for name, _ in traces(tmp_path, (str(IDS[0]),))})


@pytest.mark.parametrize("trouble", ["wrong-token", "malformed-token", "no-network"])
async def test_the_token_is_never_told(tmp_path: Path, trouble: str) -> None:
    """A wrong token ends in one sentence and status 2; a lost network is retried; the token is in neither."""
    async with TelegramServer("111111:another_token") as server:
        token = TOKEN if trouble != "malformed-token" else "canary token/../with spaces"
        url = "http://127.0.0.1:9" if trouble == "no-network" else server.url
        bot = await start(server, tmp_path, TELEGRAM_BOT_TOKEN=token, TELEGRAM_API_URL=url, BOT_LOG_LEVEL="DEBUG")
        if trouble == "no-network":
            await until(lambda: "cannot be reached" in bot.printed(), 30)
            status = await bot.stop()
        else:
            status = await asyncio.wait_for(bot.process.wait(), 20)

    printed = bot.printed()
    assert [] == traces(tmp_path, (token,))
    assert "Traceback" not in printed
    if trouble == "no-network":
        assert (0, True) == (status, "cannot be reached" in printed)
    else:
        assert (2, True) == (status, "does not know this token" in printed)
