from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.matching import MOST_OFFERED, Known, Matcher, nearest
from bot.core.text import short_forms
from bot.core.turn import LANGS, Verdict

if TYPE_CHECKING:
    from pathlib import Path

    from bot.core.script import Script
    from bot.core.turn import Lang

SHORT = short_forms({"pcq": "parce que", "msg": "message", "idk": "i don't know"})
KNOWN = [
    Known("sharing", "fr", ("Partager la photo de quelqu'un, un crime?", "envoyer la photo d'une amie aux autres")),
    Known("sharing", "en", ("Is it a crime to share somebody's picture?", "sending a friend's picture to others")),
    Known("paying", "fr", ("Si je paie, le chantage va arrêter?", "il demande de l'argent pour se taire")),
    Known("paying", "en", ("If I pay, will the blackmail stop?", "he wants money to stay quiet")),
    Known("blocking", "fr", ("Comment bloquer un compte?", "bloquer la personne sur l'application")),
    Known("blocking", "en", ("How do I block an account?", "blocking the person on the app")),
    Known("reporting", "fr", ("Comment signaler un compte?", "signaler la personne sur l'application")),
    Known("reporting", "en", ("How do I report an account?", "reporting the person on the app")),
]
COMMON = ("est", "ce", "que", "la", "le", "un", "une", "je", "de", "comment", "i", "the", "a", "to", "is", "it", "how")
MATCHER = Matcher(KNOWN, SHORT, COMMON)

ANSWERED = [
    ("Si je paie, le chantage va arrêter?", "paying", "fr", "the sentence itself"),
    ("SI JE PAIE LE CHANTAGE VA ARRETER", "paying", "fr", "without accents, in capitals"),
    ("si je paye le chantaje va areter", "paying", "fr", "with typos"),
    ("le chantage arrête si je paie?", "paying", "fr", "in another order"),
    ("if i pay will the blakmail stop", "paying", "en", "in the other language, with a typo"),
    ("envoyer des photos d'une amie aux autres", "sharing", "fr", "in the plural"),
    ("sending a friends picture", "sharing", "en", "in part"),
]


@pytest.mark.parametrize(("typed", "entry", "lang", "how"), ANSWERED, ids=[how for *_, how in ANSWERED])
def test_a_question_that_is_known_is_answered(typed: str, entry: str, lang: str, how: str) -> None:
    """A question is known in either language, with typos, in another order: the best entry answers."""
    verdict = MATCHER.ask(typed, "fr")

    assert ("answer", (entry,), lang) == (verdict.kind, verdict.entries, verdict.lang), how


def test_a_question_between_two_entries_is_asked_back() -> None:
    """Torn between two entries the bot asks which is meant, and chooses neither."""
    verdict = MATCHER.ask("la personne sur l'application", "fr")

    assert "ask" == verdict.kind
    assert {"blocking", "reporting"} == set(verdict.entries)


@pytest.mark.parametrize("typed", ["", "😭", "quelle heure est le match des Canadiens", "zxcvb qwerty", "est-ce que"])
@pytest.mark.parametrize("lang", LANGS)
def test_a_question_about_something_else_is_not_known(typed: str, lang: Lang) -> None:
    """What no entry speaks of is not answered, and the reply stays in the language of the person's Telegram."""
    assert Verdict("unknown", lang) == MATCHER.ask(typed, lang)


WORDS = st.lists(st.sampled_from(["bloquer", "compte", "photo", "crime", "paie", "pay", "stop", "app", "il"]))


@given(st.text(st.characters()) | WORDS.map(" ".join))
def test_a_verdict_keeps_its_form(text: str) -> None:
    """Whatever is typed: one entry when sure, one to three when torn, none when unknown, with scores that fall."""
    verdict = MATCHER.ask(text, "en")

    fewest, most = {"answer": (1, 1), "ask": (1, MOST_OFFERED), "unknown": (0, 0)}[verdict.kind]

    assert fewest <= len(verdict.entries) <= most
    assert len(verdict.scores) == len(verdict.entries) == len(set(verdict.entries))
    assert sorted(verdict.scores, reverse=True) == list(verdict.scores)
    assert all(0 <= score <= 1 for score in verdict.scores)


@given(st.text(st.characters()))
def test_a_ranking_is_sorted_and_names_each_entry_once(text: str) -> None:
    """The best entry comes first, and no entry comes twice."""
    ranked = MATCHER.rank(text)

    assert sorted(ranked, key=lambda row: (-row[2], row[0])) == ranked
    assert len({row[0] for row in ranked}) == len(ranked)


def test_the_order_of_the_files_makes_no_difference() -> None:
    """Moving an entry inside its file changes no answer."""
    turned = Matcher(KNOWN[::-1], SHORT, COMMON[::-1])
    typed = ["chantage", "photo amie", "bloquer", "personne application", "report account", "il paye"]

    assert [MATCHER.ask(text, "fr") for text in typed] == [turned.ask(text, "fr") for text in typed]


def test_entries_that_fit_alike_come_in_the_order_of_their_ids() -> None:
    """Where two entries fit exactly alike, no chance decides which is offered first."""
    for ids in (("b", "a", "c"), ("c", "b", "a")):
        alike = Matcher([Known(name, "fr", ("bloquer un compte",)) for name in ids], {}, ())
        assert ("a", "b", "c") == alike.ask("bloquer", "fr").entries


def test_nothing_known_answers_nothing() -> None:
    """Without entries there is no answer and no crash."""
    assert Verdict("unknown", "en") == Matcher((), {}, ()).ask("is it a crime", "en")


PROBE = """
import sys
from pathlib import Path
from bot.content.load import load
script = load(Path(sys.argv[1]))
for entry in list(script.entries.values()):
    for lang, texts in entry.phrasings.items():
        for text in texts:
            words = text.split()
            for part in (text, " ".join(words[::2]), " ".join(words[-2:])):
                verdict = script.matcher.ask(part, lang)
                print(verdict.kind, verdict.lang, *verdict.entries, *verdict.scores)
"""


def test_every_copy_of_the_bot_gives_the_same_answers(pytestconfig: pytest.Config) -> None:
    """Two processes with the same content answer alike: a teen must not notice which one replies."""
    said = {_said_with_seed(seed, pytestconfig.rootpath) for seed in ("1", "2", "3")}

    assert 1 == len(said)


def _said_with_seed(seed: str, root: Path) -> str:
    """Run the probe in a process whose sets and dictionaries are hashed with this seed."""
    environment = os.environ | {"PYTHONHASHSEED": seed}
    command = [sys.executable, "-c", PROBE, str(root)]
    return subprocess.run(command, capture_output=True, text=True, check=True, env=environment, cwd=root).stdout


# ---- answers in a story --------------------------------------------------------------------------------------------

OPTIONS = {
    "answer": ("Je réponds à son message", "je réponds", "j'écris"),
    "ignore": ("Je réponds pas", "je l'ignore", "je laisse faire"),
    "tell": ("J'en parle à ma mère", "je le dis à maman"),
}
TYPED = [
    ("1", "answer", "a number is the option at that place"),
    (" 3. ", "tell", "a number with a dot too"),
    ("Je réponds pas", "ignore", "the label itself"),
    ("je reponds a son message", "answer", "the label without accents"),
    ("J'ECRIS", "answer", "other words the writer gave"),
    ("je repond a son mesage", "answer", "the label with typos"),
    ("je réponds à son msg", "answer", "a short form"),
    ("jamais je réponds", "ignore", "a no is the option that says no"),
    ("j'en parle a ma mere", "tell", "the other option"),
    ("j'en parle pas à ma mère", "", "a no that no option says is unclear"),
    ("je réponds pas à son message, jamais", "ignore", "a label turned around is not that label"),
    ("4", "", "a number beyond the last is unclear"),
    ("0", "", "there is no option zero"),
    ("2 fois", "", "a number among words is no choice"),
    ("il fait beau", "", "words that fit nowhere are unclear"),
    ("", "", "nothing is unclear"),
    ("👍", "", "an emoji is unclear"),
]


@pytest.mark.parametrize(("typed", "option", "what"), TYPED, ids=[what for *_, what in TYPED])
def test_which_answer_typed_words_mean(typed: str, option: str, what: str) -> None:
    """A teen may type an answer instead of pressing it; words that could mean another are unclear."""
    assert (option or None) == nearest(typed, OPTIONS, "fr", SHORT), what


def test_the_same_words_for_two_answers_are_unclear() -> None:
    """Two answers that fit alike are asked back, not guessed."""
    options = {"a": ("je bloque son compte",), "b": ("je signale son compte",)}

    assert nearest("son compte", options, "fr", {}) is None


@given(st.text(st.characters()), st.permutations(list(OPTIONS)))
def test_typed_words_mean_one_of_the_answers_or_none(text: str, order: list[str]) -> None:
    """No text leads to an answer that is not offered."""
    assert nearest(text, {name: OPTIONS[name] for name in order}, "fr", SHORT) in {None, *OPTIONS}


NO = {
    "fr": ("pas", "jamais", "rien", "non", "nan", "pu", "po", "refuse"),
    "en": ("not", "never", "don't", "dont", "won't", "wont", "can't", "cant", "ain't", "aint", "nah", "nope", "refuse"),
}


@pytest.mark.parametrize(("lang", "no"), [(lang, no) for lang in LANGS for no in NO[lang]])
def test_no_never_means_yes(lang: Lang, no: str, script: Script) -> None:
    """A word that says no, as teens type it, anywhere in the answer, never gives the option that says yes."""
    yes = {"fr": "je monte dans son auto", "en": "i get in his car"}[lang].split()
    typed = [" ".join([*yes[:at], no, *yes[at:]]) for at in range(len(yes) + 1)]

    assert {None} == {nearest(text, {"go": (" ".join(yes),)}, lang, script.short) for text in typed}
