"""Which questions get another answer in another version, told to moderators.

Rule: the largest group first; a question is shown as it is asked, since it stands in the content or in the given file.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from bot.adapters.comparing.words import VERSION
from bot.adapters.written import counted, number, percent, quoted
from bot.content.diff.answers import Asked
from bot.content.forms import as_lines
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import TextIO

    from bot.content.diff.answers import Answer, Moved
    from bot.content.problem import Problem
    from bot.core.turn import Lang

#: Of a group this many questions are shown: it is one change, and a few show which.
MOST_SHOWN: Final = 8
#: More lines than this in a file of questions are no questions that somebody wrote for this.
MOST_QUESTIONS: Final = 20_000


def asked_in(lines: Iterable[str], lang: Lang) -> list[Asked]:
    """Read questions, one a line, without empty ones; what is beyond `MOST_QUESTIONS` is not read."""
    found: list[Asked] = []
    for line in lines:
        if len(found) == MOST_QUESTIONS:
            break
        if line.strip():
            found.append(Asked(line.strip(), lang))
    return found


def tell_answers(groups: Sequence[Moved], asked: int, lang: Lang, out: TextIO) -> None:
    """Write how many of the questions asked get another answer, and which."""
    changed = sum(len(group.questions) for group in groups)
    share = percent(changed, asked, lang)
    told = {"number": counted(changed, _QUESTION, _QUESTIONS, lang), "asked": number(asked, lang), "share": share}
    out.write(_TOLD["changed" if changed else "same"][lang].format(**told) + "\n")
    if groups:
        out.write("".join(f"  {line}\n" for line in _kinds(groups, lang)))
    for group in groups:
        out.write(f"\n  {_answer(group.old, lang)}\n    → {_answer(group.new, lang)}  ({len(group.questions)})\n")
        out.writelines(f"      {quoted(each.text, lang)}\n" for each in group.questions[:MOST_SHOWN])
        rest = len(group.questions) - MOST_SHOWN
        if rest > 0:
            out.write("      " + _TOLD["more"][lang].format(rest=number(rest, lang)) + "\n")


def learning(lang: Lang) -> str:
    """Say that this may take a while."""
    return _TOLD["learning"][lang]


def not_asked(version: str, problems: Sequence[Problem], lang: Lang) -> str:
    """Say why a version cannot be asked."""
    return _TOLD["not-asked"][lang].format(
        version=VERSION[version][lang],
        problems=counted(len(problems), _PROBLEM, _PROBLEMS, lang),
        first=as_lines(problems[:1], {}, lang).strip(),
    )


def _kinds(groups: Iterable[Moved], lang: Lang) -> Iterator[str]:
    """Count the questions by what became of them."""
    counts: Counter[tuple[str, str]] = Counter()
    for group in groups:
        counts[group.old.kind, group.new.kind] += len(group.questions)
    for (old, new), count in counts.most_common():
        yield f"{number(count, lang)} : {_KIND[old][lang]} → {_KIND[new][lang]}"


def _answer(answer: Answer, lang: Lang) -> str:
    entries = f" {', '.join(answer.entries)}" if answer.entries else ""
    alarm = _TOLD["alarm"][lang].format(alarm=answer.alarm) if answer.alarm else ""
    return f"{_KIND[answer.kind][lang]}{entries}{alarm}"


_PROBLEM, _PROBLEMS = Both("problème", "problem"), Both("problèmes", "problems")
_QUESTION, _QUESTIONS = Both("question", "question"), Both("questions", "questions")
_KIND: Final = {
    "answer": Both("réponse", "answer"),
    "ask": Both("« voulais-tu dire »", "«did you mean»"),
    "unknown": Both("ne sait pas", "does not know"),
    "small": Both("petite réponse", "small answer"),
    "other": Both("commande", "command"),
}
_TOLD: Final = {
    "changed": Both(
        "Une autre réponse pour {number} sur {asked} ({share}).", "Another answer to {number} of {asked} ({share})."
    ),
    "same": Both("Les {asked} questions ont la même réponse.", "All {asked} questions get the same answer."),
    "more": Both("… et {rest} de plus", "… and {rest} more"),
    "alarm": Both(" (danger entendu : {alarm})", " (danger heard: {alarm})"),
    "not-asked": Both(
        "On ne peut rien demander à {version} : {problems}, dont {first}",
        "Nothing can be asked of {version}: {problems}, the first is {first}",
    ),
    "learning": Both(
        "Les deux versions apprennent leurs questions : quelques minutes la première fois.",
        "Both versions learn their questions: a few minutes the first time.",
    ),
}
