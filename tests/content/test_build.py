from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from bot.content.build import build
from bot.content.check import inspect
from bot.content.learn import lexicon_of, nothing_learned
from bot.core.help import State, way_state
from bot.core.script import Both, Entry, Line, Regional, Resource, Script, Sign
from bot.core.turn import Place, Press, Screen
from tests import small

if TYPE_CHECKING:
    from collections.abc import Mapping


def built(content: Mapping[str, bytes]) -> Script:
    """Build a content that has no problem."""
    found = inspect(content)
    assert [] == found.problems
    return build(found.models)


@pytest.fixture(scope="module")
def script() -> Script:
    """Build the small content."""
    return built(small.files())


# ---- texts ---------------------------------------------------------------------------------------------------------


def test_figures_are_put_into_texts_in_each_language(script: Script) -> None:
    """A text that names a figure shows it as its own language writes it."""
    expected = Both(
        "Un service ne crée aucune dette, à 16 ans comme plus tard.", "A favour creates no debt, at 16 as later."
    )
    assert expected == script.entries["ride-is-a-debt"].answer


def test_figures_are_put_into_stories_signs_lines_and_the_interface() -> None:
    """A figure may be named in any text, and none reaches the core unfilled."""
    content = small.files()
    changes = {
        small.STORY: {"Why me?": "Why me, at {consent-age}?", "Pourquoi moi?": "Pourquoi moi, à {consent-age}?"},
        small.HELPLINES: {
            "They may ask": "Under {consent-age}, they may ask",
            "On peut": "Sous {consent-age}, on peut",
        },
        "knowledge/signs.yaml": {"A secret": "At {consent-age}, it", "Un secret": "À {consent-age}, ça"},
    }
    for name, texts in changes.items():
        for old, new in texts.items():
            content[name] = content[name].replace(f'"{old}'.encode(), f'"{new}'.encode())
    content[small.INTERFACE] = small.interface({"help-danger": "Call {emergency-number}."})
    script = built(content)
    story = script.scenarios["ride-home"]

    assert "Why me, at 16?" == story.nodes["at-the-stop"].choices["ask-why"].label.en
    assert "At 16, it keeps help away." == story.signs[1].why.en
    assert "Under 16, they may ask your age." == getattr(script.resources["day-line"].know, "en", None)
    assert Both("Call 911.", "Call 911.") == script.interface["help-danger"]


def test_what_the_bot_fills_in_later_is_left_in_the_interface(script: Script) -> None:
    """A placeholder that is no figure waits for the message it belongs to."""
    assert "help-line {name} {way}" == script.interface["help-line"].fr
    assert "help-line X Y" == script.say("help-line", "fr", name="X", way="Y")


# ---- stories -------------------------------------------------------------------------------------------------------


def test_each_sign_of_a_story_has_a_bit_in_the_order_a_reader_meets_it(script: Script) -> None:
    """Signs are numbered as they stand in the story, not as they stand in the file of signs."""
    story = script.scenarios["ride-home"]

    assert ["rush", "secrecy"] == [sign.id for sign in story.signs]
    assert Sign("rush", story.signs[0].name, Both("La presse empêche de réfléchir.", "A rush stops you from thinking."))
    assert {"say-no": 0, "ask-why": 1, "get-in": 0} == {
        choice.id: choice.seen for choice in story.nodes["at-the-stop"].choices.values()
    }
    assert {"at-the-stop": 0, "at-home": 0, "later": 0, "in-the-car": 2} == {
        node.id: node.seen for node in story.nodes.values()
    }


def test_a_sign_met_twice_keeps_its_one_bit() -> None:
    """The same sign on two choices and an ending is one sign."""
    content = small.changed(small.STORY, "signs: [secrecy]", "signs: [rush, secrecy]")
    story = built(content).scenarios["ride-home"]

    assert ["rush", "secrecy"] == [sign.id for sign in story.signs]
    assert 3 == story.nodes["in-the-car"].seen


def test_who_speaks_is_shown_by_name_except_the_narrator(script: Script) -> None:
    """A bubble of the narrator has no name; every other has the name the teen reads."""
    expected = (
        Line(None, Both("Une auto s'arrête devant toi.", "A car stops in front of you.")),
        Line(Both("La personne au volant", "The driver"), Both("Monte, je te ramène.", "Get in, I'll take you home.")),
    )
    assert expected == script.scenarios["ride-home"].nodes["at-the-stop"].lines


def test_an_ending_has_an_end_and_a_scene_has_choices(script: Script) -> None:
    """An ending holds its outcome, its help and its way back; a scene holds where each choice leads."""
    nodes = script.scenarios["ride-home"].nodes
    ends = {
        node.id: (node.ending.outcome, node.ending.help, node.ending.retry) for node in nodes.values() if node.ending
    }

    assert {
        "at-home": ("safe", ("distress",), ()),
        "later": ("open", ("distress",), ("at-the-stop",)),
        "in-the-car": ("caught", ("danger",), ("at-the-stop",)),
    } == ends
    assert {"say-no": "at-home", "ask-why": "later", "get-in": "in-the-car"} == {
        choice.id: choice.to for choice in nodes["at-the-stop"].choices.values()
    }
    assert {"fr": ("je refuse", "sans façon"), "en": ("i refuse", "no way")} == nodes["at-the-stop"].choices[
        "say-no"
    ].said


def test_a_scene_to_say_it_your_way_knows_what_each_act_means() -> None:
    """The mark of the scene and the acts of its choices are kept; an ending and another scene have neither."""
    content = small.changed(small.STORY, "    say_it_your_way: true\n", "")
    for acts in (b"[refuse, seek-help]", b"[stall, ask]", b"[go-along]"):
        content[small.STORY] = content[small.STORY].replace(b"        acts: " + acts + b"\n", b"")
    marked, plain = (build(inspect(each).models).scenarios["ride-home"].nodes for each in (small.files(), content))

    assert {"at-the-stop": True, "at-home": False, "later": False, "in-the-car": False} == {
        node.id: node.say_it_your_way for node in marked.values()
    }
    assert {"say-no": {"refuse", "seek-help"}, "ask-why": {"stall", "ask"}, "get-in": {"go-along"}} == {
        choice.id: choice.acts for choice in marked["at-the-stop"].choices.values()
    }
    assert {False} == {node.say_it_your_way for node in plain.values()}
    assert {frozenset()} == {choice.acts for choice in plain["at-the-stop"].choices.values()}


def test_a_scene_may_need_other_help_than_its_story() -> None:
    """The help of a scene stands beside the help of the story, and is empty when none is named."""
    content = small.changed(small.STORY, "    kind: scene\n", "    kind: scene\n    help: [danger]\n")
    story = built(content).scenarios["ride-home"]

    assert (("distress",), ("danger",), ()) == (story.help, story.nodes["at-the-stop"].help, story.nodes["later"].help)


def test_stories_come_in_the_order_of_the_workshops() -> None:
    """Stories are listed by workshop, then by name, whatever their files are called; training modules come first."""
    story = small.files()[small.STORY]
    content = small.files()
    other, third = (
        story.replace(b"Un tour", said.encode()).replace(b"A ride home", said.encode()) for said in ("Un autre", "Une")
    )
    content["dialogues/a.yaml"] = other.replace(b"id: ride-home", b"id: zebra").replace(b"workshop: 5", b"workshop: 4")
    content["dialogues/b.yaml"] = third.replace(b"id: ride-home", b"id: apple")

    assert ["listening", "zebra", "apple", "ride-home"] == list(built(content).scenarios)


def test_every_place_of_a_story_comes_back_from_its_button(script: Script) -> None:
    """The codec knows each story, node, choice, topic, line, theme and entry of the content it was built from."""
    presses = [
        Press(Place("fr", Screen.NODE, "ride-home", "at-the-stop", 3), choice) for choice in ("say-no", "get-in")
    ]
    items = ["distress", "night-line", "rides", "what-is-consent"]
    presses += [Press(Place("en", Screen.ENTRY, item=item)) for item in items]

    assert presses == [script.codec.decode(script.codec.encode(press)) for press in presses]


# ---- knowledge -----------------------------------------------------------------------------------------------------


def test_an_entry_is_built_whole(script: Script) -> None:
    """A statement and a question both keep their words, their proof and their help."""
    entries = script.entries
    expected = Entry(
        id="what-is-consent",
        theme="rides",
        kind="question",
        statement=Both("C'est quoi, le consentement?", "What is consent?"),
        answer=Both("Un oui libre, clair, et qui peut changer.", "A free and clear yes, which may change."),
        phrasings=entries["what-is-consent"].phrasings,
        fact="M2",
        sources=("A law", "A page"),
        help=("distress", "legal"),
        laws=(Both("Loi des tours", "Rides law"),),
    )
    assert expected == entries["what-is-consent"]
    assert ["myth", "question"] == [entry.kind for entry in entries.values()]
    assert {"fr": 6, "en": 6} == {lang: len(texts) for lang, texts in entries["what-is-consent"].phrasings.items()}
    assert ("ride-is-a-debt", "what-is-consent") == script.themes["rides"].entries


def test_sources_are_told_by_name_those_of_the_evidence_first(script: Script) -> None:
    """A teen reads the names of the sources of the row, then of the entry, each once."""
    assert ("A law", "A page") == script.entries["ride-is-a-debt"].sources


def test_a_teen_reads_three_sources_at_most() -> None:
    """A long list of sources is cut; the whole list stays in the evidence."""
    content = small.files()
    keys = ["LAW", "S1", "S2", "S3"]
    rows = "".join(f'  {key}: {{name: "Source {key}"}}\n' for key in keys[1:])
    facts = content["knowledge/facts.yaml"].decode().replace("facts:\n", f"{rows}facts:\n")
    content["knowledge/facts.yaml"] = facts.replace("sources: [LAW, PAGE]", f"sources: [{', '.join(keys)}]").encode()

    assert ("A law", "Source S1", "Source S2") == built(content).entries["what-is-consent"].sources


# ---- help lines ----------------------------------------------------------------------------------------------------


def test_a_way_keeps_its_own_hours_and_else_those_of_its_resource(script: Script) -> None:
    """A chat open on Saturdays, a phone open on weekdays and a site always there are told apart."""
    saturday, friday, night = (datetime(2026, 3, *moment) for moment in ((14, 11), (13, 11), (13, 3)))  # noqa: DTZ001
    states = {
        way.kind: [way_state(way, moment) for moment in (saturday, friday, night)]
        for way in script.resources["day-line"].ways
    }

    assert {
        "chat": [State.OPEN, State.CLOSED, State.CLOSED],
        "phone": [State.CLOSED, State.OPEN, State.CLOSED],
        "site": [State.OPEN, State.OPEN, State.OPEN],
    } == states


def test_only_day_and_night_is_always_open(script: Script) -> None:
    """A way is told as always open when its hours say 24/7, and by nothing else."""
    always = {
        f"{resource.id} {way.kind}": way.always for resource in script.resources.values() for way in resource.ways
    }

    assert {
        "night-line phone": True,
        "night-line text": True,
        "day-line phone": False,
        "day-line chat": False,
        "day-line site": True,
    } == always


def test_hours_nobody_confirmed_are_unknown_and_never_open() -> None:
    """`hours: null` gives ways that are neither open nor closed at any hour."""
    content = small.changed(small.HELPLINES, 'hours: "Mo-Fr 08:30-16:30"', "hours: null")
    phone = built(content).resources["day-line"].ways[0]

    assert (None, False) == (phone.hours, phone.always)
    assert {State.UNKNOWN} == {way_state(phone, datetime(2026, 3, 13, hour)) for hour in range(24)}  # noqa: DTZ001


def test_what_is_not_certain_is_marked_on_the_way_it_concerns(script: Script) -> None:
    """A way is to be verified when it says so itself, or when its resource names its kind."""
    assert {"phone": True, "chat": True, "site": False} == {
        way.kind: way.verify for way in script.resources["day-line"].ways
    }
    assert frozenset(("phone",)) == script.resources["day-line"].verify


def test_a_resource_is_built_whole(script: Script) -> None:
    """Everything a teen is told about a resource is there: for whom, in which languages, what to know, how old."""
    day = script.resources["day-line"]
    expected = Resource(
        id="day-line",
        name=Both("La ligne de jour", "The day line"),
        who_for=Both("Tu as une question sur tes droits.", "You have a question about your rights."),
        ways=day.ways,
        languages=("fr", "en"),
        listens=True,
        confidential=True,
        know=Both("On peut te demander ton âge.", "They may ask your age."),
        regional=(Regional(Both("Nord", "North"), "555 0103 (jour/day)", verify=True),),
        checked_on=date(2025, 11, 23),
        verify=day.verify,
    )
    assert expected == day
    assert script.resources["night-line"].know is None


def test_a_text_line_has_its_word_and_a_phone_its_key(script: Script) -> None:
    """The word to send and the key to press stand with the way they belong to, and nowhere else."""
    ways = {way.kind: way for way in script.resources["night-line"].ways}

    assert (Both("555 0101", "555 0101"), Both("PARLER", "TALK"), None) == (
        (ways["text"].where, ways["text"].keyword, ways["text"].press)
    )
    assert (Both("555 0100", "555 0100"), None, 2) == (
        (ways["phone"].where, ways["phone"].keyword, ways["phone"].press)
    )


@pytest.mark.parametrize(
    ("url", "where"),
    [
        ("https://a.example", Both("https://a.example", "https://a.example")),
        ("{fr: https://f.example, en: https://e.example}", Both("https://f.example", "https://e.example")),
        ("{fr: https://f.example}", Both("https://f.example", "https://f.example")),
        ("{en: https://e.example}", Both("https://e.example", "https://e.example")),
    ],
)
def test_an_address_serves_both_languages(url: str, where: Both) -> None:
    """One address is shown to everybody; one for a single language is better than none for the other."""
    content = small.changed(small.HELPLINES, '"https://example.org/chat"', url)

    assert where == built(content).resources["day-line"].ways[1].where


def test_a_menu_keeps_the_order_of_the_writers(script: Script) -> None:
    """The resources of a need stand in the order written, each the very resource of the list."""
    assert (script.resources["day-line"], script.resources["night-line"]) == script.menus["distress"].order
    assert Both("C'est urgent", "It's urgent") == script.menus["danger"].name


# ---- words ---------------------------------------------------------------------------------------------------------


def test_the_lexicon_is_folded_and_serves_both_languages_at_once() -> None:
    """Short forms are written out whatever the language of the text; words that mean the same share a group."""
    lexicon = lexicon_of(inspect(small.files()).models)
    groups = [{word for word, names in lexicon.groups.items() if number in names} for number in ("0", "1", "2", "3")]

    assert {"jpp": ("j", "en", "peux", "plus"), "pk": ("pourquoi",), "idk": ("i", "do", "not", "know")} == lexicon.short
    assert {"fr": {"le", "un"}, "en": {"the", "a"}} == lexicon.common
    assert [{"dette", "devoir", "dois"}, {"tour", "lift"}, {"ride", "lift"}, {"debt", "owe"}] == groups


@pytest.mark.parametrize("question", ["ça veut dire quoi consentir", "What is consent?", "consentir c quoi"])
def test_a_question_finds_its_entry_by_every_phrasing(script: Script, question: str) -> None:
    """The title and the phrasings of each entry are known, in both languages."""
    verdict = script.understanding.questions.ask(question, "fr")

    assert ("answer", ("what-is-consent",)) == (verdict.kind, verdict.entries)


def test_small_talk_has_its_answer_and_is_never_an_entry(script: Script) -> None:
    """Each kind is known by its phrasings; it stands beside the entries and never among them."""
    questions = script.understanding.questions
    asked = [questions.ask(text, "fr") for text in ("Salut!", "many thanks")]

    assert [("small", ("greeting",)), ("small", ("thanks",))] == [(verdict.kind, verdict.entries) for verdict in asked]
    assert {"greeting": "Hi! Ask your question.", "thanks": "You're welcome."} == {
        kind: talk.answer.en for kind, talk in script.small_talk.items()
    }
    assert set(script.entries) >= {match.entry for text in ("salut", "merci") for match in questions.rank(text)}


def test_figures_are_put_into_small_talk_and_strengths() -> None:
    """What the bot says to a greeting or about a reply may name a figure like any other text."""
    talk = {
        '"You\'re welcome."': '"Welcome, at {consent-age} too."',
        '"Avec plaisir."': '"Bienvenue, à {consent-age}."',
    }
    strength = {'"You buy time."': '"Call {emergency-number}."', '"Tu gagnes du temps."': '"Le {emergency-number}."'}
    content = small.both_changed(small.SMALL_TALK, talk)
    content[small.REPLIES] = small.both_changed(small.REPLIES, strength)[small.REPLIES]
    script = built(content)

    assert "Welcome, at 16 too." == script.small_talk["thanks"].answer.en
    assert "Call 911." == script.strengths["stall"].en


def test_what_is_about_nothing_here_is_learned_as_such() -> None:
    """A harmless line that is off topic is no question about an entry; one that is not off topic may be."""
    line = "une dette de jeu au monopoly"
    off = small.changed(small.JOKES, "il fait beau dehors", line)
    on = {**off, small.JOKES: off[small.JOKES].replace(b"off_topic: true", b"off_topic: false")}
    told, untold = (built(each).understanding.questions.rank(line)[0].evidence.nothing for each in (off, on))

    assert told > 0.5
    assert untold < 0.1


@pytest.mark.parametrize(
    ("typed", "choice", "act"),
    [
        ("Non merci", "say-no", ""),
        ("i refuse", "say-no", ""),
        ("laisse moi tranquille", "say-no", "refuse"),
        ("leave me alone", "say-no", "refuse"),
        ("jappelle ma mere", "say-no", "seek-help"),
        ("maybe later", "ask-why", "stall"),
        ("bof", None, None),
        ("d'accord je monte", "get-in", "go-along"),
    ],
)
def test_a_reply_is_understood_by_its_words_or_by_what_they_do(
    script: Script, typed: str, choice: str | None, act: str | None
) -> None:
    """Labels, other words for a choice and the examples of each act are known, in both languages."""
    node = script.scenarios["ride-home"].nodes["at-the-stop"]
    understood = script.understanding.replies.understand(typed, [each.option("fr") for each in node.choices.values()])

    assert (choice, act) == ((understood.choice, understood.act) if understood else (None, None))


def test_every_act_has_its_strength(script: Script) -> None:
    """What is said about a reply stands under the act it was understood by."""
    assert {
        "refuse": Both("C'est un non clair.", "That's a clear no."),
        "stall": Both("Tu gagnes du temps.", "You buy time."),
        "ask": Both("Tu poses une question.", "You ask a question."),
        "go-along": Both("Tu dis oui.", "You say yes."),
        "seek-help": Both("Tu en parles à quelqu'un.", "You tell somebody."),
    } == script.strengths


# ---- danger --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("il veut pas me laisser partir", "emergency"),
        ("ils veulent pas me laisser partir", "emergency"),
        ("au secours", "emergency"),
        ("au secour", "emergency"),
        ("jai envie de mourir", "distress"),
        ("j'en peux plus de vivre", "distress"),
        ("he wont let me leave", "emergency"),
        ("i want to die", "distress"),
        ("she wants to die", "distress"),
        ("mort de rire, envie de mourir", "distress"),
        ("je suis mort de rire", None),
        ("i will die laughing", None),
        ("bonjour", None),
        ("laisse-moi tranquille", None),
    ],
)
def test_danger_is_heard_as_the_files_say(script: Script, said: str, heard: str | None) -> None:
    """Levels, patterns, classes of words, examples and harmless lines of the files are what the bot listens with."""
    alarm = script.understanding.listener.hear(said)

    assert heard == (alarm.level.value if alarm else None)


def test_a_danger_is_named_by_its_file_and_brings_its_help(script: Script) -> None:
    """The name of a file is the name of its danger; the topics of its help come with the alarm."""
    listener = script.understanding.listener
    alarms = {text: listener.hear(text) for text in ("au secours", "i want to die")}

    assert {"au secours": ("held",), "i want to die": ("low",)} == {text: listener.why(text).dangers for text in alarms}
    assert {"au secours": ("danger",), "i want to die": ("distress",)} == {
        text: alarm.topics for text, alarm in alarms.items() if alarm
    }


@pytest.mark.parametrize(
    ("line", "harmless"),
    [
        ("AU SECOURS!!", False),
        ("jpp de vivre", False),
        ("Hello, everybody.", True),
        ("Leave me alone!", True),
        ("hm", None),
    ],
)
def test_a_line_of_the_files_is_known_word_for_word(script: Script, line: str, harmless: object) -> None:
    """Examples of danger are danger; harmless lines and those of replies are not; any other is unknown."""
    assert harmless == script.understanding.listener.why(line).known


def test_a_word_of_the_harmless_lines_is_nobody_s_typo_of_a_danger_word() -> None:
    """A word that harmless lines use again and again is heard as itself; before they do, it may be a typo."""
    used = small.changed(small.JOKES, "il fait beau dehors", "un chat secouru au parc\n    au parc un chien secouru")

    assert ("held",) == built(small.files()).understanding.listener.why("au secouru").dangers
    assert () == built(used).understanding.listener.why("au secouru").dangers


# ---- learning ------------------------------------------------------------------------------------------------------


def test_what_is_understood_already_is_not_learned_again() -> None:
    """Whoever only looks at what is shown hands in an understanding of nothing, and gets it back in the script."""
    nothing = nothing_learned()
    script = build(inspect(small.files()).models, nothing)

    assert nothing is script.understanding
    assert ["listening", "ride-home"] == list(script.scenarios)
    assert nothing.listener.hear("au secours") is None
    assert "unknown" == nothing.questions.ask("What is consent?", "en").kind
    assert nothing.replies.act("non merci") is None
