from __future__ import annotations

import re
import string
from io import StringIO
from typing import TYPE_CHECKING, get_args

import pytest

from bot.adapters.comparing.changes import not_compared, tell
from bot.adapters.comparing.words import DONE, FEMININE_KINDS, FEMININE_NOUNS, KINDS, LOOKS, NOUNS, TOLD
from bot.content.diff import compare
from bot.content.diff.change import Code, How, Kind, Noun
from bot.core.turn import LANGS
from tests import small

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.core.turn import Lang

SIGNS = "knowledge/signs.yaml"
FRENCH = """\
3 fichiers changés. 1 histoire modifiée; 1 fiche modifiée; 1 ressource modifiée. À regarder : 1 fin qu'on n'atteint \
plus, 1 numéro changé, 1 bouton déjà envoyé qui ne mène plus nulle part, 1 texte changé dans une seule langue.

dialogues/ride-home.yaml
  histoire « ride-home » — Un tour d'auto
    1 choix renommé (« at-the-stop/get-in → climb-in »); 1 bouton de choix modifié (« at-the-stop/say-no »); \
1 destination de choix modifiée (« at-the-stop/ask-why »)
    le choix « ask-why » de « at-the-stop » mène maintenant à « at-home » (avant : « later »)
    on ne peut plus arriver à la fin « later »
    les boutons déjà envoyés vers « at-the-stop/get-in » feront recommencer en douceur
    seul le français a changé dans 1 texte (« at-the-stop/say-no ») : l'autre langue a-t-elle été oubliée?

knowledge/entries/rides.yaml
  fiche « ride-is-a-debt » — Accepter un tour, ça crée une dette.
    2 formulations ajoutées, 1 retirée

knowledge/helplines.yaml
  ressource « night-line » — La ligne de nuit
    1 numéro modifié (« phone »)
    le numéro a changé : 555 0100 → 555 0199
"""
ENGLISH = """\
3 files changed. 1 story changed; 1 entry changed; 1 resource changed. To look at: 1 ending out of reach, \
1 number changed, 1 button already sent that leads nowhere now, 1 text changed in one language only.

dialogues/ride-home.yaml
  story «ride-home» — A ride home
    1 choice renamed («at-the-stop/get-in → climb-in»); 1 label of a choice changed («at-the-stop/say-no»); \
1 target of a choice changed («at-the-stop/ask-why»)
    choice «ask-why» of «at-the-stop» now leads to «at-home» (before: «later»)
    ending «later» can no longer be reached
    buttons already sent that lead to «at-the-stop/get-in» will get a kind restart
    only French changed in 1 text («at-the-stop/say-no»): was the other language forgotten?

knowledge/entries/rides.yaml
  entry «ride-is-a-debt» — Accepting a ride creates a debt.
    2 phrasings added, 1 removed

knowledge/helplines.yaml
  resource «night-line» — The night line
    1 number changed («phone»)
    the number changed: 555 0100 → 555 0199
"""


def told(old: Mapping[str, bytes], new: Mapping[str, bytes], lang: Lang) -> str:
    """Compare two versions; return the report, with plain spaces."""
    out = StringIO()
    tell(compare(old, new), lang, out)
    return out.getvalue().replace("\u00a0", " ")


@pytest.mark.parametrize(("lang", "expected"), [("fr", FRENCH), ("en", ENGLISH)])
def test_what_changed_is_told_word_for_word(lang: Lang, expected: str) -> None:
    """A moderator reads one line for the whole, then each file and thing with what happened and what it means."""
    story = {"to: later": "to: at-home", 'fr: "Non merci"': 'fr: "Non, merci"', "id: get-in": "id: climb-in"}
    files = small.both_changed(small.STORY, story)
    entries = {'"je lui dois un service", ': '"jlui dois un service", "dette de lift", '}
    files[small.ENTRIES] = small.both_changed(small.ENTRIES, entries)[small.ENTRIES]
    files[small.HELPLINES] = small.changed(small.HELPLINES, "555 0100", "555 0199")[small.HELPLINES]

    assert expected == told(small.files(), files, lang)


@pytest.mark.parametrize(("lang", "expected"), [("fr", "Rien n'a changé.\n"), ("en", "Nothing changed.\n")])
def test_nothing_is_one_sentence(lang: Lang, expected: str) -> None:
    """A version compared with itself is one line."""
    assert expected == told(small.files(), small.files(), lang)


def test_a_whole_thing_is_told_in_its_heading() -> None:
    """What is new, gone or renamed says so in its heading, agreed with its noun."""
    files = small.files()
    story = files.pop(small.STORY)
    renamed = {**files, small.STORY: story.replace(b"id: ride-home", b"id: lift-home")}
    whole = {**files, small.STORY: story}

    assert "  histoire « ride-home » — Un tour d'auto : retirée\n" in told(whole, files, "fr")
    assert "    le lien ?start=s_ride-home n'ouvre plus l'histoire\n" in told(whole, files, "fr")
    assert "  histoire « ride-home » — Un tour d'auto : ajoutée\n" in told(files, whole, "fr")
    assert "  story «lift-home» — A ride home: renamed (before: «ride-home»)\n" in told(whole, renamed, "en")
    assert "1 story removed." in told(whole, files, "en").splitlines()[0]


def test_what_cannot_be_read_is_told_with_its_line() -> None:
    """A file that cannot be read in one version says so, with the line and what is wrong."""
    broken = small.changed(small.STORY, "workshop: 5", "workshop: five")

    assert "  this file cannot be read in the new version, and was not compared: line 2, " in told(
        small.files(), broken, "en"
    )
    assert "1 fichier illisible" in told(broken, small.files(), "fr")


@pytest.mark.parametrize("lang", LANGS)
def test_nothing_that_a_terminal_obeys_is_told(lang: Lang) -> None:
    """What would clear a screen or forge a line, in a title, a value or the name of a file, is no more than a space."""
    title = {'fr: "Un tour d\'auto"': 'fr: "Un \\x1b[2Jtour"', 'en: "A ride home"': 'en: "A \\x1b[2Jride"'}
    figures = "knowledge/figures.yaml"
    files = small.both_changed(small.STORY, title)
    files[figures] = small.changed(figures, 'fr: "16 ans", en: "16"', 'fr: "1\\x1b[1mX", en: "1\\x1b[1mX"')[figures]
    report = told(small.files(), {**files, "dialogues/\x1b[2J\n.yaml": b"id: ["}, lang)

    assert {"fr": "« ride-home » — Un  [2Jtour\n", "en": "«ride-home» — A  [2Jride\n"}[lang] in report
    assert "1 [1mX" in report
    assert "\ndialogues/ [2J .yaml\n" in report
    assert report.replace("\n", "").isprintable()


def test_another_order_is_told_as_such() -> None:
    """An order that changed is no number of things."""
    head, between, rush = small.files()[SIGNS].decode().partition("  rush:")
    title, secrecy = head.split("\n", 1)
    files = {**small.files(), SIGNS: f"{title}\n{between}{rush}{secrecy}".encode()}

    assert told(small.files(), files, "fr").endswith("knowledge/signs.yaml\n  ordre changé\n")
    assert told(small.files(), files, "en").endswith("knowledge/signs.yaml\n  order changed\n")


def test_every_word_is_there_in_both_languages() -> None:
    """Each kind, noun, verb and sentence has its words, with the same places to fill in both languages."""
    assert (set(get_args(Kind)), set(get_args(Noun))) == (set(KINDS), set(NOUNS))
    assert (set(get_args(How)), set(get_args(Code)) - {"endings-kept"}) == (set(DONE), set(TOLD))
    assert set(get_args(Kind)) > FEMININE_KINDS
    assert set(get_args(Noun)) > FEMININE_NOUNS
    assert set(TOLD) > set(LOOKS)
    for both in TOLD.values():
        places = [{name for _, name, *_ in string.Formatter().parse(both[lang]) if name} for lang in LANGS]
        assert places[0] == places[1]


@pytest.mark.parametrize("lang", LANGS)
def test_that_answers_were_not_compared_is_told(lang: Lang) -> None:
    """One line says how to compare them."""
    assert re.fullmatch(r"[^\n]*--answers[^\n]*", not_compared(lang))
