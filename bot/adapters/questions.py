"""What the knowledge base would answer: for writers, for tests, and for measuring.

Rule: what `ask` says is what a teen would get; it goes through the same understanding.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from bot.adapters.reasons import reasons
from bot.core.alarm import RINGS, RINGS_IN_PART, RINGS_WITH_PATTERN
from bot.core.turn import Danger, Question, Said, Turn
from bot.core.understand import understand

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TextIO

    from bot.adapters.reasons import Reasons
    from bot.core.script import Script
    from bot.core.turn import Lang, Verdict


def ask(  # noqa: PLR0913 - what is asked, where it goes, and the two forms it may take
    script: Script, questions: Iterable[str], lang: Lang, out: TextIO, *, as_json: bool = False, why: bool = False
) -> None:
    """Answer each question on a line of its own; `why` adds what the decision is made of."""
    for question in questions:
        found = answer(script, question.strip(), lang)
        out.write(json.dumps(found, ensure_ascii=False) + "\n" if as_json else _in_words(script, found))
        if why and not as_json:
            out.writelines(_reasons(reasons(script, question.strip())))
        out.flush()


def answer(script: Script, question: str, lang: Lang) -> dict[str, Any]:
    """Return {"question", "lang", "alarm", "decision", "answers": [{"id", "fact", "score"}]}, best answer first.

    A word of command ("help", "menu") and small talk ("hello") are no questions: their decision is `unknown`, without
    answers.
    """
    intent = understand(Turn(Said(question), lang), script)
    verdict: Verdict | None = intent.verdict if isinstance(intent, (Danger, Question)) else None
    spoken = intent.lang if isinstance(intent, Danger) else verdict.lang if verdict else lang
    known = verdict if verdict and verdict.kind != "small" else None
    answers = [
        {"id": entry, "fact": script.entries[entry].fact, "score": score}
        for entry, score in (zip(known.entries, known.scores, strict=True) if known else ())
    ]
    return {
        "question": question,
        "lang": spoken,
        "alarm": intent.alarm.level.value if isinstance(intent, Danger) else None,
        "decision": known.kind if known else "unknown",
        "answers": answers,
    }


def _in_words(script: Script, found: dict[str, Any]) -> str:
    head = f"{found['question']}\n  {found['decision']}" + (f", alarm: {found['alarm']}" if found["alarm"] else "")
    lines = [
        f"  {each['score']:.2f} {each['id']} ({each['fact']}): {script.entries[each['id']].statement[found['lang']]}"
        for each in found["answers"]
    ]
    return "\n".join((head, *lines)) + "\n"


def _reasons(found: Reasons) -> Iterator[str]:
    """Put the reasons into words, one a line."""
    limits, heard = found.thresholds, found.heard
    yield f"  thresholds: answer from {limits.answer}, ask from {limits.ask}, offered beside from {limits.beside}\n"
    read = (" / ".join(f"{word} {share:.2f}" for word, share in reading) for reading in found.read)
    yield f"  read as: {' · '.join(read)}\n"
    yield f"  languages: {' · '.join(f'{word} {lang}' for word, lang in found.languages)}\n"
    for each in found.ranked:
        words = ", ".join(f"{word} {part:+.2f}" for word, part in each.words)
        yield f"  {each.probability:.2f} {each.entry}: {words}\n"
    yield f"  danger: {heard.belief:.2f} likely, rings from {RINGS}, from {RINGS_WITH_PATTERN} with a pattern\n"
    if heard.part:
        yield f"  danger in a part of it: {heard.part:.2f} likely, rings from {RINGS_IN_PART}\n"
    if heard.dangers:
        yield f"  patterns of: {', '.join(heard.dangers)}\n"
    if heard.known is not None:
        yield f"  this very line is an example: {'harmless' if heard.known else 'danger'}\n"
