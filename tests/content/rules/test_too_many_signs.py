"""How many signs a story may show."""

from __future__ import annotations

from bot.core.place import MOST_SIGNS
from tests import small


def test_a_story_may_show_as_many_signs_as_a_button_holds() -> None:
    """Forty signs fit; the next one does not, which `broken/` shows."""
    names = [f"sign-{number}" for number in range(MOST_SIGNS)]
    sign = '{name: {fr: "Un signe", en: "A sign"}, why: {fr: "Il compte.", en: "It counts."}, fact: M1}'
    content = small.changed(small.STORY, "signs: [rush]", f"signs: [{', '.join(names[1:])}]")
    content[small.ENTRIES] = content[small.ENTRIES].replace(b"signs: [rush]", b"signs: [sign-0]")
    content[small.FILM] = content[small.FILM].replace(b"signs: [secrecy]", b"signs: [sign-0]")
    content[small.STORY] = content[small.STORY].replace(b"signs: [secrecy]", b"signs: [sign-0]")
    content["knowledge/signs.yaml"] = "".join(["signs:\n", *(f"  {name}: {sign}\n" for name in names)]).encode()

    assert [] == small.codes(content)
