from __future__ import annotations

import json
import re
from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest

from bot.adapters.questions import answer, ask
from bot.core.alarm import RINGS, RINGS_WITH_PATTERN, Level
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
    "bonjour",
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


@pytest.mark.parametrize("word", ["help", "menu", "stop", "langue", "🙂", "", "bonjour", "thanks", "t'es tu un robot"])
def test_a_word_of_command_is_no_question(script: Script, word: str) -> None:
    """What a teen would get no answer to has none here either: a command, a sign, small talk."""
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


# ---- why -----------------------------------------------------------------------------------------------------------


def reasons(script: Script, question: str, lang: Lang = "fr") -> list[str]:
    """Ask with `--why`; give the lines after the answer."""
    plain, out = StringIO(), StringIO()
    ask(script, [question], lang, plain)
    ask(script, [question], lang, out, why=True)
    assert out.getvalue().startswith(plain.getvalue())
    return out.getvalue().removeprefix(plain.getvalue()).splitlines()


def test_why_tells_the_thresholds(script: Script) -> None:
    """A moderator reads from which probability on an entry is answered, asked back or offered, as they are used."""
    limits = script.understanding.questions.thresholds
    first = reasons(script, "images")[0]

    assert [str(limits.answer), str(limits.ask), str(limits.beside)] == re.findall(r"\d+\.\d+", first)


def test_why_tells_what_the_words_were_read_as(script: Script) -> None:
    """A misspelled word stands there as the words it may be, each with its share."""
    line = next(line for line in reasons(script, "le consentemment") if line.startswith("  read as:"))

    assert "consentement 1.00" in line or re.search(r"consentement 0\.\d\d", line)
    assert "consentemment" not in line


def test_why_tells_the_words_that_count_and_the_runners_up(script: Script) -> None:
    """Each entry that may be meant stands with its probability and the words for it and against it, best first."""
    for entry in list(script.entries.values())[:5]:
        lines = [line for line in reasons(script, entry.statement["en"], "en") if re.match(r"  [01]\.\d\d ", line)]
        ranked = script.understanding.questions.rank(entry.statement["en"])

        assert entry.id == lines[0].split()[1].rstrip(":")
        assert [f"{match.probability:.2f} {match.entry}:" for match in ranked] == [
            " ".join(line.split()[:2]) for line in lines
        ]
        assert len(lines) > 1
        assert all(re.search(r": \w+ [+-]\d+\.\d\d(, \w+ [+-]\d+\.\d\d)*$", line) for line in lines)


@pytest.mark.parametrize(
    ("text", "dangers", "known"),
    [
        ("jveux mourir", True, "danger"),
        ("hier soir je voulais juste mourir", False, None),
        ("jveux pas mourir lol c'était une façon de parler", False, "harmless"),
        ("images", False, None),
    ],
)
def test_why_tells_what_was_heard_of_danger(script: Script, text: str, dangers: bool, known: str | None) -> None:  # noqa: FBT001
    """How likely danger is, from where on it rings, whose patterns are in the text, and whether it is an example."""
    lines = reasons(script, text)
    heard = script.understanding.listener.why(text)
    (belief,) = (line for line in lines if line.startswith("  danger:"))

    assert [f"{heard.belief:.2f}", str(RINGS), str(RINGS_WITH_PATTERN)] == re.findall(r"\d+\.\d+", belief)
    assert dangers == bool(heard.dangers)
    patterns = [f"  patterns of: {', '.join(heard.dangers)}"] if dangers else []
    assert patterns == [line for line in lines if "patterns of" in line]
    told_known = [line.rpartition(": ")[2] for line in lines if "is an example" in line]
    assert ([known] if known else []) == told_known


@pytest.mark.parametrize("question", ["", "😭", "zxcvb", "help", "\ud800", "a" * 5000, "bonjour"])
def test_why_is_told_of_anything(script: Script, question: str) -> None:
    """Whatever was asked, the reasons are told, and the answer above them is the same."""
    lines = reasons(script, question)

    assert lines[0].startswith("  thresholds:")
    assert 1 == sum(line.startswith("  danger:") for line in lines)


def test_reasons_are_for_people(script: Script) -> None:
    """The JSON form keeps its keys and its one line for each question, also when the reasons are asked for."""
    plain, out = StringIO(), StringIO()
    for stream, why in ((plain, False), (out, True)):
        ask(script, ASKED, "fr", stream, as_json=True, why=why)

    assert plain.getvalue() == out.getvalue()
    assert len(ASKED) == len(out.getvalue().splitlines())
