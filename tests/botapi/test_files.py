from __future__ import annotations

import asyncio
import json
from io import BytesIO
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import aiohttp
import pytest
import telegram

from tests.botapi import TelegramServer, User
from tests.botapi.conftest import BOUNDARY, form, picture
from tests.botapi.faults import Limits
from tests.botapi.files import MOST_PHOTO_BYTES, kept_name
from tests.botapi.forms import MOST_FILE_BYTES, Part
from tests.botapi.rules import NOT_MODIFIED

if TYPE_CHECKING:
    from tests.botapi.conftest import Api

PICTURE = picture()
PDF = b"%PDF-1.7\r\n--no boundary\r\n\r\n\x00\xff%%EOF"
KEYBOARD = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}


def wrong(why: str) -> tuple[int, str]:
    """Make the refusal of a request."""
    return 400, f"Bad Request: {why}"


# ---- what is sent


@pytest.mark.parametrize("attached", [False, True])
async def test_a_picture_arrives_whole(api: Api, server: TelegramServer, ada: User, attached: bool) -> None:  # noqa: FBT001 - a case
    """Every byte can be read again, from the message, by its id, and by the person; words and buttons are there."""
    part = Part("a.png", PICTURE)
    given = {"photo": "attach://other", "other": part} if attached else {"photo": part}
    words = {"caption": " <b>Scan</b> t.me/a_bot ", "parse_mode": "HTML"}
    message = await api.result("sendPhoto", chat_id=ada.id, **given, **words, reply_markup=KEYBOARD)

    assert ("Scan t.me/a_bot", KEYBOARD) == (message["caption"], message["reply_markup"])
    assert ["bold", "url"] == [entity["type"] for entity in message["caption_entities"]]
    assert "text" not in message
    assert [(90, 68), (320, 240), (640, 480)] == [(each["width"], each["height"]) for each in message["photo"]]
    assert len(PICTURE) == message["photo"][-1]["file_size"]
    assert PICTURE == server.files[message["photo"][-1]["file_id"]] == ada.opens(message) == ada.opens()
    assert message == await ada.next_reply(1)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP", "BMP"])
async def test_pictures_come_in_several_forms(api: Api, ada: User, kind: str) -> None:
    """What a picture is, is told by its bytes, not by its name."""
    message = await api.result("sendPhoto", chat_id=ada.id, photo=Part("file", picture(30, 20, kind)))

    assert [(30, 20)] == [(size["width"], size["height"]) for size in message["photo"]]
    assert "caption" not in message


async def test_a_document_arrives_whole(api: Api, server: TelegramServer, ada: User) -> None:
    """A document keeps its bytes and its name; what it is, is told by the name."""
    message = await api.result("sendDocument", chat_id=ada.id, document=Part("../été 2.pdf", PDF), caption="a")

    document = message["document"]
    assert ("été 2.pdf", "application/pdf", len(PDF)) == tuple(
        document[name] for name in ("file_name", "mime_type", "file_size")
    )
    assert PDF == server.files[document["file_id"]] == ada.opens(message["message_id"])
    assert ("a", False) == (message["caption"], "caption_entities" in message)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("guide.pdf", "guide.pdf"),
        ("Élève (2).PDF", "Élève (2).PDF"),
        ("/etc/guide.pdf", "guide.pdf"),
        ("C:\\guide.pdf", "guide.pdf"),
        ("l'été « chaud ».pdf", "l été   chaud.pdf"),
        ("e\u0301te\u0301.pdf", "ete.pdf"),
        ("R%C3%A9sum%C3%A9.pdf", "R%C3%A9sum%C3%A9.pdf"),
        ('a\\"b.pdf', "b.pdf"),
        ("....test....asdf", "test.asdf"),
        ("test.exe....", "test.exe"),
        (".git", "git"),
        ("a" * 70 + "." + "b" * 30, "a" * 60 + "." + "b" * 20),
        ("///", ""),
    ],
)
def test_a_file_name_is_put_in_order(name: str, kept: str) -> None:
    """Folders go, quotation marks and the like become spaces, and nothing that was escaped is decoded."""
    assert kept == kept_name(name)


async def test_a_name_is_read_letter_by_letter(api: Api, ada: User) -> None:
    """A semicolon ends a file name though it stands in quotes; without any name the file is called so."""
    named = await api.result("sendDocument", chat_id=ada.id, document=Part("a;b.pdf", PDF))
    nameless = await api.result("sendDocument", chat_id=ada.id, document=Part("", PDF))

    assert [("a", "application/octet-stream"), ("file", "application/octet-stream")] == [
        (each["document"]["file_name"], each["document"]["mime_type"]) for each in (named, nameless)
    ]


async def test_a_file_is_sent_again_by_its_id(api: Api, server: TelegramServer, ada: User) -> None:
    """Whatever was sent has an id that sends it again, to anybody, without its bytes and without its words."""
    bea = User(server, 502)
    bea.say("hello")
    photo = await api.result("sendPhoto", chat_id=ada.id, photo=Part("a.png", PICTURE), caption="a")
    document = await api.result("sendDocument", chat_id=ada.id, document=Part("a.pdf", PDF))
    for size in photo["photo"]:
        again = await api.result("sendPhoto", chat_id=bea.id, photo=size["file_id"])
        assert (photo["photo"], False) == (again["photo"], "caption" in again)
    again = await api.result("sendDocument", chat_id=bea.id, document=document["document"]["file_id"])

    assert document["document"] == again["document"]
    assert PDF == bea.opens()
    refusal = await api.refusal("sendPhoto", chat_id=bea.id, photo=document["document"]["file_id"])
    assert wrong("can't use file of type Document as Photo") == refusal


async def test_the_largest_files_pass(api: Api, ada: User) -> None:
    """Ten megabytes of a photo, fifty of a document, sides of ten thousand, one to twenty, a caption of 1024 units."""
    whole = picture(9500, 500)
    photo = Part("a.png", whole + bytes(MOST_PHOTO_BYTES - len(whole)))
    sent = await api.result(
        "sendPhoto", chat_id=ada.id, photo=photo, caption="<i>" + "🙂" * 512 + "</i>", parse_mode="html"
    )
    await api.result("sendPhoto", chat_id=ada.id, photo=Part("a.png", picture(100, 2000)))
    large = await api.result("sendDocument", chat_id=ada.id, document=Part("a", bytes(MOST_FILE_BYTES)))

    assert (9500, 500) == (sent["photo"][-1]["width"], sent["photo"][-1]["height"])
    assert MOST_FILE_BYTES == large["document"]["file_size"]


# ---- what is refused


@pytest.mark.parametrize("method", ["sendPhoto", "sendDocument"])
async def test_a_file_must_be_there(api: Api, ada: User, method: str) -> None:
    """Without a file, or with the name of a part that did not come, or with a part of another name, nothing is sent."""
    kind = method.removeprefix("send").lower()
    refused = wrong(f"there is no {kind} in the request")
    other = Part("a.png", PICTURE)

    assert refused == await api.refusal(method, chat_id=ada.id)
    assert refused == await api.refusal(method, chat_id=ada.id, **{kind: "attach://other"})
    assert refused == await api.refusal(method, chat_id=ada.id, **{kind: "attach://"}, other=other)
    assert refused == await api.refusal(method, chat_id=ada.id, other=other)
    assert [] == ada.chat.said_by_bot()


@pytest.mark.parametrize("method", ["sendPhoto", "sendDocument"])
@pytest.mark.parametrize(
    ("named", "why"),
    [
        ("https://a.org/a.png", "failed to get HTTP URL content"),
        ("a.png", "failed to get HTTP URL content"),
        ("a", "wrong remote file identifier specified: Wrong string length"),
        ("%PNG", "wrong remote file identifier specified: Wrong character in the string"),
        ("file", "wrong remote file identifier specified: can't unserialize it"),
        (7, "wrong remote file identifier specified: Wrong string length"),
    ],
)
async def test_a_text_is_no_file(api: Api, ada: User, method: str, named: Any, why: str) -> None:
    """A text where a file is expected is an id or an address, and neither leads anywhere."""
    refusal = await api.refusal(method, **{"chat_id": ada.id, method.removeprefix("send").lower(): named})

    assert wrong(why) == refusal
    assert [] == ada.chat.said_by_bot()


@pytest.mark.parametrize("method", ["sendPhoto", "sendDocument"])
async def test_an_empty_file_is_refused(api: Api, server: TelegramServer, ada: User, method: str) -> None:
    """A file of no bytes is none."""
    kind = method.removeprefix("send").lower()

    assert wrong("file must be non-empty") == await api.refusal(method, chat_id=ada.id, **{kind: Part("a.png", b"")})
    assert {} == server.files


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (PDF, "IMAGE_PROCESS_FAILED"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "IMAGE_PROCESS_FAILED"),
        (PICTURE[:8], "IMAGE_PROCESS_FAILED"),
        (PICTURE[: len(PICTURE) // 2], "IMAGE_PROCESS_FAILED"),
        (picture(400, 300, "JPEG")[:-200], "IMAGE_PROCESS_FAILED"),
        (picture(9500, 501), "PHOTO_INVALID_DIMENSIONS"),
        (picture(100, 2001), "PHOTO_INVALID_DIMENSIONS"),
        (
            PICTURE + bytes(MOST_PHOTO_BYTES + 1 - len(PICTURE)),
            "file of size 10485761 bytes is too big for a photo; the maximum size is 10485760 bytes",
        ),
    ],
    ids=["pdf", "svg", "head", "half", "half-jpeg", "wide", "thin", "heavy"],
)
async def test_a_photo_must_be_a_picture(api: Api, server: TelegramServer, ada: User, data: bytes, why: str) -> None:
    """What is no picture, or not all of one, or too large, is refused as a photo, and goes as a document."""
    assert wrong(why) == await api.refusal("sendPhoto", chat_id=ada.id, photo=Part("a.png", data))
    assert ({}, []) == (server.files, ada.chat.said_by_bot())

    await api.result("sendDocument", chat_id=ada.id, document=Part("a.png", data))


async def test_a_document_that_is_too_large_is_refused(api: Api, ada: User) -> None:
    """More than fifty megabytes are refused at the door, whoever they are for, and so is a body with much around it."""
    too_large = (413, "Request Entity Too Large")
    document = Part("a.pdf", bytes(MOST_FILE_BYTES + 1))

    assert too_large == await api.refusal("sendDocument", chat_id=0, document=document)
    assert too_large == await api.refusal("sendDocument", chat_id=ada.id, document=document, caption="a" * 2**21)


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"caption": "a" * 1025}, "message caption is too long"),
        ({"caption": "🙂" * 513}, "message caption is too long"),
        (
            {"caption": "<b>a", "parse_mode": "HTML"},
            "can't parse entities: Can't find end tag corresponding to start tag \"b\"",
        ),
        ({"caption": "a", "parse_mode": "XML"}, "unsupported parse_mode"),
        ({"reply_markup": "{"}, "can't parse reply keyboard markup JSON object"),
        ({"reply_markup": {"inline_keyboard": [[{"text": "a", "callback_data": "x" * 65}]]}}, "BUTTON_DATA_INVALID"),
        ({"reply_parameters": {"message_id": 10**6}}, "message to be replied not found"),
        ({"chat_id": 999}, "chat not found"),
    ],
)
async def test_what_is_around_a_file_is_checked(api: Api, ada: User, more: dict[str, Any], why: str) -> None:
    """Words, buttons and chats have the laws they have without a file."""
    for method, kind in (("sendPhoto", "photo"), ("sendDocument", "document")):
        given = {"chat_id": ada.id, kind: Part("a.png", PICTURE), **more}
        code, words = await api.refusal(method, **given)
        assert wrong(why) == (code, words[: len(why) + 13])
    assert [] == ada.chat.said_by_bot()


async def test_whoever_blocked_the_bot_gets_no_file(api: Api, ada: User) -> None:
    """A file is as unwelcome as a text."""
    ada.block()

    refusal = await api.refusal("sendPhoto", chat_id=ada.id, photo=Part("a.png", PICTURE))
    assert (403, "Forbidden: bot was blocked by the user") == refusal


# ---- the form


@pytest.mark.parametrize(
    ("head", "kind", "why"),
    [
        ('Content-Disposition: attachment; name="photo"', "; boundary=x", "expected form-data content disposition"),
        ("Content-Disposition: form-data; file", "; boundary=x", "field name in multipart/form-data not found"),
        ("Content-Type: image/png", "; boundary=x", "field name in multipart/form-data not found"),
        ("Content-Type: image/png", "", "boundary not found"),
        ("Content-Type: image/png", "; boundary", "boundary value not found"),
        ("Content-Type: image/png", '; boundary=""', "boundary too big or empty"),
    ],
)
async def test_a_form_has_its_form(api: Api, ada: User, head: str, kind: str, why: str) -> None:
    """A form that is written wrongly is refused."""
    body = f"--x\r\n{head}\r\n\r\n{ada.id}\r\n--x--\r\n".encode()
    status, answer = await api.post("sendPhoto", body, f"multipart/form-data{kind}")

    assert wrong(why) == (status, answer["description"])


@pytest.mark.parametrize("body", [b"", b"--", b"--x\r\n", form({"chat_id": 1, "photo": Part("a", PICTURE)})[:-8]])
async def test_a_form_without_an_end_has_no_answer(api: Api, server: TelegramServer, ada: User, body: bytes) -> None:
    """The rest is waited for, and then the connection is cut."""
    with pytest.raises(aiohttp.ClientError):
        await api.post("sendPhoto", body + b" ")

    assert ([], []) == (server.calls_of("sendPhoto"), ada.chat.said_by_bot())


async def test_a_part_without_a_file_name_is_a_text(api: Api, ada: User) -> None:
    """Bytes alone make no file: they are read as the id of one."""
    refusal = await api.refusal("sendPhoto", chat_id=ada.id, photo="abcd", other=Part("a.png", PICTURE))

    assert wrong("wrong remote file identifier specified: can't unserialize it") == refusal


# ---- edits


@pytest.mark.parametrize("method", ["sendPhoto", "sendDocument"])
async def test_a_file_stays_while_its_words_change(api: Api, ada: User, method: str) -> None:
    """Words and buttons under a file can be changed, each alone; the file stays, and its text cannot be edited."""
    kind = method.removeprefix("send").lower()
    message = await api.result(
        method, chat_id=ada.id, **{kind: Part("a.png", PICTURE)}, caption="one", reply_markup=KEYBOARD
    )
    place = {"chat_id": ada.id, "message_id": message["message_id"]}

    assert wrong("there is no text in the message to edit") == await api.refusal("editMessageText", **place, text="a")
    bare = await api.result("editMessageReplyMarkup", **place)
    assert ("one", False, message[kind]) == (bare["caption"], "reply_markup" in bare, bare[kind])
    two = await api.result(
        "editMessageCaption", **place, caption="<b>two</b>", parse_mode="HTML", reply_markup=KEYBOARD
    )
    assert ("two", "bold", message[kind]) == (two["caption"], two["caption_entities"][0]["type"], two[kind])
    other = await api.result("editMessageReplyMarkup", **place, reply_markup={})
    assert ("two", two["caption_entities"]) == (other["caption"], other["caption_entities"])
    assert wrong(NOT_MODIFIED) == await api.refusal("editMessageReplyMarkup", **place)
    none = await api.result("editMessageCaption", **place)
    assert {"caption", "caption_entities", "reply_markup"}.isdisjoint(none)
    assert PICTURE == ada.opens(message)
    assert ["sent", *["edited"] * 4] == [event.what for event in ada.chat.log if event.what != "said"]


async def test_words_that_cannot_be_changed_are_told(api: Api, ada: User) -> None:
    """A text has no caption, the same caption is no change, and one may not be too long."""
    text = await api.send(ada.id)
    photo = await api.result("sendPhoto", chat_id=ada.id, photo=Part("a.png", PICTURE), caption="one")

    async def edit(message: dict[str, Any], caption: str) -> tuple[int, str]:
        place = {"chat_id": ada.id, "message_id": message["message_id"]}
        return await api.refusal("editMessageCaption", **place, caption=caption)

    assert wrong("there is no caption in the message to edit") == await edit(text, "two")
    assert wrong(NOT_MODIFIED) == await edit(photo, " one\n")
    assert wrong("MEDIA_CAPTION_TOO_LONG") == await edit(photo, "a" * 1025)
    assert wrong("message to edit not found") == await edit({"message_id": 10**6}, "two")


async def test_a_button_under_a_picture_can_be_pressed(api: Api, ada: User) -> None:
    """The press brings the message with its picture."""
    message = await api.result("sendPhoto", chat_id=ada.id, photo=Part("a.png", PICTURE), reply_markup=KEYBOARD)
    pressed = ada.press(None, "Go")

    assert (message, "go") == (pressed.body["message"], pressed.body["data"])


# ---- reading


async def test_a_file_is_read_only_where_it_is(api: Api, server: TelegramServer, ada: User) -> None:
    """A text has no file, what a person sent is not kept, and what is gone cannot be opened."""
    await api.send(ada.id)
    for message in (None, ada.send_media("photo").body):
        with pytest.raises(LookupError, match="no file"):
            ada.opens(message)
    photo = await api.result("sendPhoto", chat_id=ada.id, photo=Part("a.png", PICTURE))
    ada.delete(photo["message_id"])
    with pytest.raises(LookupError, match="gone"):
        ada.opens(photo)

    assert server.files
    server.forget()
    assert {} == server.files


async def test_fetching_its_own_file_is_seen_too(api: Api, server: TelegramServer, ada: User) -> None:
    """The bot has no reason to fetch what it sent."""
    photo = await api.result("sendPhoto", chat_id=ada.id, photo=Part("a.png", PICTURE))
    await api.result("getFile", file_id=photo["photo"][-1]["file_id"])

    assert 1 == len(server.violations)


async def test_fast_keeps_no_files() -> None:
    """For measuring, nothing grows with the number of files."""
    async with TelegramServer(fast=True) as server, aiohttp.ClientSession() as session:
        User(server, 501).say("hello")
        data = form({"chat_id": 501, "photo": Part("a.png", PICTURE)})
        headers = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
        address = f"{server.url}/bot{server.token}/sendPhoto"
        async with session.post(address, data=data, headers=headers) as response:
            assert 200 == response.status

        assert ({}, []) == (server.files, server.calls)


# ---- trouble


@pytest.mark.parametrize(
    ("fault", "sent"),
    [
        ("server_error", False),
        ("bad_gateway", False),
        ("flood", False),
        ("reset_before", False),
        ("reset_after", True),
        ("torn", True),
        ("slow", True),
    ],
)
async def test_files_meet_every_trouble(api: Api, server: TelegramServer, ada: User, fault: str, sent: bool) -> None:  # noqa: FBT001 - a case
    """Each trouble leaves a file sent whole or not at all; afterwards it can be sent again."""
    server.faults.force(fault, "sendDocument")
    large = Part("a.pdf", PDF * 50_000)
    try:
        first = (await api("sendDocument", chat_id=ada.id, document=large))[0]
    except (aiohttp.ClientError, json.JSONDecodeError):
        first = 0

    assert {"server_error": 0, "bad_gateway": 0, "flood": 429, "slow": 200}.get(fault, 0) == first
    assert [large.data] * sent == list(server.files.values())
    server.limits = Limits()
    await api.result("sendDocument", chat_id=ada.id, document=large)
    assert [large.data] * (sent + 1) == list(server.files.values())
    assert [fault, ""] == [call.fault for call in server.calls_of("sendDocument")]


async def test_a_form_is_cut_on_the_way(api: Api, server: TelegramServer, ada: User) -> None:
    """When the network is lost before, the file was not all there yet; small calls are read and then lost."""
    server.faults.force("reset_before", times=2)
    for method, more in (("sendPhoto", {"photo": Part("a.png", PICTURE)}), ("sendMessage", {"text": "a"})):
        with pytest.raises(aiohttp.ClientError):
            await api(method, chat_id=ada.id, **more)

    assert [0, 0] == [call.status for call in server.calls]
    assert [{}, {"chat_id": ada.id, "text": "a"}] == [call.parameters for call in server.calls]


async def test_a_bot_that_hangs_up_has_sent_nothing(api: Api, server: TelegramServer, ada: User) -> None:
    """A body that stops in the middle of a file is no call."""
    body = form({"chat_id": ada.id, "document": Part("a.pdf", PDF * 1000)})
    place = urlsplit(api.address("sendDocument"))
    head = (
        f"POST {place.path} HTTP/1.1\r\nHost: a\r\nContent-Length: {len(body)}\r\n"
        f"Content-Type: multipart/form-data; boundary={BOUNDARY}\r\n\r\n"
    )
    reader, writer = await asyncio.open_connection(place.hostname, place.port)
    writer.write(head.encode() + body[:-100])
    writer.write_eof()
    answer = await reader.read()
    writer.close()

    assert (b"", [], {}) == (answer, server.calls_of("sendDocument"), server.files)


async def test_files_have_their_pace(api: Api, server: TelegramServer, ada: User) -> None:
    """Pictures, documents and changes of their words count like messages."""
    server.limits.set(per_chat=0.01, burst=3)
    photo = await api.result("sendPhoto", chat_id=ada.id, photo=Part("a.png", PICTURE))
    await api.result("sendDocument", chat_id=ada.id, document=Part("a.pdf", PDF))
    place = {"chat_id": ada.id, "message_id": photo["message_id"]}
    await api.result("editMessageCaption", **place, caption="a")

    assert 429 == (await api.refusal("editMessageCaption", **place, caption="b"))[0]
    assert 429 == (await api.refusal("sendPhoto", chat_id=ada.id, photo=Part("a.png", PICTURE)))[0]
    assert 3 == len(ada.chat.said_by_bot())


# ---- another client


async def test_another_client_is_understood(server: TelegramServer, ada: User) -> None:
    """The library's own client sends files here as it does at Telegram."""
    async with telegram.Bot(server.token, base_url=f"{server.url}/bot") as bot:
        photo = await bot.send_photo(
            ada.id,
            BytesIO(PICTURE),
            caption="<b>é</b>",
            parse_mode="HTML",
            reply_markup=telegram.InlineKeyboardMarkup([[telegram.InlineKeyboardButton("Go", callback_data="go")]]),
        )
        document = await bot.send_document(ada.id, PDF, filename="été.pdf")
        await bot.edit_message_caption(ada.id, photo.message_id, caption="two")
        with pytest.raises(telegram.error.BadRequest, match=r"(?i)IMAGE_PROCESS_FAILED"):
            await bot.send_photo(ada.id, PDF)

    assert (640, 480) == (photo.photo[-1].width, photo.photo[-1].height)
    assert document.document
    assert ("été.pdf", "application/pdf") == (document.document.file_name, document.document.mime_type)
    assert [PICTURE, PDF] == [ada.opens(photo.message_id), ada.opens(document.message_id)]
    assert "two" == ada.chat.messages[photo.message_id]["caption"]
