from __future__ import annotations

from typing import TYPE_CHECKING, Any

import aiohttp
import pytest

from tests.botapi import User
from tests.botapi.conftest import picture
from tests.botapi.forms import Part
from tests.botapi.rules import NOT_MODIFIED, QUERY_INVALID

if TYPE_CHECKING:
    from tests.botapi import TelegramServer
    from tests.botapi.conftest import Api

Raw = dict[str, Any]


def keyboard(*rows: list[Raw]) -> Raw:
    """Make an inline keyboard."""
    return {"inline_keyboard": list(rows)}


def key(text: str = "Go", data: str = "go") -> Raw:
    """Make a button."""
    return {"text": text, "callback_data": data}


# ---- the road


@pytest.mark.parametrize(
    ("token", "code", "words"),
    [
        ("abc", 404, "Not Found"),
        ("0:abc", 404, "Not Found"),
        ("123:a b", 404, "Not Found"),
        ("123456:Wrong", 401, "Unauthorized"),
    ],
)
async def test_a_wrong_token_is_refused(api: Api, server: TelegramServer, token: str, code: int, words: str) -> None:
    """A malformed token is not found; a well-formed one that nobody has is unauthorized."""
    async with api.session.get(f"{server.url}/bot{token}/getMe") as response:
        answer = await response.json()

    assert (code, {"ok": False, "error_code": code, "description": words}) == (response.status, answer)


async def test_an_unknown_method_is_not_found(api: Api) -> None:
    """A method that does not exist is told so; names may be written in any case."""
    assert (404, "Not Found: method not found") == await api.refusal("sendMesage")
    assert (await api.result("GETME")) == await api.result("getMe")


async def test_arguments_come_in_every_form(api: Api, server: TelegramServer, ada: User) -> None:
    """An address, a form, a multipart form and JSON all say the same, with nested values as JSON text where needed."""
    given = {
        "chat_id": str(ada.id),
        "text": "Hello",
        "reply_markup": '{"inline_keyboard":[[{"text":"a","callback_data":"b"}]]}',
    }
    multipart = aiohttp.FormData(given)
    multipart.add_field("other", b"x", filename="x.bin")
    found = []
    async with api.session.get(api.address("sendMessage"), params=given) as response:
        found.append(await response.json())
    for data in (given, multipart):
        async with api.session.post(api.address("sendMessage"), data=data) as response:
            found.append(await response.json())
    found.append({"ok": True, "result": await api.result("sendMessage", **given)})

    shown = [(each["ok"], each["result"]["text"], each["result"]["reply_markup"]) for each in found]
    assert [(True, "Hello", keyboard([key("a", "b")]))] * 4 == shown
    assert [200] * 4 == [call.status for call in server.calls_of("sendMessage")]


async def test_a_body_that_is_no_json_is_refused(api: Api) -> None:
    """A broken body is a 400, not a crash."""
    headers = {"Content-Type": "application/json"}
    async with api.session.post(api.address("sendMessage"), data=b"{", headers=headers) as response:
        answer = await response.json()

    assert (400, "Bad Request: can't parse JSON object") == (response.status, answer["description"])


async def test_the_bot_is_told_who_it_is(api: Api, server: TelegramServer) -> None:
    """The bot gets the id in the token, and the name."""
    me = await api.result("getMe")

    assert (123456, True, server.world.bot["username"]) == (me["id"], me["is_bot"], me["username"])


# ---- sending


@pytest.mark.parametrize("chat", [999, "@nobody", "me", 0])
async def test_a_chat_never_seen_is_not_found(api: Api, server: TelegramServer, chat: Any) -> None:
    """The bot cannot write first, not even to somebody who has an account."""
    User(server, 999)

    assert (400, "Bad Request: chat not found") == await api.refusal("sendMessage", chat_id=chat, text="a")


async def test_a_chat_must_be_named(api: Api) -> None:
    """A call without a chat is told so."""
    assert (400, "Bad Request: chat_id is empty") == await api.refusal("sendMessage", text="a")


async def test_whoever_blocked_the_bot_hears_nothing(api: Api, ada: User) -> None:
    """Sending and editing end in a 403 until the person lets the bot write again."""
    message = await api.send(ada.id)
    ada.block()
    refused = (403, "Forbidden: bot was blocked by the user")

    assert refused == await api.refusal("sendMessage", chat_id=ada.id, text="a")
    assert refused == await api.refusal("editMessageText", chat_id=ada.id, message_id=message["message_id"], text="b")

    ada.unblock()
    await api.send(ada.id)


async def test_message_ids_are_one_row(api: Api, server: TelegramServer, ada: User) -> None:
    """All private chats of the bot share one row of ids, what people write included."""
    bea = User(server, 502)
    start = max(ada.chat.messages)
    bea.say("a")
    sent = await api.send(ada.id)
    ada.say("b")
    answered = await api.send(bea.id)

    assert ([start, start + 2, start + 3], [start + 1, start + 4]) == (list(ada.chat.messages), list(bea.chat.messages))
    assert (start + 2, start + 4) == (sent["message_id"], answered["message_id"])


async def test_a_reply_shows_what_it_answers(api: Api, ada: User) -> None:
    """A reply holds the message it answers, without that message's own answer; one that is gone is refused."""
    first = await api.send(ada.id, "one")
    second = await api.send(ada.id, "two", reply_parameters={"message_id": first["message_id"]})
    third = await api.send(ada.id, "three", reply_parameters={"message_id": second["message_id"]})

    assert first == second["reply_to_message"]
    assert "reply_to_message" not in third["reply_to_message"]

    gone = {"message_id": 10**6}
    refusal = await api.refusal("sendMessage", chat_id=ada.id, text="a", reply_parameters=gone)
    assert (400, "Bad Request: message to be replied not found") == refusal
    await api.send(ada.id, "four", reply_parameters=gone | {"allow_sending_without_reply": True})


async def test_a_picture_is_recorded(api: Api, server: TelegramServer, ada: User) -> None:
    """A photo is sent, and can be counted; without a photo it is refused."""
    message = await api.result(
        "sendPhoto", chat_id=ada.id, photo=Part("a.png", picture()), caption="<b>a</b>", parse_mode="HTML"
    )

    assert ("a", "bold") == (message["caption"], message["caption_entities"][0]["type"])
    assert 1 == len(server.calls_of("sendPhoto"))
    assert (400, "Bad Request: there is no photo in the request") == await api.refusal("sendPhoto", chat_id=ada.id)


async def test_a_chat_action_must_exist(api: Api, ada: User) -> None:
    """Typing is shown; dancing is refused."""
    assert await api.result("sendChatAction", chat_id=ada.id, action="typing")
    refusal = await api.refusal("sendChatAction", chat_id=ada.id, action="dancing")
    assert (400, "Bad Request: wrong parameter action in request") == refusal


# ---- keyboards

PARSE = "Bad Request: can't parse inline keyboard button: "


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("{", "Bad Request: can't parse reply keyboard markup JSON object"),
        ([], "Bad Request: object expected as reply markup"),
        ({"inline_keyboard": {}}, 'Bad Request: field "inline_keyboard" must be of type Array'),
        (
            {"inline_keyboard": [{}]},
            'Bad Request: field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
        ),
        (keyboard([{"callback_data": "a"}]), PARSE + 'Can\'t find field "text"'),
        (keyboard([{"text": "a"}]), PARSE + "Text buttons are unallowed in the inline keyboard"),
        (keyboard([key("a", "")]), PARSE + "Text buttons are unallowed in the inline keyboard"),
        (
            keyboard([key() | {"url": "https://a.org"}]),
            PARSE + "exactly one action is allowed, found url, callback_data",
        ),
        (keyboard([key(" ")]), "Bad Request: inline keyboard button text must be non-empty"),
        (keyboard([key("a", "x" * 65)]), "Bad Request: BUTTON_DATA_INVALID"),
        (keyboard([key("a", "é" * 33)]), "Bad Request: BUTTON_DATA_INVALID"),
        (
            keyboard([{"text": "a", "url": "https://"}]),
            "Bad Request: inline keyboard button URL 'https://' is invalid: URL host is empty",
        ),
        (
            keyboard([{"text": "a", "url": "tel:911"}]),
            "Bad Request: inline keyboard button URL 'tel:911' is invalid: Wrong HTTP URL",
        ),
        (
            keyboard([{"text": "a", "url": "http://localhost"}]),
            "Bad Request: inline keyboard button URL 'http://localhost' is invalid: Wrong HTTP URL",
        ),
        (keyboard([key()] * 9), "Bad Request: reply markup is too long"),
        (keyboard(*[[key()]] * 101), "Bad Request: reply markup is too long"),
    ],
)
async def test_a_bad_keyboard_is_refused(api: Api, ada: User, markup: Any, words: str) -> None:
    """What is no inline keyboard, or too much of one, is refused and nothing is sent."""
    refusal = await api.refusal("sendMessage", chat_id=ada.id, text="a", reply_markup=markup)

    assert (400, words) == refusal
    assert [] == ada.chat.said_by_bot()


async def test_the_largest_keyboard_passes(api: Api, ada: User) -> None:
    """A hundred buttons, eight in a row, 64 bytes of data; empty rows are left out."""
    rows = [[key("a", "é" * 32)] * 8] * 12 + [[key()] * 4, []]
    message = await api.send(ada.id, reply_markup=keyboard(*rows))

    assert keyboard(*rows[:-1]) == message["reply_markup"]


async def test_an_address_on_a_button_is_put_in_order(api: Api, ada: User) -> None:
    """A button's address comes back as Telegram keeps it."""
    message = await api.send(ada.id, reply_markup=keyboard([{"text": "a", "url": "https://A.org"}]))

    assert [[{"text": "a", "url": "https://a.org/"}]] == message["reply_markup"]["inline_keyboard"]


# ---- editing


async def test_an_edit_changes_the_message(api: Api, ada: User) -> None:
    """The new text is what the person sees; a keyboard that is not given again goes."""
    message = await api.send(ada.id, "one", reply_markup=keyboard([key()]))
    edited = await api.result("editMessageText", chat_id=ada.id, message_id=message["message_id"], text="two")

    assert ("two", False, True) == (edited["text"], "reply_markup" in edited, "edit_date" in edited)
    assert edited == ada.chat.messages[message["message_id"]]
    assert ["sent", "edited"] == [event.what for event in ada.chat.log if event.what != "said"]
    assert "one" == ada.chat.said_by_bot()[0]["text"]


async def test_an_edit_that_changes_nothing_is_refused(api: Api, ada: User) -> None:
    """The same text, entities and keyboard again are refused; another keyboard alone is a change."""
    message = await api.send(ada.id, "<b>one</b>", reply_markup=keyboard([key()]))
    same = {"chat_id": ada.id, "message_id": message["message_id"], "text": " <b>one</b>\n", "parse_mode": "HTML"}

    assert (400, f"Bad Request: {NOT_MODIFIED}") == await api.refusal(
        "editMessageText", **same, reply_markup=keyboard([key()])
    )
    await api.result("editMessageText", **same, reply_markup=keyboard([key("Other")]))
    await api.result("editMessageText", **same | {"text": "one"}, reply_markup=keyboard([key("Other")]))


async def test_a_keyboard_can_be_changed_alone(api: Api, ada: User) -> None:
    """A change of the keyboard leaves the text, and refuses to change nothing."""
    message = await api.send(ada.id, "one", reply_markup=keyboard([key()]))
    place = {"chat_id": ada.id, "message_id": message["message_id"]}
    edited = await api.result("editMessageReplyMarkup", **place)

    assert ("one", False) == (edited["text"], "reply_markup" in edited)
    assert (400, f"Bad Request: {NOT_MODIFIED}") == await api.refusal("editMessageReplyMarkup", **place)


async def test_what_cannot_be_edited_is_refused(api: Api, ada: User) -> None:
    """A message that is not there, or that a person wrote, or that has no text, or nothing named."""
    theirs = max(ada.chat.messages)
    photo = await api.result("sendPhoto", chat_id=ada.id, photo=Part("a.png", picture()))

    async def edit(**place: Any) -> tuple[int, str]:
        return await api.refusal("editMessageText", **place, text="x")

    assert (400, "Bad Request: message to edit not found") == await edit(chat_id=ada.id, message_id=10**6)
    assert (400, "Bad Request: message can't be edited") == await edit(chat_id=ada.id, message_id=theirs)
    assert (400, "Bad Request: there is no text in the message to edit") == await edit(
        chat_id=ada.id, message_id=photo["message_id"]
    )
    assert (400, "Bad Request: message identifier is not specified") == await edit()


# ---- deleting


async def test_messages_of_both_sides_can_be_deleted(api: Api, ada: User) -> None:
    """What is deleted is gone from the chat; a second time it is not found."""
    theirs = max(ada.chat.messages)
    own = (await api.send(ada.id))["message_id"]
    for number in (theirs, own):
        assert await api.result("deleteMessage", chat_id=ada.id, message_id=number)

    assert {} == ada.chat.messages
    refusal = await api.refusal("deleteMessage", chat_id=ada.id, message_id=own)
    assert (400, "Bad Request: message to delete not found") == refusal


async def test_two_days_are_the_end_of_deleting(api: Api, server: TelegramServer, ada: User) -> None:
    """A message older than 48 hours stays, whether it was aged alone or the clock moved."""
    message = await api.send(ada.id)
    server.age(message, 0)
    server.age(ada.chat.messages[message["message_id"]], 2 * 86_400 + 2)
    place = {"chat_id": ada.id, "message_id": message["message_id"]}
    refused = (400, "Bad Request: message can't be deleted for everyone")

    assert refused == await api.refusal("deleteMessage", **place)

    young = (await api.send(ada.id))["message_id"]
    server.world.clock_shift = 3 * 86_400
    assert refused == await api.refusal("deleteMessage", chat_id=ada.id, message_id=young)


async def test_many_are_deleted_at_once(api: Api, server: TelegramServer, ada: User) -> None:
    """Ids of nobody, or of another chat, are skipped."""
    bea = User(server, 502)
    bea.say("mine")
    hers = max(bea.chat.messages)
    await api.send(ada.id)

    assert await api.result("deleteMessages", chat_id=ada.id, message_ids=list(range(1, 101)))
    assert ({}, [hers]) == (ada.chat.messages, list(bea.chat.messages))


async def test_one_old_message_saves_all(api: Api, server: TelegramServer, ada: User) -> None:
    """When one of many is older than 48 hours, none is deleted: every check comes before any deletion."""
    numbers = [(await api.send(ada.id))["message_id"] for _ in range(3)]
    server.age(ada.chat.messages[numbers[1]], 3 * 86_400)
    refusal = await api.refusal("deleteMessages", chat_id=ada.id, message_ids=numbers)

    assert (400, "Bad Request: message can't be deleted for everyone") == refusal
    assert set(numbers) <= set(ada.chat.messages)


@pytest.mark.parametrize(
    ("ids", "words"),
    [
        (None, "message_ids JSON object"),
        ([], "Message identifiers are not specified"),
        ([*range(1, 102)], "Too many message identifiers specified"),
        ([0], "Invalid message identifier specified"),
        (["x"], "Can't parse message identifier as Number"),
        ([{}], "Message identifier must be a Number"),
        (5, "Expected an Array of message identifiers"),
    ],
)
async def test_ids_to_delete_are_one_to_a_hundred(api: Api, ada: User, ids: Any, words: str) -> None:
    """A list that is empty, too long or no list of ids is refused."""
    _, said = await api.refusal("deleteMessages", chat_id=ada.id, message_ids="{" if ids is None else ids)

    assert words.lower() in said.lower()


# ---- queries


async def test_a_pressed_button_is_answered_once_and_in_time(api: Api, server: TelegramServer, ada: User) -> None:
    """Each press waits for an answer; an id nobody gave, or one too late, is refused."""
    await api.send(ada.id, reply_markup=keyboard([key()]))
    first, late = (ada.press(None, "Go").body["id"] for _ in range(2))

    assert [first, late] == server.unanswered()
    assert await api.result("answerCallbackQuery", callback_query_id=first, text="ok")
    assert [late] == server.unanswered()

    refused = (400, f"Bad Request: {QUERY_INVALID}")
    assert refused == await api.refusal("answerCallbackQuery", callback_query_id="1")
    server.world.clock_shift = server.world.query_patience + 1
    assert refused == await api.refusal("answerCallbackQuery", callback_query_id=late)
    assert [late] == server.unanswered()


async def test_an_answer_to_a_press_has_two_hundred_characters(api: Api, ada: User) -> None:
    """A longer answer is refused."""
    await api.send(ada.id, reply_markup=keyboard([key()]))
    number = ada.press(None, "Go").body["id"]

    assert 400 == (await api.refusal("answerCallbackQuery", callback_query_id=number, text="a" * 201))[0]
    assert await api.result("answerCallbackQuery", callback_query_id=number, text="a" * 200)


async def test_an_inline_query_is_answered(api: Api, server: TelegramServer, ada: User) -> None:
    """Results go to the one who asked; more than fifty are refused."""
    server.world.queue.allow(["inline_query"])
    number = ada.inline_query("x").body["id"]

    refusal = await api.refusal("answerInlineQuery", inline_query_id=number, results=[{}] * 51)
    assert (400, "Bad Request: too many inline query results specified") == refusal
    assert await api.result("answerInlineQuery", inline_query_id=number, results=[])
    assert 400 == (await api.refusal("answerInlineQuery", inline_query_id="5", results=[]))[0]


# ---- the bot itself


async def test_commands_are_kept_by_scope_and_language(api: Api, ada: User) -> None:
    """Each scope and language has its list, which can be read, replaced and deleted."""
    french = [{"command": "aide", "description": "De l'aide"}]
    english = [{"command": "help", "description": "Help"}]
    scope = {"type": "chat", "chat_id": ada.id}
    await api.result("setMyCommands", commands=english)
    await api.result("setMyCommands", commands=french, language_code="fr", scope=scope)

    assert english == await api.result("getMyCommands")
    assert french == await api.result("getMyCommands", language_code="fr", scope=scope)
    assert [] == await api.result("getMyCommands", language_code="fr")

    await api.result("deleteMyCommands")
    assert [] == await api.result("getMyCommands")


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ({"command": "Aide", "description": "x"}, "BOT_COMMAND_INVALID"),
        ({"command": "données", "description": "x"}, "BOT_COMMAND_INVALID"),
        ({"command": "a-b", "description": "x"}, "BOT_COMMAND_INVALID"),
        ({"command": "", "description": "x"}, "command must be non-empty"),
        ({"command": "a" * 33, "description": "x"}, "command length must not exceed 32"),
        ({"command": "a", "description": ""}, "command description must be non-empty"),
        ({"command": "a", "description": "x" * 257}, "command description length must not exceed 256"),
        ({"command": "a"}, "can't parse BotCommand: Can't find field \"description\""),
    ],
)
async def test_a_bad_command_is_refused(api: Api, command: Raw, words: str) -> None:
    """Names are 1 to 32 of a-z, 0-9 and _, descriptions 1 to 256 characters; one bad command refuses the list."""
    good = {"command": "help", "description": "Help"}

    assert (400, f"Bad Request: {words}") == await api.refusal("setMyCommands", commands=[good, command])
    assert [] == await api.result("getMyCommands")


async def test_scopes_and_languages_must_exist(api: Api) -> None:
    """A scope nobody knows, a chat nobody knows and a language of three letters are refused."""
    good = {"commands": [{"command": "help", "description": "Help"}]}

    assert (400, "Bad Request: invalid language code specified") == await api.refusal(
        "setMyCommands", **good, language_code="fra"
    )
    assert (400, "Bad Request: can't parse BotCommandScope: Unsupported type specified") == await api.refusal(
        "setMyCommands", **good, scope={"type": "everybody"}
    )
    assert (400, "Bad Request: chat not found") == await api.refusal(
        "setMyCommands", **good, scope={"type": "chat", "chat_id": 77}
    )


@pytest.mark.parametrize(("field", "most"), [("name", 64), ("description", 512), ("short_description", 120)])
async def test_the_profile_is_kept_by_language(api: Api, field: str, most: int) -> None:
    """The name and the two descriptions have their limits and their languages."""
    method = field.title().replace("_", "")
    await api.result(f"setMy{method}", **{field: "é" * most}, language_code="fr")

    assert {field: "é" * most} == await api.result(f"getMy{method}", language_code="fr")
    assert {field: ""} == await api.result(f"getMy{method}")
    assert 400 == (await api.refusal(f"setMy{method}", **{field: "é" * (most + 1)}))[0]


async def test_fetching_media_is_seen(api: Api, server: TelegramServer) -> None:
    """Whoever opens what a person sent is found out, by either of the two ways."""
    found = await api.result("getFile", file_id="file-voice")
    async with api.session.get(f"{server.url}/file/bot{server.token}/{found['file_path']}") as response:
        await response.read()

    assert 2 == len(server.violations)
    assert all(each.startswith("media fetched") for each in server.violations)
    assert server.token not in "".join(server.violations)


async def test_a_group_can_be_left(api: Api, server: TelegramServer, ada: User) -> None:
    """The bot leaves a group, is told that it left, and can write there no more; a private chat has no door."""
    group = ada.group_add()
    assert await api.result("leaveChat", chat_id=group.id)

    assert "left" == server.world.queue.history[-1].body["new_chat_member"]["status"]
    refusal = await api.refusal("sendMessage", chat_id=group.id, text="a")
    assert (403, "Forbidden: bot is not a member of the group chat") == refusal
    assert 400 == (await api.refusal("leaveChat", chat_id=ada.id))[0]


async def test_a_chat_is_shown(api: Api, ada: User) -> None:
    """A chat tells who the person is."""
    chat = await api.result("getChat", chat_id=ada.id)

    assert (ada.id, "private", "Ada", "ada") == (chat["id"], chat["type"], chat["first_name"], chat["username"])


async def test_the_bot_can_log_out(api: Api) -> None:
    """Logging out and closing are taken."""
    assert (True, True) == (await api.result("logOut"), await api.result("close"))
