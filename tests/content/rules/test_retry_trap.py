"""Which ways back are no trap."""

from __future__ import annotations

from tests import small


def test_a_module_may_lead_back_to_its_only_ending() -> None:
    """In a module whose ending is done, there is nothing to get out of."""
    content = small.changed(small.TRAINING, "    help: [distress]\n", "    help: [distress]\n    retry: a-case\n")

    assert [] == small.codes(content)
