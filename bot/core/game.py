"""The card game: which cards, in which order, what a bet is worth.

Rule: nothing is remembered. A round is a number in the button: where its shuffle starts, how far it is, how it went.
A statement and its opposite are the two sides of one card, so that neither "myth" nor "reality" is the better bet.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.core.script import Both, Entry, Script
    from bot.core.turn import Place

Verdict = Literal["myth", "reality", "depends"]
#: The bets, in the order of their buttons; `Place.page` of a turned card is one more than the place here.
BETS: Final[tuple[Verdict, ...]] = ("reality", "myth", "depends")
#: A round has one of these lengths.
LENGTHS: Final = (5, 10)
#: Bits of the number: seed, which length, and four counts up to 15.
_SEED_BITS: Final = 16
_COUNT_BITS: Final = 4
SEEDS: Final = 1 << _SEED_BITS
_OPPOSITE: Final[dict[str, Verdict]] = {"myth": "reality", "reality": "myth"}


@dataclass(frozen=True, slots=True)
class Round:
    """A round as it stands: `drawn` cards are behind, `right` of them bet well, `streak` in a row up to now."""

    seed: int
    length: int
    drawn: int = 0
    right: int = 0
    streak: int = 0
    best: int = 0

    def number(self) -> int:
        """Write the round as one number, for a button."""
        whole = self.seed << 1 | LENGTHS.index(self.length)
        for count in (self.drawn, self.right, self.streak, self.best):
            whole = whole << _COUNT_BITS | count
        return whole

    def after(self, *, right: bool) -> Round:
        """Give the round after one more bet."""
        streak = self.streak + 1 if right else 0
        return replace(self, drawn=self.drawn + 1, right=self.right + right, streak=streak, best=max(self.best, streak))


def round_of(number: int) -> Round | None:
    """Read a round, or nothing when no game could have come to this."""
    counts = []
    for _ in range(4):
        number, count = divmod(number, 1 << _COUNT_BITS)
        counts.append(count)
    best, streak, right, drawn = counts
    seed, which = number >> 1, number & 1
    length = LENGTHS[which]
    if not (seed < SEEDS and drawn <= length and _could_be(drawn, right, streak, best)):
        return None
    return Round(seed, length, drawn, right, streak, best)


def _could_be(drawn: int, right: int, streak: int, best: int) -> bool:
    """Whether bets could have come to these counts: good ones in rows of `best` at most, with wrong ones between."""
    wrong = drawn - right
    if not streak <= best <= right <= drawn:
        return False
    if not wrong:
        return streak == best == right
    # The last row has `streak`; before it are `wrong` rows, of which one has `best` when the last has not.
    rest = right - streak
    return (rest >= best or streak == best) and rest <= wrong * best


@dataclass(frozen=True, slots=True)
class Face:
    """The side of a card that lies up: a statement, and what is true of it."""

    entry: Entry
    flipped: bool

    @property
    def statement(self) -> Both:
        """The words on this side."""
        card = self.entry.card
        return card.flip if self.flipped and card and card.flip else self.entry.statement

    @property
    def verdict(self) -> str:
        """What is true of this side."""
        return _OPPOSITE[self.entry.kind] if self.flipped else self.entry.kind


def shuffled(entries: Iterable[Entry], seed: int) -> tuple[Face, ...]:
    """Lay the cards in the order of a seed, each on one of its sides.

    The order is that of a digest of the seed and the entry's id: it is the same on every machine, and a card that is
    added to the content while somebody plays changes the place of no other.
    """
    faces = []
    for entry in entries:
        if entry.card:
            lot = hashlib.blake2s(f"{seed}/{entry.id}".encode(), digest_size=8).digest()
            faces.append((lot, Face(entry, entry.card.flip is not None and bool(lot[0] & 1))))
    # The first byte decides the side, so it must not decide the place too.
    return tuple(face for _, face in sorted(faces, key=lambda pair: pair[0][1:]))


def round_at(place: Place) -> Round:
    """Give the round of a place of the game. Raises LookupError when there is none."""
    found = round_of(place.held)
    if found is None:
        raise LookupError("a card belongs to a round: `understand` lets no other pass")
    return found


def deck(place: Place, script: Script) -> tuple[Entry, ...]:
    """Give the cards of the theme a place is about, or all of them."""
    return cards_of(place.item, script)


def cards_of(theme: str, script: Script) -> tuple[Entry, ...]:
    """Give the cards of a theme, of all themes for ""."""
    names = script.themes[theme].entries if theme else tuple(script.entries)
    return tuple(script.entries[name] for name in names if script.entries[name].card)


def face_at(place: Place, script: Script) -> Face:
    """Give the card that lies up at a place of the game."""
    played = round_at(place)
    return shuffled(deck(place, script), played.seed)[played.drawn]


def bet_well(place: Place, script: Script) -> bool:
    """Say whether the bet that turned a card was the right one."""
    return BETS[place.page - 1] == face_at(place, script).verdict
