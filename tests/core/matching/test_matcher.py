from __future__ import annotations

import ast
import math
import os
import random
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import matching
from bot.core.lexicon import Lexicon
from bot.core.matching import Known, Stages, factory
from bot.core.matching.calibration import PRIOR
from bot.core.matching.features import KINDS
from bot.core.matching.matcher import MOST_RANKED, WRITTEN
from bot.core.turn import LANGS

if TYPE_CHECKING:
    from pathlib import Path

    from bot.core.matching import Matcher
    from bot.core.script import Script

KNOWN: Final = [
    Known(
        "blocking",
        "fr",
        (
            "Comment bloquer un compte?",
            "bloquer la personne sur l'application",
            "je fais quoi pour bloquer quelqu'un",
            "ça donne quoi de le bloquer",
        ),
    ),
    Known(
        "blocking",
        "en",
        (
            "How do I block an account?",
            "blocking the person on the app",
            "what do i press to block someone",
            "is it any use to block him",
        ),
    ),
    Known(
        "paying",
        "fr",
        (
            "Si je paie, le chantage va arrêter?",
            "il demande de l'argent pour se taire",
            "est-ce que je devrais payer ce qu'il veut",
            "payer pour qu'il efface tout",
        ),
    ),
    Known(
        "paying",
        "en",
        (
            "If I pay, will the blackmail stop?",
            "he wants money to stay quiet",
            "should i pay what he asks",
            "pay him so he deletes everything",
        ),
    ),
    Known(
        "reporting",
        "fr",
        (
            "Comment signaler un compte?",
            "signaler la personne sur l'application",
            "où est le bouton pour signaler une vidéo",
            "qui voit ce que je signale",
        ),
    ),
    Known(
        "reporting",
        "en",
        (
            "How do I report an account?",
            "reporting the person on the app",
            "where is the button to report a video",
            "who sees what i report",
        ),
    ),
    Known(
        "sharing",
        "fr",
        (
            "Partager la photo de quelqu'un, un crime?",
            "envoyer la photo d'une amie aux autres",
            "c'est-tu illégal de montrer ses photos",
            "faire suivre une image intime",
        ),
    ),
    Known(
        "sharing",
        "en",
        (
            "Is it a crime to share somebody's picture?",
            "sending a friend's picture to others",
            "is it illegal to show her pictures",
            "passing on an intimate image",
        ),
    ),
    Known(
        "telling",
        "fr",
        (
            "À qui je peux en parler?",
            "mes parents vont-ils le savoir si j'en parle",
            "dire à un adulte ce qui se passe",
            "je veux en parler mais j'ai honte",
        ),
    ),
    Known(
        "telling",
        "en",
        (
            "Who can I talk to?",
            "will my parents know if i talk",
            "telling an adult what is going on",
            "i want to talk but i am ashamed",
        ),
    ),
]
ENTRIES: Final = {each.entry for each in KNOWN}
LEXICON: Final = Lexicon.of(
    {"qqn": "quelqu'un", "u": "you", "msg": "message", "jveux": "je veux"},
    {"fr": ["le", "la", "un"], "en": ["the", "a"]},
    [["photo", "photos", "image", "selfie", "picture"], ["argent", "cash", "money"]],
)
BACKGROUND: Final = (
    "quelle heure est le match des Canadiens ce soir",
    "il fait beau dehors aujourd'hui",
    "mon devoir de maths est pour demain",
    "what time is the game tonight",
    "my cat sleeps all day",
    "which shoes go with a blue dress",
)
MATCHER: Final = factory(KNOWN, lexicon=LEXICON, background=BACKGROUND)
PHRASINGS: Final = [(each.entry, text) for each in KNOWN for text in each.phrasings]

MEANT: Final = [
    ("SI JE PAIE LE CHANTAGE VA ARRETER", "paying", "without accents, in capitals"),
    ("si je paye le chantaje va areter", "paying", "with typos"),
    ("le chantage arrête si je paie?", "paying", "in another order"),
    ("if i pay will the blakmail stop", "paying", "in English, with a typo"),
    ("if je paie will the chantage stop", "paying", "in both languages at once"),
    ("il veut du cash pour se taire", "paying", "with another word for the same"),
    ("envoyer des photos d'une amie aux autres", "sharing", "in the plural"),
    ("sending a friends picture", "sharing", "in part"),
    ("montrer un selfie d'une amie", "sharing", "with a word no phrasing holds, in its group"),
    ("bloquer qqn", "blocking", "with a short form"),
    ("bloquerpersonne", "blocking", "in two words typed as one"),
    ("how do i blok sumone", "blocking", "as it is heard"),
    ("jveux en parler a un adultte", "telling", "with a short form and a typo"),
    ("report", "reporting", "in one word"),
]


@pytest.mark.parametrize(("typed", "entry", "how"), MEANT, ids=[how for *_, how in MEANT])
def test_the_entry_that_is_meant_comes_first(typed: str, entry: str, how: str) -> None:
    """A question is known in either language, with typos, in another order, in other words."""
    assert entry == MATCHER.rank(typed)[0][0], how


def test_the_example_of_the_package_works() -> None:
    """What the package shows in its docstring is what it does."""
    code = "\n".join(line[4:] for line in (matching.__doc__ or "").splitlines() if line.startswith("    "))
    shown = ast.literal_eval(code.rsplit("#", 1)[1].strip())
    names = {"factory": factory}
    lines = [line for line in code.splitlines() if line.startswith("matcher")]
    matcher = eval(lines[0].removeprefix("matcher = "), names)
    ranked = eval(lines[1].split("#")[0], {"matcher": matcher})

    assert [entry for entry, _ in shown] == [entry for entry, _ in ranked]
    assert [probability for _, probability in shown] == pytest.approx([found for _, found in ranked], abs=0.1)


@pytest.mark.parametrize(("entry", "text"), PHRASINGS)
def test_what_a_writer_wrote_down_is_that_entry(entry: str, text: str) -> None:
    """Each phrasing, word for word, finds its own entry, surely, whatever its capitals and punctuation."""
    for typed in (text, text.upper(), f"  {text}!!! 😭"):
        assert (entry, WRITTEN) == MATCHER.rank(typed)[0]


@pytest.mark.parametrize(("entry", "text"), PHRASINGS)
def test_a_phrasing_without_its_last_word_is_still_that_entry(entry: str, text: str) -> None:
    """What is left of a sentence that ends a word earlier finds the same entry."""
    assert entry == MATCHER.rank(text.rsplit(maxsplit=1)[0])[0][0]


@pytest.mark.parametrize("typed", ["", "   ", "😭", "?!", "zxcvb qwerty", "xyzzy 1234"])
def test_nothing_known_answers_nothing(typed: str) -> None:
    """A text in which no word is known, or could be mended to one, ranks no entry."""
    assert [] == MATCHER.rank(typed)


@pytest.mark.parametrize("typed", ["pay", "", "👍"])
def test_nothing_to_learn_from_answers_nothing(typed: str) -> None:
    """Without entries, or with entries nobody asks for, there is no ranking and no failure."""
    for known in ([], [Known("a", "fr", ())], [Known("a", "fr", ("", "😭"))]):
        assert [] == factory(known).rank(typed)


def test_one_entry_alone_is_ranked_alone() -> None:
    """With one entry only, what is known of it is it."""
    matcher = factory(KNOWN[:2])

    assert ["blocking"] == [entry for entry, _ in matcher.rank("block him")]
    assert [] == matcher.rank("zxcvb")


def test_background_is_never_named() -> None:
    """What is about something else is learned to be left alone: it has no name in a ranking, and lowers the others."""
    for text in BACKGROUND:
        found = MATCHER.match(text)
        assert {match.entry for match in found} <= ENTRIES
        assert all(match.probability < 0.5 for match in found)


def test_background_teaches_what_to_leave_alone() -> None:
    """A question about something else is less of an entry to a matcher that has seen such things."""
    naive = factory(KNOWN, lexicon=LEXICON)
    typed = "what time is the hockey game"

    assert MATCHER.match(typed)[0].evidence.nothing > 0.5
    assert naive.match(typed)[0].evidence.nothing == 0
    assert MATCHER.match(typed)[0].evidence.belief < naive.match(typed)[0].evidence.belief


# ---- what holds for every text -------------------------------------------------------------------------------------

SOME_WORDS: Final = st.lists(
    st.sampled_from(
        sorted({word for _, text in PHRASINGS for word in text.split()} | {"xyz", "bloker", "paiyer", "u"})
    ),
    max_size=14,
).map(" ".join)


@given(st.text(st.characters()) | SOME_WORDS)
def test_a_ranking_keeps_its_form(text: str) -> None:
    """Whatever is typed: the best first, each entry once, probabilities in 0..1 that sum to 1 at most."""
    ranked = MATCHER.rank(text)
    probabilities = [probability for _, probability in ranked]

    assert len(ranked) <= MOST_RANKED
    assert len({entry for entry, _ in ranked}) == len(ranked)
    assert {entry for entry, _ in ranked} <= ENTRIES
    assert sorted(probabilities, reverse=True) == probabilities
    assert all(0 <= probability <= 1 for probability in probabilities)
    assert sum(probabilities) <= 1 + 1e-9


@given(SOME_WORDS)
def test_evidence_keeps_its_bounds(text: str) -> None:
    """Shares are shares: each in 0..1, the margin no larger than the belief, and all of it finite."""
    for match in MATCHER.match(text):
        evidence = match.evidence
        shares = (evidence.belief, evidence.margin, evidence.nothing, evidence.covered, evidence.likeness)
        assert all(0 <= share <= 1 + 1e-9 for share in shares)
        assert evidence.belief + evidence.nothing <= 1 + 1e-6
        assert evidence.margin <= evidence.belief
        assert evidence.content >= 0
        assert all(math.isfinite(given) for given in evidence.inputs())


@given(SOME_WORDS)
def test_a_ranking_can_be_asked_for_again(text: str) -> None:
    """Asking changes nothing: the same text gives the same ranking, to the last digit."""
    assert MATCHER.match(text) == MATCHER.match(text)


@pytest.mark.parametrize("entry", sorted(ENTRIES))
@given(text=SOME_WORDS)
def test_every_word_is_weighed(entry: str, text: str) -> None:
    """Why an entry came first can be said word by word, for any entry and any text, the strongest first."""
    why = MATCHER.why(text, entry)

    assert {word for word, _ in why} == {readings[0].word for readings in MATCHER.read(text)}
    assert sorted(why, key=lambda part: (-abs(part[1]), part[0])) == why


def test_the_word_that_tells_is_named_first() -> None:
    """The reason for an entry is the word that speaks of it, not those around it."""
    assert "payer" == MATCHER.why("est-ce que je devrais payer", "paying")[0][0]
    assert "report" == MATCHER.why("how do i report", "reporting")[0][0]


# ---- order ---------------------------------------------------------------------------------------------------------

ASKED: Final = ["chantage", "photo amie", "bloquer", "personne application", "report account", "il paye", "the app"]


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_the_entries_makes_no_difference(seed: int) -> None:
    """Moving an entry inside its file, or to another, changes no answer."""
    moved = random.Random(seed).sample(KNOWN, len(KNOWN))
    turned = factory(moved, lexicon=LEXICON, background=BACKGROUND)

    for text in ASKED:
        first, second = MATCHER.rank(text), turned.rank(text)
        assert [entry for entry, _ in first] == [entry for entry, _ in second]
        assert [found for _, found in first] == pytest.approx([found for _, found in second], abs=1e-9)


def test_the_order_of_phrasings_makes_no_difference_to_what_is_learned() -> None:
    """Moving a phrasing inside its entry changes no weight, to the last bit."""
    stages = Stages(calibration=False)
    turned = [Known(each.entry, each.lang, each.phrasings[::-1]) for each in KNOWN]
    first = factory(KNOWN, stages=stages, background=BACKGROUND)
    second = factory(turned, stages=stages, background=BACKGROUND[::-1])

    assert first._linear.weights.tobytes() == second._linear.weights.tobytes()
    assert [first.match(text) for text in ASKED] == [second.match(text) for text in ASKED]


def test_two_languages_of_an_entry_are_one_entry() -> None:
    """Whether an entry's phrasings come in one row or in one for each language, it is asked for alike."""
    stages = Stages(calibration=False)
    whole = [
        Known(name, "fr", [text for each in KNOWN if each.entry == name for text in each.phrasings]) for name in ENTRIES
    ]

    assert [factory(KNOWN, stages=stages).match(text) for text in ASKED] == [
        factory(whole, stages=stages).match(text) for text in ASKED
    ]


@pytest.mark.parametrize("ids", [("b", "a", "c"), ("c", "b", "a"), ("a", "b", "c")])
def test_entries_that_fit_alike_come_in_the_order_of_their_ids(ids: tuple[str, ...]) -> None:
    """Where entries fit exactly alike, no chance decides which is offered first."""
    alike = factory([Known(name, "fr", ("bloquer un compte", "bloquer une personne")) for name in ids])

    assert ["a", "b", "c"] == [entry for entry, _ in alike.rank("bloquer")]


@pytest.mark.parametrize("ids", [("b", "a", "c"), ("c", "b", "a")])
def test_a_sentence_of_several_entries_is_no_sure_sign_of_one(ids: tuple[str, ...]) -> None:
    """A phrasing that stands at three entries answers none of them surely, and their ids decide the order."""
    alike = factory([Known(name, "fr", ("bloquer un compte", "bloquer une personne")) for name in ids])
    ranked = alike.rank("bloquer un compte")

    assert ["a", "b", "c"] == [entry for entry, _ in ranked]
    assert ranked[0][1] < 0.9


PROBE: Final = """
import random
from bot.core.matching import factory
from tests.core.matching.test_matcher import BACKGROUND, KNOWN, LEXICON, many
known = [*KNOWN, *many(20, words=9)]
matcher = factory(known, lexicon=LEXICON, background=BACKGROUND)
print(matcher._linear.weights.tobytes().hex(), matcher._calibration)
for number, each in enumerate(known):
    words = [word for text in each.phrasings for word in text.split()]
    for part in (words[:8], words[::2], words[1:12]):
        text = " ".join(random.Random(number).sample(part, len(part)))
        print(matcher.match(text), matcher.why(text, "paying"))
"""


def test_every_copy_of_the_bot_gives_the_same_answers(pytestconfig: pytest.Config) -> None:
    """Two processes learn the same and answer alike, to the last digit: a teen must not notice which one replies."""
    said = {_said_with_seed(seed, pytestconfig.rootpath) for seed in ("1", "2", "3", "4")}

    assert 1 == len(said)


def _said_with_seed(seed: str, root: Path) -> str:
    """Run the probe in a process whose sets and dictionaries are hashed with this seed."""
    environment = os.environ | {"PYTHONHASHSEED": seed}
    command = [sys.executable, "-c", PROBE]
    return subprocess.run(command, capture_output=True, text=True, check=True, env=environment, cwd=root).stdout


# ---- stages --------------------------------------------------------------------------------------------------------

OFF: Final = {
    "lexicon": Stages(lexicon=False),
    "spelling": Stages(spelling=False),
    "phrases": Stages(phrases=False),
    "calibration": Stages(calibration=False),
    **{kind: Stages(kinds=frozenset(KINDS) - {kind}) for kind in KINDS},
    "everything that can be": Stages(
        lexicon=False, spelling=False, phrases=False, calibration=False, kinds=frozenset(["word"])
    ),
}


def without(stage: str) -> Matcher:
    """Learn without a stage."""
    return factory(KNOWN, lexicon=LEXICON, background=BACKGROUND, stages=OFF[stage])


@pytest.mark.parametrize("stage", OFF)
def test_every_stage_can_be_switched_off(stage: str) -> None:
    """Without any one stage, and with as few as can be, the rest still ranks what was written down first."""
    matcher = without(stage)
    right = sum(entry == matcher.rank(text.rsplit(maxsplit=1)[0])[0][0] for entry, text in PHRASINGS)

    assert right >= 0.9 * len(PHRASINGS)


def test_without_the_lexicon_short_forms_mean_nothing() -> None:
    """The lexicon is what knows short forms and words that mean the same."""
    assert ["qqn"] == [readings[0].word for readings in without("lexicon").read("qqn")]
    assert ["quelqu", "un"] == [readings[0].word for readings in MATCHER.read("qqn")]
    assert [] == without("lexicon").rank("selfie")
    assert "sharing" == MATCHER.rank("selfie")[0][0]


def test_without_spelling_every_word_is_what_was_typed() -> None:
    """Spelling is what knows a word in its typo."""
    assert ["chantaje"] == [readings[0].word for readings in without("spelling").read("chantaje")]
    assert ["chantage"] == [readings[0].word for readings in MATCHER.read("chantaje")]
    assert [] == without("spelling").rank("chantaje")


def test_without_phrases_no_likeness_is_known() -> None:
    """Phrases are what compares a text with the sentences that are written down."""
    typed = "le chantage va arreter si je paie"

    assert {0.0} == {match.evidence.likeness for match in without("phrases").match(typed)}
    assert MATCHER.match(typed)[0].evidence.likeness > 0.5


def test_without_calibration_the_prior_stands() -> None:
    """Calibration is what was learned about being right; without it the classifier's belief is believed."""
    assert PRIOR == without("calibration")._calibration
    assert PRIOR != MATCHER._calibration


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_that_is_switched_off_has_no_features(kind: str) -> None:
    """What is taken out is not learned, not even with weight zero."""
    assert not without(kind)._space.known.get(kind)
    assert MATCHER._space.known[kind]


def test_stages_are_on_unless_switched_off() -> None:
    """Nothing is left out of the matcher by forgetting to ask for it."""
    default = factory(KNOWN, lexicon=LEXICON, background=BACKGROUND)
    named = Stages(lexicon=True, spelling=True, kinds=frozenset(KINDS), phrases=True, calibration=True)

    assert named == replace(Stages())
    assert [MATCHER.match(text) for text in ASKED] == [default.match(text) for text in ASKED]


# ---- words ---------------------------------------------------------------------------------------------------------


def test_a_word_stands_in_a_phrasing_or_it_does_not() -> None:
    """A word is had letter for letter: neither its typo nor a word that means the same."""
    asked = ("chantage", "chantaje", "selfie", "photo", "app", "Chantage", "", "le chantage")

    assert ["chantage", "photo", "app"] == [word for word in asked if MATCHER.has(word)]


@pytest.mark.parametrize("word", ["canadiens", "maths", "cat", "shoes"])
def test_a_word_of_the_background_stands_in_no_phrasing(word: str) -> None:
    """Lines that are about nothing here may name anybody: their words are not the content's own."""
    assert not MATCHER.has(word)


def test_a_word_of_few_phrasings_is_rarer() -> None:
    """The fewer texts hold a word, the rarer it is; one of none is the rarest."""
    rarity = [MATCHER.rarity(word) for word in ("je", "photo", "honte", "zxcvb")]

    assert sorted(rarity) == rarity
    assert 0 < rarity[0] < rarity[1] < rarity[2] <= rarity[3]


# ---- size ----------------------------------------------------------------------------------------------------------


def many(entries: int, words: int = 5) -> list[Known]:
    """Make entries of two phrasings, in words as common and as rare as those of a language."""
    chance = random.Random(3)
    syllables = [first + second for first in "bcdfglmnprstv" for second in "aeiou"]
    listed = ["".join(chance.choices(syllables, k=chance.randint(2, 4))) for _ in range(600)]
    common = [1 / (place + 3) for place in range(len(listed))]
    known = []
    for number in range(entries):
        own = chance.sample(listed, 2)
        phrasings = [" ".join([*own, *chance.choices(listed, common, k=words - 2)]) for _ in range(2)]
        known.append(Known(f"e{number:04}", "fr", phrasings))
    return known


def touched(known: list[Known]) -> float:
    """Count the weights that are added up for one question, on average."""
    matcher = factory(known, stages=Stages(calibration=False))
    starts, weights = matcher._linear.starts, 0
    asked = [each.phrasings[0] for each in random.Random(1).sample(known, 40)]
    for text in asked:
        weights += sum(int(starts[feature + 1] - starts[feature]) for feature in matcher._row(matcher.read(text))[0])
    return weights / len(asked)


def test_a_question_touches_a_small_part_of_a_large_content() -> None:
    """With eight times the phrasings a question costs less than four times the work, counted in weights."""
    few, many_more = touched(many(100)), touched(many(800))

    assert few < many_more < 4 * few


# ---- the shipped content -------------------------------------------------------------------------------------------


def test_each_shipped_phrasing_finds_its_own_entry(script: Script) -> None:
    """Every way to ask that a writer gave leads to the writer's entry first, and no library update changes that."""
    matcher = script.understanding.questions.matcher
    wrong = [
        (entry.id, text)
        for entry in script.entries.values()
        for lang in LANGS
        for text in (entry.statement[lang], *entry.phrasings[lang])
        if entry.id != matcher.rank(text)[0][0]
    ]

    assert [] == wrong


def test_each_shipped_phrasing_is_found_with_a_word_missing(script: Script) -> None:
    """Nearly every shipped phrasing still finds its entry among the first three when its longest word is left out."""
    matcher = script.understanding.questions.matcher
    found = []
    for entry in script.entries.values():
        for text in (text for lang in LANGS for text in entry.phrasings[lang]):
            words = text.split()
            words.remove(max(words, key=len))
            found.append(entry.id in [name for name, _ in matcher.rank(" ".join(words))[:3]])

    assert sum(found) > 0.9 * len(found)
