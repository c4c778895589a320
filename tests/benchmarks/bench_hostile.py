"""Messages of 4,096 characters written to make the bot work, on the shipped content, in the menu and in a scene.

make benchmarks
.venv/bin/python -m pytest tests/benchmarks/bench_hostile.py --benchmark-only
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import pytest

from bot.core.text import MOST_CHARACTERS
from bot.core.turn import Said, Turn
from bot.core.understand import understand
from tests.benchmarks.hostile import KINDS, cost, message, widest_scene

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture

    from bot.core.script import Script


@pytest.mark.benchmark(group="hostile messages")
@pytest.mark.parametrize("scene", [False, True], ids=["menu", "scene"])
@pytest.mark.parametrize("kind", KINDS)
def test_hostile(kind: str, script: Script, benchmark: BenchmarkFixture, *, scene: bool) -> None:
    """Understand one long message."""
    text = message(kind, script)
    at = widest_scene(script) if scene else ""
    times, danger = cost(text, script, at)
    benchmark.extra_info |= {"danger": danger, **asdict(times)}

    benchmark.pedantic(understand, (Turn(Said(text, at), "fr"), script), rounds=3, warmup_rounds=1)  # type: ignore[no-untyped-call]

    assert len(text) == MOST_CHARACTERS
