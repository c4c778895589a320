from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from bot.core.turn import Screen
from tests.telegram_users import MEDIA, User, put_into_group

if TYPE_CHECKING:
    from bot.core.script import Script
    from tests.adapters.telegram.process import Bot
    from tests.telegram_server import TelegramServer

pytestmark = pytest.mark.usefixtures("bot")

HELP = {"fr": "🆘 Aide", "en": "🆘 Help"}


async def all_spinners_stop(server: TelegramServer) -> bool:
    """Wait until every pressed button was acknowledged."""
    async with asyncio.timeout(3):
        while server.unanswered():
            await asyncio.sleep(0.02)
    return True


async def walk(user: User, script: Script, scenario: str, lang: Any) -> list[str]:
    """Play a story to an ending, always by the first answer; return the texts read on the way."""
    story = script.scenarios[scenario]
    node = story.nodes[story.start]
    texts: list[str] = []
    while not node.ending:
        choice = next(iter(node.choices.values()))
        message = await user.presses(choice.label[lang])
        texts.append(message["text"])
        assert choice.feedback[lang] in message["text"]
        node = story.nodes[choice.to]
    return texts


@pytest.mark.parametrize("lang", ["fr", "en"])
async def test_a_whole_story_is_played_in_one_message(server: TelegramServer, script: Script, lang: str) -> None:
    """From the link to the debrief, in both languages, by pressing buttons of one message that changes in place."""
    scenario = next(iter(script.scenarios))
    user = User(server, 501, lang)
    note = await user.asks(f"/start s_{scenario}")

    assert script.scenarios[scenario].content_note[lang] in note["text"]  # type: ignore[index]

    await user.presses("▶️")
    await walk(user, script, scenario, lang)
    debrief = await user.presses("🔎")

    assert script.interface["debrief-title"][lang] in debrief["text"]  # type: ignore[index]
    assert [note["message_id"]] == [
        message["message_id"] for message in user.chat.messages.values() if message["from"]["is_bot"]
    ]
    assert await all_spinners_stop(server)


async def test_every_story_can_be_played(server: TelegramServer, script: Script) -> None:
    """Each story reaches an ending on Telegram, in both languages."""
    for number, (scenario, lang) in enumerate((name, lang) for name in script.scenarios for lang in ("fr", "en")):
        user = User(server, 600 + number, lang)
        await user.asks(f"/start s_{scenario}")
        await user.presses("▶️")
        texts = await walk(user, script, scenario, lang)
        assert len(texts) > 1


async def test_a_typed_answer_to_the_story_is_understood(server: TelegramServer, script: Script) -> None:
    """Words typed as a reply to the story's message move it on, and the old message goes."""
    scenario = next(iter(script.scenarios))
    story = script.scenarios[scenario]
    choice = next(iter(story.nodes[story.start].choices.values()))
    user = User(server, 502)
    await user.asks(f"/start s_{scenario}")
    shown = await user.presses("▶️")
    user.say(choice.label["fr"].upper(), answering=shown)
    message = await user.hears()
    await asyncio.sleep(0.2)

    assert choice.feedback["fr"] in message["text"]
    assert shown["message_id"] not in user.chat.messages


async def test_a_question_is_answered_in_its_language(server: TelegramServer) -> None:
    """A typed question gets its answer, in the language it was typed in."""
    user = User(server, 503, "fr")
    french = await user.asks("si jai figé est-ce que jétais daccord")
    english = await user.asks("if i froze does it mean i said yes")

    assert ("Mythe" in french["text"], "Myth" in english["text"]) == (True, True)


async def test_danger_is_answered_with_open_lines(server: TelegramServer) -> None:
    """Words of danger get people to talk to, whatever else they hold."""
    user = User(server, 504, "fr")
    message = await user.asks("je veux mourir, pis je sais pas comment arrêter l'histoire")

    assert "535353" in message["text"]


@pytest.mark.parametrize(
    ("command", "shown"),
    [
        ("/start", "button-stories"),
        ("/aide", "help-title"),
        ("/help", "help-title"),
        ("/scenarios", "stories"),
        ("/question", "ask"),
        ("/langue", "language"),
        ("/donnees", "privacy"),
        ("/start@pile_ou_face_test_bot", "button-stories"),
    ],
)
async def test_commands_show_their_screen(
    server: TelegramServer, script: Script, command: str, shown: str
) -> None:
    """Each command leads where its description says."""
    user = User(server, 505, "fr")
    message = await user.asks(command)
    words = " ".join([message["text"], *(button["text"] for button in user.buttons())])

    assert script.interface[shown]["fr"].split("{")[0] in words


async def test_commands_are_described_in_both_languages(server: TelegramServer) -> None:
    """Telegram's own menu lists the commands, in French for French clients."""
    async with asyncio.timeout(5):
        while set(server.commands) != {"fr", ""}:
            await asyncio.sleep(0.05)

    assert (["start", "aide", "scenarios", "question", "langue", "donnees", "effacer"]) == [
        each["command"] for each in server.commands["fr"]
    ]
    assert "help" in [each["command"] for each in server.commands[""]]


async def test_privacy_prints_what_is_held(server: TelegramServer) -> None:
    """/donnees tells the number of counters held at this moment."""
    user = User(server, 506, "fr")
    await user.asks("/donnees")
    await user.asks("/aide")
    message = await user.asks("/donnees")

    assert "1 compteurs, 1 au total" in message["text"]


async def test_erase_leaves_only_its_own_answer(server: TelegramServer) -> None:
    """/effacer deletes what is less than two days old, and says what it cannot do."""
    user = User(server, 507, "fr")
    stranger = User(server, 508, "fr")
    await stranger.asks("/aide")
    await user.asks("/aide")
    old = user.message(text="vieux")
    old["date"] -= 200_000
    user.say("/effacer")
    message = await user.hears()
    await asyncio.sleep(0.5)

    assert {old["message_id"], message["message_id"]} == set(user.chat.messages)
    assert 2 == len(stranger.chat.messages)


@pytest.mark.parametrize("kind", MEDIA)
async def test_media_is_deleted_and_never_fetched(server: TelegramServer, script: Script, kind: str) -> None:
    """Whatever is sent is taken out of the chat, and nothing of it is downloaded."""
    user = User(server, 509, "en")
    user.send_media(kind)
    message = await user.hears()

    assert script.interface["media"]["en"] in message["text"]
    assert [message["message_id"]] == list(user.chat.messages)
    assert (0, 0) == (server.counts.get("getFile", 0), server.counts.get("file", 0))


async def test_danger_in_a_caption_is_heard(server: TelegramServer) -> None:
    """The picture is not opened, but its caption is read for danger."""
    user = User(server, 510, "en")
    user.send_media("photo", caption="i want to die")
    message = await user.hears()

    assert "988" in message["text"] or "9-8-8" in message["text"]


async def test_an_edited_text_is_answered_only_when_danger_is_in_it(server: TelegramServer) -> None:
    """Changing a word is no new question; changing it into danger is heard."""
    user = User(server, 511, "fr")
    user.edit("si jai figé est-ce que jétais daccord")
    user.edit("je veux mourir")
    message = await user.hears()

    assert "535353" in message["text"]
    assert 1 == len(user.chat.said_by_bot())


async def test_a_group_is_told_and_left(server: TelegramServer) -> None:
    """In a group the bot says where to write to it, and leaves."""
    user = User(server, 512, "fr")
    put_into_group(server, -77, user)
    chat = server.chats[-77]
    async with asyncio.timeout(5):
        while -77 in server.chats:
            await asyncio.sleep(0.02)

    assert ["sent", "left"] == [what for what, _ in chat.log]
    assert f"https://t.me/{server.username}" in chat.log[0][1]["text"]
    assert "reply_markup" not in chat.log[0][1]


@pytest.mark.parametrize(
    "data",
    ["1fd.sAAAA.nAAAA", "0fd", "forged", "1fd.s", "💥" * 16, "1fm.cAAAA", "1eb", "x" * 64, "1fd." + "." * 50],
)
async def test_a_stale_or_forged_button_gets_a_way_on(server: TelegramServer, data: str) -> None:
    """A button that leads nowhere is answered with help and a fresh start."""
    user = User(server, 513, "fr")
    await user.asks("/aide")
    user.press_data(data)
    message = await user.hears()

    assert "💬" in message["text"]
    assert HELP["fr"] in [button["text"] for button in user.buttons()] or HELP["en"] in [
        button["text"] for button in user.buttons()
    ]
    assert await all_spinners_stop(server)


@pytest.mark.parametrize("text", ["", " ", "🙂", "a" * 4096, "é" * 4096, "😀" * 2048, "<b>&amp;", "{0} {name} %s", "\u202e\u0000"])
async def test_any_text_gets_one_answer(server: TelegramServer, text: str) -> None:
    """Empty, odd, hostile or endless texts get one answer with help."""
    user = User(server, 514, "fr")
    message = await user.asks(text)
    await asyncio.sleep(0.2)

    assert "💬" in message["text"]
    assert 1 == len(user.chat.said_by_bot())


async def test_what_nobody_waits_for_is_ignored(server: TelegramServer) -> None:
    """Inline queries and channel posts are not even asked for; service messages get no answer, and nothing breaks."""
    user = User(server, 515, "fr")
    inline = server.push("inline_query", {"id": "1", "from": user.person, "query": "x", "offset": ""}, user.number)
    post = {"message_id": 1, "chat": {"id": -100, "type": "channel", "title": "c"}, "date": 1, "text": "x"}
    channel = server.push("channel_post", post, -100)
    server.push("message", user.message(pinned_message=user.message(text="x")), user.number)
    message = await user.asks("/aide")

    assert (0, 0) == (inline, channel)
    assert 1 == len(user.chat.said_by_bot())
    assert "💬" in message["text"]


async def test_a_person_who_blocked_the_bot_is_no_error(server: TelegramServer, bot: Bot) -> None:
    """A 403 ends that turn in silence, and the next person is answered."""
    blocked = User(server, 516, "fr")
    blocked.chat.blocked = True
    blocked.say("/aide")
    other = User(server, 517, "fr")
    await other.asks("/aide")
    await asyncio.sleep(0.2)

    assert "WARNING" not in bot.printed()


async def test_the_language_travels_in_the_buttons(server: TelegramServer, script: Script) -> None:
    """Changed by a button, the language stays, with nothing stored."""
    user = User(server, 518, "fr")
    await user.asks("/start")
    english = await user.presses("🌐")
    stories = await user.presses("📖")

    assert script.interface["menu"]["en"] in english["text"]
    assert script.interface["stories"]["en"] in stories["text"]


async def test_a_message_that_is_gone_is_sent_anew(server: TelegramServer, script: Script) -> None:
    """When the pressed message can no longer be changed, the answer comes as a new one."""
    user = User(server, 519, "fr")
    menu = await user.asks("/start")
    del user.chat.messages[menu["message_id"]]
    user.press_data(next(button["callback_data"] for button in user.buttons() if "📖" in button["text"]), menu)
    message = await user.hears()

    assert script.interface["stories"]["fr"] in message["text"]
    assert menu["message_id"] != message["message_id"]


async def test_pressing_twice_changes_nothing_and_breaks_nothing(server: TelegramServer, bot: Bot) -> None:
    """The same button pressed again shows the same, which Telegram refuses and we take as done."""
    user = User(server, 520, "fr")
    menu = await user.asks("/start")
    data = next(button["callback_data"] for button in user.buttons() if "📖" in button["text"])
    user.press_data(data, menu)
    await user.hears()
    user.press_data(data, menu)
    await asyncio.sleep(0.4)

    assert (1, []) == (len(user.chat.messages) - 1, server.unanswered())
    assert "WARNING" not in bot.printed()


def test_each_screen_has_a_letter() -> None:
    """Two screens never share a button."""
    assert len(Screen) == len({screen.value for screen in Screen})
