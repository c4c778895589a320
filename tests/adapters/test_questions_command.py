from __future__ import annotations

import json
from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest

from bot.adapters.questions import answer, ask
from bot.core.alarm import Level
from bot.core.turn import LANGS

if TYPE_CHECKING:
    from bot.core.script import Script
    from bot.core.turn import Lang

KEYS = ["question", "lang", "alarm", "decision", "answers"]
ASKED = [
    "si je paie le chantage va arrêter",
    "images",
    "zxcvb",
    "",
    "😭",
    "jveux mourir",
    "help",
    "menu",
    "/aide",
    '"quoted" \\ and é',
    "a" * 5000,
]


def told(script: Script, *questions: str, lang: Lang = "fr") -> list[dict[str, Any]]:
    """Ask; read each line back."""
    out = StringIO()
    ask(script, (f"{question}\n" for question in questions), lang, out, as_json=True)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_each_question_is_one_line(script: Script) -> None:
    """One line in, one JSON object out, in the same order, with the question as it was asked."""
    assert ASKED == [found["question"] for found in told(script, *ASKED)]


@pytest.mark.parametrize("lang", LANGS)
def test_the_shape_is_the_documented_one(script: Script, lang: Lang) -> None:
    """Every object has exactly the documented keys, in order, with the documented values."""
    for found in told(script, *ASKED, lang=lang):
        assert KEYS == list(found)
        assert found["lang"] in LANGS
        assert found["alarm"] in {None, *(level.value for level in Level)}
        assert found["decision"] in {"answer", "ask", "unknown"}
        fewest, most = {"answer": (1, 1), "ask": (1, 3), "unknown": (0, 0)}[found["decision"]]
        assert fewest <= len(found["answers"]) <= most
        scores = [each["score"] for each in found["answers"]]
        assert sorted(scores, reverse=True) == scores
        for each in found["answers"]:
            assert ["id", "fact", "score"] == list(each)
            assert script.entries[each["id"]].fact == each["fact"]
            assert 0 <= each["score"] <= 1


def test_what_ask_says_is_what_a_teen_would_get(script: Script) -> None:
    """A known statement is answered with its entry, in the language it was typed in."""
    for entry in script.entries.values():
        for lang in LANGS:
            found = answer(script, entry.statement[lang], lang)
            assert ("answer", lang, [entry.id]) == (
                found["decision"],
                found["lang"],
                [each["id"] for each in found["answers"]],
            )


def test_an_alarm_is_told_with_its_level(script: Script) -> None:
    """Danger in a question is told, whatever the question is answered."""
    found = {text: answer(script, text, "fr")["alarm"] for text in ("jveux mourir", "il pleut aujourd'hui")}

    assert {"jveux mourir": "distress", "il pleut aujourd'hui": None} == found


@pytest.mark.parametrize("word", ["help", "menu", "stop", "langue", "🙂", ""])
def test_a_word_of_command_is_no_question(script: Script, word: str) -> None:
    """What a teen would get no answer to has none here either."""
    found = answer(script, word, "en")

    assert ("unknown", [], None) == (found["decision"], found["answers"], found["alarm"])


def test_accents_stay_readable(script: Script) -> None:
    """The lines are read by people too: é stays é."""
    out = StringIO()
    ask(script, ["où est l'été"], "fr", out, as_json=True)

    assert "où est l'été" in out.getvalue()


def test_in_words_the_answers_stand_under_the_question(script: Script) -> None:
    """Without --json a writer reads the decision, and each entry with its score and its statement."""
    entry = next(iter(script.entries.values()))
    out = StringIO()
    ask(script, [entry.statement["fr"], "zxcvb", "jveux mourir"], "fr", out, as_json=False)
    text = out.getvalue()

    assert text.startswith(f"{entry.statement['fr']}\n  answer\n")
    assert f"{entry.id} ({entry.fact}): {entry.statement['fr']}\n" in text
    assert "zxcvb\n  unknown\n" in text
    assert "jveux mourir\n  " in text
    assert "alarm: distress\n" in text


def test_each_answer_is_written_at_once(script: Script) -> None:
    """A program that asks line by line reads each answer before it asks the next."""
    out = StringIO()
    written = []

    def questions() -> Any:
        for question in ("un", "deux"):
            yield question
            written.append(len(out.getvalue().splitlines()))

    ask(script, questions(), "fr", out, as_json=True)

    assert [1, 2] == written
