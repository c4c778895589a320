from __future__ import annotations

from typing import TYPE_CHECKING

from bot.adapters.studio.talk import MOST_EXCHANGES, Key, Talk
from bot.core.place import MOST_BYTES
from bot.core.turn import Press, Screen, text_of
from tests import small
from tests.adapters.studio.seeing import played
from tests.chat import NIGHT, NOON

if TYPE_CHECKING:
    from bot.core.script import Script
    from bot.core.turn import Lang


def talk(lang: Lang = "en", script: Script | None = None) -> Talk:
    """Begin a talk at noon."""
    return Talk(script or played(), lang, lambda: NOON, lambda: 7)


def key(chat: Talk, label: str) -> Key:
    """Find a button of the last message."""
    (found,) = [each for row in chat.last.keys for each in row if each.label.startswith(label)]
    return found


def at_the_stop(lang: Lang = "en") -> Talk:
    """Give a talk that stands in the first scene."""
    chat = talk(lang)
    chat.play_from("ride-home", "at-the-stop")
    return chat


def test_a_talk_begins_at_the_menu() -> None:
    """One message of the bot, and nothing said yet."""
    chat = talk()

    assert (1, "", Screen.MENU) == (len(chat.exchanges), chat.last.said, chat.place.screen)


def test_every_button_carries_what_it_would_carry_on_telegram() -> None:
    """Its bytes fit, and come back as a press of this very content."""
    chat = at_the_stop()

    for each in (each for row in chat.last.keys for each in row if not each.url):
        assert 0 < len(each.data.encode()) <= MOST_BYTES
        assert isinstance(chat.script.codec.decode(each.data), Press)


def test_a_story_is_played_by_buttons() -> None:
    """From the content note to an ending, each press is an exchange with its words and its answer."""
    chat = talk()
    chat.open_story("ride-home")
    chat.press(key(chat, "button-begin"))
    chat.press(key(chat, "Why me?"))

    assert ("ride-home", "later") == (chat.place.scenario, chat.place.node)
    assert "Why me?" == chat.last.said
    assert "Some other time, then." in text_of(chat.last.reply)


def test_words_are_typed_as_an_answer_to_the_scene() -> None:
    """In a story, what is typed may be one of its answers."""
    chat = at_the_stop()
    chat.say("No thanks")

    assert ("at-home", "No thanks") == (chat.place.node, chat.last.typed)


def test_a_slash_makes_a_command() -> None:
    """What begins with a slash is a command, with what stands behind it."""
    chat = talk()
    chat.say("/start s_ride-home")

    assert (Screen.NOTE, "ride-home", "") == (chat.place.screen, chat.place.scenario, chat.last.typed)


def test_the_language_changes_where_the_talk_stands() -> None:
    """The last message comes in the other language; nothing else happened."""
    chat = at_the_stop("fr")
    chat.set_lang("en")

    assert ("en", "at-the-stop", 2) == (chat.place.lang, chat.place.node, len(chat.exchanges))
    assert "Get in, I'll take you home." in text_of(chat.last.reply)
    assert key(chat, "No thanks")


def test_feedback_on_a_choice_survives_a_change_of_language() -> None:
    """The message is answered anew as it came about, so the words on the choice are there in both languages."""
    chat = at_the_stop("fr")
    chat.press(key(chat, "Non merci"))
    chat.set_lang("en")

    assert "Saying no is your right." in text_of(chat.last.reply)


def test_the_clock_decides_who_is_open() -> None:
    """At three in the morning another help line is shown than at noon; let go, the clock is that of the wall again."""
    chat = talk()
    noon = chat.last.reply.help_line
    chat.set_clock(NIGHT)
    night = chat.last.reply.help_line
    chat.set_clock(None)

    assert noon != night
    assert noon == chat.last.reply.help_line


def test_saved_words_are_seen_where_the_talk_stands() -> None:
    """New content changes the last message and its buttons; what was said before stays."""
    chat = at_the_stop()
    before = chat.exchanges[0]
    kept = chat.set_script(played(small.changed(small.STORY, "Get in, I'll take you home.", "Hop in.")))

    assert kept
    assert ("at-the-stop", before) == (chat.place.node, chat.exchanges[0])
    assert "Hop in." in text_of(chat.last.reply)
    assert 1 == chat.last.version


def test_the_same_content_changes_nothing() -> None:
    """What reads as before is not answered anew, so that nothing is drawn or said aloud again."""
    chat = at_the_stop()
    before = chat.last

    assert chat.set_script(played())
    assert before is chat.last


def test_a_scene_that_is_gone_leaves_its_message() -> None:
    """When the scene is no longer in the content, the message stays as it was, and the page can say so."""
    chat = at_the_stop()
    before = chat.last
    renamed = small.files()
    renamed[small.STORY] = renamed[small.STORY].replace(b"at-the-stop", b"at-the-bus-stop")

    assert not chat.set_script(played(renamed))
    assert before is chat.last


def test_a_game_keeps_its_cards_when_the_content_is_saved() -> None:
    """What chance dealt is dealt again to the same turn."""
    dealt = iter(range(100))
    chat = Talk(played(), "en", lambda: NOON, lambda: next(dealt))
    chat.say("/cards")
    before = chat.last.keys
    chat.set_lang("fr")
    chat.set_lang("en")

    assert [[each.data for each in row] for row in before] == [[each.data for each in row] for row in chat.last.keys]


def test_a_long_talk_lets_go_of_its_beginning() -> None:
    """Only so many exchanges are kept, the newest; their numbers stay."""
    chat = talk()
    for _ in range(MOST_EXCHANGES + 5):
        chat.say("menu")

    assert (MOST_EXCHANGES, MOST_EXCHANGES + 5) == (len(chat.exchanges), chat.last.number)


def test_a_talk_begins_again() -> None:
    """Starting over forgets what was said."""
    chat = at_the_stop()
    chat.begin()

    assert (1, Screen.MENU) == (len(chat.exchanges), chat.place.screen)


def test_whatever_breaks_is_answered() -> None:
    """When answering breaks, the bot says sorry with a help line, as on Telegram."""
    script = played()
    chat = talk(script=script)
    script.codec._scenarios["AAAA"] = "a story that is nowhere"  # what no content could have made
    chat.press(Key("x", "1en.sAAAA"))

    assert "sorry" in text_of(chat.last.reply)
    assert chat.last.reply.help_line


def test_an_answer_is_given_from_the_map() -> None:
    """A choice of any scene can be taken without playing up to it."""
    chat = talk()
    chat.choose("ride-home", "at-the-stop", "get-in")

    assert ("in-the-car", "I get in") == (chat.place.node, chat.last.said)
    assert "You can change your mind at any time." in text_of(chat.last.reply)
