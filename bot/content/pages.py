"""The page of a rule: what its docstring says, as a value and as Markdown.

Rule: what is shown as right and as wrong is what the tests try.
"""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.content.rules import LAWS
from bot.core.turn import LANGS

if TYPE_CHECKING:
    from bot.content.rules import Law

_EXAMPLE: Final = re.compile(
    r"(?:^Right, in `(?P<file>[^`]+)`:\n\n(?P<right>(?:    .*\n|\n)+))?^Wrong(?:, in a new file `(?P<new>[^`]+)`)?:\n\n"
    r"(?P<wrong>(?:    .*\n|\n)+)",
    re.MULTILINE,
)
_SEVERITY: Final = {"error": "Error: the content is not played.", "warning": "Warning: the content is played."}
_HEAD: Final = """\
# What `check` can tell

Made from the rules themselves, by `check --explain`; do not write here.
Each rule has its words in English and in French, something right and something wrong.
What stands in {braces} is filled in; ⇥ is the tab key, and ⍽ a space that does not break.
"""


@dataclass(frozen=True, slots=True)
class Example:
    """Lines of a file that are right, and what makes them wrong; or a whole new `file`, when there is no `right`.

    In them, ⇥ stands for a tab and ⍽ for a space that does not break, which nobody could see.
    """

    file: str
    right: str
    wrong: str


def law_of(page: str) -> str:
    """Give the law in one sentence."""
    return inspect.cleandoc(page).partition("\n")[0]


def why_of(page: str) -> str:
    """Give what stands between the law and the example."""
    text = inspect.cleandoc(page).partition("\n")[2] + "\n"
    found = _EXAMPLE.search(text)
    return (text[: found.start()] if found else text).strip()


def example_of(page: str) -> Example | None:
    """Read the example of a page, when it has one."""
    found = _EXAMPLE.search(inspect.cleandoc(page) + "\n")
    if not found:
        return None
    return Example(found["file"] or found["new"], _block(found["right"] or ""), _block(found["wrong"]))


def _block(text: str) -> str:
    return re.sub(r"(?m)^    ", "", text).strip("\n") + "\n" if text.strip() else ""


def markdown(code: str, law: Law) -> str:
    """Write the page of one rule."""
    rule = law.rule
    parts = [f"## `{code}`", f"{law_of(law.page)}\n{_SEVERITY[rule.severity]}"]
    for lang in reversed(LANGS):
        hint = f"\n> → {_shown(rule.hint[lang])}" if rule.hint[lang] else ""
        parts.append(f"> {_shown(rule.sentence[lang])}{hint}")
    if why_of(law.page):
        parts.append(why_of(law.page))
    example = example_of(law.page)
    if example and example.right:
        parts += [f"Right, in `{example.file}`:", f"```yaml\n{example.right}```", "Wrong:"]
    elif example:
        parts.append(f"Wrong, in a new file `{example.file}`:")
    if example:
        parts.append(f"```yaml\n{example.wrong}```")
    return "\n\n".join(parts) + "\n"


def _shown(template: str) -> str:
    """Show a template as it is read, with the values still to be filled in."""
    return template.replace("{{", "{").replace("}}", "}")


def manual() -> str:
    """Write the page of every rule."""
    return "\n".join((_HEAD, *(markdown(code, law) for code, law in LAWS.items())))
