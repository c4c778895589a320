"""Numbers, names and lists as a report writes them, in French and in English.

Rule: as Québec writes and as English Canada writes; a name stands between guillemets in both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.script import Both
    from bot.core.turn import Lang

#: No-break spaces: a narrow one between thousands, a wide one beside guillemets and before a percent sign.
_NARROW: Final = "\u202f"
_WIDE: Final = "\u00a0"
#: A list that names more is read by nobody; how many more there are is said.
MOST_NAMED: Final = 6


def number(value: int, lang: Lang) -> str:
    """Write a whole number."""
    return f"{value:,}" if lang == "en" else f"{value:,}".replace(",", _NARROW)


def percent(part: int, whole: int, lang: Lang) -> str:
    """Write a share, rounded to whole percents; of nothing it is none, and what is little is not none."""
    share = round(100 * part / whole) if whole else 0
    under = ("moins de " if lang == "fr" else "under ") if part and not share else ""
    return f"{under}{share or int(bool(part))}" + ("%" if lang == "en" else f"{_WIDE}%")


def counted(value: int, one: Both, many: Both, lang: Lang) -> str:
    """Write a number with its noun. French says one thing of none and of one, English of one alone."""
    single = value == 1 if lang == "en" else value < 2  # noqa: PLR2004 - the plural begins at two
    return f"{number(value, lang)} {(one if single else many)[lang]}"


def quoted(name: str, lang: Lang) -> str:
    """Put a name between guillemets."""
    return f"«{name}»" if lang == "en" else f"«{_WIDE}{name}{_WIDE}»"


def listed(names: Sequence[str], lang: Lang, most: int = MOST_NAMED) -> str:
    """Name the first of them, and say how many more there are."""
    # To say "and 1 more" takes as much room as to name it.
    shown = names if len(names) <= most + 1 else names[:most]
    rest = len(names) - len(shown)
    more = f" et {number(rest, lang)} de plus" if lang == "fr" else f" and {number(rest, lang)} more"
    return ", ".join(quoted(name, lang) for name in shown) + (more if rest else "")
