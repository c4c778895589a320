"""The codes that the content's code can tell: those of the rules, and of the checks that are no rules yet."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING, Final

import bot.content.checks
from bot.content.rules import LAWS

if TYPE_CHECKING:
    from collections.abc import Iterator

CODE: Final = Path(bot.content.checks.__file__).parent
#: What makes a problem, and which of its arguments is the code.
MAKERS: Final = {"Found": 2, "_missing": 2}


def written() -> set[str]:
    """Return every code that stands in the code of the content."""
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in CODE.rglob("*.py"))
    return {*LAWS, *(code for tree in trees for code in codes_in(tree))}


def codes_in(tree: ast.Module) -> Iterator[str]:
    """Give the codes that a module writes, in the calls that make a problem."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MAKERS:
            place = MAKERS[node.func.id]
            if len(node.args) > place:
                yield from texts_in(node.args[place])


def texts_in(node: ast.expr) -> Iterator[str]:
    """Give the text of an expression that is one."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
