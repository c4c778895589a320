"""Plain tables: a title, a head, rows; numbers to the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def table(title: str, head: Sequence[str], rows: Iterable[Sequence[str | int | float | None]], named: int = 1) -> str:
    """Write a table; the first `named` columns are names, and stand to the left.

    A float is a share and is written in percent; None is nothing.
    """
    cells = [[*map(str, head)], *([_cell(value) for value in row] for row in rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(head))]
    lines = [
        "  ".join(
            value.ljust(width) if column < named else value.rjust(width)
            for column, (value, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in cells
    ]
    lines.insert(1, "-" * max(map(len, lines)))
    return "\n".join([title, "", *lines, ""])


def percent(share: float) -> str:
    """Write a share with one digit."""
    return f"{100 * share:.1f}"


def _cell(value: str | float | None) -> str:
    if value is None:
        return ""
    return percent(value) if isinstance(value, float) else str(value)
