from __future__ import annotations

import os
import re
import shutil
import subprocess
from typing import TYPE_CHECKING, Final

import pytest

from bot.adapters.comparing.versions import VersionError, read_version
from bot.content.accepted import FILE as ACCEPTED
from bot.content.load import NoContentError
from bot.content.positions import MOST_BYTES
from tests import small

if TYPE_CHECKING:
    from pathlib import Path

AUTHOR: Final = ("-c", "user.name=Somebody", "-c", "user.email=somebody@example.org", "-c", "commit.gpgsign=false")
HOSTILE: Final = [
    *("--output=/etc/x", ";rm", "-rf", "$(id)", "`id`", "HEAD:dialogues", "HEAD;id", "a b", "", "HEAD\n"),
    *("--upload-pack=id", "@{u}", ":/fix", "HEAD^{/fix}", "\x1b[2J", "a" * 500, "ext::sh", "refs/*", "é"),
]


def git(folder: Path, *arguments: str) -> None:
    """Run git in a folder, whatever the settings of this machine."""
    env = {"PATH": os.environ["PATH"], "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run(["git", *AUTHOR, *arguments], cwd=folder, env=env, check=True, capture_output=True)


@pytest.fixture(name="repository")
def _repository(tmp_path: Path) -> Path:
    """Make a repository whose folder `content` held another version before: `HEAD~1`, `v1.0`."""
    folder = small.write(tmp_path / "repository" / "content", small.files())
    git(folder.parent, "init", "--quiet")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message", "first")
    git(folder, "tag", "v1.0")
    small.write(folder, small.changed(small.STORY, "A ride home", "A lift home"))
    git(folder, "commit", "--quiet", "--all", "--message", "second")
    return folder


@pytest.mark.parametrize("name", ["HEAD~1", "HEAD^", "v1.0", "HEAD~0~1"])
def test_a_revision_is_read_as_it_was(repository: Path, name: str) -> None:
    """Branches, tags and steps back give every file as it was committed, also below the root of the repository."""
    assert small.files() == read_version(name, repository)


def test_what_is_committed_is_read_as_the_folder_is(repository: Path) -> None:
    """A clean folder holds the same files as its last version, whatever they are called."""
    pairs = b"0123456789 9876543210\n" * (MOST_BYTES // 20)
    odd = ("dialogues/.ride-home.yaml", "dialogues/~$home.yaml", "dialogues/LATE.YAML", "dialogues/notes.txt")
    small.write(repository, {ACCEPTED: pairs, **dict.fromkeys((*odd, "knowledge/notes.txt"), b"a: 1\n")})
    git(repository, "add", ".")
    git(repository, "commit", "--quiet", "--message", "third")
    found = read_version("HEAD", repository)

    assert read_version(str(repository), repository) == found
    assert {ACCEPTED, "dialogues/LATE.YAML", "dialogues/notes.txt"} == set(found) - set(small.files())


def test_a_folder_is_read_as_one(repository: Path, tmp_path: Path) -> None:
    """What is a folder is no revision, and one without content says so."""
    assert small.changed(small.STORY, "A ride home", "A lift home") == read_version(str(repository), tmp_path)
    with pytest.raises(NoContentError, match="dialogues"):
        read_version(str(tmp_path), repository)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_that_is_none_never_reaches_git(
    repository: Path, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Options, commands and paths are refused in one sentence that repeats nothing a terminal would obey."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", str(fake_git(tmp_path)))
    with pytest.raises(VersionError) as told:
        read_version(name, repository)

    assert not (tmp_path / "called").exists()
    assert str(told.value).isprintable()
    assert len(str(told.value)) < 400


def fake_git(folder: Path) -> Path:
    """Put a git into a folder that only notes that it was called."""
    program = folder / "bin" / "git"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\n: > {folder}/called\n")
    program.chmod(0o755)
    return program.parent


def test_a_revision_that_does_not_exist_is_told(repository: Path) -> None:
    """The sentence says how to find those that do."""
    with pytest.raises(VersionError, match=r"no folder and no version «nowhere».*git tag"):
        read_version("nowhere", repository)


def test_a_folder_in_no_repository_is_told(tmp_path: Path) -> None:
    """Where there is no repository, two folders can still be compared."""
    with pytest.raises(VersionError, match="is in no git repository"):
        read_version("HEAD", small.write(tmp_path, small.files()))


def test_a_repository_of_somebody_else_is_told(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where git does not trust the owner of a repository, its own way out is told, without what a terminal obeys."""
    said = f"git config --global --add safe.directory {repository.parent}"
    program = fake_git(tmp_path) / "git"
    program.write_text(
        f"#!/bin/sh\necho 'fatal: detected dubious ownership' >&2\nprintf '\\t{said}\\033\\n' >&2\nexit 128\n"
    )
    monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")
    with pytest.raises(VersionError, match=f"belongs to somebody else.* run: {re.escape(said)}$") as told:
        read_version("HEAD", repository)

    assert str(told.value).isprintable()


def test_a_revision_without_content_is_told(repository: Path) -> None:
    """A revision that holds neither folder says so, instead of seeming empty."""
    with pytest.raises(VersionError, match="holds no dialogues/"):
        read_version("HEAD", repository.parent)


def test_without_git_folders_are_asked_for(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that has no git is told so."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(VersionError, match="git is not installed"):
        read_version("HEAD", repository)


def test_nothing_of_the_repository_is_run(repository: Path, tmp_path: Path) -> None:
    """Neither hooks, nor filters, nor a watching program that the repository asks for is run by reading it."""
    trap = tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\n: > {tmp_path}/sprung\ncat\n")
    trap.chmod(0o755)
    for hook in ("post-checkout", "pre-auto-gc", "reference-transaction", "post-index-change"):
        shutil.copy(trap, repository.parent / ".git" / "hooks" / hook)
    attributes = repository.parent / ".git" / "info" / "attributes"
    attributes.write_text("*.yaml filter=trap diff=trap export-ignore\n")
    for key in ("filter.trap.smudge", "filter.trap.process", "diff.trap.textconv", "core.fsmonitor", "tar.tar.command"):
        git(repository, "config", key, str(trap))
    (tmp_path / "sprung").unlink(missing_ok=True)

    assert small.files() == read_version("v1.0", repository)
    assert not (tmp_path / "sprung").exists()


def test_what_another_git_command_left_behind_does_not_count(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Inside a hook git points elsewhere by its environment; the folder that was named is read all the same."""
    monkeypatch.setenv("GIT_DIR", str(tmp_path))
    monkeypatch.setenv("GIT_WORK_TREE", str(tmp_path))

    assert small.files() == read_version("v1.0", repository)


def test_links_and_large_files_are_not_followed(repository: Path) -> None:
    """A link is no file of the content, and of a file that is too large only that is known."""
    (repository / "dialogues" / "link.yaml").symlink_to("/etc/passwd")
    (repository / "dialogues" / "large.yaml").write_bytes(b"# " + b"a" * MOST_BYTES)
    git(repository, "add", ".")
    git(repository, "commit", "--quiet", "--message", "third")
    found = read_version("HEAD", repository)

    assert "dialogues/link.yaml" not in found
    assert MOST_BYTES + 1 == len(found["dialogues/large.yaml"])
    assert set(small.files()) < set(found)
