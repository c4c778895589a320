from __future__ import annotations

import math
from itertools import pairwise
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.matching import THRESHOLDS, Match, Thresholds, decide, settled
from bot.core.matching.calibration import Evidence
from bot.core.matching.decision import MOST_OFFERED

EVIDENCE: Final = Evidence(0.5, 0.1, 0.1, 0.5, 3.0, 0.5, 2.0)
RULES: Final = Thresholds(answer=0.8, ask=0.3, beside=0.1)


def ranking(*probabilities: float) -> list[Match]:
    """Make a ranking of entries a, b, c and so on with these probabilities."""
    return [Match(name, probability, EVIDENCE) for name, probability in zip("abcdefgh", probabilities, strict=False)]


DECIDED: Final = [
    ((0.95, 0.03), "answer", "a", "sure"),
    ((0.8,), "answer", "a", "just sure enough"),
    ((0.79, 0.2), "ask", "ab", "nearly sure"),
    ((0.5, 0.3, 0.15), "ask", "abc", "torn between three"),
    ((0.4, 0.2, 0.15, 0.12), "ask", "abc", "torn between more than are offered"),
    ((0.5, 0.09, 0.08), "ask", "a", "nothing likely enough to stand beside it"),
    ((0.5, 0.1, 0.09), "ask", "ab", "just likely enough to stand beside it"),
    ((0.3,), "ask", "a", "just likely enough to be offered"),
    ((0.29, 0.29, 0.29), "unknown", "", "three that are unlikely"),
    ((0.0,), "unknown", "", "nothing likely at all"),
    ((), "unknown", "", "no entry"),
]


@pytest.mark.parametrize(("probabilities", "kind", "entries", "what"), DECIDED, ids=[what for *_, what in DECIDED])
def test_what_is_done_with_a_ranking(probabilities: tuple[float, ...], kind: str, entries: str, what: str) -> None:
    """It answers when sure, asks when torn, and says that it does not know otherwise."""
    decided, chosen = decide(ranking(*probabilities), RULES)

    assert (kind, entries) == (decided, "".join(match.entry for match in chosen)), what


def test_a_first_entry_is_offered_even_where_none_may_stand_beside() -> None:
    """With a rule that lets nobody stand beside, asking back still asks about something."""
    strict = Thresholds(answer=0.9, ask=0.2, beside=0.99)
    kind, chosen = decide(ranking(0.5, 0.4), strict)

    assert ("ask", ["a"]) == (kind, [match.entry for match in chosen])


PROBABILITIES: Final = (
    st.lists(st.floats(0, 1), max_size=5)
    .map(lambda found: sorted(found, reverse=True))
    .map(lambda found: [each / max(1.0, sum(found)) for each in found])
)
RULE: Final = st.builds(
    lambda three, shift, stretch: Thresholds(three[2], three[1], three[0], shift, stretch),
    st.lists(st.floats(0, 1), min_size=3, max_size=3).map(sorted),
    st.floats(-4, 4),
    st.floats(0.1, 3),
)


@given(PROBABILITIES, RULE)
def test_a_decision_keeps_its_form(probabilities: list[float], rule: Thresholds) -> None:
    """One entry for an answer, one to three to ask, none for unknown, always the first of the ranking."""
    ranked = ranking(*probabilities)
    kind, chosen = decide(ranked, rule)
    fewest, most = {"answer": (1, 1), "ask": (1, MOST_OFFERED), "unknown": (0, 0)}[kind]

    assert fewest <= len(chosen) <= most
    assert list(chosen) == ranked[: len(chosen)]


@given(PROBABILITIES, RULE)
def test_a_settled_ranking_keeps_its_form(probabilities: list[float], rule: Thresholds) -> None:
    """Settling moves probabilities and nothing else: order, entries and evidence stay, and the sum is 1 at most."""
    ranked = ranking(*probabilities)
    found = settled(ranked, rule)
    after = [match.probability for match in found]

    assert [(match.entry, match.evidence) for match in ranked] == [(match.entry, match.evidence) for match in found]
    assert all(0 <= probability <= 1 for probability in after)
    assert all(first >= second - 1e-12 for first, second in pairwise(after))
    assert sum(after) <= 1 + 1e-9


@given(PROBABILITIES)
def test_a_rule_that_does_not_move_leaves_the_first_where_it_is(probabilities: list[float]) -> None:
    """Without shift and stretch the first keeps its probability, but for certainty, which nobody has."""
    found = settled(ranking(*probabilities), RULES)

    for before, after in zip(probabilities[:1], found[:1], strict=True):
        assert math.isclose(before, after.probability, abs_tol=1.1e-4)


@given(st.floats(0, 1), st.floats(0, 1), RULE)
def test_settling_keeps_what_is_likelier_likelier(first: float, second: float, rule: Thresholds) -> None:
    """Of two rankings the one with the likelier first entry has it after settling too."""
    low, high = sorted((first, second))

    assert 0 < rule.settle(low) <= rule.settle(high) < 1


def test_the_others_keep_their_proportions() -> None:
    """What the first entry leaves is shared by the others as they shared it before."""
    first, second, third = settled(ranking(0.6, 0.2, 0.1), Thresholds(0.8, 0.3, 0.1, shift=1.0, stretch=1.0))

    assert first.probability > 0.6
    assert math.isclose(2.0, second.probability / third.probability)
    assert math.isclose(1.0, first.probability + second.probability + third.probability)


def test_others_without_a_chance_stay_without() -> None:
    """Entries of probability nothing are given none by settling."""
    assert [0.0, 0.0] == [match.probability for match in settled(ranking(0.9, 0.0, 0.0), RULES)[1:]]


def test_the_rules_of_the_bot_are_in_order() -> None:
    """It is surer to answer than to ask, surer to ask than to offer one more, and never answers by a coin."""
    assert 0 < THRESHOLDS.beside < THRESHOLDS.ask < 0.5 < THRESHOLDS.answer < 1
    assert THRESHOLDS.stretch > 0


@given(PROBABILITIES)
def test_an_answer_of_the_bot_is_at_least_as_likely_as_its_rule(probabilities: list[float]) -> None:
    """After settling, nothing below the bot's own threshold is answered, and nothing above it is asked back."""
    kind, chosen = decide(settled(ranking(*probabilities), THRESHOLDS), THRESHOLDS)

    assert (kind == "answer") == (bool(chosen) and chosen[0].probability >= THRESHOLDS.answer)
