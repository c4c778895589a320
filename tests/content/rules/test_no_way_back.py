"""Which endings need no way back."""

from __future__ import annotations

from tests import small


def test_a_safe_ending_needs_no_way_back() -> None:
    """Only where something is unsettled or lost must a teen be able to try again."""
    content = small.changed(small.STORY, "outcome: open", "outcome: safe")
    content[small.STORY] = content[small.STORY].replace(
        b"    help: [distress]\n    retry: at-the-stop\n", b"    help: [distress]\n"
    )

    assert [] == small.codes(content)
