from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import engine, screens
from bot.core.faults import buttons_of
from bot.core.game import BETS, LENGTHS, SEEDS, Round, bet_well, deck, face_at, round_of, shuffled
from bot.core.place import MOST_HELD_BITS
from bot.core.standing import stands
from bot.core.turn import LANGS, Count, Go, Moment, Place, Press, Screen, text_of
from tests.chat import NOON

if TYPE_CHECKING:
    from bot.core.script import Script

SEED = 2026
MOMENT = Moment(NOON, chance=lambda: SEED)


def card_at(held: int, item: str = "") -> Place:
    """Give the place of the card that lies up in a round."""
    return Place("fr", Screen.CARD, item=item, held=held)


def played(seed: int, length: int, bets: list[bool]) -> Round:
    """Play a round."""
    found = Round(seed, length)
    for right in bets[:length]:
        found = found.after(right=right)
    return found


# ---- the number in the button --------------------------------------------------------------------------------------


@given(st.integers(0, SEEDS - 1), st.sampled_from(LENGTHS), st.lists(st.booleans(), max_size=max(LENGTHS)))
def test_a_round_comes_back_from_its_number(seed: int, length: int, bets: list[bool]) -> None:
    """Whatever was bet, the round is all in one number that fits a button."""
    found = played(seed, length, bets)

    assert found == round_of(found.number())
    assert not found.number() >> MOST_HELD_BITS


@given(st.integers(0, (1 << MOST_HELD_BITS) - 1))
def test_a_forged_number_is_a_round_that_could_be_or_nothing(number: int) -> None:
    """Nobody holds more right answers than cards, or a streak longer than the best one."""
    found = round_of(number)

    assert found is None or (
        found.number() == number and found.streak <= found.best <= found.right <= found.drawn <= found.length
    )


def test_the_score_counts_right_bets_and_the_longest_row_of_them() -> None:
    """Right, right, wrong, right: three right, two in a row at best, one in a row now."""
    found = played(7, 5, [True, True, False, True])

    assert (4, 3, 1, 2) == (found.drawn, found.right, found.streak, found.best)


# ---- the deck ------------------------------------------------------------------------------------------------------


def test_the_same_seed_lays_the_same_cards_and_another_seed_others(script: Script) -> None:
    """A round goes on from its button alone; a new round is another one."""
    cards = deck(Place("fr", Screen.GAME), script)
    orders = [[(face.entry.id, face.flipped) for face in shuffled(cards, seed)] for seed in (1, 1, 2)]

    assert orders[0] == orders[1]
    assert orders[0] != orders[2]
    assert len(cards) == len({name for name, _ in orders[0]})


def test_a_card_that_is_added_moves_no_other(script: Script) -> None:
    """Content that changes while somebody plays leaves the order of the other cards as it was."""
    cards = deck(Place("fr", Screen.GAME), script)
    whole, fewer = ([face.entry.id for face in shuffled(each, SEED)] for each in (cards, cards[1:]))

    assert [name for name in whole if name != cards[0].id] == fewer


def test_neither_myth_nor_reality_is_the_better_bet(script: Script) -> None:
    """Over many shuffles, about as many faces are myths as realities, though most statements are myths."""
    cards = [entry for entry in deck(Place("fr", Screen.GAME), script) if entry.kind != "depends"]
    verdicts = [face.verdict for seed in range(40) for face in shuffled(cards, seed)]

    assert 0.45 < verdicts.count("myth") / len(verdicts) < 0.55


def test_the_side_of_a_card_says_nothing_of_its_place(script: Script) -> None:
    """The cards that come first are flipped as often as those that come last."""
    cards = [entry for entry in deck(Place("fr", Screen.GAME), script) if entry.kind != "depends"]
    rows = [shuffled(cards, seed) for seed in range(200)]
    first, last = (sum(face.flipped for row in rows for face in row[part]) for part in (slice(0, 5), slice(-5, None)))

    assert abs(first - last) < 0.1 * 5 * len(rows)


def test_a_flipped_card_says_the_opposite(script: Script) -> None:
    """A myth turned round is a reality, with other words; what depends has one side."""
    for face in (face for seed in range(6) for face in shuffled(deck(Place("fr", Screen.GAME), script), seed)):
        if face.flipped:
            assert {"myth", "reality"} == {face.verdict, face.entry.kind}
            assert all(face.statement[lang] != face.entry.statement[lang] for lang in LANGS)
        else:
            assert (face.entry.kind, face.entry.statement) == (face.verdict, face.statement)


# ---- a round, as it is played --------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("length", LENGTHS)
def test_a_round_is_played_to_its_score_by_buttons_alone(script: Script, lang: str, length: int) -> None:
    """Betting right on every second card of a round leads, tap by tap, to a score that says so."""
    place = Place("fr" if lang == "fr" else "en", Screen.GAME)
    reply = screens.show(place, script, MOMENT)
    [start] = [
        button.press.place
        for button in buttons_of(reply)
        if button.label == script.say("button-cards", place.lang, number=length) and button.press
    ]
    place, bets = start, 0
    while place.screen is Screen.CARD:
        wanted = BETS.index(face_at(place, script).verdict) if bets % 2 == 0 else -1
        shown = [button.press.place for button in buttons_of(screens.show(place, script, MOMENT)) if button.press]
        turned = [each for each in shown if each.screen is Screen.TURNED]
        place = turned[wanted] if wanted >= 0 else next(each for each in turned if not bet_well(each, script))
        bets += 1
        after = screens.show(place, script, MOMENT)
        place = next(
            button.press.place
            for button in buttons_of(after)
            if button.press and button.press.place.screen in (Screen.CARD, Screen.SCORE)
        )
        assert stands(Press(place), script)
    shown_score = text_of(screens.show(place, script, MOMENT))

    assert length == bets
    assert script.say("score-text", place.lang, right=(length + 1) // 2, length=length, best=1) in shown_score


def test_a_turned_card_tells_what_is_true_why_and_why_people_get_it_wrong(script: Script) -> None:
    """Whatever was bet, the verdict, the answer and the understanding of the other side are there, without blame."""
    place = replace(card_at(Round(SEED, 5).number()), screen=Screen.TURNED)
    face = face_at(place, script)
    for page in range(1, len(BETS) + 1):
        shown = text_of(screens.show(replace(place, page=page), script, MOMENT))
        assert script.say(f"turned-{face.verdict}", "fr") in shown
        assert face.entry.answer["fr"] in shown
        assert face.entry.card
        assert face.entry.card.believed["fr"] in shown
        right = BETS[page - 1] == face.verdict
        assert right == (script.say("turned-right", "fr") in shown)
        assert right != (script.say("turned-wrong", "fr") in shown)


def test_a_bet_is_counted_by_card_and_by_nobody(script: Script) -> None:
    """The counter says which statement was taken for true, in which language, and nothing else."""
    place = replace(card_at(Round(SEED, 5).number()), screen=Screen.TURNED)
    entry = face_at(place, script).entry.id
    counts = {engine.step(Go(replace(place, page=page)), script, MOMENT).counts for page in range(1, len(BETS) + 1)}

    assert {(Count("card-right", "fr", entry),), (Count("card-wrong", "fr", entry),)} == counts


def test_a_theme_plays_its_own_cards_only(script: Script) -> None:
    """A round about images draws no card about money."""
    for theme in script.themes.values():
        cards = deck(Place("fr", Screen.GAME, item=theme.id), script)
        if len(cards) >= LENGTHS[0]:
            drawn = {face_at(card_at(Round(seed, 5).number(), theme.id), script).entry.theme for seed in range(20)}
            assert {theme.id} == drawn


def test_a_theme_with_few_cards_is_not_offered(script: Script) -> None:
    """Only themes with enough cards for a round stand on the game's first page."""
    reply = screens.show(Place("en", Screen.GAME), script, MOMENT)
    offered = {
        button.press.place.item
        for button in buttons_of(reply)
        if button.press and button.press.place.screen is Screen.GAME and button.press.place.item
    }

    assert offered == {
        theme for theme in script.themes if len(deck(Place("en", Screen.GAME, item=theme), script)) >= LENGTHS[0]
    }


@pytest.mark.parametrize(
    ("place", "fine"),
    [
        (card_at(Round(1, 5).number()), True),
        (card_at(Round(1, 5).number(), "nowhere"), False),
        (card_at(played(1, 5, [True] * 5).number()), False),
        (replace(card_at(played(1, 5, [True] * 5).number()), screen=Screen.SCORE), True),
        (replace(card_at(Round(1, 5).number()), screen=Screen.SCORE), False),
        (replace(card_at(Round(1, 5).number()), screen=Screen.TURNED), False),
        (replace(card_at(Round(1, 5).number()), screen=Screen.TURNED, page=3), True),
        (replace(card_at(Round(1, 5).number()), screen=Screen.TURNED, page=4), False),
        (card_at(0b1111), False),
    ],
)
def test_only_what_a_round_can_come_to_stands(script: Script, place: Place, *, fine: bool) -> None:
    """A forged round, a card behind the last, a bet that does not exist: none of them is shown."""
    assert fine == stands(Press(place), script)
