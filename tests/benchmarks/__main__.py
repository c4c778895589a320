"""Print what is measured as tables, without pytest.

.venv/bin/python -m tests.benchmarks                        everything; the largest size takes minutes to learn
.venv/bin/python -m tests.benchmarks --sizes 200 2000       these sizes only
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.hostile import KINDS, cost, message, widest_scene
from tests.benchmarks.measuring import latency
from tests.benchmarks.sizes import SIZES, Size, learn
from tests.quality.noise import noisy
from tests.quality.sets import questions
from tests.quality.shipped import shipped
from tests.quality.tables import percent, table

_SEEDS = (1, 2, 3)


def main() -> None:
    """Measure and print; progress goes to the error stream."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description="Print what things cost.")
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES, help="numbers of phrasings")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="pile-ou-face-") as folder:
        print(by_size(options.sizes, Path(folder)))  # noqa: T201 - this prints
    for text in on_shipped_content():
        print(text)  # noqa: T201 - this prints


def by_size(sizes: list[int], folder: Path) -> str:
    """Measure each size: learning, one question, RapidFuzz."""
    rows = []
    for size in sizes:
        print(f"benchmarks: {size} phrasings", file=sys.stderr, flush=True)  # noqa: T201 - progress
        learning = learn(size, folder)
        ready = Size.of(size, folder)
        ours, one = ready.rank(), ready.extract_one()
        rows.append(
            (
                f"{size:,}",
                f"{learning.seconds:.1f}",
                f"{learning.peak:,.0f}",
                f"{learning.held:,.0f}",
                f"{ready.restart:.1f}",
                f"{ours.latency.p50:.2f}",
                f"{ours.latency.p99:.2f}",
                percent(ours.first),
                f"{one.latency.p50:,.1f}",
                f"{one.latency.p99:,.1f}",
                percent(one.first),
                f"{ready.cdist():,.1f}",
                f"{one.latency.texts:,}",
            )
        )
    head = (
        *("phrasings", "learning s", "at most MB", "held MB", "restart s"),
        *("p50 ms", "p99 ms", "top-1", "extractOne p50 ms", "p99 ms", "top-1", "cdist ms", "questions"),
    )
    title = "One question by size: 1,000 distinct noisy questions for the matcher, `questions` of them for WRatio"
    return table(title, head, rows, named=0)


def on_shipped_content() -> list[str]:
    """Measure the whole of understanding on the shipped content, and messages written to make it work."""
    print("benchmarks: shipped content", file=sys.stderr, flush=True)  # noqa: T201 - progress
    script = shipped().script
    understanding = script.understanding
    texts = list(
        dict.fromkeys(noisy(question.text, question.lang, seed) for seed in _SEEDS for question in questions())
    )[:1000]
    parts = {
        "Questions.ask": lambda text: understanding.questions.ask(text, "fr"),
        "Listener.hear": understanding.listener.hear,
        "Replies.act": understanding.replies.act,
    }
    rows: list[tuple[str | int, ...]] = []
    for name, part in parts.items():
        times = latency(part, texts)
        rows.append((name, times.texts, *(f"{value:.2f}" for value in (times.p50, times.p99, times.worst))))
    tables = [table("Shipped content, labelled questions with noise", ("", "texts", "p50 ms", "p99 ms", "worst"), rows)]
    scene = widest_scene(script)
    costs = []
    for kind in KINDS:
        text = message(kind, script)
        (menu, danger), (story, _) = cost(text, script), cost(text, script, scene)
        costs.append((kind, f"{menu.p50:.1f}", f"{menu.worst:.1f}", f"{story.worst:.1f}", "yes" if danger else ""))
    head = ("4,096 characters of", "menu p50 ms", "worst", "scene worst", "danger heard")
    return [*tables, table("Messages written to make the bot work, through understand()", head, costs)]


if __name__ == "__main__":
    main()
