"""What the knowledge base would answer: for writers, for tests, and for measuring.

Rule: what `ask` says is what a teen would get; it goes through the same understanding.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from bot.core.turn import Danger, Question, Said, Turn
from bot.core.understand import understand

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TextIO

    from bot.core.script import Script
    from bot.core.turn import Lang, Verdict


def ask(script: Script, questions: Iterable[str], lang: Lang, out: TextIO, *, as_json: bool) -> None:
    """Answer each question on a line of its own."""
    for question in questions:
        found = answer(script, question.strip(), lang)
        out.write(json.dumps(found, ensure_ascii=False) + "\n" if as_json else _in_words(script, found))
        out.flush()


def answer(script: Script, question: str, lang: Lang) -> dict[str, Any]:
    """Return {"question", "lang", "alarm", "decision", "answers": [{"id", "fact", "score"}]}, best answer first.

    A word of command ("help", "menu") is no question: its decision is `unknown`, without answers.
    """
    intent = understand(Turn(Said(question), lang), script)
    verdict: Verdict | None = intent.verdict if isinstance(intent, (Danger, Question)) else None
    spoken = intent.lang if isinstance(intent, Danger) else verdict.lang if verdict else lang
    answers = [
        {"id": entry, "fact": script.entries[entry].fact, "score": score}
        for entry, score in (zip(verdict.entries, verdict.scores, strict=True) if verdict else ())
    ]
    return {
        "question": question,
        "lang": spoken,
        "alarm": intent.alarm.level.value if isinstance(intent, Danger) else None,
        "decision": verdict.kind if verdict else "unknown",
        "answers": answers,
    }


def _in_words(script: Script, found: dict[str, Any]) -> str:
    head = f"{found['question']}\n  {found['decision']}" + (f", alarm: {found['alarm']}" if found["alarm"] else "")
    lines = [
        f"  {each['score']:.2f} {each['id']} ({each['fact']}): {script.entries[each['id']].statement[found['lang']]}"
        for each in found["answers"]
    ]
    return "\n".join((head, *lines)) + "\n"
