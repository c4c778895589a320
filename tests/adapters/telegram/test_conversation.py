from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
import pytest_asyncio

from bot.core import engine
from bot.core.turn import LANGS, Choose, Moment, Place, Screen
from bot.tally.counters import FEWEST_SHOWN
from tests.adapters.telegram.process import all_confirmed, running, until
from tests.botapi import MEDIA, TelegramServer, User
from tests.chat import NOON, stories, ways_through

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.core.script import Script
    from bot.core.turn import Lang
    from tests.adapters.telegram.process import Bot

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.usefixtures("bot")]

HELP = {"fr": "🆘 Aide", "en": "🆘 Help"}


@pytest_asyncio.fixture(name="telegram", scope="module", loop_scope="module")
async def _telegram() -> AsyncIterator[TelegramServer]:
    async with TelegramServer() as server:
        yield server


@pytest_asyncio.fixture(name="lasting_bot", scope="module", loop_scope="module")
async def _lasting_bot(telegram: TelegramServer, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Bot]:
    async with running(telegram, tmp_path_factory.mktemp("bot")) as bot:
        yield bot


@pytest_asyncio.fixture(name="server", loop_scope="module")
async def _server(telegram: TelegramServer) -> AsyncIterator[TelegramServer]:
    """Give a Telegram where nobody wrote yet; each test leaves nothing that waits."""
    telegram.forget()
    yield telegram
    await all_confirmed(telegram)


@pytest.fixture(name="bot")
def _bot(server: TelegramServer, lasting_bot: Bot) -> Bot:
    """Give the one process of these tests, which remembers nobody, with nothing printed yet."""
    assert server
    lasting_bot.log.write_bytes(b"")
    return lasting_bot


async def all_spinners_stop(server: TelegramServer) -> bool:
    """Wait until every pressed button was acknowledged."""
    await until(lambda: not server.unanswered(), 3)
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
    scenario = stories(script)[0].id
    user = User(server, 501, language_code=lang)
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
        user = User(server, 600 + number, language_code=lang)
        await user.asks(f"/start s_{scenario}")
        await user.presses("▶️")
        texts = await walk(user, script, scenario, lang)
        assert len(texts) > 1


async def test_a_typed_answer_to_the_story_is_understood(server: TelegramServer, script: Script) -> None:
    """Words typed as a reply to the story's message move it on, and the old message goes."""
    scenario = stories(script)[0].id
    story = script.scenarios[scenario]
    choice = next(iter(story.nodes[story.start].choices.values()))
    user = User(server, 502)
    await user.asks(f"/start s_{scenario}")
    shown = await user.presses("▶️")
    user.say(choice.label["fr"].upper(), reply_to=shown)
    message = await user.next_reply()
    await all_confirmed(server)

    assert choice.feedback["fr"] in message["text"]
    assert shown["message_id"] not in user.chat.messages


@pytest.mark.parametrize(("lang", "refusal"), [("fr", "non merci"), ("en", "no thanks")])
async def test_ones_own_words_are_understood_in_a_story(
    server: TelegramServer, script: Script, lang: Lang, refusal: str
) -> None:
    """Where teens say it their way, a plain no typed as a reply moves the story on, with what is strong in it first."""
    story = script.scenarios["model-wanted"]
    ways = ways_through(story)
    node = next(story.nodes[name] for name in ways if story.nodes[name].say_it_your_way)
    user = User(server, 527, language_code=lang)
    await user.asks(f"/start s_{story.id}")
    shown = await user.presses("▶️")
    here = story.nodes[story.start]
    for choice in ways[node.id]:
        shown = await user.presses(here.choices[choice].label[lang])
        here = story.nodes[here.choices[choice].to]
    user.say(refusal, reply_to=shown)
    message = await user.next_reply()
    chosen = next(choice for choice in node.choices.values() if "refuse" in choice.acts)
    told = engine.step(Choose(Place(lang, Screen.NODE, story.id, node.id), chosen.id, "refuse"), script, Moment(NOON))

    assert script.say("say-it-your-way", lang) in shown["text"]
    assert "".join(span.text for span in told.reply.body[1]) in message["text"]


@pytest.mark.parametrize("lang", LANGS)
async def test_danger_in_a_story_keeps_help_in_sight(server: TelegramServer, script: Script, lang: Lang) -> None:
    """Help first, then «the story, or you?»; the story goes on with help in every message, also after typed words."""
    story = stories(script)[0]
    cry = {"fr": "je veux mourir", "en": "i want to die"}[lang]
    labels = [choice.label[lang] for choice in story.nodes[story.start].choices.values()]
    here = script.say("button-still-here", lang)
    user = User(server, 528, language_code=lang)
    await user.asks(f"/start s_{story.id}")
    shown = await user.presses("▶️")
    before = [button["text"] for button in user.buttons()]
    user.say(cry, reply_to=shown)
    answer = await user.next_reply()
    asked = [button["text"] for button in user.buttons()]
    again = await user.presses(script.say("button-it-is-the-story", lang))
    after = [button["text"] for button in user.buttons()]
    user.say("zxcvb", reply_to=again)
    await user.next_reply()
    unclear = [button["text"] for button in user.buttons()]
    await user.presses(labels[0])
    later = [button["text"] for button in user.buttons()]
    await user.presses(here)
    help_shown = [button["text"] for button in user.buttons()]

    assert script.say("danger-distress", lang) in answer["text"]
    assert script.say("danger-story-or-you", lang) in answer["text"]
    assert {script.say(f"button-it-is-{who}", lang) for who in ("me", "the-story")} <= set(asked)
    assert here not in before
    assert [here] == [label for label in after if label not in before]
    assert after == unclear
    assert here in later
    assert script.say("button-back-to-story", lang) in help_shown


async def test_small_talk_gets_a_small_answer(server: TelegramServer, script: Script) -> None:
    """Who says hello gets hello back, with help and ways to go on."""
    user = User(server, 529, language_code="fr")
    message = await user.asks("bonjour")

    assert script.small_talk["greeting"].answer["fr"] in message["text"]
    assert HELP["fr"] in [button["text"] for button in user.buttons()]


async def test_a_question_is_answered_in_its_language(server: TelegramServer) -> None:
    """A typed question gets its answer, in the language it was typed in."""
    user = User(server, 503, language_code="fr")
    french = await user.asks("si jai figé est-ce que jétais daccord")
    english = await user.asks("is jealousy a proof of love")

    assert ("Mythe" in french["text"], "Myth" in english["text"]) == (True, True)


async def test_danger_is_answered_with_open_lines(server: TelegramServer) -> None:
    """Words of danger get people to talk to, whatever else they hold."""
    user = User(server, 504, language_code="fr")
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
async def test_commands_show_their_screen(server: TelegramServer, script: Script, command: str, shown: str) -> None:
    """Each command leads where its description says."""
    user = User(server, 505, language_code="fr")
    message = await user.asks(command)
    words = " ".join([message["text"], *(button["text"] for button in user.buttons())])

    assert script.interface[shown]["fr"].split("{")[0] in words


async def test_commands_are_described_in_both_languages(server: TelegramServer) -> None:
    """Telegram's own menu lists the commands, in French for French clients."""
    french, english = ("default", "fr"), ("default", "")
    await until(lambda: {french, english} == set(server.world.commands))

    assert [
        *("start", "aide", "scenarios", "question", "cartes", "carnet", "film", "signaux", "animation", "formation"),
        *("langue", "donnees", "effacer"),
    ] == [each["command"] for each in server.world.commands[french]]
    assert "help" in [each["command"] for each in server.world.commands[english]]


async def test_privacy_prints_what_is_held(script: Script, tmp_path: Path) -> None:
    """/donnees tells the counters of weeks that are over, and stays the same whatever somebody does meanwhile."""
    async with TelegramServer() as server, running(server, tmp_path):
        user = User(server, 506, language_code="fr")
        none = await user.asks("/donnees")
        for _ in range(FEWEST_SHOWN):
            await user.asks("/aide")
        same = await user.asks("/donnees")
    with closing(sqlite3.connect(tmp_path / "tally.db")) as database:
        database.execute("UPDATE counters SET week = '2026-W01'")
        database.commit()
    async with TelegramServer() as server, running(server, tmp_path):
        some = await User(server, 506, language_code="fr").asks("/donnees")

    assert script.say("privacy-none", "fr") in none["text"]
    assert none["text"] == same["text"]
    assert script.say("privacy-held", "fr", counters=1, total=FEWEST_SHOWN) in some["text"]
    assert f"2026-W01 · fr · help · {FEWEST_SHOWN}" in some["text"]


async def test_erase_leaves_only_its_own_answer(server: TelegramServer) -> None:
    """/effacer empties the person's chat of what is less than two days old, and touches nobody else's."""
    user = User(server, 507)
    stranger = User(server, 508)
    await stranger.asks("/aide")
    await user.asks("/aide")
    await stranger.asks("/aide")
    message = await user.asks("/effacer")
    await all_confirmed(server)

    assert [message["message_id"]] == list(user.chat.messages)
    assert 4 == len(stranger.chat.messages)


async def test_erase_stops_at_the_first_message_that_is_too_old(server: TelegramServer) -> None:
    """Among a hundred ids with some over two days old, /effacer takes the young, leaves the old and goes no further."""
    user = User(server, 521)
    stranger = User(server, 522)

    def written(hours: float, number: int) -> list[int]:
        """Let the person, then a stranger, write some messages of an age; return the ids of the person's."""
        ids = []
        for _ in range(number):
            for who in (user, stranger):
                message = server.world.message(who.chat, who.person, {"text": "x"})
                server.age(message, hours * 3600)
            ids.append(next(reversed(user.chat.messages)))
        return ids

    ancient = written(24 * 30, 80)
    old = written(48.01, 10)
    young = written(47.9, 20)
    message = await user.asks("/effacer")
    await all_confirmed(server)
    tries = [(call.status, call.parameters["message_ids"]) for call in server.calls_of("deleteMessages")]

    assert [*ancient, *old, message["message_id"]] == list(user.chat.messages)
    assert {message["message_id"] - 1, *young} == {
        event.message["message_id"] for event in user.chat.log if event.what == "deleted"
    }
    assert (400, [old[-1]]) == tries[-1]
    assert message["message_id"] - 100 == min(min(ids) for _, ids in tries)
    assert len(tries) < 20
    assert 110 == len(stranger.chat.messages)


async def test_erase_goes_back_over_thousands_of_ids(server: TelegramServer) -> None:
    """A young message is found far back among the messages of others, a hundred ids a call."""
    user = User(server, 523)
    crowd = User(server, 524)
    server.world.message(user.chat, user.person, {"text": "x"})
    for _ in range(2_500):
        server.world.message(crowd.chat, crowd.person, {"text": "x"})
    message = await user.asks("/effacer")
    await all_confirmed(server)

    assert [message["message_id"]] == list(user.chat.messages)
    assert 2_500 == len(crowd.chat.messages)
    assert all(len(call.parameters["message_ids"]) <= 100 for call in server.calls_of("deleteMessages"))


@pytest.mark.parametrize("kind", MEDIA)
async def test_media_is_deleted_and_never_fetched(server: TelegramServer, script: Script, kind: str) -> None:
    """Whatever is sent is taken out of the chat, and nothing of it is downloaded."""
    user = User(server, 509, language_code="en")
    user.send_media(kind)
    message = await user.next_reply()

    assert script.interface["media"]["en"] in message["text"]
    assert [message["message_id"]] == list(user.chat.messages)
    assert (0, []) == (server.counts["getFile"], server.violations)


async def test_no_answer_to_danger_waits_for_a_deletion(server: TelegramServer) -> None:
    """A picture whose caption holds danger is deleted too, but only after the help is there."""
    user = User(server, 610, language_code="fr")
    user.send_media("photo", caption="je veux mourir")
    message = await user.next_reply()
    await until(lambda: list(user.chat.messages) == [message["message_id"]])

    assert ["sendMessage", "deleteMessage"] == [call.method for call in server.calls_of("sendMessage", "deleteMessage")]


async def test_danger_in_a_caption_is_heard(server: TelegramServer) -> None:
    """The picture is not opened, but its caption is read for danger."""
    user = User(server, 510, language_code="en")
    user.send_media("photo", caption="i want to die")
    message = await user.next_reply()

    assert "988" in message["text"] or "9-8-8" in message["text"]


async def test_an_edited_text_is_answered_only_when_danger_is_in_it(server: TelegramServer) -> None:
    """Changing a word is no new question; changing it into danger is heard."""
    user = User(server, 511, language_code="fr")
    for text in ("si jai figé est-ce que jétais daccord", "je veux mourir"):
        before = server.world.message(user.chat, user.person, {"text": "salut"})
        user.edit(before["message_id"], text)
    message = await user.next_reply()
    await all_confirmed(server)

    assert "535353" in message["text"]
    assert 1 == len(user.chat.said_by_bot())


@pytest.mark.parametrize("kind", ["group", "supergroup"])
async def test_a_group_is_told_and_left(server: TelegramServer, kind: str) -> None:
    """In a group the bot says once where to write to it, leaves once, and says nothing about having left."""
    user = User(server, 512)
    group = user.group_add(-77, kind=kind)
    await until(lambda: "left" == group.status)
    await all_confirmed(server)
    calls = [(call.method, call.status) for call in server.calls if -77 == call.parameters.get("chat_id")]

    assert ["added", "sent", "left"] == [event.what for event in group.log]
    assert [("sendMessage", 200), ("leaveChat", 200)] == calls
    assert f"https://t.me/{server.world.bot['username']}" in group.log[1].message["text"]
    assert "reply_markup" not in group.log[1].message
    assert [] == user.chat.log


async def test_words_written_in_a_group_before_it_was_left_bring_nothing_more(server: TelegramServer) -> None:
    """When somebody speaks to the bot in a group as it is added, the group still gets one message and one good-bye."""
    user = User(server, 525)
    group = user.group_add(-78)
    assert user.group_say(group, "/aide")
    await until(lambda: "left" == group.status)
    await all_confirmed(server)

    assert ["added", "said", "sent", "left"] == [event.what for event in group.log]
    assert 1 == len(server.calls_of("leaveChat"))


@pytest.mark.parametrize(
    "data",
    ["1fd.sAAAA.nAAAA", "0fd", "forged", "1fd.s", "💥" * 16, "1fm.cAAAA", "1eb", "x" * 64, "1fd." + "." * 50],
)
async def test_a_stale_or_forged_button_gets_a_way_on(server: TelegramServer, data: str) -> None:
    """A button that leads nowhere is answered with help and a fresh start."""
    user = User(server, 513, language_code="fr")
    await user.asks("/aide")
    user.forge(data)
    message = await user.next_reply()

    assert "💬" in message["text"]
    assert HELP["fr"] in [button["text"] for button in user.buttons()] or HELP["en"] in [
        button["text"] for button in user.buttons()
    ]
    assert await all_spinners_stop(server)


@pytest.mark.parametrize(
    "text", ["🙂", "a" * 4096, "é" * 4096, "😀" * 2048, "<b>&amp;", "{0} {name} %s", "\u202ex\u0000"]
)
async def test_any_text_gets_one_answer(server: TelegramServer, text: str) -> None:
    """Odd, hostile or endless texts get one answer with help."""
    user = User(server, 514)
    message = await user.asks(text)
    await all_confirmed(server)

    assert "💬" in message["text"]
    assert 1 == len(user.chat.said_by_bot())


@pytest.mark.parametrize("text", ["", " ", "\u202e\u0000", "a" * 5000])
async def test_a_text_no_client_sends_gets_one_answer(server: TelegramServer, text: str) -> None:
    """Even a text that Telegram would not let through gets one answer with help."""
    user = User(server, 526)
    server.world.push("message", server.world.message(user.chat, user.person, {"text": text}), user.id)
    message = await user.next_reply()
    await all_confirmed(server)

    assert "💬" in message["text"]
    assert 1 == len(user.chat.said_by_bot())


async def test_what_nobody_waits_for_is_ignored(server: TelegramServer) -> None:
    """Inline queries and channel posts are not even asked for; service messages get no answer, and nothing breaks."""
    user = User(server, 515)
    inline = user.inline_query("x")
    channel = user.channel_post("x")
    pinned = {"pinned_message": server.world.message(user.chat, user.person, {"text": "x"})}
    server.world.push("message", server.world.message(user.chat, user.person, pinned), user.id)
    message = await user.asks("/aide")
    await all_confirmed(server)

    assert ("unwanted", "unwanted") == (inline.dropped, channel.dropped)
    assert 1 == len(user.chat.said_by_bot())
    assert "💬" in message["text"]


async def test_a_person_who_blocked_the_bot_is_no_error(server: TelegramServer, bot: Bot) -> None:
    """A 403 ends that turn in silence, and the next person is answered."""
    blocked = User(server, 516, language_code="fr")
    blocked.say("/aide")
    blocked.block()
    other = User(server, 517, language_code="fr")
    await other.asks("/aide")
    await all_confirmed(server)

    assert [403] == [call.status for call in server.calls_of("sendMessage") if blocked.id == call.parameters["chat_id"]]
    assert "WARNING" not in bot.printed()


async def test_the_language_travels_in_the_buttons(server: TelegramServer, script: Script) -> None:
    """Changed by a button, the language stays, with nothing stored."""
    user = User(server, 518, language_code="fr")
    await user.asks("/start")
    english = await user.presses("🌐")
    stories = await user.presses("📖")

    assert script.interface["menu"]["en"] in english["text"]
    assert script.interface["stories"]["en"] in stories["text"]


async def test_a_message_that_is_gone_is_sent_anew(server: TelegramServer, script: Script) -> None:
    """When the pressed message can no longer be changed, the answer comes as a new one."""
    user = User(server, 519, language_code="fr")
    menu = await user.asks("/start")
    data = next(button["callback_data"] for button in user.buttons() if "📖" in button["text"])
    user.delete(menu["message_id"])
    user.forge(data, menu)
    message = await user.next_reply()

    assert script.interface["stories"]["fr"] in message["text"]
    assert menu["message_id"] != message["message_id"]


async def test_pressing_twice_changes_nothing_and_breaks_nothing(server: TelegramServer, bot: Bot) -> None:
    """The same button pressed again shows the same, which Telegram refuses and we take as done."""
    user = User(server, 520, language_code="fr")
    menu = await user.asks("/start")
    data = next(button["callback_data"] for button in user.buttons() if "📖" in button["text"])
    user.forge(data, menu)
    await user.next_reply()
    user.forge(data, menu)
    await all_confirmed(server)

    assert [200, 400] == [call.status for call in server.calls_of("editMessageText")]
    assert (1, []) == (len(user.chat.messages) - 1, server.unanswered())
    assert "WARNING" not in bot.printed()


# ---- the programme -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["fr", "en"])
async def test_somebody_seems_to_type_before_each_scene_of_the_film(
    server: TelegramServer, script: Script, lang: str
) -> None:
    """The film is one message that changes; before a scene Telegram shows that somebody types, before a title not."""
    film = next(iter(script.films.values()))
    user = User(server, 601, language_code=lang)
    await user.asks("/film")
    typing = []
    for label in ("▶️", "➡️", "➡️"):
        shown = await user.presses(label)
        typing.append([call.method.casefold() for call in server.calls].count("sendchataction"))

    assert [0, 1, 2] == typing
    assert film.sides[0].scenes[1].lines[-1].words[lang] in shown["text"]  # type: ignore[index]
    assert 1 == len([each for each in user.chat.messages.values() if each["from"]["is_bot"]])


@pytest.mark.parametrize("lang", ["fr", "en"])
async def test_a_page_that_is_kept_stays_and_the_chat_goes_on_below(
    server: TelegramServer, script: Script, lang: str
) -> None:
    """Keeping leaves the page as it was written, without a button that could write over it, and sends a new message."""
    plan = script.logbook.pages["plan"]
    user = User(server, 602, language_code=lang)
    await user.asks("/carnet" if lang == "fr" else "/logbook")
    await user.presses("🛟")
    for prompt in plan.prompts:
        await user.presses(f"⬜ {prompt.options[0].label[lang]}")  # type: ignore[index]
        page = await user.presses("📄" if prompt is plan.prompts[-1] else "➡️")
    await user.presses("📌")
    await all_confirmed(server)
    kept = [each for each in user.chat.messages.values() if each["from"]["is_bot"]]

    assert page["text"] == kept[0]["text"]
    assert all(prompt.options[0].words[lang] in kept[0]["text"] for prompt in plan.prompts)  # type: ignore[index]
    assert script.interface["page-kept"][lang] in kept[1]["text"]  # type: ignore[index]
    assert 2 == len(kept)
    assert "reply_markup" not in kept[0]
