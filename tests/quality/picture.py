"""The calibration curve: how sure the matcher says it is, and how often it is right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import matplotlib as mpl
from matplotlib.figure import Figure

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from tests.quality.card import Bin

mpl.use("Agg")


def draw(curves: Mapping[str, Sequence[Bin]], path: Path) -> Path:
    """Draw one curve for each half, with the number of questions in each bin below, and say where."""
    figure = Figure(figsize=(6, 7), layout="constrained")
    upper, lower = figure.subplots(2, 1, height_ratios=(3, 1), sharex=True)
    upper.plot([0, 1], [0, 1], color="grey", linestyle=":", label="says what is")
    for place, (name, bins) in enumerate(curves.items()):
        filled = [each for each in bins if each.number]
        upper.plot([each.said for each in filled], [each.was for each in filled], marker="o", label=name)
        width = 0.04
        middles = [(each.low + each.high) / 2 + (place - 0.5) * width for each in bins]
        lower.bar(middles, [each.number for each in bins], width, label=name)
    upper.set(ylabel="share of first entries that are right", xlim=(0, 1), ylim=(0, 1), title="Calibration")
    upper.legend(loc="upper left")
    lower.set(xlabel="probability of the first entry", ylabel="questions")
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, dpi=120)
    return path
