"""Which circles are none to be told."""

from __future__ import annotations

from tests import small


def test_a_story_may_go_round_when_there_is_a_way_out() -> None:
    """A choice may lead back to a scene already seen."""
    content = small.changed(
        small.STORY,
        "    choices:\n",
        "    choices:\n      - {id: wait, stance: neutral, label: {fr: Attendre, en: Wait},"
        " feedback: {fr: Bon., en: Well.}, said: {fr: [attends, une minute], en: [wait a bit, one minute]},"
        " to: at-the-stop}\n",
    )

    assert [] == small.codes(content)
