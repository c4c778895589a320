from __future__ import annotations

from typing import Any, Final

import pytest
from telegram import Bot, Message

from bot.adapters.telegram import updates
from bot.core.turn import Commanded, Said, SentMedia

BOT: Final = Bot("1:a")
CHAT: Final = {"id": 7, "type": "private", "first_name": "Ami"}
LINK: Final = {"type": "text_link", "offset": 0, "length": 1, "url": "https://t.me/some_bot#at-1fd.sAAAA"}


def message(**content: Any) -> Message:
    """Make a message as Telegram sends one."""
    read = Message.de_json({"message_id": 1, "date": 0, "chat": CHAT, **content}, BOT)
    assert read
    return read


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ({"caption": "je veux mourir"}, "je veux mourir"),
        (
            {
                "poll": {
                    "id": "1",
                    "question": "je fais quoi",
                    "options": [
                        {"text": text, "voter_count": 0, "persistent_id": text} for text in ("je veux mourir", "rien")
                    ],
                    "total_voter_count": 0,
                    "is_closed": False,
                    "is_anonymous": True,
                    "type": "regular",
                    "allows_multiple_answers": False,
                    "allows_revoting": False,
                    "members_only": False,
                }
            },
            "je fais quoi. je veux mourir. rien",
        ),
        ({"document": {"file_id": "f", "file_unique_id": "u", "file_name": "il_me_frappe.pdf"}}, "il me frappe"),
        (
            {"venue": {"title": "help me", "address": "1", "location": {"latitude": 45.5, "longitude": -73.6}}},
            "help me",
        ),
        ({"contact": {"phone_number": "1", "first_name": "Somebody"}}, ""),
        ({"location": {"latitude": 45.5, "longitude": -73.6}}, ""),
    ],
)
def test_words_typed_into_what_is_not_opened_are_heard(content: dict[str, Any], words: str) -> None:
    """A cry may stand in a poll, a file's name or a place: it is read like a caption; a contact's name is not."""
    assert SentMedia(words) == updates.sent_media(message(**content), "fr").turn.did


@pytest.mark.parametrize(
    ("typed", "command"),
    [
        ("/aide", Commanded("aide")),
        ("/aide@some_bot il me frappe", Commanded("aide", "il me frappe")),
        ("/aide@some_bot\nil me frappe\nsouvent", Commanded("aide", "il me frappe\nsouvent")),
        ("/aide\til me frappe", Commanded("aide", "il me frappe")),
    ],
)
def test_nothing_behind_a_command_is_cut_off(typed: str, command: Commanded) -> None:
    """Whatever stands between a command and the words behind it, the words are read."""
    assert command == updates.commanded(message(text=typed), "fr").turn.did


def test_only_the_bot_s_own_message_says_where_a_story_stands() -> None:
    """A link that looks like a place, in a message of one's own, is no place, and that message is not deleted."""
    answered = {"message_id": 5, "date": 0, "chat": CHAT, "text": "x", "entities": [LINK]}
    own = {**answered, "from": {"id": 7, "is_bot": False, "first_name": "Ami"}}
    bots = {**answered, "from": {"id": 1, "is_bot": True, "first_name": "Bot"}}
    by_person, by_bot = (updates.said(message(text="oui", reply_to_message=each), "fr") for each in (own, bots))

    assert (Said("oui"), None) == (by_person.turn.did, by_person.replaces)
    assert (Said("oui", "1fd.sAAAA"), 5) == (by_bot.turn.did, by_bot.replaces)


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ({"message": {"text": "je veux mourir"}}, "je veux mourir"),
        ({"edited_message": {"caption": "aide"}}, "aide"),
        ({"message": {"photo": []}}, ""),
        ({"callback_query": {"data": "1fm"}}, ""),
        ({"message": None}, ""),
    ],
)
def test_typed_words_are_found_in_an_update_that_was_not_read_yet(raw: dict[str, object], words: str) -> None:
    """What waits in a long queue is looked at for danger without being taken apart."""
    assert words == updates.typed_in(raw)
