"""Print the matcher card.

    make quality                                    the card
    make quality ARGS=--ablation                    and what each stage is worth
    make quality ARGS="--picture calibration.png"   and the calibration curve where you want it
    make quality ARGS=--accept                      and take the answers of now as the ones to compare with

Lines of the half `report` are counted and never printed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from tests.quality.cardtext import Card
from tests.quality.shipped import shipped


def main() -> None:
    """Measure, print, and tell how far it is on the error stream."""
    parser = argparse.ArgumentParser(prog="make quality", description="Print the matcher card.")
    parser.add_argument("--ablation", action="store_true", help="also measure with each stage switched off")
    parser.add_argument("--accept", action="store_true", help="take the answers of now as those to compare with")
    parser.add_argument("--picture", type=Path, help="where the calibration curve is drawn (a temporary folder)")
    options = parser.parse_args()
    began = time.monotonic()
    tell("content")
    card = Card(shipped())
    picture = options.picture or Path(tempfile.mkdtemp(prefix="pile-ou-face-")) / "calibration.png"
    for name, part in card.parts(picture, accept=options.accept, ablation=options.ablation):
        tell(name)
        for text in part():
            print(text, flush=True)  # noqa: T201 - this prints
    tell(f"done in {time.monotonic() - began:.0f} s")


def tell(what: str) -> None:
    """Say on the error stream what is being done."""
    print(f"quality: {what}", file=sys.stderr, flush=True)  # noqa: T201 - progress


if __name__ == "__main__":
    main()
