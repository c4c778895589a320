from __future__ import annotations

import logging
import traceback
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from bot.adapters.telegram.client import Api, CallError, Denied, Unreachable, Upload
from bot.adapters.telegram.outbox import Outbox, Rank, Refused
from tests.botapi import TelegramServer, User, forms

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

TOKEN = "987654321:CANARY-token_that_must_not_be_seen"
#: Longer than what one write puts on the wire, and full of what could be taken for the line between two parts.
PDF = b"%PDF-1.7\r\n--\x00\xff\r\n\r\n" * 100_000
KEYBOARD = {"inline_keyboard": [[{"text": "Été « 1 »", "callback_data": "go"}]]}
WORDS = {"caption": "<b>Où</b> & quand ?", "parse_mode": "HTML", "reply_markup": KEYBOARD}


def picture() -> bytes:
    """Draw a picture."""
    drawn = BytesIO()
    Image.new("RGB", (320, 200), "teal").save(drawn, "PNG")
    return drawn.getvalue()


PHOTO = Upload("résultats.png", "image/png", picture())
DOCUMENT = Upload("guide.pdf", "application/pdf", PDF)


@pytest.fixture(name="ada")
def _ada(server: TelegramServer) -> User:
    user = User(server, 501)
    user.say("/start")
    return user


@pytest.fixture(name="api")
async def _api(server: TelegramServer) -> AsyncIterator[Api]:
    api = Api(server.url, server.token)
    await api.open()
    yield api
    await api.close()


@pytest.fixture(name="outbox")
async def _outbox(api: Api) -> Outbox:
    return Outbox(api.call, 1000, lambda: 0.0)


@pytest.mark.parametrize(
    ("method", "kind", "upload"), [("sendPhoto", "photo", PHOTO), ("sendDocument", "document", DOCUMENT)]
)
async def test_a_file_arrives_byte_for_byte(
    server: TelegramServer, outbox: Outbox, ada: User, method: str, kind: str, upload: Upload
) -> None:
    """A picture and a document arrive whole, with words, entities and buttons, and the buttons can be pressed."""
    sent = await outbox.send(Rank.REPLY, method, {"chat_id": ada.id, kind: upload, **WORDS})

    assert sent == await ada.next_reply()
    assert upload.data == ada.opens(sent)
    assert ("Où & quand ?", KEYBOARD) == (sent["caption"], sent["reply_markup"])
    assert [{"type": "bold", "offset": 0, "length": 2}] == sent["caption_entities"]
    assert "go" == ada.press(None, "Été").body["data"]
    assert 1 == len(server.calls_of(method))


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("Guide à l’été – 2.pdf", "Guide à l été   2.pdf"),
        ("Guide « Modèle ».pdf", "Guide   Modèle.pdf"),
        ('Guide "Modèle"; d\'été.pdf', "Guide  Modèle  d été.pdf"),
        ("../dossier\\guide.pdf", "dossier guide.pdf"),
        ('guide.pdf"\r\nContent-Type: text/html\r\n\r\n<b>', "guide.pdf Content-Type  te"),
        ("guide%20é.pdf", "guide%20é.pdf"),
        ("\ud83dguide.pdf", "guide.pdf"),
        ("", "file"),
    ],
)
async def test_a_name_arrives_as_it_can_be_read(outbox: Outbox, ada: User, name: str, seen: str) -> None:
    """Accents stay as they are, quotation marks become spaces, and no name breaks the form it stands in."""
    upload = Upload(name, "application/pdf", PDF)
    sent = await outbox.send(Rank.REPLY, "sendDocument", {"chat_id": ada.id, "document": upload, **WORDS})

    assert seen == sent["document"]["file_name"]
    assert (PDF, "Où & quand ?") == (ada.opens(sent), sent["caption"])


@pytest.mark.parametrize(
    ("fault", "times"),
    [("reset_before", 1), ("reset_after", 3), ("torn", 3), ("bad_gateway", 1), ("flood", 1)],
)
async def test_an_upload_is_made_again_whole(
    server: TelegramServer, outbox: Outbox, ada: User, fault: str, times: int
) -> None:
    """After a lost connection, half an answer or none, the same file goes out again, whole."""
    for _ in range(2):
        server.faults.force(fault, "sendDocument")
    parameters = {"chat_id": ada.id, "document": DOCUMENT, **WORDS}
    sent = await outbox.send(Rank.REPLY, "sendDocument", parameters)

    assert [fault, fault, ""] == [call.fault for call in server.calls_of("sendDocument")]
    assert PDF == ada.opens(sent)
    assert [PDF] * times == list(server.files.values())
    assert {"chat_id": ada.id, "document": DOCUMENT, **WORDS} == parameters
    assert ([], 0) == (server.limits.early, len(server.violations))


@pytest.mark.parametrize(
    ("method", "parameters", "why"),
    [
        ("sendPhoto", {"photo": Upload("a.png", "image/png", b"")}, "file must be non-empty"),
        ("sendPhoto", {"photo": Upload("a.png", "image/png", PDF)}, "IMAGE_PROCESS_FAILED"),
        ("sendPhoto", {"photo": PHOTO, "caption": "é" * 1025}, "message caption is too long"),
        ("sendDocument", {"document": PHOTO, "chat_id": 999}, "chat not found"),
        ("sendDocument", {"photo": PHOTO}, "there is no document in the request"),
    ],
)
async def test_a_refusal_is_not_asked_again(
    server: TelegramServer, api: Api, outbox: Outbox, ada: User, method: str, parameters: dict[str, Any], why: str
) -> None:
    """What Telegram refuses is told in its words, and by the outbox in one word after one try."""
    given = {"chat_id": ada.id, **parameters}
    with pytest.raises(Denied) as denied:
        await api.call(method, given)
    with pytest.raises(Refused) as refused:
        await outbox.send(Rank.REPLY, method, given)

    assert f"Bad Request: {why}" == denied.value.why
    assert ("refused", 2) == (refused.value.reason, len(server.calls_of(method)))


async def test_a_file_that_is_too_large_is_refused_for_good(
    outbox: Outbox, api: Api, ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Telegram's 413 is an end, not a lost answer: the file would be no smaller the next time."""
    monkeypatch.setattr(forms, "MOST_FILE_BYTES", 1000)
    given = {"chat_id": ada.id, "document": DOCUMENT}
    with pytest.raises(Denied) as denied:
        await api.call("sendDocument", given)
    with pytest.raises(Refused):
        await outbox.send(Rank.REPLY, "sendDocument", given)

    assert "Request Entity Too Large" == denied.value.why


async def test_whoever_blocked_the_bot_is_told_apart(outbox: Outbox, ada: User) -> None:
    """A file to somebody who blocked the bot is refused in the word that is no error."""
    ada.block()
    with pytest.raises(Refused) as refused:
        await outbox.send(Rank.REPLY, "sendPhoto", {"chat_id": ada.id, "photo": PHOTO})

    assert "blocked" == refused.value.reason


async def test_plain_calls_stay_plain(server: TelegramServer, api: Api, ada: User) -> None:
    """Without a file, numbers and objects go as JSON; beside one, as text that says the same."""
    await api.call("sendMessage", {"chat_id": ada.id, "text": "a", "reply_markup": KEYBOARD})
    await api.call("sendPhoto", {"chat_id": ada.id, "photo": PHOTO, "reply_markup": KEYBOARD, "has_spoiler": True})
    plain, form = server.calls

    assert {"chat_id": ada.id, "text": "a", "reply_markup": KEYBOARD} == plain.parameters
    assert {"chat_id", "reply_markup", "has_spoiler"} == form.parameters.keys()
    assert (str(ada.id), "true") == (form.parameters["chat_id"], form.parameters["has_spoiler"])
    assert [message.get("reply_markup") for message in ada.chat.said_by_bot()] == [KEYBOARD, KEYBOARD]


async def test_an_upload_has_more_patience(server: TelegramServer, api: Api, ada: User) -> None:
    """An answer that is late for a plain call is in time for a file."""
    server.faults.set(slow=1.0, slow_seconds=0.5)
    with pytest.raises(Unreachable, match="TimeoutError"):
        await api.call("sendMessage", {"chat_id": ada.id, "text": "a"}, 0.1)
    await api.call("sendPhoto", {"chat_id": ada.id, "photo": PHOTO}, 0.1)

    assert PHOTO.data == ada.opens()


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ({"photo": Upload("a", "image/png\r\nX: y", b"a")}, ValueError),
        ({"photo": PHOTO, "caption": "\ud800"}, TypeError),
        ({"photo": PHOTO, "caption": object()}, TypeError),
    ],
)
async def test_what_cannot_be_written_is_a_mistake(
    server: TelegramServer, outbox: Outbox, more: dict[str, Any], error: type[Exception]
) -> None:
    """A value that fits in no form is an error at once; taken for a lost connection, it would be tried for ever."""
    with pytest.raises(error):
        await outbox.send(Rank.REPLY, "sendPhoto", {"chat_id": 1, **more})

    assert [] == server.calls


@pytest.mark.parametrize("trouble", ["down", "reset_before", "torn", "bad_gateway", "refused", "wrong-token", "closed"])
async def test_the_token_is_in_no_error_and_no_log(trouble: str, caplog: pytest.LogCaptureFixture) -> None:
    """Whatever happens to an upload, neither what is raised nor what is logged quotes the address, or the file."""
    caplog.set_level(logging.DEBUG)
    async with TelegramServer(TOKEN if trouble != "wrong-token" else "1:other") as server:
        User(server, 501).say("/start")
        api = Api(server.url, TOKEN)
        if trouble != "closed":
            await api.open()
        if trouble == "down":
            server.go_down()
        elif trouble in ("reset_before", "torn", "bad_gateway"):
            server.faults.force(trouble)
        photo = PHOTO if trouble != "refused" else Upload("a.png", "image/png", b"secret bytes")
        with pytest.raises(CallError) as raised:
            await api.call("sendPhoto", {"chat_id": 501, "photo": photo})
        await Outbox(api.call, 1000, lambda: 0.0).once("sendPhoto", {"chat_id": 501, "photo": photo})
        await api.close()

    error = raised.value
    told = [caplog.text, repr(error), str(vars(error)), *traceback.format_exception(error)]
    assert [] == [each for each in told if TOKEN in each or "CANARY" in each or "secret bytes" in each]


def test_a_file_is_not_told() -> None:
    """What stands in a file is in no line that shows its parameters."""
    assert "Upload(name='a.pdf', mime='application/pdf')" == repr(Upload("a.pdf", "application/pdf", b"secret"))
