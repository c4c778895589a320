from __future__ import annotations

import pytest

from bot.papers.letters import known_only, printable


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("🪙 Pile ou face", "Pile ou face"),
        ("Ça va 😂 bien ❤️. Merci", "Ça va bien. Merci"),
        ("Non 🙅🏽‍♀️!", "Non!"),
        ("« Oui »\u202f: ça va?", "«\xa0Oui\xa0»\xa0: ça va?"),
        ("e\u0301te\u0301", "été"),
        ("une ligne \n🏠 une autre", "une ligne\nune autre"),
        ("“It's” – 5 · 6…", "“It's” – 5 · 6…"),
        ("👍", ""),
    ],
)
def test_what_has_no_letter_is_left_out_cleanly(text: str, printed: str) -> None:
    """Emoji go with the space before them, accents and marks stay, and no line breaks before a French mark."""
    assert printed == printable(text)


def test_only_letters_are_taken_out_of_a_picture() -> None:
    """Of an SVG, nothing but what has no letter is changed."""
    assert '<text x="1" y="2">« Oui »</text>' == known_only('<text x="1" y="2">« Oui » 🎉</text>')
