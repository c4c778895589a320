"""A version of the content, by the name a moderator gives it: a folder, or a revision of the folder's repository.

Rule: git is asked for what is stored and for nothing else. A revision is read as it was committed: no hook, no filter,
no network. A name that git could take for an option never reaches it, and what is read is bounded.
"""

from __future__ import annotations

import os
import re
import subprocess
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bot.content.accepted import FILE as ACCEPTED
from bot.content.load import FOLDERS, MOST_FILES, looks_like_content, read_files
from bot.content.map.words import one_line
from bot.content.positions import MOST_BYTES

if TYPE_CHECKING:
    from collections.abc import Mapping

#: What names a revision: a branch, a tag, a number, and steps back from them, such as `HEAD~2`, `v1.2`, `main@{1}`.
_REVISION: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,99}(?:@\{[0-9]{1,4}\}|[~^][0-9]{0,4}){0,5}")
#: Git answers in well under a second; a disk that does not answer must not hold up a moderator for ever.
_SECONDS: Final = 30
#: Nothing that the repository's own settings could run.
_QUIET: Final = ("-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}", "-c", "protocol.allow=never")
#: A line for each text: room for a hundred thousand, as in a folder.
_MOST_ACCEPTED: Final = 22 * 100_000
#: What git says to do about a repository that belongs to somebody else; it names the repository as it knows it.
_TRUST: Final = re.compile(r"git config --global --add safe\.directory .+")


class VersionError(Exception):
    """A version cannot be read; the message says why and what to do."""


def read_version(name: str, folder: Path) -> dict[str, bytes]:
    """Read a version: path inside the content -> bytes. `folder` is the content whose repository holds the revisions.

    What is a folder is read as one. Raises VersionError, and NoContentError for a folder without content.
    """
    if name and _is_folder(name):
        return read_files(Path(name))
    if not _REVISION.fullmatch(name):
        raise VersionError(
            f"«{_shown(name)}» is neither a folder nor the name of a version, such as HEAD, HEAD~3, v1.2 or a branch."
        )
    return _revision(name, folder)


def _is_folder(name: str) -> bool:
    with suppress(OSError):  # a name that is too long for a folder
        return Path(name).is_dir()
    return False


def _shown(name: str) -> str:
    """Repeat what was typed, without what a terminal would obey."""
    most = 60
    return "".join(sign if sign.isprintable() else "?" for sign in name[:most]) + ("…" if len(name) > most else "")


def _revision(name: str, folder: Path) -> dict[str, bytes]:
    if not folder.is_dir():
        raise VersionError(f"There is no folder {folder}.")
    found = _asked(folder, "rev-parse", "--git-dir")
    if found.returncode:
        trust = _TRUST.search(found.stderr.decode("utf-8", "replace"))
        if trust:
            raise VersionError(
                f"The repository of {folder} belongs to somebody else, so git does not read it. If you trust it, run: "
                f"{one_line(trust[0])}"
            )
        raise VersionError(
            f"{folder} is in no git repository, so it has no version «{name}». Give two folders, or ask there."
        )
    commit = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    if commit is None:
        raise VersionError(
            f"There is no folder and no version «{name}» in the repository of {folder}. `git log --oneline` and "
            "`git tag` list the versions."
        )
    listed = _git(folder, "ls-tree", "-r", "-l", "-z", commit.decode().strip(), "--", *FOLDERS)
    files = _listed(listed or b"")
    if not files:
        raise VersionError(f"The version «{name}» holds no {FOLDERS[0]}/ and {FOLDERS[1]}/ below {folder}.")
    if len(files) > MOST_FILES:
        raise VersionError(f"The version «{name}» holds {len(files)} YAML files, {MOST_FILES} are the most.")
    return _contents(files, folder, name)


def _listed(output: bytes) -> dict[str, tuple[str, int]]:
    """Read what `ls-tree` lists: path -> object and size, of the plain files that a folder would be read for."""
    found: dict[str, tuple[str, int]] = {}
    for row in output.decode(errors="backslashreplace").split("\0"):
        described, _, path = row.partition("\t")
        parts = described.split()
        # A link or a repository inside this one (mode 120000, 160000) is no file of the content.
        if len(parts) == 4 and parts[0].startswith("100") and looks_like_content(path):  # noqa: PLR2004 - mode, kind, object, size
            found[path] = (parts[2], int(parts[3]))
    return found


def _contents(files: Mapping[str, tuple[str, int]], folder: Path, name: str) -> dict[str, bytes]:
    """Ask for all objects at once. One that is too large is not read: that it is, its length says."""
    small = {path: identity for path, (identity, size) in files.items() if size <= _most(path)}
    asked = "".join(f"{identity}\n" for identity in small.values()).encode()
    output = _git(folder, "cat-file", "--batch", typed=asked)
    found = {path: b" " * (_most(path) + 1) for path in files if path not in small}
    at = 0
    for path in small:
        head, _, _ = (output or b"")[at:].partition(b"\n")
        parts = head.split()
        if output is None or len(parts) != 3 or parts[1] != b"blob":  # noqa: PLR2004 - object, kind, size
            raise VersionError(
                f"The version «{name}» is not whole in the repository of {folder}: run `git fsck` there."
            )
        start = at + len(head) + 1
        found[path] = output[start : start + int(parts[2])]
        at = start + int(parts[2]) + 1
    return dict(sorted(found.items()))


def _most(path: str) -> int:
    return _MOST_ACCEPTED if path == ACCEPTED else MOST_BYTES


def _git(folder: Path, *arguments: str, typed: bytes = b"") -> bytes | None:
    """Ask git; None when it says no."""
    done = _asked(folder, *arguments, typed=typed)
    return done.stdout if done.returncode == 0 else None


def _asked(folder: Path, *arguments: str, typed: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Ask git. What other git commands left in the environment does not count here."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    quiet = {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C"}
    try:
        return subprocess.run(  # noqa: S603 - a list of words, no shell; the one word that is typed is looked at above
            ["git", "-C", str(folder), *_QUIET, *arguments],  # noqa: S607 - the git of whoever asks
            input=typed,
            capture_output=True,
            check=False,
            timeout=_SECONDS,
            env={**kept, **quiet},
        )
    except FileNotFoundError:
        raise VersionError("git is not installed here: give two folders.") from None
    except subprocess.TimeoutExpired:
        raise VersionError(f"git did not answer within {_SECONDS} seconds: try again, or give two folders.") from None
