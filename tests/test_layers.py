"""The arrows of the design: imports run one way, and the core knows neither clock, chance, disk nor network.

Rule: read, never run. Every `import` of every module is looked at, also those inside functions and for types only.
NumPy computes, but can also read files and throw dice: what of it does so is as forbidden as `open` and `random`.
"""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).parents[1]
#: From the outside in; a module may import what stands in a later row, or its own package.
LAYERS: Final = (
    ("bot.__main__",),
    ("bot.app",),
    ("bot.adapters",),
    ("bot.conversation",),
    ("bot.papers",),
    ("bot.content", "bot.tally"),
    ("bot.core",),
)
#: Settings and logs know nobody, and only those who join the parts know them.
ASIDE: Final = ("bot.settings", "bot.logs")
KNOW_THOSE_ASIDE: Final = ("bot.__main__", "bot.app")
#: Everything the core may import while it runs: pure computation.
PURE: Final = frozenset(
    [
        "__future__",
        "array",
        "base64",
        "collections",
        "contextlib",
        "copy",
        "dataclasses",
        "enum",
        "functools",
        "graphlib",
        "hashlib",
        "itertools",
        "math",
        "numpy",
        "operator",
        "rapidfuzz",
        "re",
        "string",
        "typing",
        "unicodedata",
    ]
)
#: What the core may name for types only: a moment and opening hours are handed in.
PURE_AS_TYPES: Final = PURE | {"datetime", "opening_hours"}
#: What of NumPy is chance, or touches the disk, or looks at the clock.
IMPURE_NUMPY: Final = frozenset(
    [
        *("random", "load", "save", "savez", "savez_compressed", "loadtxt", "savetxt", "genfromtxt", "fromfile"),
        *("memmap", "open_memmap", "fromregex", "DataSource", "lib", "ctypeslib", "testing", "f2py"),
        *("datetime64", "get_include", "show_config"),
    ]
)
#: What an array does to a file, whatever the array is called.
IMPURE_METHODS: Final = frozenset(("tofile", "dump"))
#: What reads, writes, asks or runs without an import.
IMPURE_CALLS: Final = frozenset(("open", "input", "print", "exec", "eval", "compile", "__import__", "breakpoint"))
#: What understands typed words; it knows nothing of what is shown, played or remembered between two turns.
UNDERSTANDING: Final = tuple(
    f"bot.core.{name}"
    for name in (
        *("text", "lexicon", "sound", "spelling", "space", "linear", "learned", "language"),
        *("matching", "alarm", "questions", "replies"),
    )
)
#: Beside each other, it may know the values that travel.
VALUES: Final = "bot.core.turn"


def belongs(module: str, package: str) -> bool:
    """Say whether a module is a package or inside it."""
    return module == package or module.startswith(f"{package}.")


def row(module: str) -> int:
    """Give the number of a module's layer. Raises LookupError for a module that has no place yet."""
    for number, packages in enumerate(LAYERS):
        if any(belongs(module, package) for package in packages):
            return number
    raise LookupError(f"{module} has no layer: give it one in LAYERS before it may exist")


def imports(tree: ast.AST, module: str, *, for_types: bool = False) -> Iterator[tuple[int, str, bool]]:
    """Give each import: line, full name of what is imported, and whether it is for types only."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, each.name, for_types) for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = module.split(".")[: -node.level]
                base = ".".join([*above, *filter(None, [base])])
            yield from ((node.lineno, f"{base}.{each.name}", for_types) for each in node.names)
        elif isinstance(node, ast.If) and ast.unparse(node.test) in ("TYPE_CHECKING", "typing.TYPE_CHECKING"):
            yield from imports(ast.Module(node.body, []), module, for_types=True)
            yield from imports(ast.Module(node.orelse, []), module, for_types=for_types)
        else:
            yield from imports(node, module, for_types=for_types)


def broken_arrows(module: str, source: str) -> list[str]:
    """Say what a module must not import or call: one sentence each, with the line."""
    tree = ast.parse(source)
    found = []
    for line, name, for_types in imports(tree, module):
        if belongs(name, "bot"):
            if not _may_know(module, name):
                found.append(f"{module}:{line} imports {name}, which is further out")
        elif belongs(module, "bot.core") and not _is_pure(name, for_types=for_types):
            found.append(f"{module}:{line} imports {name}, which is not pure")
    if belongs(module, "bot.core"):
        found += [f"{module}:{line} calls {name}()" for line, name in _calls(tree) if name in IMPURE_CALLS]
        found += [f"{module}:{line} uses {name}, which is not pure" for line, name in _impure_parts(tree)]
    return found


def _is_pure(name: str, *, for_types: bool) -> bool:
    package, *parts = name.split(".")
    if package == "numpy":
        return IMPURE_NUMPY.isdisjoint(parts)
    return package in (PURE_AS_TYPES if for_types else PURE)


def _impure_parts(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Give each use of what NumPy must not be used for: by its name here, or as a method of an array."""
    here = {
        each.asname or each.name.split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for each in node.names
        if belongs(each.name, "numpy")
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            of_numpy = isinstance(node.value, ast.Name) and node.value.id in here and node.attr in IMPURE_NUMPY
            if of_numpy or node.attr in IMPURE_METHODS:
                yield node.lineno, ast.unparse(node)


def _may_know(module: str, name: str) -> bool:
    aside = next((each for each in ASIDE if belongs(name, each)), None)
    if aside:
        return module in KNOW_THOSE_ASIDE or belongs(module, aside)
    if name == "bot" or module in ASIDE:
        return False
    mine, theirs = row(module), row(name)
    same_package = any(belongs(module, package) and belongs(name, package) for package in LAYERS[mine])
    return theirs > mine or same_package


def _calls(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node.lineno, node.func.id


MODULES: Final = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted((ROOT / "bot").rglob("*.py"))
}


@pytest.mark.parametrize("module", MODULES)
def test_imports_run_one_way(module: str) -> None:
    """Each module knows only what stands further in; the core does nothing but compute."""
    assert [] == broken_arrows(module, MODULES[module].read_text(encoding="utf-8"))


def test_every_module_has_its_place() -> None:
    """A new package is given a layer before it may exist."""
    placed = [module for module in MODULES if module != "bot" and module not in ASIDE]

    assert len(placed) == len([row(module) for module in placed])


def test_the_core_can_be_used_alone() -> None:
    """The core is there, and reads no module of the bot but its own."""
    core = [module for module in MODULES if belongs(module, "bot.core")]
    known = {
        name
        for module in core
        for _, name, _ in imports(ast.parse(MODULES[module].read_text(encoding="utf-8")), module)
        if belongs(name, "bot")
    }

    assert len(core) > 5
    assert set() == {name for name in known if not belongs(name, "bot.core")}


def test_what_understands_words_knows_nothing_of_what_is_shown() -> None:
    """Matching, danger, questions and replies can be used, learned and measured without a story or a screen."""
    inner = [module for module in MODULES if any(belongs(module, package) for package in UNDERSTANDING)]
    outside = {
        f"{module} imports {name}"
        for module in inner
        for _, name, _ in imports(ast.parse(MODULES[module].read_text(encoding="utf-8")), module)
        if belongs(name, "bot") and not any(belongs(name, package) for package in (*UNDERSTANDING, VALUES))
    }

    assert set(UNDERSTANDING) <= set(inner)
    assert set() == outside


PLANTED = [
    ("bot.core.engine", "import random"),
    ("bot.core.engine", "from random import choice"),
    ("bot.core.engine", "import os.path"),
    ("bot.core.engine", "from pathlib import Path"),
    ("bot.core.engine", "import asyncio"),
    ("bot.core.engine", "import logging"),
    ("bot.core.engine", "import time"),
    ("bot.core.engine", "import io"),
    ("bot.core.engine", "import sys"),
    ("bot.core.engine", "import socket"),
    ("bot.core.engine", "import aiohttp"),
    ("bot.core.engine", "from datetime import datetime"),
    ("bot.core.engine", "def late() -> None:\n    import secrets"),
    ("bot.core.engine", "try:\n    import uuid\nexcept ImportError:\n    pass"),
    ("bot.core.engine", "if TYPE_CHECKING:\n    from random import Random"),
    ("bot.core.engine", "if TYPE_CHECKING:\n    pass\nelse:\n    from datetime import datetime"),
    ("bot.core.engine", "words = open('words.txt')"),
    ("bot.core.engine", "def late():\n    print('hello')"),
    ("bot.core.engine", "from bot.conversation import Conversation"),
    ("bot.core.engine", "from bot.adapters import terminal"),
    ("bot.core.engine", "import bot.adapters.terminal"),
    ("bot.core.engine", "from bot import logs"),
    ("bot.core.engine", "from ..adapters import terminal"),
    ("bot.core.engine", "if TYPE_CHECKING:\n    from bot.settings import Settings"),
    ("bot.core.matching.matcher", "from bot.content.memory import FileMemory"),
    ("bot.core.matching.features", "from bot.content import schema"),
    ("bot.core.alarm.likeness", "from bot.adapters import questions"),
    ("bot.core.alarm.listener", "if TYPE_CHECKING:\n    from bot.content.schema import DangerFile"),
    ("bot.core.questions", "from bot.adapters.telegram import service"),
    ("bot.core.replies", "from ..content.build import build"),
    ("bot.core.linear", "import random"),
    ("bot.core.linear", "from time import perf_counter"),
    ("bot.core.learned", "import os"),
    ("bot.core.learned", "import pickle"),
    ("bot.core.linear", "import numpy.random"),
    ("bot.core.linear", "from numpy import random"),
    ("bot.core.linear", "from numpy.random import default_rng"),
    ("bot.core.linear", "from numpy import load"),
    ("bot.core.linear", "from numpy.lib.format import open_memmap"),
    ("bot.core.linear", "import numpy as np\nchance = np.random.default_rng(0)"),
    ("bot.core.linear", "import numpy\nkept = numpy.load('kept.npz')"),
    ("bot.core.matching.calibration", "import numpy as np\ndef late():\n    np.savez('kept.npz')"),
    ("bot.core.space", "array.tofile('kept')"),
    ("bot.content.load", "from bot.tally.counters import Counters"),
    ("bot.content.load", "from bot.conversation import Conversation"),
    ("bot.tally.counters", "from bot.content.load import load"),
    ("bot.conversation", "from bot.adapters.terminal import talk"),
    ("bot.conversation", "from bot import app"),
    ("bot.adapters.terminal", "from bot.app import clock"),
    ("bot.adapters.terminal", "from bot import settings"),
    ("bot.app", "from bot.__main__ import main"),
    ("bot.settings", "from bot.core.turn import Lang"),
    ("bot.logs", "from bot.settings import Settings"),
]
ALLOWED = [
    ("bot.core.engine", "from bot.core import screens"),
    ("bot.core.engine", "from . import screens"),
    ("bot.core.engine", "if TYPE_CHECKING:\n    from datetime import datetime"),
    ("bot.core.engine", "if TYPE_CHECKING:\n    from collections.abc import Mapping"),
    ("bot.core.engine", "shelf.open()"),
    ("bot.core.spelling", "from rapidfuzz.distance import OSA"),
    ("bot.core.linear", "import numpy as np\nfrom numpy.typing import NDArray\nzero = np.zeros(3, np.int64)"),
    ("bot.core.linear", "from numpy import linalg"),
    ("bot.core.linear", "memory.load()"),
    ("bot.core.replies", "from bot.core.matching import factory"),
    (
        "bot.core.matching.matcher",
        "from bot.core.matching.phrases import Phrases\nfrom bot.core.spelling import Reading",
    ),
    ("bot.content.memory", "import numpy as np\nfrom bot.core.learned import Learned\nnp.load('kept.npz')"),
    ("bot.content.load", "from bot.core.script import Script\nfrom pathlib import Path"),
    ("bot.content.rules.tab", "from ..schema import Model"),
    ("bot.conversation", "from bot.content.load import load"),
    ("bot.adapters.terminal", "from bot.conversation import Conversation\nfrom bot.core.turn import Turn"),
    ("bot.app", "from bot.adapters.terminal import talk\nfrom bot.settings import Settings"),
    ("bot.__main__", "from bot import app, logs\nfrom bot.content import problem"),
]


@pytest.mark.parametrize(("module", "source"), PLANTED, ids=[f"{module}: {source}" for module, source in PLANTED])
def test_a_planted_import_is_found(module: str, source: str) -> None:
    """The check is worth its name: each way to break an arrow is found, with its module and line."""
    found = broken_arrows(module, source)

    assert 1 == len(found)
    assert found[0].startswith(f"{module}:")


@pytest.mark.parametrize(("module", "source"), ALLOWED, ids=[f"{module}: {source}" for module, source in ALLOWED])
def test_an_import_inwards_is_left_alone(module: str, source: str) -> None:
    """What runs inwards, and what is for types only, is no mistake."""
    assert [] == broken_arrows(module, source)


def test_a_module_without_a_place_is_refused() -> None:
    """A package that no layer names is a mistake by itself."""
    with pytest.raises(LookupError, match="has no layer"):
        broken_arrows("bot.helpers", "from bot.core.turn import Turn")
