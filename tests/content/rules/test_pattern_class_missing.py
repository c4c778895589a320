"""Which patterns may name classes of words."""

from __future__ import annotations

from tests import small


def test_any_danger_and_any_harmless_file_may_name_the_classes_and_none_must() -> None:
    """Classes of words serve every pattern; with no pattern that names one, they are left alone."""
    named = small.changed(small.JOKES, '"mort|morte de rire"', '"<die> de rire"')
    plain = small.files()
    plain |= {name: data.replace(b"<want>", b"want") for name, data in plain.items()}

    assert [] == small.codes(named)
    assert [] == small.codes(plain)
