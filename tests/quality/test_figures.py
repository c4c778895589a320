"""The figures that must hold, on the shipped content and the labelled sets of `tests/questions`.

A constant that begins with LEAST or MOST was measured on the half `report` and then given a margin: a fall is a change
somebody must look at (`make quality` prints all figures). What the project aims at stands beside it as AIM, also where
it is not reached yet.
No assertion may show a line of `report`: names, numbers and places in files are compared, never texts.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

import pytest
from rapidfuzz import fuzz, process

from bot.core.matching import THRESHOLDS
from bot.core.replies import GO_ALONG
from bot.core.text import fold
from bot.core.turn import LANGS
from tests.quality import card, thresholds
from tests.quality.ablation import SEED, top_1
from tests.quality.baselines import BASELINES, Baseline
from tests.quality.noise import noisy
from tests.quality.sets import (
    CALIBRATION,
    FAR,
    HALVES,
    NEAR,
    REPORT,
    Half,
    Line,
    everything,
    lines,
    off_topic,
    questions,
    replies,
)
from tests.quality.shipped import Shipped, background, learned_texts, phrasings, small_talk

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.core.script import Script
    from bot.core.turn import Lang

# ---- what is promised to everybody: limits, not measurements -------------------------------------------------------

#: Of all questions this share at most is answered with another entry.
MOST_WRONG: Final = 0.02
#: Of off-topic questions, near ones among them, this share at most is answered.
MOST_OFF_TOPIC_ANSWERED: Final = 0.02
#: Of typed replies this share at least is understood rightly or left unclear.
LEAST_RIGHT_OR_UNCLEAR: Final = 0.90
#: Of refusals this share at most is taken for going along.
MOST_REFUSALS_GOING_ALONG: Final = 0.01
#: The probability that is said is this near to what is, on average.
MOST_CALIBRATION_ERROR: Final = 0.07
#: Of questions this share at most gets a small answer. It was none with 33 entries; with 185 it is 2 of 3,500, both
#: taken for "I don't know", whose answer asks to write it in other words.
MOST_TAKEN_FOR_SMALL_TALK: Final = 0.001
#: Noise (seed 1) costs at most this much of top-1.
MOST_LOST_TO_NOISE: Final = 0.03

# ---- what was measured on `report`, less a margin ------------------------------------------------------------------

#: Right answer or right entry offered, by style, less three points.
#: With 33 entries these were 0.95, 0.92, 0.88, 0.74 and 0.92; with 185, many of which answer nearly the same question,
#: one in eight is offered another of them first. Fourteen are new, and one in five of their questions is missed.
LEAST_RIGHT: Final = {"clean": 0.90, "misspelled": 0.86, "texting": 0.89, "indirect": 0.69, "earlier": 0.79}
#: Danger that is heard, all report sets together, less 1.5 points (aimed at: 97 %, blunt 100 %, vague 93 %).
LEAST_HEARD: Final = {"all": 0.973, "blunt": 0.977, "vague": 0.958, "misspelled": 0.985, "texting": 0.976, "twin": 0.97}
#: Danger that is heard when a harmless sentence stands before it, behind it, or on both sides, less 1.5 points.
#: Words around danger still hide one line in nine.
LEAST_HEARD_IN_COMPANY: Final = {"after": 0.926, "before": 0.89, "between": 0.872}
#: Harmless lines in which danger is heard, all report sets together, plus 1.5 points (aimed at: 3 %).
MOST_FALSE_ALARMS: Final = 0.041
#: The matcher's top-1 on `report` less that of each baseline, in the same run, less three points.
LEAST_BETTER: Final = {
    "extractOne, WRatio": 0.70,
    "extractOne, token_set_ratio": 0.43,
    "BM25": 0.32,
    "TF-IDF, words and letters": 0.24,
}

#: An entry, and the small talk that answers it as well.
SAY_THE_SAME: Final = {("languages-of-this-bot", "language"), ("person-or-robot", "are-you-human")}

# ---- how far the choice of thresholds may move ---------------------------------------------------------------------

#: Chosen anew in cross-validation, wrong answers and answers to off-topic questions may exceed the limits of the choice
#: by half a point: a fifth of the calibration half has 92 questions.
SLACK: Final = 0.005
#: `answer` and what the line makes of any probability lie this near to what the folds choose.
NEAR_ANSWER: Final = 0.05
NEAR_LINE: Final = 0.10

# ---- how much is measured ------------------------------------------------------------------------------------------

FEWEST_PER_ENTRY: Final = 6
FEWEST_OFF_TOPIC: Final = 300
FEWEST_DANGER: Final = 400
FEWEST_HARMLESS: Final = 400


@pytest.fixture(scope="module")
def content(script: Script) -> Shipped:
    """Give the shipped content with what writers wrote."""
    return Shipped.of(script)


@pytest.fixture(scope="module")
def asked(script: Script) -> list[card.Asked]:
    """Ask every labelled question, those that no entry answers among them."""
    return card.ask((*questions(), *off_topic()), card.answering(script.understanding.questions))


@pytest.fixture(scope="module")
def heard(script: Script) -> list[tuple[Line, bool]]:
    """Listen to every line of the report sets."""
    return card.rings(card.those(lines(), half=REPORT), script)


# ---- questions -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("style", LEAST_RIGHT)
def test_teens_get_to_the_right_entry(style: str, asked: list[card.Asked]) -> None:
    """However a question is typed, clean, misspelled, as a text message or around the corner, its entry is found."""
    here = [each for each in asked if each.question.half == REPORT and each.question.style == style]

    assert card.share(each.right for each in here if each.question.entry) >= LEAST_RIGHT[style]


def test_every_style_has_a_figure_to_hold() -> None:
    """No style of question is measured without a figure that must hold."""
    assert set(LEAST_RIGHT) == {question.style for question in questions()}


@pytest.mark.parametrize("half", HALVES)
def test_wrong_answers_are_rare(half: Half, asked: list[card.Asked]) -> None:
    """A question is answered with another entry hardly ever: the bot asks or says that it does not know."""
    here = [each for each in asked if each.question.half == half and each.question.entry]

    assert card.share(each.wrong for each in here) <= MOST_WRONG


@pytest.mark.parametrize("half", HALVES)
def test_off_topic_questions_are_left_alone(half: Half, asked: list[card.Asked]) -> None:
    """What no entry answers is hardly ever answered, though half of it shares words with the content."""
    here = [each for each in asked if each.question.half == half and not each.question.entry]

    assert card.share(each.answer.kind == "answer" for each in here) <= MOST_OFF_TOPIC_ANSWERED


def test_no_question_is_taken_for_small_talk(asked: list[card.Asked]) -> None:
    """A question with an answer hardly ever gets small talk instead; two about the bot have some that says the same."""
    taken = [
        each.question
        for each in asked
        if each.question.entry and each.answer.kind == "small"
        if (each.question.entry, *each.answer.entries) not in SAY_THE_SAME
    ]

    questions_asked = sum(bool(each.question.entry) for each in asked)
    assert len(taken) <= MOST_TAKEN_FOR_SMALL_TALK * questions_asked


@pytest.mark.parametrize("half", HALVES)
def test_probabilities_are_what_they_say(half: Half, asked: list[card.Asked]) -> None:
    """Of ten first entries that are said to be right with 0.7, about seven are."""
    bins = card.calibration(each for each in asked if each.question.half == half)

    assert card.calibration_error(bins) <= MOST_CALIBRATION_ERROR


@pytest.mark.parametrize("half", HALVES)
def test_noise_costs_little(half: Half, script: Script) -> None:
    """Dropped letters, keys beside, phonetic spellings and joined words cost few right entries."""
    here = card.those(questions(), half=half)
    matcher = script.understanding.questions.matcher

    assert top_1(matcher, here, SEED) >= top_1(matcher, here) - MOST_LOST_TO_NOISE


# ---- beside others -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", BASELINES)
def test_the_matcher_is_worth_its_code(name: str, content: Shipped, asked: list[card.Asked]) -> None:
    """No scorer from the toolbox, over the same phrasings in the same run, comes near to the matcher."""
    # Every twelfth question: the scorers of rapidfuzz take minutes for all of them, and `make quality` prints them.
    here = [each for each in asked if each.question.half == REPORT and each.question.entry][::12]
    baseline = Baseline.of(BASELINES[name], phrasings(content.script), content.lexicon)
    ranked = baseline.rank([each.question.text for each in here])

    first = card.share(row[0][0] == each.question.entry for row, each in zip(ranked, here, strict=True))

    assert card.share(each.first for each in here) >= first + LEAST_BETTER[name]


@pytest.mark.parametrize("scorer", [fuzz.WRatio, fuzz.token_set_ratio], ids=["WRatio", "token_set_ratio"])
def test_a_baseline_of_rapidfuzz_says_what_extract_one_says(scorer: Callable[..., float], content: Shipped) -> None:
    """The first entry of the baseline is the one of the phrasing that `process.extractOne` gives."""
    name = f"extractOne, {scorer.__name__}"
    known = phrasings(content.script)
    baseline = Baseline.of(BASELINES[name], known, content.lexicon)
    choices = [" ".join(content.lexicon.words(text)) for each in known for text in each.phrasings]
    texts = [question.text for question in card.those(questions(), half=CALIBRATION)[::60]]

    one = [
        process.extractOne(" ".join(content.lexicon.words(text)), choices, scorer=scorer, processor=None)[2]
        for text in texts
    ]

    assert [baseline.entries[place] for place in one] == [row[0][0] for row in baseline.rank(texts)]


# ---- danger --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("style", LEAST_HEARD)
def test_danger_is_heard(style: str, heard: list[tuple[Line, bool]]) -> None:
    """Danger is heard however it is said, blunt, vague, misspelled or as a text message."""
    found = [rang for line, rang in heard if line.danger and style in (line.style, "all")]

    assert card.share(found) >= LEAST_HEARD[style]


@pytest.mark.parametrize("company", LEAST_HEARD_IN_COMPANY)
def test_danger_is_heard_in_company(company: str, script: Script) -> None:
    """Danger is heard also when harmless sentences stand before it, behind it, or on both sides."""
    reported = card.those(lines(), half=REPORT)
    said = card.those(card.in_company(reported, script)[company], danger=True)

    assert card.share(rang for _, rang in card.rings(said, script)) >= LEAST_HEARD_IN_COMPANY[company]


def test_false_alarms_are_few(heard: list[tuple[Line, bool]]) -> None:
    """Figures of speech, school work, games and the law seldom ring."""
    assert card.share(rang for line, rang in heard if not line.danger) <= MOST_FALSE_ALARMS


def test_every_style_of_danger_has_a_figure() -> None:
    """No style of danger is left out of what must be heard."""
    assert {"all", *(line.style for line in lines() if line.danger and line.half == REPORT)} == set(LEAST_HEARD)


# ---- typed replies -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("half", HALVES)
def test_typed_replies_are_understood_or_left_unclear(half: Half, script: Script) -> None:
    """What a teen types to a recruiter is seldom taken for something else than what it does."""
    found = card.acts(card.those(replies(), half=half), script.understanding.replies)
    figures = card.reply_figures(found, GO_ALONG)

    assert figures.right + figures.unclear >= LEAST_RIGHT_OR_UNCLEAR


@pytest.mark.parametrize("half", HALVES)
def test_a_refusal_in_own_words_is_no_yes(half: Half, script: Script) -> None:
    """Typed refusals are not taken for going along."""
    found = card.acts(card.those(replies(), half=half, act="refuse"), script.understanding.replies)

    assert card.reply_figures(found, GO_ALONG).go_along <= MOST_REFUSALS_GOING_ALONG


# ---- thresholds ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def cases(script: Script) -> list[thresholds.Case]:
    """Rank the calibration half."""
    labelled = [question for question in (*questions(), *off_topic()) if question.half == CALIBRATION]
    return thresholds.cases(labelled, script.understanding.questions)


def test_the_thresholds_keep_to_the_limits_they_were_chosen_by(cases: list[thresholds.Case]) -> None:
    """On the calibration half at most one answer of a hundred is wrong, and one off-topic question is answered."""
    outcome = thresholds.judge(cases, THRESHOLDS)

    assert outcome.wrong <= thresholds.MOST_WRONG
    assert outcome.off_topic_answered <= thresholds.MOST_OFF_TOPIC
    assert outcome.off_topic_asked <= thresholds.MOST_ASKED


def test_the_choice_of_thresholds_holds_on_what_it_was_not_made_on(cases: list[thresholds.Case]) -> None:
    """Chosen on four folds, thresholds keep to their limits on the fifth, and those in the code are such thresholds."""
    crossed = thresholds.cross_validated(cases)
    answers = [each.answer for each in crossed.chosen]
    distances = [
        max(abs(each.settle(step) - THRESHOLDS.settle(step)) for step in thresholds.STEPS) for each in crossed.chosen
    ]

    assert crossed.held_out.wrong <= thresholds.MOST_WRONG + SLACK
    assert crossed.held_out.off_topic_answered <= thresholds.MOST_OFF_TOPIC + SLACK
    assert min(answers) - NEAR_ANSWER <= THRESHOLDS.answer <= max(answers) + NEAR_ANSWER
    assert min(distances) <= NEAR_LINE


# ---- the labelled sets ---------------------------------------------------------------------------------------------


def test_every_entry_is_asked_for_often_enough(script: Script) -> None:
    """Each entry has several questions in each language, and each question expects an entry that exists."""
    counts = Counter((question.entry, question.lang) for question in questions())

    assert {(entry, lang) for entry in script.entries for lang in LANGS} == set(counts)
    assert [] == [pair for pair, count in counts.items() if count < FEWEST_PER_ENTRY]


def test_enough_off_topic_questions_are_near() -> None:
    """Half of the off-topic questions that were written for it share words with the content."""
    near, far = (len(card.those(off_topic(), style=style)) for style in (NEAR, FAR))

    assert near + far >= FEWEST_OFF_TOPIC
    assert near >= far


@pytest.mark.parametrize(("danger", "fewest"), [(True, FEWEST_DANGER), (False, FEWEST_HARMLESS)], ids=["danger", "not"])
def test_enough_lines_are_listened_to(fewest: int, *, danger: bool) -> None:
    """Figures of danger come from hundreds of report lines in both languages."""
    counts = Counter(line.lang for line in card.those(lines(), half=REPORT, danger=danger))

    assert counts.total() >= fewest
    assert min(counts[lang] for lang in LANGS) >= fewest / 2


def test_what_is_reported_was_never_learned_from(content: Shipped) -> None:
    """No line of the half `report` is also a phrasing, an example or small talk, folded."""
    learned = {fold(text): kind for kind, text in learned_texts(content)}

    leaks = [
        f"{each.where}: {learned[fold(each.text)]}"
        for each in everything()
        if each.half == REPORT and fold(each.text) in learned
    ]

    assert [] == leaks, "\n".join(leaks)


def test_what_is_reported_was_never_tuned_on() -> None:
    """No line of the half `report` of any set is in the half `calibration` of any set, folded."""
    tuned = {fold(each.text) for each in everything() if each.half == CALIBRATION}

    leaks = [each.where for each in everything() if each.half == REPORT and fold(each.text) in tuned]

    assert [] == leaks, "\n".join(leaks)


def test_what_is_compared_is_what_is_learned(content: Shipped) -> None:
    """Ablation and baselines read the very phrasings that the shipped matcher has learned."""
    known = [*phrasings(content.script), *small_talk(content.models)]
    read = {(each.entry, tuple(content.lexicon.words(text))) for each in known for text in each.phrasings}
    read |= {("", tuple(content.lexicon.words(text))) for text in background(content.models)}
    entries = Counter(words for _, words in read)

    # The matcher knows by heart what stands for one entry only.
    assert content.script.understanding.questions.matcher._lines == {
        words: entry for entry, words in read if entry and entries[words] == 1
    }


# ---- noise ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
def test_noise_is_the_same_every_time_and_not_the_text(lang: Lang) -> None:
    """A seed types a text in one way, and another seed in another; most texts come out changed."""
    texts = [question.text for question in card.those(questions(), half=CALIBRATION, lang=lang)]
    once, again, other = ([noisy(text, lang, seed) for text in texts] for seed in (1, 1, 2))

    assert once == again
    assert card.share(one != two for one, two in zip(once, other, strict=True)) > 0.8
    assert card.share(one != text.lower() for one, text in zip(once, texts, strict=True)) > 0.8
