"""The codes that the content's code can tell, read from the code itself."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING, Final

import bot.content

if TYPE_CHECKING:
    from collections.abc import Iterator

CODE: Final = Path(bot.content.__file__).parent
#: What makes a problem, and which of its arguments is the code.
MAKERS: Final = {"Problem": 3, "Found": 2, "_missing": 2, "_RefusedError": 1}


def written() -> set[str]:
    """Return every code that stands in the code of the content."""
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in CODE.rglob("*.py"))
    return {code for tree in trees for code in codes_in(tree)}


def codes_in(tree: ast.Module) -> Iterator[str]:
    """Give the codes that a module writes: in the calls that make a problem, and in the triples of `_in_words`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MAKERS:
            place = MAKERS[node.func.id]
            if len(node.args) > place:
                yield from texts_in(node.args[place])
        elif isinstance(node, ast.FunctionDef) and node.name == "_in_words":
            for each in ast.walk(node):
                if isinstance(each, ast.Return) and isinstance(each.value, ast.Tuple):
                    yield from texts_in(each.value.elts[0])


def texts_in(node: ast.expr) -> Iterator[str]:
    """Give the text of an expression that is one."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
