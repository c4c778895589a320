"""What holds for the repository as a whole."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).parents[1]
LOCKS: Final = ("requirements.lock", "requirements-studio.lock", "requirements-dev.lock")
#: Made by tools, never committed.
MADE: Final = frozenset((".git", ".venv", ".hypothesis", ".benchmarks", "dist", "__pycache__"))
#: Hosts that serve packages, written apart so that this file does not name one.
REGISTRIES: Final = tuple(
    ".".join(parts)
    for parts in (
        *(("py" + "pi", "org"), ("python" + "hosted", "org"), ("ana" + "conda", "org"), ("npm" + "js", "org")),
        *(("npm" + "js", "com"), ("crates", "io"), ("gh" + "cr", "io"), ("docker", "io"), ("quay", "io")),
        *(("ruby" + "gems", "org"), ("proxy", "golang", "org"), ("arti" + "factory",), ("nexus", "repository")),
    )
)


def repository() -> Iterator[tuple[str, str]]:
    """Give every text file of the repository: path and words."""
    for path in sorted(ROOT.rglob("*")):
        here = path.relative_to(ROOT)
        made = not MADE.isdisjoint(here.parts) or any(part.endswith("_cache") for part in here.parts)
        if not made and path.is_file() and path.suffix not in (".db", ".pyc"):
            yield here.as_posix(), path.read_text(encoding="utf-8", errors="replace")


def promises_of(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Give the tests of a module, those of its classes included."""
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.name.startswith("test_"):
            yield node


def is_one_sentence(docstring: str) -> bool:
    """Say whether a docstring is one sentence: it ends once, and nothing begins after that."""
    words = " ".join(docstring.split())
    return words.endswith((".", "?", "!")) and not re.search(r"[.!?] [A-ZÀ-Ý«“]", words) and "\n\n" not in docstring


def test_every_test_says_in_one_sentence_what_it_promises() -> None:
    """The docstrings of the tests, read one after another, are the description of the bot."""
    silent = [
        f"{path.relative_to(ROOT)}:{node.lineno}: {node.name}"
        for path in sorted((ROOT / "tests").rglob("test_*.py"))
        for node in promises_of(ast.parse(path.read_text(encoding="utf-8")))
        if not is_one_sentence(ast.get_docstring(node) or "")
    ]

    assert [] == silent


def test_no_two_tests_promise_the_same() -> None:
    """A sentence that stands twice says that one of the two tests is not needed, or not described."""
    said = [
        ast.get_docstring(node)
        for path in sorted((ROOT / "tests").rglob("test_*.py"))
        for node in promises_of(ast.parse(path.read_text(encoding="utf-8")))
    ]

    assert [] == sorted({sentence for sentence in said if sentence and said.count(sentence) > 1})


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_version_has_its_hashes(name: str) -> None:
    """Each library is one exact version with the hashes of its files, so that nothing else can be installed."""
    text = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")
    rows = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    loose = [
        row for row in rows if not re.fullmatch(r"[a-z0-9._-]+==\S+( ; [^\\]+?)?( +--hash=sha256:[0-9a-f]{64})+ *", row)
    ]

    assert [] == [row.split()[0] for row in loose]
    assert len(rows) >= 20


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_file_names_no_address(name: str) -> None:
    """Where libraries come from is the business of the machine that installs them."""
    text = (ROOT / name).read_text(encoding="utf-8")

    assert [] == re.findall(r"(?m)^.*(?:https?://|index-url|find-links|@ file:).*$", text)


def test_what_runs_is_what_is_tested() -> None:
    """The libraries of the bot and of the studio have the same versions in every lock file."""
    run, studio, test = (
        dict(re.findall(r"(?m)^([a-z0-9._-]+)==(\S+)", (ROOT / name).read_text(encoding="utf-8"))) for name in LOCKS
    )

    assert run == {name: version for name, version in studio.items() if name in run}
    assert studio == {name: version for name, version in test.items() if name in studio}


def test_what_only_measures_need_does_not_run_with_the_bot() -> None:
    """Pictures, baselines, test tools and the studio are no libraries of the bot, though they are locked beside it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["project"]["dependencies"], project["project"]["optional-dependencies"]["studio"]
    ours, page, measures = (
        {re.split(r"[<>=\[ ]", row)[0].lower() for row in rows}
        for rows in (*groups, project["dependency-groups"]["dev"])
    )
    run, studio, test = (
        set(re.findall(r"(?m)^([a-z0-9._-]+)==", (ROOT / name).read_text(encoding="utf-8"))) for name in LOCKS
    )

    assert (set(), set(), set()) == (ours - run, page - studio, measures - test)
    assert set() == (measures | page) & run
    assert set() == measures & studio


def test_no_file_names_a_host_of_packages() -> None:
    """No file of the repository leads to a registry: neither the code, nor its settings, nor its manuals."""
    found = [
        (path, host)
        for path, words in repository()
        for host in REGISTRIES
        if re.search(rf"\b{re.escape(host)}\b", words)
    ]

    assert [] == found


def targets() -> dict[str, str]:
    """Read the targets of the Makefile: name -> what it does."""
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    rules = re.findall(r"(?m)^([a-z][a-z-]*):(?!=)[^\n]*\n((?:(?:\t[^\n]*|ifdef[^\n]*|else|endif)\n)*)", text)
    return dict(rules)


def test_every_phony_target_is_there() -> None:
    """What the Makefile calls a target has a rule with something to do."""
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.findall(r"(?m)^\.PHONY: (.*)$", text)[0].split()

    assert {"run", "test", "check", "bench", "quality", "lock", "wheel", "clean"} <= set(phony)
    assert [] == [name for name in phony if not targets().get(name, "").strip()]


def test_every_make_command_that_is_written_down_exists() -> None:
    """The README, the pages for contributors, CI and its settings call only targets of the Makefile."""
    places = ("README.md", ".github/CONTRIBUTING.md", ".ci/run", ".github/workflows/ci.yml", "Makefile")
    written = "\n".join((ROOT / place).read_text(encoding="utf-8") for place in places)
    called = set(re.findall(r"(?m)(?:^|[`=…] ?)make ([a-z-]+)(?=[` \n]|$)", written))

    assert {"run", "test", "check"} <= called
    assert [] == sorted(called - targets().keys())


def test_every_make_command_the_code_speaks_of_exists() -> None:
    """A comment, a docstring or a setting that sends its reader to `make` sends them to a target."""
    written = {path: words for path, words in repository() if path.endswith((".py", ".toml", ".yaml", ".md"))}
    called = {(path, name) for path, words in written.items() for name in re.findall(r"`make ([a-z-]+)", words)}

    assert ("bot/core/matching/decision.py", "quality") in called
    assert [] == sorted((path, name) for path, name in called if name not in targets())


def test_every_module_the_makefile_runs_exists() -> None:
    """`python -m` in a rule leads to a module of this repository, or of a locked library."""
    locked = (ROOT / LOCKS[-1]).read_text(encoding="utf-8")
    run = {module for rule in targets().values() for module in re.findall(r"-m ([\w.]+)", rule)}
    ours = {module for module in run if module.startswith(("bot", "tests"))}

    assert [] == sorted(module for module in ours if not any(path.exists() for path in _homes(module)))
    assert [] == sorted(module for module in run - ours if f"\n{module}==" not in f"\n{locked}")


def _homes(module: str) -> tuple[Path, Path]:
    path = ROOT.joinpath(*module.split("."))
    return path.with_suffix(".py"), path / "__main__.py"


def test_every_file_the_readme_names_is_there() -> None:
    """A path between backquotes, or behind a link, leads somewhere."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:bot|tests|dialogues|knowledge)/[\w./-]*)`", readme))
    named |= {link for link in re.findall(r"\]\(([^)#]+)\)", readme) if "://" not in link}

    assert [] == sorted(path for path in named if not (ROOT / path).exists())
