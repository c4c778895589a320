"""What was saved in the wrong encoding, and what only looks so."""

from __future__ import annotations

import pytest

from tests import small


@pytest.mark.parametrize("meant", ["é", "à", "É", "ç", "œ", "’", "…", "«", "✋", "💬"])
def test_a_letter_read_in_the_wrong_encoding_is_told_with_what_it_was(meant: str) -> None:
    """Each letter, mark or emoji of a French text is known again."""
    garbled = meant.encode().decode("cp1252")
    told = small.problems(small.changed(small.STORY, 'fr: "Non, je marche."', f'fr: "Non, je marche {garbled} pied."'))

    assert [True] == [f"«{garbled}» should be «{meant}»" in each for each in told if "garbled-text" in each]


@pytest.mark.parametrize("fine", ["Âge, château, pâté", "« ÇA »", "Il a dit à «Éva»…", "FORÊT»"])
def test_accents_beside_marks_are_no_wrong_encoding(fine: str) -> None:
    """An accent before a quotation mark or three dots is what it is."""
    content = small.changed(small.STORY, 'fr: "Non, je marche."', f'fr: "{fine}"')

    assert "garbled-text" not in small.codes(content)
