"""What `broken/` does not show: what the checks let through, and what none of them may overlook."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import pytest

from bot.content import checks
from bot.content.check import inspect
from bot.content.checks.paths import FEWEST_ENDINGS
from bot.content.checks.prose import MOST_WORDS, MOST_WORDS_IN_ENDING, MOST_WORDS_IN_SCENE
from bot.content.positions import read
from bot.core.place import MOST_SIGNS, digest
from tests import small

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.content.problem import Path

#: Two ids with the same four letters in a button.
ALIKE: Final = ("go-on-quietly", "drive-off-quietly-by-text")
#: What no teen reads as a text: how things are typed, what only reviewers see, addresses.
NEVER_SHOWN: Final = frozenset(
    ["phrasings", "said", "short", "common", "groups", "classes", "patterns", "phrases", "examples", "facts", "url"]
)


def codes(content: Mapping[str, bytes]) -> list[str]:
    """Return the codes of the problems of a content."""
    return [problem.code for problem in inspect(content).problems]


def words(count: int) -> str:
    """Make a text of so many words."""
    return "So " * (count - 1) + "so."


def texts(value: Any) -> list[Path]:
    """Give the paths of the texts that stand in two languages and may be shown."""
    return [
        path
        for path, part in small.parts(value)
        if isinstance(part, str) and path[-1] in ("fr", "en") and NEVER_SHOWN.isdisjoint(path)
    ]


@pytest.mark.parametrize("name", sorted(small.files()))
def test_no_shown_text_escapes_the_check_of_its_braces(name: str) -> None:
    """In every text a teen may read, a figure that does not exist is told where the text stands."""
    whole = read(name, small.files()[name]).value
    overlooked = []
    for path in texts(whole):
        broken = small.with_part(whole, path, "{nobody-knows}")
        found = codes({**small.files(), name: json.dumps(broken).encode()})
        if not {"figure-missing", "brace"} & set(found):
            overlooked.append(path)

    assert [] == overlooked


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (small.STORY, '"No thanks"', f'"{words(MOST_WORDS["label"])}"'),
        (small.STORY, '"Good question."', f'"{words(MOST_WORDS["feedback"])}"'),
        (small.STORY, '"You trusted yourself."', f'"{words(MOST_WORDS["debrief"])}"'),
        (small.STORY, '"You walk home."', f'"{words(MOST_WORDS_IN_ENDING)}"'),
        (small.STORY, '"A car stops in front of you."', f'"{words(MOST_WORDS_IN_SCENE - 6)}"'),
        (small.ENTRIES, '"Accepting a ride creates a debt."', f'"{words(MOST_WORDS["statement"])}"'),
        (small.ENTRIES, '"A free and clear yes, which may change."', f'"{words(MOST_WORDS["answer"])}"'),
        (small.HELPLINES, '"You want to talk to someone."', f'"{words(MOST_WORDS["who-for"])}"'),
        (small.HELPLINES, '"They may ask your age."', f'"{words(MOST_WORDS["know"])}"'),
        ("knowledge/signs.yaml", '"A secret keeps help away."', f'"{words(MOST_WORDS["sign"])}"'),
        (small.SMALL_TALK, '"You\'re welcome."', f'"{words(MOST_WORDS["small-talk"])}"'),
        (small.REPLIES, '"You buy time."', f'"{words(MOST_WORDS["strength"])}"'),
    ],
)
def test_a_text_of_just_the_most_words_is_let_through(file: str, old: str, new: str) -> None:
    """The limit itself is allowed, and one word more is told."""
    assert "text-too-long" not in codes(small.changed(file, old, new))
    assert "text-too-long" in codes(small.changed(file, old, new.replace("So ", "So so ", 1)))


def test_words_are_counted_as_people_count_them() -> None:
    """An elided article, a hyphen, an emoji and a dash make no word more."""
    assert [] == codes(small.changed(small.STORY, '"No thanks"', "\"🙅 O'Neil, so-so – a b c d e f, it's “h”\""))


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (small.STORY, '"The driver"', '"Driver 12"'),
        (small.STORY, 'en: ["i refuse"]', 'en: ["not at 14"]'),
        (small.ENTRIES, '"whats consent"', '"consent at 16"'),
        (small.HELPLINES, '"The night line"', '"Line 811"'),
        (small.ENTRIES, '"A favour creates no debt, at {consent-age} as later."', '"No debt from {consent-age} on."'),
        (small.SMALL_TALK, "        many thanks\n", "        thx 1000\n"),
        (small.REPLIES, "        ok coming\n", "        ok in 5\n"),
        (small.HELD, '"wont let me leave"', '"call 911"'),
        (small.HELD, "    help me now\n", "    call 911\n"),
        (small.JOKES, "    hello everybody\n", "    we won 3 to 2\n"),
    ],
)
def test_a_number_is_let_through_where_it_belongs(file: str, old: str, new: str) -> None:
    """Names, what teens type, and figures may hold digits; only sentences may not."""
    assert [] == codes(small.changed(file, old, new))


def test_a_story_may_show_as_many_signs_as_a_button_holds() -> None:
    """Forty signs fit; the next one does not, which `broken/` shows."""
    names = [f"sign-{number}" for number in range(MOST_SIGNS)]
    sign = '{name: {fr: "Un signe", en: "A sign"}, why: {fr: "Il compte.", en: "It counts."}, fact: M1}'
    content = small.changed(small.STORY, "signs: [rush]", f"signs: [{', '.join(names[1:])}]")
    content[small.ENTRIES] = content[small.ENTRIES].replace(b"signs: [rush]", b"signs: [sign-0]")
    content[small.FILM] = content[small.FILM].replace(b"signs: [secrecy]", b"signs: [sign-0]")
    content[small.STORY] = content[small.STORY].replace(b"signs: [secrecy]", b"signs: [sign-0]")
    content["knowledge/signs.yaml"] = "".join(["signs:\n", *(f"  {name}: {sign}\n" for name in names)]).encode()

    assert [] == codes(content)


def test_a_safe_ending_needs_no_way_back() -> None:
    """Only where something is unsettled or lost must a teen be able to try again."""
    content = small.changed(small.STORY, "outcome: open", "outcome: safe")
    content[small.STORY] = content[small.STORY].replace(
        b"    help: [distress]\n    retry: at-the-stop\n", b"    help: [distress]\n"
    )

    assert [] == codes(content)


def test_three_endings_are_enough() -> None:
    """The smallest story has three endings, as the small content has."""
    assert 3 == FEWEST_ENDINGS
    assert 3 == small.files()[small.STORY].count(b"kind: ending")


def test_a_story_may_go_round_when_there_is_a_way_out() -> None:
    """A choice may lead back to a scene already seen."""
    content = small.changed(
        small.STORY,
        "    choices:\n",
        "    choices:\n      - {id: wait, stance: neutral, label: {fr: Attendre, en: Wait},"
        " feedback: {fr: Bon., en: Well.}, to: at-the-stop}\n",
    )

    assert [] == codes(content)


def test_a_question_needs_no_verdict_and_depends_is_one() -> None:
    """A question may rest on a row that is a myth; a statement may not say otherwise than its row."""
    assert [] == codes(small.changed(small.ENTRIES, "fact: M2", "fact: M1"))
    assert ["verdict-differs"] == codes(small.changed(small.ENTRIES, "kind: myth", "kind: reality"))
    assert [] == codes(small.changed(small.ENTRIES, "fact: M1", "fact: M2"))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('hours: "24/7"\n    languages', 'hours: "Mo-Su 20:00-08:00"\n    languages', ["nobody-at-night"] * 3),
        (
            "listens: true\n    confidential: true\n    anonymous: true",
            "listens: false\n    confidential: true\n    anonymous: true",
            ["nobody-at-night"] * 3,
        ),
        ('{kind: phone, number: "555 0100", press: 2}', '{kind: site, url: "https://n.example"}', []),
        ('number: "555 0100", press: 2}', 'number: "555 0100", hours: "Mo-Fr 09:00-17:00"}', []),
    ],
)
def test_somebody_who_listens_answers_day_and_night_in_every_menu(old: str, new: str, expected: list[str]) -> None:
    """For the night counts a way that people answer at all hours, in both languages; a site is no such way."""
    assert expected == codes(small.changed(small.HELPLINES, old, new))


@pytest.mark.parametrize("topic", ["distress", "danger"])
def test_the_two_menus_the_bot_itself_leads_to_must_be_there(topic: str) -> None:
    """Even where no story, entry or danger names them, somebody to talk to and the emergency have their menus."""
    other = {"distress": "danger", "danger": "distress"}[topic]
    named = (small.STORY, small.ENTRIES, small.HELD, small.LOW, small.TOLD, small.FILM, small.TRAINING)
    content = small.files()
    content |= {name: content[name].replace(f"[{topic}]".encode(), f"[{other}]".encode()) for name in named}
    content[small.ENTRIES] = content[small.ENTRIES].replace(b"[distress, legal]", f"[{other}, legal]".encode())
    content[small.HELPLINES] = content[small.HELPLINES].replace(f"  {topic}:\n".encode(), b"  home:\n")

    assert [
        f"{small.HELPLINES}:41:1: topic-without-menu topic «{topic}» has no menu (add it to {small.HELPLINES})"
    ] == (small.problems(content))


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (small.JOKES, "    il fait beau dehors\n", "    je suis morte de rire\n"),
        (small.JOKES, "    il fait beau dehors\n", "    au secours les gars\n"),
        (small.JOKES, "    the weather is nice\n", "    non merci\n"),
        (small.HELD, "    help me now\n", "    help me now\n    Help me NOW!\n"),
    ],
)
def test_only_what_is_danger_and_harmless_at_once_is_told(file: str, old: str, new: str) -> None:
    """A line may stand twice among the harmless ones or in its danger, and a longer line is another one."""
    assert [] == codes(small.changed(file, old, new))


def test_any_danger_and_any_harmless_file_may_name_the_classes_and_none_must() -> None:
    """Classes of words serve every pattern; with no pattern that names one, they are left alone."""
    named = small.changed(small.JOKES, '"mort|morte de rire"', '"<die> de rire"')
    plain = small.files()
    plain |= {name: data.replace(b"<want>", b"want") for name, data in plain.items()}

    assert [] == codes(named)
    assert [] == codes(plain)


def test_lines_without_words_are_no_examples_of_the_same_thing() -> None:
    """Two different emoji fold to nothing, and nothing is told of them."""
    content = small.changed(small.HELD, "    au secours\n  en", "    🆘\n  en")
    content[small.JOKES] = small.changed(small.JOKES, "    hello everybody\n", "    😂\n")[small.JOKES]

    assert [] == codes(content)


def test_an_act_named_twice_for_one_choice_means_one_choice() -> None:
    """Only two choices with the same act are told."""
    assert [] == codes(small.changed(small.STORY, "acts: [go-along]", "acts: [go-along, go-along]"))


def test_in_a_scene_to_say_it_your_way_an_act_may_mean_nothing() -> None:
    """Words that refuse must lead somewhere; a choice without acts and an act without a choice are let through."""
    content = small.changed(small.STORY, "        acts: [stall, ask]\n", "")
    content[small.STORY] = content[small.STORY].replace(b"        acts: [go-along]\n", b"")

    assert [] == codes(content)


def test_two_stories_alike_in_a_button_are_told() -> None:
    """The ids of two stories may not share the letters of a button either."""
    story = small.files()[small.STORY]
    content = small.files()
    del content[small.STORY]
    content |= {f"dialogues/{name}.yaml": story.replace(b"ride-home", name.encode()) for name in ALIKE}

    assert digest(ALIKE[0]) == digest(ALIKE[1])
    assert [("dialogues/go-on-quietly.yaml", 1, 1, "digest-collision")] == [
        (problem.file, problem.line, problem.column, problem.code) for problem in inspect(content).problems
    ]


@pytest.mark.parametrize("kind", ["theme", "entry"])
def test_a_name_may_serve_two_kinds_of_things(kind: str) -> None:
    """A theme or an entry may be called like a topic: the button says which of them is meant."""
    old, new = {"theme": ("theme: rides", "theme: distress"), "entry": ("id: ride-is-a-debt", "id: distress")}[kind]

    assert [] == codes(small.changed(small.ENTRIES, old, new))


def test_every_check_shows_its_law() -> None:
    """Each check says in one sentence what holds when it says nothing."""
    laws = [check.__doc__ or "" for check in (*checks.CHECKS, *checks.ACROSS_CHECKS, *checks.WHOLE_CHECKS)]

    assert [] == [law for law in laws if not law.splitlines() or not law.splitlines()[0].endswith(".")]
    assert len(laws) == len(set(laws))
