"""What may be shown of what a group did, so that nobody in it can be told apart.

Rule: whatever is shown could have come from any other answers, and nothing new is shown before `FEWEST` answers are.

A scene is one thing that is answered once in a run: a point of a story, its ending, a card. Three things are done:

- A scene waits until `FEWEST` answers are new, and lets all of them out together. So no look differs from the one
  before by fewer answers than that, and who watches the figures grow sees no single one come in.
- When answers are let out, chance adds to the number of each possible answer, or takes from it, a little: often
  nothing, else one or two, seldom more. The true numbers are kept nowhere after that. So neither "all five said yes"
  nor "the last one said no" follows from any figures, however many are compared, whoever plays along, and whatever is
  known of the others.
- What is told is rounded to `FEWEST`. An answer whose number is smaller, or so small that chance alone may have made
  it, is told together with the others of its kind, without a number, and so is one that nobody gave.

Thresholds and rounding alone are not enough: from two roundings and the number of runs one can reckon, now and then,
that exactly one person in the last five answered so. (A test keeps such a case.)

Sources: two-sided geometric noise is Ghosh, Roughgarden, Sundararajan, "Universally utility-maximizing privacy
mechanisms", 2009; the promise it keeps, differential privacy, is Dwork and others, 2006: had one person answered
otherwise, any figures would have been at most e^2 (seven and a half) times likelier or less likely. Each answer is
let out once, so that promise does not wear off with looking. Thresholds and rounding: Hundepool and others,
"Statistical Disclosure Control", 2012, chapters 3 and 5.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

#: So few runs could be somebody.
FEWEST: Final = 5
#: One answer more or less makes a number e times likelier or less likely; a changed answer changes two numbers.
_EPSILON: Final = 1.0
#: Of the noise in one lot: sqrt(2a) / (1 - a), where a is 1/e.
_DEVIATION: Final = 1.357
#: A lot has this many bits: two halves, one for what is added and one for what is taken away.
LOT_BITS: Final = 64
_HALF: Final = 1 << LOT_BITS // 2


def noise(lot: int) -> int:
    """Give what is added to a number, from a lot of `LOT_BITS` bits: 0 with probability 0.46, then e times rarer each.

    The difference of two geometric numbers has that distribution.
    """
    return _geometric(lot // _HALF) - _geometric(lot % _HALF)


def _geometric(half: int) -> int:
    """Give 0, 1, 2 …, each e times rarer than the one before, from half a lot."""
    return int(-math.log((half + 1) / _HALF) / _EPSILON)


def enough(waiting: Mapping[str, int]) -> bool:
    """Say whether the answers that wait (choice -> how many) may be let out."""
    return sum(waiting.values()) >= FEWEST


def let_out(waiting: Mapping[str, int], chance: Callable[[], int]) -> dict[str, int]:
    """Give what is added to what may be looked at, in place of the true numbers.

    `waiting` names every possible answer, also those nobody gave. `chance` gives a new lot each time.
    """
    return {name: number + noise(chance()) for name, number in waiting.items()}


def shown(scene: Mapping[str, int]) -> dict[str, int]:
    """Give what may be told of what was let out (choice -> number): a multiple of `FEWEST` for each that is not small.

    What is not among them was given by few, or by nobody.
    """
    least = least_shown(sum(max(0, number) for number in scene.values()))
    return {name: rounded(number) for name, number in scene.items() if number >= least}


def least_shown(total: int) -> int:
    """Give the least number that is told of a scene with about so many answers.

    Noise adds up over the lots; within twice its standard deviation, an answer nobody gave may look as if some did.
    """
    return max(FEWEST, round(2 * _DEVIATION * math.sqrt(total / FEWEST)))


def rounded(number: int) -> int:
    """Round to the nearest multiple of `FEWEST`."""
    return (number + FEWEST // 2) // FEWEST * FEWEST


@dataclass(frozen=True, slots=True)
class Found:
    """A group as its secret opens it: what was suggested, and what may be told.

    `payload` is what its link carries. `scenes`: scene -> choice -> a rounded number (see `shown`).
    """

    payload: str
    scenes: Mapping[str, Mapping[str, int]]
