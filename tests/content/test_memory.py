from __future__ import annotations

import io
import os
import pickle
import re
import shutil
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.accepted import FILE as ACCEPTED
from bot.content.build import build
from bot.content.check import inspect
from bot.content.memory import LEARNS, MOST_KEPT, MOST_NOTES, FileMemory
from bot.core.learned import NO_MEMORY, Learned
from bot.core.linear import Linear
from tests import small

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.core.learned import Memory
    from bot.core.script import Script

ROOT: Final = Path(__file__).parents[2]
FILES: Final = small.files()
NAMES: Final = ["danger", "questions", "replies"]
#: What teens may type: words of the small content, well and badly spelled, and words of nobody.
WORDS: Final = sorted(
    {*re.findall(r"[\w'’]+", "".join(data.decode() for name, data in FILES.items() if name != small.INTERFACE))}
    | {"au", "secour", "consantement", "jveux", "pk", "idk", "merçi", "lift", "xyzzy", "🙂", "14"}
)
TEXTS: Final = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)


class Noted:
    """A memory that notes what was asked of another one: what it gave, and what had to be learned."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self.given: dict[str, Learned] = {}
        self.anew: list[str] = []

    def recall(self, name: str, learn: Callable[[], Learned]) -> Learned:
        """Ask the other memory."""

        def noted() -> Learned:
            self.anew.append(name)
            return learn()

        self.given[name] = self._memory.recall(name, noted)
        return self.given[name]


def learn(memory: Memory, content: Mapping[str, bytes] = FILES) -> tuple[Script, Noted]:
    """Build a content with a memory; return what was asked of the memory, too."""
    noted = Noted(memory)
    return build(inspect(content).models, memory=noted), noted


def plain(learned: Learned) -> Any:
    """Return what was learned as plain values that can be compared, in their order, with the kinds of their arrays."""
    return (
        [(kind, list(features.items())) for kind, features in learned.known.items()],
        {
            name: (
                linear.classes,
                *((array.dtype.str, array.tolist()) for array in (linear.starts, linear.of, linear.weights)),
            )
            for name, linear in learned.weights.items()
        },
        learned.numbers,
    )


def understood(script: Script, text: str) -> tuple[object, ...]:
    """Say all that a script makes of a text: rankings, beliefs and alarms, to the last digit."""
    understanding = script.understanding
    node = script.scenarios["ride-home"].nodes["at-the-stop"]
    return (
        understanding.questions.matcher.match(text),
        understanding.questions.ask(text, "fr"),
        understanding.replies.act(text),
        understanding.replies.understand(text, [choice.option("en") for choice in node.choices.values()]),
        understanding.listener.hear(text),
        understanding.listener.why(text),
    )


def recall(folder: Path, content: Mapping[str, bytes], mark: float, name: str = "marks") -> float:
    """Recall a mark, or learn the given one: whatever comes back says which of the two was done."""
    learned = Learned({"word": {"mark": (1, 0.5)}}, {"marks": LINE}, (mark,))
    return FileMemory(folder, content).recall(name, lambda: learned).numbers[0]


def bytes_in(folder: Path) -> dict[str, bytes]:
    """Return every file in a folder: name -> bytes."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


#: One feature that says something about one class.
LINE: Final = Linear(1, np.array([0, 0, 1]), np.zeros(1, np.int32), np.ones(1, np.float32))


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder in which everything learned from the small content is kept; read it, never write into it."""
    folder = tmp_path_factory.mktemp("kept")
    learn(FileMemory(folder, FILES))
    return folder


@pytest.fixture(scope="module")
def anew() -> Script:
    """Learn the small content without a memory."""
    return learn(NO_MEMORY)[0]


@pytest.fixture(scope="module")
def recalled(kept: Path) -> Script:
    """Recall what was learned from the small content."""
    return learn(FileMemory(kept, FILES))[0]


# ---- the same as learning anew -------------------------------------------------------------------------------------


def test_what_is_kept_is_recalled_and_nothing_is_learned_twice(tmp_path: Path) -> None:
    """The first start learns everything and keeps it, in a folder it makes itself; the second learns nothing."""
    folder = tmp_path / "not" / "there" / "yet"
    first, second = (learn(FileMemory(folder, FILES))[1] for _ in range(2))

    assert (NAMES, []) == (sorted(first.anew), second.anew)
    assert NAMES == sorted(second.given)


def test_what_is_recalled_is_equal_to_what_is_learned_anew(kept: Path) -> None:
    """Features, their order, numbers and rarity, and every array with its type come back to the last bit."""
    recalled, learned = learn(FileMemory(kept, FILES))[1].given, learn(NO_MEMORY)[1].given

    assert {name: plain(each) for name, each in learned.items()} == {
        name: plain(each) for name, each in recalled.items()
    }
    assert NAMES == [name for name in sorted(learned) if any(learned[name].known.values())]


@settings(max_examples=300)
@given(TEXTS)
def test_what_is_recalled_understands_as_what_is_learned_anew(anew: Script, recalled: Script, text: str) -> None:
    """Rankings, probabilities, beliefs and alarms are the very same, whatever is typed."""
    assert understood(anew, text) == understood(recalled, text)


FEATURES: Final = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n"), min_size=1, max_size=6)
NUMBERS: Final = st.floats(allow_nan=False)
KNOWN: Final = st.dictionaries(
    st.sampled_from(["word", "pair", "class-both"]),
    st.dictionaries(FEATURES, st.tuples(st.integers(0, 2**40), NUMBERS), max_size=4),
)
LINEARS: Final = st.builds(
    Linear,
    st.integers(1, 2**40),
    st.lists(st.integers(0, 2**60), max_size=4).map(lambda each: np.array(each, np.int64)),
    st.lists(st.integers(0, 2**30), max_size=4).map(lambda each: np.array(each, np.int32)),
    st.lists(st.floats(width=32, allow_nan=False), max_size=4).map(lambda each: np.array(each, np.float32)),
)
WEIGHTS: Final = st.dictionaries(st.sampled_from(["entries", "levels", "nearest"]), LINEARS)


@settings(max_examples=200)
@given(st.builds(Learned, KNOWN, WEIGHTS, st.lists(NUMBERS, max_size=9).map(tuple)))
def test_whatever_is_learned_comes_back_as_it_was(learned: Learned) -> None:
    """Features in any alphabet, none at all, the largest and the smallest numbers: each comes back whole."""
    with tempfile.TemporaryDirectory() as folder:
        memory = Noted(FileMemory(Path(folder), {}))
        kept = [plain(memory.recall("any", lambda: learned)) for _ in range(2)]

    assert [plain(learned)] * 2 == kept
    assert ["any"] == memory.anew


# ---- of this content, this code and this name only -----------------------------------------------------------------

CONTENTS: Final = st.dictionaries(st.sampled_from(["a", "b", "ab", "a/b.yaml"]), st.binary(max_size=3), max_size=3)


@settings(max_examples=150)
@given(CONTENTS, CONTENTS)
def test_what_was_learned_from_one_content_is_never_met_by_another(
    first: dict[str, bytes], second: dict[str, bytes]
) -> None:
    """A byte, a name, or a byte that moves to the next file makes another content; the order of the files does not."""
    with tempfile.TemporaryDirectory() as folder:
        recall(Path(folder), first, 1.0)
        recalled = recall(Path(folder), dict(reversed(second.items())), 2.0)

    assert (1.0 if first == second else 2.0) == recalled


#: Shown, dialled or proved, but never learned from.
NOT_LEARNED = (
    *(name for name in FILES if name.startswith("dialogues/")),
    *(small.HELPLINES, small.INTERFACE, ACCEPTED),
    *(f"knowledge/{name}.yaml" for name in ("facts", "laws", "signs", "wording")),
)


@pytest.mark.parametrize("name", [*sorted(FILES), ACCEPTED])
def test_one_more_byte_in_a_file_that_is_learned_from_is_learned_anew(kept: Path, tmp_path: Path, name: str) -> None:
    """A changed example is learned at once; a changed button or phone number costs no learning."""
    shutil.copytree(kept, tmp_path, dirs_exist_ok=True)
    changed = {**FILES, name: FILES.get(name, b"") + b"\n"}
    noted = learn(FileMemory(tmp_path, changed), changed)[1]

    assert ([] if name in NOT_LEARNED else NAMES) == sorted(noted.anew)
    assert (bytes_in(kept).items() < bytes_in(tmp_path).items()) == (name not in NOT_LEARNED)


def test_only_this_very_content_has_passed(tmp_path: Path) -> None:
    """One byte more, a torn note, or another folder: the content is checked again."""
    memory = FileMemory(tmp_path, FILES)
    memory.note_passed(FILES)
    [note] = tmp_path.iterdir()

    assert memory.passed(FILES)
    assert not memory.passed({**FILES, small.INTERFACE: FILES[small.INTERFACE] + b"\n"})
    assert not FileMemory(tmp_path / "elsewhere", FILES).passed(FILES)
    note.write_bytes(note.read_bytes()[:-1])
    assert not memory.passed(FILES)


def test_each_name_has_what_was_learned_under_it(tmp_path: Path) -> None:
    """What is kept under one name is neither found under another nor written over by it."""
    assert [1.0, 2.0] == [recall(tmp_path, FILES, mark, name) for mark, name in ((1.0, "one"), (2.0, "two"))]
    assert [1.0, 2.0] == [recall(tmp_path, FILES, 3.0, name) for name in ("one", "two")]


KEEP: Final = """
import sys
from pathlib import Path
from bot.content.load import load
load(Path(sys.argv[1]), Path(sys.argv[2]))
"""


def run(program: str, *arguments: object, code: Path = ROOT, **environment: str) -> None:
    """Run a program in another process, with the code of a folder."""
    subprocess.run(
        [sys.executable, "-c", program, *map(str, arguments)],
        cwd=code,
        env={"PATH": os.environ["PATH"], **environment},
        check=True,
        timeout=60,
    )


@pytest.mark.parametrize(
    "module", ["core/linear.py", "core/text.py", "core/alarm/likeness.py", "content/build.py", "content/memory.py"]
)
def test_a_changed_line_of_the_code_that_learns_is_learned_anew(kept: Path, tmp_path: Path, module: str) -> None:
    """What another version of the code has chosen, learned or written is never met, whichever module was changed."""
    shutil.copytree(ROOT / "bot", tmp_path / "bot", ignore=shutil.ignore_patterns("__pycache__"))
    with (tmp_path / "bot" / module).open("a") as file:
        file.write("# one line more\n")
    run(KEEP, small.write(tmp_path / "content", FILES), tmp_path / "kept", code=tmp_path)

    assert len(NAMES) + 1 == len(bytes_in(tmp_path / "kept"))  # and that the content passed the checks
    assert set() == bytes_in(kept).keys() & bytes_in(tmp_path / "kept").keys()


IMPORTED: Final = """
import sys
import bot.content.learn
modules = {name: each.__file__ for name, each in sys.modules.items() if name.split(".")[0] == "bot"}
print(*sorted(modules.values()), sep="\\n")
"""


def test_all_code_that_learns_makes_a_version() -> None:
    """Whatever module learning imports when it runs, a change in it is learned anew."""
    done = subprocess.run(
        [sys.executable, "-c", IMPORTED], cwd=ROOT, env={"PATH": os.environ["PATH"]}, check=True, capture_output=True
    )
    imported = {Path(line).relative_to(ROOT / "bot") for line in done.stdout.decode().split()}
    listed = {path.relative_to(ROOT / "bot") for pattern in LEARNS for path in (ROOT / "bot").glob(pattern)}
    chosen = {
        Path("content") / f"{name}.py" for name in ("build", "memory")
    }  # what is learned from, and how it is kept

    assert len(imported) > 20
    assert imported | chosen == listed


# ---- files that are wrong ------------------------------------------------------------------------------------------


class Hostile:
    """What runs a program when it is read by `pickle`: it makes a file in the folder it is read from."""

    def __reduce__(self) -> tuple[Callable[[str], object], tuple[str]]:
        return os.mkdir, ("pickle-was-here",)


def archive(**arrays: Any) -> bytes:
    """Return arrays as numpy writes them."""
    written = io.BytesIO()
    np.savez(written, **arrays)
    return written.getvalue()


def one_array(array: Any) -> bytes:
    """Return one array as numpy writes it."""
    written = io.BytesIO()
    np.save(written, array)
    return written.getvalue()


WRONG: Final[dict[str, Callable[[bytes], bytes]]] = {
    "empty": lambda _: b"",
    "torn after a byte": lambda whole: whole[:1],
    "torn in the middle": lambda whole: whole[: len(whole) // 2],
    "torn before the last byte": lambda whole: whole[:-1],
    "nothing but zeros": lambda whole: bytes(len(whole)),
    "a text": lambda _: b"what was learned\n",
    "an empty archive": lambda _: archive(),
    "an archive of other arrays": lambda _: archive(first=np.arange(3)),
    "an archive with a part of the arrays": lambda _: archive(numbers=np.zeros(8)),
    "an archive with an array of another shape": lambda _: archive(numbers=np.array(1.0)),
    "one array without an archive": lambda _: one_array(np.arange(3)),
    "a pickle": lambda _: pickle.dumps(Hostile()),
    "a pickle in an array": lambda _: one_array(np.array([Hostile()], object)),
    "a pickle in an archive": lambda _: archive(numbers=np.array([Hostile()], object)),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_file_that_is_wrong_is_learned_anew_and_replaced(
    kept: Path, tmp_path: Path, anew: Script, monkeypatch: pytest.MonkeyPatch, wrong: str
) -> None:
    """Torn, empty, foreign or hostile, it costs the time to learn, runs nothing, and is right the next time."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "kept"
    shutil.copytree(kept, folder)
    for path in folder.iterdir():
        path.write_bytes(WRONG[wrong](path.read_bytes()))
    script, noted = learn(FileMemory(folder, FILES))

    assert NAMES == sorted(noted.anew)
    assert understood(anew, "au secours") == understood(script, "au secours")
    assert bytes_in(kept) == bytes_in(folder)
    assert ["kept"] == [path.name for path in tmp_path.iterdir()]


@pytest.mark.parametrize("other", ["of another content", "of another name"])
def test_what_was_learned_for_another_is_not_taken_for_ones_own(kept: Path, tmp_path: Path, other: str) -> None:
    """A whole file that was moved to this name is learned anew and replaced: it says of itself what it is of."""
    shutil.copytree(kept, tmp_path, dirs_exist_ok=True)
    mine = {path.stem.rpartition("-")[2]: path for path in tmp_path.iterdir()}
    if other == "of another name":
        mine["questions"].write_bytes(mine["replies"].read_bytes())
    else:
        changed = small.changed(small.ENTRIES, "id: what-is-consent", "id: consent")
        learn(FileMemory(tmp_path / "other", changed), changed)
        for path in (tmp_path / "other").iterdir():
            path.replace(mine[path.stem.rpartition("-")[2]])
        (tmp_path / "other").rmdir()
    noted = learn(FileMemory(tmp_path, FILES))[1]

    assert (["questions"] if other == "of another name" else NAMES) == sorted(noted.anew)
    assert bytes_in(kept) == bytes_in(tmp_path)


def test_a_changed_byte_anywhere_in_a_file_changes_nothing_that_is_recalled(tmp_path: Path) -> None:
    """Wherever a byte of a file is not as it was written, what was learned is the same, and nothing is raised."""
    learned = Learned({"word": {"mark": (1, 0.5)}}, {"marks": LINE}, (1.0,))
    memory = FileMemory(tmp_path, {})
    memory.recall("marks", lambda: learned)
    (path,) = tmp_path.iterdir()
    whole = path.read_bytes()
    wrong = []
    for place in range(0, len(whole), 3):
        path.write_bytes(whole[:place] + bytes((whole[place] ^ 1 << place % 8,)) + whole[place + 1 :])
        try:
            if plain(learned) != plain(memory.recall("marks", lambda: learned)):
                wrong.append(f"byte {place} gives another value")
        except Exception as error:  # noqa: BLE001 - the law is that there is none
            wrong.append(f"byte {place}: {error!r}")

    assert [] == wrong


# ---- folders -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", ["a file", "below a file", "a folder of the name of the file"])
def test_a_folder_that_cannot_be_written_costs_nothing_but_time(tmp_path: Path, place: str) -> None:
    """Where nothing can be kept, everything is learned each time, and nothing is raised."""
    folder = tmp_path / "kept"
    if place == "a folder of the name of the file":
        recall(folder, FILES, 1.0)
        (path,) = folder.iterdir()
        path.unlink()
        path.mkdir()
    else:
        folder.write_bytes(b"")
        folder = folder / "below" if place == "below a file" else folder

    assert [2.0, 3.0] == [recall(folder, FILES, mark) for mark in (2.0, 3.0)]


def test_only_the_newest_files_stay(tmp_path: Path) -> None:
    """Each version that is learned puts the oldest away, and what is no such file is left alone."""
    (tmp_path / "notes.txt").touch()
    versions: list[set[str]] = []
    for number in range(MOST_KEPT + 4):
        before = set(bytes_in(tmp_path))
        recall(tmp_path, {"number": b"%d" % number}, float(number))
        new = set(bytes_in(tmp_path)) - before
        versions.append(new)
        for name in new:  # as if each had been learned a second after the one before
            os.utime(tmp_path / name, (number, number))

    assert {"notes.txt"}.union(*versions[-MOST_KEPT:]) == set(bytes_in(tmp_path))
    assert [1] * len(versions) == [len(new) for new in versions]
    assert MOST_KEPT == sum(
        recall(tmp_path, {"number": b"%d" % number}, -1.0) == number for number in range(4, MOST_KEPT + 4)
    )


def test_what_passed_puts_nothing_away_that_was_learned(tmp_path: Path) -> None:
    """Stories are saved many times between two learnings: their notes are few, and what was learned stays."""
    for mark in range(3):
        recall(tmp_path, FILES, float(mark), name=f"part-{mark}")
    learned = set(bytes_in(tmp_path))
    for number in range(MOST_NOTES + 5):
        FileMemory(tmp_path, FILES).note_passed({small.STORY: b"%d" % number})

    assert learned < set(bytes_in(tmp_path))
    assert len(learned) + MOST_NOTES == len(bytes_in(tmp_path))


def test_what_is_used_stays(tmp_path: Path) -> None:
    """What was learned long ago and is recalled is not what is put away next."""
    for number in range(MOST_KEPT):
        recall(tmp_path, {"number": b"%d" % number}, float(number))
    for path in tmp_path.iterdir():
        os.utime(path, (1, 1))
    recall(tmp_path, {"number": b"0"}, -1.0)
    recall(tmp_path, {"number": b"new"}, 1.0)

    assert 0.0 == recall(tmp_path, {"number": b"0"}, -1.0)


def test_what_a_killed_writer_left_is_put_away_later(tmp_path: Path) -> None:
    """A file that nobody finished writing goes after an hour, and not while somebody may be writing it."""
    old, new, other = (tmp_path / name for name in ("1-danger.4711", "1-danger.4712", "1-danger.txt"))
    for path in (old, new, other):
        path.touch()
    for path in (old, other):
        os.utime(path, (1, 1))
    recall(tmp_path, FILES, 1.0)

    assert {new.name, other.name} < set(bytes_in(tmp_path))
    assert not old.exists()


KEEP_AGAIN_AND_AGAIN: Final = """
import sys
from pathlib import Path
from bot.content.memory import FileMemory
from bot.core.learned import Learned

folder = Path(sys.argv[1])
learned = Learned({}, {}, tuple(map(float, range(200_000))))
for _ in range(int(sys.argv[2])):
    for path in folder.glob("*.npz"):
        path.unlink(missing_ok=True)
    assert learned == FileMemory(folder, {}).recall("many", lambda: learned)
"""


def test_whoever_reads_while_others_keep_sees_a_whole_file_or_none(tmp_path: Path) -> None:
    """Two processes write and delete the same file; a third that reads it all the time never sees a part of it."""
    run(KEEP_AGAIN_AND_AGAIN, tmp_path / "one", 1)
    (whole,) = bytes_in(tmp_path / "one").values()
    folder = tmp_path / "many"
    program = [sys.executable, "-c", KEEP_AGAIN_AND_AGAIN, str(folder), "40"]
    others = [subprocess.Popen(program, cwd=ROOT) for _ in range(2)]
    read = []
    while any(other.poll() is None for other in others):
        for path in folder.glob("*.npz"):
            with suppress(FileNotFoundError):
                read.append(path.read_bytes() == whole)

    assert [0, 0] == [other.returncode for other in others]
    assert {True} == set(read)
    assert {".npz"} >= {path.suffix for path in folder.iterdir()}


# ---- privacy -------------------------------------------------------------------------------------------------------


def test_a_file_holds_nothing_but_what_the_content_says(kept: Path, tmp_path: Path) -> None:
    """Another process, folder, user and chance write the same bytes: nothing of them can be in a file."""
    content = small.write(tmp_path / "content", FILES)
    for number in ("1", "2"):
        run(KEEP, content, tmp_path / number, PYTHONHASHSEED=number, HOME=str(tmp_path), USER=f"user-{number}")

    assert bytes_in(tmp_path / "1") == bytes_in(tmp_path / "2")
    assert bytes_in(kept).items() <= bytes_in(tmp_path / "1").items()
    assert len(NAMES) + 1 == len(bytes_in(tmp_path / "1"))


def test_nothing_that_is_typed_is_ever_kept(tmp_path: Path) -> None:
    """Questions, danger and replies are understood without a byte being written."""
    script = learn(FileMemory(tmp_path, FILES))[0]
    before = bytes_in(tmp_path)
    for text in ("je m'appelle Zébulon et au secours", "Zebulon wants to die", "c'est quoi le consentement zebulon"):
        understood(script, text)

    assert before == bytes_in(tmp_path)
