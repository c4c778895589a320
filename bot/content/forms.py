"""Problems as people, editors and programs read them.

Rule: the same problems in the same order in each form; nothing is left out, and no text of a file can forge a line, or
command the terminal it is shown in.
"""

from __future__ import annotations

import itertools
import json
import re
import unicodedata
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from bot.content.rules import LAWS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from bot.content.problem import Problem
    from bot.core.turn import Lang

    Form = Callable[[Sequence[Problem], Mapping[str, bytes], Lang], str]

#: Where the page of every rule stands.
PAGES: Final = "dialogues/problems.md"
#: A line of a file is shown up to this length.
_MOST_SHOWN: Final = 100
#: Where lines end for who reads the files, and for editors; `splitlines` knows more ends.
_LINE_END: Final = re.compile(r"\r\n|\r|\n")
_SEVERITY: Final[dict[str, dict[Lang, str]]] = {
    "error": {"fr": "erreur", "en": "error"},
    "warning": {"fr": "avertissement", "en": "warning"},
}


def as_text(problems: Sequence[Problem], files: Mapping[str, bytes], lang: Lang) -> str:
    """For people: grouped by file, with the line as it stands there, and what to do."""
    return "\n".join(
        f"{printable(file)}\n" + _paragraphs(group, files.get(file, b""), lang)
        for file, group in itertools.groupby(problems, lambda each: each.file)
    )


def _paragraphs(problems: Iterable[Problem], data: bytes, lang: Lang) -> str:
    lines = _LINE_END.split(data.decode("utf-8-sig", "replace"))
    return "".join(_paragraph(each, lines, lang) for each in problems)


def _paragraph(problem: Problem, lines: Sequence[str], lang: Lang) -> str:
    sentence = printable(problem.sentence[lang])
    head = f"  {problem.line}:{problem.column}  {_SEVERITY[problem.severity][lang]}  {sentence}"
    shown = _line(lines, problem.line)
    hint = printable(problem.hint[lang])
    return "".join(
        (
            f"{head}  [{problem.code}]\n",
            f"      | {shown}\n" if shown else "",
            f"      → {hint}\n" if hint else "",
        )
    )


def _line(lines: Sequence[str], number: int) -> str:
    text = lines[number - 1].strip() if number <= len(lines) else ""
    return printable(text if len(text) <= _MOST_SHOWN else text[: _MOST_SHOWN - 1] + "…")


def printable(text: str) -> str:
    """Write what nobody sees, or what a terminal obeys, by its number; no-break spaces are French."""
    return "".join(
        letter
        if letter.isprintable() or unicodedata.category(letter) == "Zs"
        else letter.encode("unicode_escape").decode("ascii")
        for letter in text
    )


def as_lines(problems: Sequence[Problem], _files: Mapping[str, bytes], lang: Lang) -> str:
    """For editors, which jump to `file:line:column`: one line each."""
    return "".join(
        f"{_on_one_line(each.file)}:{each.line}:{each.column}: {_SEVERITY[each.severity][lang]}: "
        f"{_on_one_line(each.told(lang))} [{each.code}]\n"
        for each in problems
    )


def _on_one_line(text: str) -> str:
    return printable(" ".join(text.split()))


def as_json(problems: Sequence[Problem], _files: Mapping[str, bytes], lang: Lang) -> str:
    """For programs: one array of objects."""
    rows = [
        {
            "file": each.file,
            "line": each.line,
            "column": each.column,
            "code": each.code,
            "severity": each.severity,
            "sentence": each.sentence[lang],
            "hint": each.hint[lang],
        }
        for each in problems
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def as_github(problems: Sequence[Problem], _files: Mapping[str, bytes], lang: Lang) -> str:
    """For pull requests: workflow commands that GitHub shows beside the line."""
    return "".join(
        f"::{each.severity} file={_property(each.file)},line={each.line},col={each.column},title={each.code}::"
        f"{_data(each.told(lang))}\n"
        for each in problems
    )


def _data(text: str) -> str:
    """Escape as https://docs.github.com/actions/reference/workflow-commands asks."""
    return printable(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_sarif(problems: Sequence[Problem], _files: Mapping[str, bytes], lang: Lang) -> str:
    """For code scanning: SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/), with every rule described."""
    rules = [
        {
            "id": code,
            "shortDescription": {"text": law.page.partition("\n")[0]},
            "help": {"text": f"{PAGES}#{code}"},
            "defaultConfiguration": {"level": law.rule.severity},
        }
        for code, law in LAWS.items()
    ]
    place = {code: number for number, code in enumerate(LAWS)}
    results = [
        {
            "ruleId": each.code,
            "ruleIndex": place[each.code],
            "level": each.severity,
            "message": {"text": each.told(lang)},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": quote(each.file)},
                        "region": {"startLine": each.line, "startColumn": each.column},
                    }
                }
            ],
        }
        for each in problems
    ]
    driver = {"name": "pile-ou-face check", "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    whole = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


#: The name of each form on the command line.
FORMS: Final[Mapping[str, Form]] = {
    "text": as_text,
    "lines": as_lines,
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
}
