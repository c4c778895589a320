"""What is shipped: the wheel, taken away from the repository."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Final

import pytest

from bot.app import cache_folder
from bot.settings import read_settings

ROOT: Final = Path(__file__).parents[1]
SHIPPED: Final = "bot/shipped/"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel with the tools that are there, downloading nothing."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert 0 == done.returncode, done.stderr
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Unpack the wheel, as an installer does, into a folder far from the repository."""
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(folder)
    return folder


def run(installed: Path, *arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run Python with what was installed, and with nothing of the repository."""
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(installed), "PYTHONIOENCODING": "utf-8"}
    kept = cache_folder(read_settings())
    if kept:  # where the tests' own script is kept: the same content and code need not be learned again
        environment["BOT_CACHE"] = str(kept.parent)
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd or installed,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def content_of(folder: Path) -> dict[str, bytes]:
    """Return every file of the two folders of content that holds something: path -> bytes."""
    found = (path for name in ("dialogues", "knowledge") for path in (folder / name).rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_the_wheel_holds_the_content_word_for_word(installed: Path) -> None:
    """Every file under `dialogues/` and `knowledge/` is in the wheel, unchanged, in all their folders."""
    content = content_of(ROOT)

    assert content == content_of(installed / SHIPPED)
    assert {"dialogues", "knowledge", "knowledge/danger", "knowledge/danger/harmless", "knowledge/entries"} <= {
        name.rpartition("/")[0] for name in content
    }


def test_the_wheel_holds_every_module_and_nothing_else(wheel: Path) -> None:
    """All of `bot/` is in the wheel, the files of the page too; tests, lock files and caches are not."""
    with zipfile.ZipFile(wheel) as packed:
        names = [name for name in packed.namelist() if not name.startswith(SHIPPED)]
    ours = (path for path in (ROOT / "bot").rglob("*") if path.is_file() and path.suffix != ".pyc")

    assert {path.relative_to(ROOT).as_posix() for path in ours} == {name for name in names if ".dist-info/" not in name}


def test_what_is_installed_is_what_runs(installed: Path) -> None:
    """The tests below speak to the unpacked wheel, not to the repository."""
    done = run(installed, "-c", "import bot; print(bot.__file__)")

    assert str(installed / "bot" / "__init__.py") == done.stdout.strip()


def test_the_shipped_content_passes_its_checks_where_it_is_installed(installed: Path, tmp_path: Path) -> None:
    """`check` finds the content of the wheel by itself, from any folder."""
    files = sum(name.endswith((".yaml", ".yml")) for name in content_of(ROOT))
    done = run(installed, "-m", "bot", "check", cwd=tmp_path)

    assert (0, f"0 errors, 0 warnings in {files} files\n", "") == (done.returncode, done.stdout, done.stderr)


@pytest.mark.usefixtures("script")
@pytest.mark.parametrize(
    ("question", "fact"),
    [("La sextorsion, ça arrive juste aux filles.", "M89"), ("If I pay, the blackmail will stop.", "M90")],
)
def test_a_question_is_answered_where_it_is_installed(
    installed: Path, tmp_path: Path, question: str, fact: str
) -> None:
    """`ask` answers in both languages from the content of the wheel, and what a checkout learned serves it."""
    done = run(installed, "-m", "bot", "ask", "--json", question, cwd=tmp_path)

    assert (0, "") == (done.returncode, done.stderr)
    answer = json.loads(done.stdout)
    assert ("answer", fact) == (answer["decision"], answer["answers"][0]["fact"])


def test_the_command_has_its_name(installed: Path) -> None:
    """The wheel says that `pile-ou-face` is the command line."""
    points = next(installed.glob("*.dist-info")) / "entry_points.txt"

    assert "[console_scripts]\npile-ou-face = bot.__main__:main\n" == points.read_text(encoding="utf-8")


def test_what_is_installed_holds_the_pages(installed: Path) -> None:
    """The projector page can be made, and the board's files are there, without the repository."""
    done = run(installed, "-m", "bot", "guide", "model-wanted", "--form", "html", "--lang", "en", "--out", "page.html")

    assert (0, "page.html\n") == (done.returncode, done.stderr)
    assert "New face wanted" in (installed / "page.html").read_text(encoding="utf-8")
    assert ["board.css", "board.html", "board.js"] == sorted(
        path.name for path in (installed / "bot" / "adapters" / "board" / "static").iterdir()
    )
