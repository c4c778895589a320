from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from telegram import Update
from telegram.ext import filters

from tests.botapi import MEDIA, User

if TYPE_CHECKING:
    from tests.botapi import TelegramServer
    from tests.botapi.conftest import Api

KEYBOARD = {
    "inline_keyboard": [[{"text": "▶️ Start", "callback_data": "go"}, {"text": "Page", "url": "https://a.org/"}]]
}


async def newest(api: Api) -> dict[str, Any]:
    """Return the newest update, without its id."""
    update: dict[str, Any] = (await api.result("getUpdates", offset=-1))[0]
    del update["update_id"]
    return update


async def test_words_come_with_who_and_where(api: Api, ada: User) -> None:
    """A message tells the person, the chat and the text, trimmed as clients trim."""
    ada.say("  hello\n")
    message = (await newest(api))["message"]

    assert {"id": 501, "is_bot": False, "first_name": "Ada", "username": "ada", "language_code": "en"} == message[
        "from"
    ]
    assert {"id": 501, "first_name": "Ada", "username": "ada", "type": "private"} == message["chat"]
    assert ("hello", False) == (message["text"], "entities" in message)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/start s_x", [("bot_command", 0, 6)]),
        ("/help@some_bot", [("bot_command", 0, 14)]),
        ("😀 /aide", [("bot_command", 3, 5)]),
        ("1/2 and a/b", []),
        ("see https://a.org/x?y=1. Or teljeunes.com", [("url", 4, 19), ("url", 28, 13)]),
        ("@ada_l me@a.org #été", [("mention", 0, 6), ("email", 7, 8), ("hashtag", 16, 4)]),
    ],
)
async def test_words_are_marked_as_telegram_marks_them(
    api: Api, ada: User, text: str, found: list[tuple[str, int, int]]
) -> None:
    """Commands, addresses and names in what people type are entities."""
    ada.say(text)
    entities = (await newest(api))["message"].get("entities", [])

    assert found == [(each["type"], each["offset"], each["length"]) for each in entities]


@pytest.mark.parametrize("text", ["", " \n", "a" * 4097])
def test_a_person_cannot_say_what_no_client_sends(ada: User, text: str) -> None:
    """Nothing, and more than a message holds, cannot be typed."""
    with pytest.raises(ValueError, match="1 to 4096"):
        ada.say(text)


async def test_a_reply_holds_the_whole_message(api: Api, ada: User) -> None:
    """Answering the bot's message brings it along as it is now: text, entities, hidden link and keyboard."""
    sent = await api.send(ada.id, '<a href="https://t.me/x#at-1">O</a>ne', reply_markup=KEYBOARD)
    ada.say("yes", reply_to=sent)
    answered = (await newest(api))["message"]["reply_to_message"]

    assert sent == answered
    assert "https://t.me/x#at-1" == answered["entities"][0]["url"]
    assert KEYBOARD == answered["reply_markup"]


async def test_a_press_brings_the_message_as_it_stands(api: Api, ada: User) -> None:
    """A button is found by label, part of it, or data; the update shows the message as it is now."""
    sent = await api.send(ada.id, "one", reply_markup=KEYBOARD)
    place = {"chat_id": ada.id, "message_id": sent["message_id"]}
    edited = await api.result("editMessageText", **place, text="two", reply_markup=KEYBOARD)
    for button in ("▶️ Start", "Start", "go"):
        ada.press(sent, button)
        query = (await newest(api))["callback_query"]
        assert ("go", edited, 501) == (query["data"], query["message"], query["from"]["id"])
    for button in ("Stop", "Page"):
        with pytest.raises(LookupError):
            ada.press(sent, button)


async def test_a_stale_button_can_be_forged(api: Api, ada: User) -> None:
    """Data that is on no button can be pressed; a message that is gone is shown as out of reach."""
    sent = await api.send(ada.id, "one", reply_markup=KEYBOARD)
    ada.forge("other", sent)
    assert ("other", "one") == (
        (query := (await newest(api))["callback_query"])["data"],
        query["message"]["text"],
    )

    await api.result("deleteMessage", chat_id=ada.id, message_id=sent["message_id"])
    with pytest.raises(LookupError):
        ada.press(sent, "Start")
    ada.forge("go", sent)
    message = (await newest(api))["callback_query"]["message"]
    assert {"message_id": sent["message_id"], "chat": ada.chat.json(), "date": 0} == message


async def test_words_can_be_changed(api: Api, ada: User) -> None:
    """An edit keeps the id, tells when, and only one's own words can be edited."""
    said = ada.say("hello").body
    ada.edit(said["message_id"], "/help")
    message = (await newest(api))["edited_message"]

    assert (said["message_id"], "/help", True) == (message["message_id"], message["text"], "edit_date" in message)
    own = await api.send(ada.id)
    with pytest.raises(ValueError, match="cannot change"):
        ada.edit(own["message_id"], "x")


@pytest.mark.parametrize("kind", MEDIA)
async def test_media_come_as_telegram_gives_them(api: Api, server: TelegramServer, ada: User, kind: str) -> None:
    """Every kind is read by the library as what it is, with words only where there can be some."""
    update = {
        "update_id": 1,
        "message": ada.send_media(kind, caption="/words" if kind in ("photo", "voice") else "").body,
    }
    read = Update.de_json(update, None)

    assert read.message is not None
    assert getattr(read.message, kind)
    assert ("/words" if kind in ("photo", "voice") else None) == read.message.caption
    assert not filters.StatusUpdate.ALL.check_update(read)
    assert [] == server.violations
    assert kind in (await newest(api))["message"]
    with pytest.raises(ValueError, match="no caption"):
        ada.send_media("sticker", caption="x")


async def test_replies_are_read_in_order_and_none_is_missed(api: Api, ada: User) -> None:
    """What came before one waits is given at once, what comes later is waited for, and then there is no more."""
    first = await api.send(ada.id, "one")
    place = {"chat_id": ada.id, "message_id": first["message_id"]}
    await api.result("editMessageText", **place, text="two")
    later = asyncio.create_task(ada_reads(ada, 3))
    await asyncio.sleep(0.05)
    await api.send(ada.id, "three")

    assert ["one", "two", "three"] == await later
    with pytest.raises(TimeoutError):
        await ada.next_reply(timeout=0.1)


async def ada_reads(user: User, number: int) -> list[str]:
    """Read some replies."""
    return [(await user.next_reply(5))["text"] for _ in range(number)]


async def test_the_chat_shows_what_the_person_sees(api: Api, ada: User) -> None:
    """Deleted is gone, edited is new, and the log remembers everything in order, with growing times."""
    said = ada.say("hello").body
    sent = await api.send(ada.id, "one", reply_markup=KEYBOARD)
    place = {"chat_id": ada.id, "message_id": sent["message_id"]}
    query = ada.press(sent, "go").body["id"]
    await api.result("answerCallbackQuery", callback_query_id=query)
    await api.result("editMessageText", **place, text="two")
    await api.result("deleteMessage", chat_id=ada.id, message_id=said["message_id"])
    times = [event.time for event in ada.chat.log]

    assert ["/start", "two"] == [message["text"] for message in ada.chat.messages.values()]
    assert ["said", "said", "sent", "pressed", "answered", "edited", "deleted"] == [
        event.what for event in ada.chat.log
    ]
    assert sorted(times) == times
    last = ada.chat.last()
    assert last is not None
    assert "two" == last["text"]


async def test_blocking_is_told(api: Api, ada: User) -> None:
    """The bot hears that it was blocked and let in again; whoever blocked it writes nothing."""
    ada.block()
    blocked = (await newest(api))["my_chat_member"]
    with pytest.raises(ValueError, match="unblock"):
        ada.say("hello")
    ada.unblock()
    again = (await newest(api))["my_chat_member"]

    assert ("member", "kicked", "private") == (
        blocked["old_chat_member"]["status"],
        blocked["new_chat_member"]["status"],
        blocked["chat"]["type"],
    )
    assert "member" == again["new_chat_member"]["status"]


async def test_a_group_is_a_group(api: Api, ada: User) -> None:
    """Being added comes as two updates; what is not for the bot stays hidden from it, as privacy has it."""
    await api.result("getUpdates", offset=-1)
    group = ada.group_add()
    added = await api.result("getUpdates")

    assert [("my_chat_member", "group"), ("message", "group")] == [
        (list(update)[1], update[list(update)[1]]["chat"]["type"]) for update in added[-2:]
    ]
    assert None is ada.group_say(group, "hello all")
    assert None is ada.group_say(group, "/help@other_bot")
    sent = await api.send(group.id, "here")
    for text, answers in (("/help", None), ("@pile_ou_face_test_bot hi", None), ("yes", sent)):
        assert ada.group_say(group, text, answers)
    ada.group_kick(group)
    refusal = await api.refusal("sendMessage", chat_id=group.id, text="a")
    assert (403, "Forbidden: bot was kicked from the group chat") == refusal


async def test_big_groups_and_channels_have_their_own_ids(api: Api, ada: User) -> None:
    """Supergroups and channels count their messages alone; a channel's posts have no person."""
    group = ada.group_add(-1002, kind="supergroup")
    post = ada.channel_post("news").body

    assert ([1], 1) == (list(group.messages), post["message_id"])
    assert ("channel", False) == (post["sender_chat"]["type"], "from" in post)
    assert "news" == (await newest(api))["channel_post"]["text"]


async def test_the_library_reads_every_kind(ada: User) -> None:
    """python-telegram-bot takes each update for what it is."""
    sent = {"message_id": 9, "from": ada.world.bot, "chat": ada.chat.json(), "date": 1, "text": "x"}
    ada.chat.messages[9] = sent
    group = ada.group_add()
    found = [ada.say("hello"), ada.edit(1, "x"), ada.forge("d", sent), ada.forge("d", 77), ada.block(), ada.unblock()]
    found += [ada.inline_query("x"), ada.channel_post("x"), ada.group_kick(group)]

    for each in found:
        read = Update.de_json({"update_id": each.update_id, each.kind: each.body}, None)
        assert getattr(read, each.kind) is not None
