"""Benchmarks are collected when they are asked for (`--benchmark-only`), and never by the normal run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.benchmarks.sizes import Learning, Size, learn

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Module | None:
    """Take files named `bench_*.py`, whatever `python_files` says."""
    asked = parent.config.getoption("benchmark_only", default=False)
    if asked and file_path.suffix == ".py" and file_path.name.startswith("bench_"):
        module: pytest.Module = pytest.Module.from_parent(parent, path=file_path)
        return module
    return None


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print what the tables of pytest-benchmark leave out."""
    session: Any = getattr(config, "_benchmarksession", None)
    for each in session.benchmarks if session else ():
        if each.extra_info:
            terminalreporter.write_line(f"{each.name}: {_told(each.extra_info)}")


@pytest.fixture(scope="session")
def learned(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], tuple[Learning, Size]]:
    """Learn the content of a size once; only the last size is held."""
    folder = tmp_path_factory.mktemp("learned")
    last: dict[int, tuple[Learning, Size]] = {}

    def give(size: int) -> tuple[Learning, Size]:
        if size not in last:
            last.clear()
            last[size] = learn(size, folder), Size.of(size, folder)
        return last[size]

    return give


def _told(figures: dict[str, Any]) -> str:
    told = {name: f"{value:.2f}" if isinstance(value, float) else value for name, value in figures.items()}
    return ", ".join(f"{name} {value}" for name, value in told.items())
