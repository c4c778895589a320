"""One question, by the number of phrasings: the matcher beside RapidFuzz over the same phrasings.

    make benchmarks
    .venv/bin/python -m pytest tests/benchmarks --benchmark-only -k "not 100000"     without the size that takes minutes

`extra_info` holds p50 and p99 over 1,000 distinct questions typed with noise, and what learning took (JSON:
`--benchmark-json FILE`).
"""

from __future__ import annotations

from dataclasses import asdict
from itertools import cycle
from typing import TYPE_CHECKING

import pytest

from tests.benchmarks.sizes import SIZES

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytest_benchmark.fixture import BenchmarkFixture

    from tests.benchmarks.sizes import Learning, Size


@pytest.mark.parametrize("size", SIZES)
class TestOneQuestion:
    """All that is measured at one size, before the next is learned."""

    @pytest.mark.benchmark(group="one question")
    def test_matcher(
        self, size: int, benchmark: BenchmarkFixture, learned: Callable[[int], tuple[Learning, Size]]
    ) -> None:
        """Rank the entries for one question."""
        learning, ready = learned(size)
        ranking = ready.rank()
        benchmark.extra_info |= {f"learning {name}": value for name, value in asdict(learning).items()}
        benchmark.extra_info |= {"restart": ready.restart, "first": ranking.first, **asdict(ranking.latency)}
        texts = cycle(text for _, text in ready.asked)

        assert benchmark(lambda: ready.matcher.rank(next(texts))) is not None

    @pytest.mark.benchmark(group="one question")
    def test_extract_one(
        self, size: int, benchmark: BenchmarkFixture, learned: Callable[[int], tuple[Learning, Size]]
    ) -> None:
        """Compare one question with every phrasing."""
        _, ready = learned(size)
        ranking = ready.extract_one()
        benchmark.extra_info |= {"first": ranking.first, **asdict(ranking.latency)}
        texts = cycle(ready.compared)

        assert benchmark.pedantic(lambda: ready.extract(next(texts)), rounds=5, warmup_rounds=1) >= 0  # type: ignore[no-untyped-call]

    @pytest.mark.benchmark(group="many questions at once")
    def test_cdist(
        self, size: int, benchmark: BenchmarkFixture, learned: Callable[[int], tuple[Learning, Size]]
    ) -> None:
        """Compare many questions with every phrasing, on one thread."""
        _, ready = learned(size)

        benchmark.extra_info["milliseconds a question"] = benchmark.pedantic(ready.cdist, rounds=1)  # type: ignore[no-untyped-call]
