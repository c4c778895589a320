from __future__ import annotations

import pytest

from bot.adapters.written import counted, listed, number, percent, quoted
from bot.core.script import Both

LINE, LINES = Both("réplique", "line"), Both("répliques", "lines")


def test_thousands_are_set_apart_as_the_language_does() -> None:
    """French puts a narrow space that does not break, English a comma."""
    assert ("1\u202f234\u202f567", "1,234,567") == (number(1234567, "fr"), number(1234567, "en"))


def test_a_share_of_nothing_is_none() -> None:
    """A share is a whole percent, with the sign where the language puts it, and only none is none."""
    assert ("moins de 1\u00a0%", "under 1%") == (percent(1, 999, "fr"), percent(1, 999, "en"))
    assert ("33\u00a0%", "33%", "0%") == (percent(1, 3, "fr"), percent(1, 3, "en"), percent(0, 0, "en"))


@pytest.mark.parametrize(
    ("count", "fr", "en"), [(0, "réplique", "lines"), (1, "réplique", "line"), (2, "répliques", "lines")]
)
def test_the_plural_begins_where_the_language_begins_it(count: int, fr: str, en: str) -> None:
    """None is one thing in French and many in English."""
    assert (f"{count} {fr}", f"{count} {en}") == (counted(count, LINE, LINES, "fr"), counted(count, LINE, LINES, "en"))


def test_a_long_list_says_how_many_it_leaves_out() -> None:
    """Names stand between guillemets; one more than the most is named, two more are counted."""
    assert "«\u00a0a\u00a0»" == quoted("a", "fr")
    assert "«a», «b», «c»" == listed(["a", "b", "c"], "en", 2)
    assert "«a», «b» and 2 more" == listed(["a", "b", "c", "d"], "en", 2)
    assert "«\u00a0a\u00a0» et 2 de plus" == listed(["a", "b", "c"], "fr", 1)
    assert "" == listed([], "fr")
