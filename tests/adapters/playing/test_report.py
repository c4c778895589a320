from __future__ import annotations

import shlex
from dataclasses import replace
from io import StringIO
from typing import TYPE_CHECKING, get_args

import pytest

from bot.adapters.playing.report import Asked, PlayingError, play, replay
from bot.adapters.playing.words import ODD, OUTCOME_MANY, OUTCOME_ONE, SCREEN, WRONG
from bot.content.build import build
from bot.content.check import inspect
from bot.content.learn import nothing_learned
from bot.core.faults import FaultKind
from bot.core.oddities import OddityKind
from bot.core.script import Both, Ending
from bot.core.turn import LANGS, Screen
from tests import small

if TYPE_CHECKING:
    from bot.core.script import Script
    from bot.core.turn import Lang

PLAYED_FR = """\
Joué en français : chaque réponse une fois, puis 4 parcours au hasard par histoire et par langue (graine 1).

ride-home — Un tour d'auto
  atteint : 4 sur 4 scènes et fins, 3 sur 3 réponses
  jamais rencontré au hasard : «\u00a0at-home\u00a0»
  fins (part des parcours au hasard) : 1 fin en sécurité (0\u00a0%), 1 fin ouverte (25\u00a0%), \
1 fin où l'autre gagne (75\u00a0%)
  réponses jusqu'à la fin : 1 au moins, 1 d'habitude, 1 au plus
  mots à lire d'habitude : 72 en français, environ 1 min (annoncé : 2 min)

En tout : 1 histoire ou module; 4 sur 4 scènes et fins atteintes, 3 sur 3 réponses; 1 fin en sécurité, 1 fin ouverte, \
1 fin où l'autre gagne.
Aucun défaut.
"""
PLAYED_EN = """\
Played in French: every answer once, then 0 random walks for each story and language (seed 1).

ride-home — A ride home
  reached: 3 of 4 scenes and endings, 2 of 3 answers
  never reached: «later»
  answers never offered: «at-the-stop/ask-why»
  ✗ scene «at-the-stop»: the bot broke here (KeyError: 'nowhere')
    pile-ou-face play ride-home folder --lang fr --path ask-why

In total: 1 story or module; 3 of 4 scenes and endings reached, 2 of 3 answers; 1 safe ending, 1 caught ending.
Never reached: 2.
1 fault to mend.
"""


@pytest.fixture(name="little", scope="module")
def _little() -> Script:
    """Build the small content, which understands no words."""
    return build(inspect(small.files()).models, nothing_learned())


@pytest.fixture(name="broken", scope="module")
def _broken(little: Script) -> Script:
    """Give a script in which one choice leads nowhere."""
    story = little.scenarios["ride-home"]
    stop = story.nodes["at-the-stop"]
    choices = {**stop.choices, "ask-why": replace(stop.choices["ask-why"], to="nowhere")}
    nodes = {**story.nodes, "at-the-stop": replace(stop, choices=choices)}
    return replace(little, scenarios={"ride-home": replace(story, nodes=nodes)})


def told(script: Script, asked: Asked, *path: str, again: bool = False) -> tuple[bool, str]:
    """Play or replay; return whether nothing was wrong, and the report."""
    out = StringIO()
    fine = replay(script, asked, path, out) if again else play(script, asked, out)
    return fine, out.getvalue()


def test_a_story_is_told_word_for_word(little: Script) -> None:
    """The report says what was reached, how it ends, how long it is to read, and the whole in two lines."""
    assert (True, PLAYED_FR) == told(little, Asked(("ride-home",), ("fr",), walks=4))


def test_the_most_answers_are_those_of_the_longest_way(script: Script) -> None:
    """How long a story can be does not depend on what chance met of it."""
    counts = [
        line.rpartition(", ")[2]
        for walks in (1, 3)
        for line in told(script, Asked(("new-best-friend",), walks=walks, report="en"))[1].splitlines()
        if "answers to the end" in line
    ]

    assert ["14 at most"] * 2 == counts


@pytest.mark.parametrize(("lang", "words"), [("fr", "d'habitude\n"), ("en", "usually\n")])
def test_in_circles_there_is_no_most(little: Script, lang: Lang, words: str) -> None:
    """Where one can go round in circles, nothing is said of how many answers there are at most."""
    story = little.scenarios["ride-home"]
    stop = story.nodes["at-the-stop"]
    choices = {**stop.choices, "ask-why": replace(stop.choices["ask-why"], to="at-the-stop")}
    nodes = {**story.nodes, "at-the-stop": replace(stop, choices=choices)}
    round_ = replace(little, scenarios={"ride-home": replace(story, nodes=nodes)})

    assert words in told(round_, Asked(report=lang))[1]


def test_a_fault_is_told_with_the_command_that_shows_it_again(broken: Script) -> None:
    """What was not reached stands there by name, and under a fault the command that replays it, folder and all."""
    asked = Asked(("ride-home",), ("fr",), walks=0, report="en", folder="folder")

    assert (False, PLAYED_EN) == told(broken, asked)


def test_the_command_of_a_fault_shows_it(broken: Script) -> None:
    """Replaying the path under a fault shows what was chosen and the fault, and is no success."""
    _, report = told(broken, Asked(walks=0, report="en"))
    command = next(shlex.split(line) for line in report.splitlines() if line.startswith("    pile-ou-face"))
    story, lang, path = command[2], command[4], command[6]
    fine, again = told(broken, Asked((story,), (lang,), report="en"), *path.split(","), again=True)  # type: ignore[arg-type]  # "fr"

    assert not fine
    assert "  ▶ [Pourquoi moi?]\n" in again
    assert "✗ scene «at-the-stop»: the bot broke here (KeyError: 'nowhere')\n" in again
    assert again.endswith("1 fault to mend.\n")


@pytest.mark.parametrize("lang", LANGS)
def test_a_path_shows_every_message_and_what_was_chosen(little: Script, lang: Lang) -> None:
    """A replay shows the note, the scene with the pressed button marked, the ending, and what stands behind it."""
    fine, shown = told(little, Asked(("ride-home",), (lang,), report=lang), "ask-why", again=True)
    story = little.scenarios["ride-home"]
    later = story.nodes["later"]
    assert later.ending

    assert fine
    assert 1 == shown.count("▶")
    assert f"  ▶ [{story.nodes['at-the-stop'].choices['ask-why'].label[lang]}]\n" in shown
    words = [story.content_note, story.nodes["at-the-stop"].lines[0].words, later.lines[0].words, later.ending.debrief]
    places = [shown.index(each[lang]) for each in words]
    assert sorted(places) == places
    assert {"fr": "Aucun défaut.", "en": "No faults."}[lang] == shown.splitlines()[-1]


def test_the_same_seed_walks_the_same_ways(script: Script) -> None:
    """A report is the same at each run, whatever other stories are played; another seed gives another one."""
    one = Asked(("model-wanted",), ("fr",), walks=20)

    assert told(script, one) == told(script, one)
    assert told(script, one)[1] != told(script, replace(one, seed=2))[1]
    beside = told(script, replace(one, stories=("ambassador", "model-wanted")))[1]
    assert told(script, one)[1].split("\n\n")[1] in beside


def test_one_fault_on_many_ways_is_told_once(little: Script) -> None:
    """A message that is too long on every walk, each time by another number of characters, is one fault."""
    story = little.scenarios["ride-home"]
    nodes = dict(story.nodes)
    for name in ("at-home", "later", "in-the-car"):
        ending = nodes[name].ending
        assert isinstance(ending, Ending)
        nodes[name] = replace(nodes[name], ending=replace(ending, debrief=Both("mot " * 1100, "word " * 1100)))
    broken = replace(little, scenarios={"ride-home": replace(story, nodes=nodes)})
    _, report = told(broken, Asked(langs=("fr",), walks=50))

    assert 3 == report.count("✗ retour sur la fin")
    assert "3 défauts à corriger." in report


def test_oddities_are_told_in_words() -> None:
    """What a writer should look at stands under the story with a question mark, and is no fault."""
    content = small.changed(small.STORY, "to: at-home", "to: in-the-car")
    odd = build(inspect(content, passed=True).models, nothing_learned())
    fine, report = told(odd, Asked(("ride-home",), ("en",), walks=0, report="en"))

    assert "  ? every answer resists, and still it ends caught at «in-the-car»: say-no\n" in report
    assert "No faults." == report.splitlines()[-1]
    assert not fine  # an ending is out of reach


def test_every_word_is_there_in_both_languages() -> None:
    """Each fault, oddity, outcome and screen that can be found has its words, and says the same things in both."""
    assert set(get_args(FaultKind)) == set(WRONG)
    assert set(get_args(OddityKind)) == set(ODD)
    assert set(OUTCOME_ONE) == set(OUTCOME_MANY) == {"safe", "open", "caught", "done"}
    assert {Screen.NOTE, Screen.NODE, Screen.SKIPPED, Screen.DEBRIEF, Screen.SIGNS} == set(SCREEN)
    for both in (*WRONG.values(), *ODD.values()):
        assert both.fr != both.en
        assert [part in both.fr for part in ("{about}", "{number}", "{node}")] == [
            part in both.en for part in ("{about}", "{number}", "{node}")
        ]


@pytest.mark.parametrize(
    ("asked", "path", "expected"),
    [
        (Asked(("ride",)), (), "Il n'y a pas d'histoire «\u00a0ride\u00a0». Il y a : listening, ride-home."),
        (Asked(("ride",), report="en"), (), "There is no story «ride». There are: listening, ride-home."),
        (
            Asked(report="en"),
            ("say-no",),
            "--path replays one story: name it, for example «play",
        ),
        (
            Asked(("ride-home",), report="en"),
            ("fly",),
            "At «at-the-stop» there is no answer «fly». There are: say-no, ask-why, get-in.",
        ),
        (
            Asked(("ride-home",), report="en"),
            ("say-no", "get-in"),
            "The story ends at «at-home»: take what comes after it out of the path («get-in»).",
        ),
    ],
)
def test_what_cannot_be_played_is_one_sentence(
    little: Script, asked: Asked, path: tuple[str, ...], expected: str
) -> None:
    """A story or a choice that does not exist is told with those that do, in the language of the report."""
    with pytest.raises(PlayingError) as error:
        told(little, asked, *path, again=bool(path))

    assert str(error.value).startswith(expected)
