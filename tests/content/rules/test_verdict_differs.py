"""Which verdicts agree."""

from __future__ import annotations

from tests import small


def test_a_question_needs_no_verdict_and_depends_is_one() -> None:
    """A question may rest on a row that is a myth; a statement may not say otherwise than its row."""
    assert [] == small.codes(small.changed(small.ENTRIES, "fact: M2", "fact: M1"))
    assert ["verdict-differs"] == small.codes(small.changed(small.ENTRIES, "kind: myth", "kind: reality"))
    assert ["verdict-missing"] == small.codes(small.changed(small.ENTRIES, "fact: M1", "fact: M2"))
