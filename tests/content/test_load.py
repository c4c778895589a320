from __future__ import annotations

import gc
import itertools
import json
import os
import sys
from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content import load as load_module
from bot.content.build import build
from bot.content.check import Checker, inspect
from bot.content.load import MOST_FILES, NoContentError, load, load_files, read_files
from bot.content.positions import MOST_BYTES, read
from bot.content.problem import ContentError
from bot.content.schema import REQUIRED_FILES, Scenario
from bot.content.shape import fit
from bot.core.script import Script
from bot.core.turn import LANGS
from tests import small

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path
    from types import FrameType

    from bot.content.problem import Path as Place

FILES: Final = small.files()
VALUES: Final = {name: read(name, data).value for name, data in FILES.items()}
#: Mappings whose keys are names or languages: a new one there is no unknown key.
NAMES: Final = frozenset(
    [
        *("nodes", "characters", "signs", "figures", "facts", "sources", "menus", "texts", "classes", "kinds", "acts"),
        *("laws", "prompts", "workshops"),
    ]
)
LANGUAGES: Final = frozenset(("said", "url", "short", "common", "groups"))


# ---- reading a folder ----------------------------------------------------------------------------------------------


def test_a_whole_content_gives_a_script(tmp_path: Path) -> None:
    """What has no problem is built and can be played."""
    script = load(small.write(tmp_path, FILES))

    assert isinstance(script, Script)
    assert ["listening", "ride-home"] == list(script.scenarios)


def test_a_content_with_one_problem_is_not_played(tmp_path: Path) -> None:
    """One problem in one file stops the whole content, and is told."""
    small.write(tmp_path, small.changed(small.STORY, "to: in-the-car", "to: nowhere"))

    with pytest.raises(ContentError) as caught:
        load(tmp_path)
    assert ["target-missing", "node-unreachable"] == [problem.code for problem in caught.value.problems]


def test_every_problem_of_every_file_is_told_at_once_in_order(tmp_path: Path) -> None:
    """Mistakes of form, of shape and of reference in five files are told together, sorted by file and line."""
    content = small.changed(small.STORY, "minutes: 2", "minutes: two")
    content |= {
        "knowledge/signs.yaml": b"signs: {secrecy: &x 1}\n",
        "knowledge/helpline.yaml": b"",
        small.ENTRIES: FILES[small.ENTRIES].replace(b"fact: M1", b"fact: M8").replace(b"fact: M2", b"fact: M9"),
    }
    del content["knowledge/lexicon.yaml"]

    with pytest.raises(ContentError) as caught:
        load(small.write(tmp_path, content))
    expected = [
        ("dialogues/ride-home.yaml", 10, "whole-number"),
        ("knowledge/entries/rides.yaml", 11, "fact-missing"),
        ("knowledge/entries/rides.yaml", 26, "fact-missing"),
        ("knowledge/helpline.yaml", 1, "unknown-file"),
        ("knowledge/lexicon.yaml", 1, "file-missing"),
        ("knowledge/signs.yaml", 1, "anchor"),
    ]
    assert expected == [(problem.file, problem.line, problem.code) for problem in caught.value.problems]


def test_what_is_learned_is_kept_where_it_is_asked_for(tmp_path: Path) -> None:
    """A folder to keep it in gets files, and the content folder itself never does."""
    folder, kept = small.write(tmp_path / "content", FILES), tmp_path / "kept"
    before = sorted(folder.rglob("*"))
    load(folder)

    assert not kept.exists()

    load(folder, kept)

    names = sorted(path.stem.rpartition("-")[2] for path in kept.iterdir())
    assert ["danger", "passed", "questions", "replies"] == names
    assert before == sorted(folder.rglob("*"))


def test_a_content_that_passed_is_not_checked_again_and_any_change_is(tmp_path: Path, monkeypatch: Any) -> None:
    """The same files pass without the checks; one other byte, or no folder to note it in, is checked as ever."""
    folder, kept = small.write(tmp_path / "content", FILES), tmp_path / "kept"
    asked: list[bool] = []
    checked = Checker._checked

    def noted(*args: Any, **options: Any) -> Any:
        asked.append(True)
        return checked(*args, **options)

    monkeypatch.setattr(Checker, "_checked", noted)
    for _ in range(2):
        load(folder, kept)
    assert [True] == asked
    load(folder)
    assert 2 == len(asked)
    small.write(folder, small.changed(small.STORY, "to: in-the-car", "to: nowhere"))
    with pytest.raises(ContentError):
        load(folder, kept)
    assert 3 == len(asked)


@pytest.mark.parametrize(
    "name",
    [
        *("model.yaml.txt", "model.YAML", "model.yml", "model.txt", "model (1).yaml", "copy of model.yaml"),
        *("model - Copie.yaml", "Modèle.yaml", "model wanted.yaml", "folder/model_wanted.yaml"),
    ],
)
def test_a_file_that_only_looks_like_content_is_told_by_its_name(tmp_path: Path, name: str) -> None:
    """A story under a name that is not read is not lost in silence, and nothing else is said of it."""
    small.write(tmp_path, {**FILES, f"dialogues/{name}": b"id: 'It's"})

    told = inspect(read_files(tmp_path)).problems

    assert [(f"dialogues/{name}", "file-name")] == [(problem.file, problem.code) for problem in told]


@pytest.mark.parametrize("name", ["story.docx", "Histoire de Léa.DOC", "folder/story.odt", "story.rtf"])
def test_a_document_of_a_word_processor_is_told_and_stops_nothing(tmp_path: Path, name: str) -> None:
    """A story written in one is not missing without a word, and all else is looked at as if it were not there."""
    broken = small.changed(small.WORKSHOPS, "stories: 1", "stories: 2")
    small.write(tmp_path, {**broken, f"dialogues/{name}": b"PK\x03\x04"})

    told = inspect(read_files(tmp_path))
    without = inspect(broken).problems

    assert ["too-few-stories"] == [each.code for each in without]
    assert [f"dialogues/{name}:1:1"] == [f"{each.file}:{each.line}:{each.column}" for each in told.problems][:1]
    assert ("word-document", "warning") == (told.problems[0].code, told.problems[0].severity)
    assert without == told.problems[1:]


def test_what_is_no_content_lies_beside_it_in_peace(tmp_path: Path) -> None:
    """Manuals, accepted pairs, folders and what editors and systems leave behind are no mistake of a writer."""
    names = ["README.md", "problems.md", ".model.yaml", "._model.yaml", "model.yaml~", ".model.yaml.swp", "x.yaml/a.md"]
    names += ["~$story.docx", ".story.docx"]
    small.write(tmp_path, {**FILES, "knowledge/accepted.txt": b"", **{f"dialogues/{name}": b"" for name in names}})

    assert {*FILES, "knowledge/accepted.txt"} == set(read_files(tmp_path))


@pytest.mark.parametrize("missing", ["dialogues", "knowledge"])
def test_a_folder_without_content_is_told_in_one_sentence(tmp_path: Path, missing: str) -> None:
    """Which folder is missing and what to set is said; nothing is checked."""
    kept = {"dialogues", "knowledge"} - {missing}
    small.write(tmp_path, {name: data for name, data in FILES.items() if name.split("/")[0] in kept})

    with pytest.raises(NoContentError) as caught:
        load(tmp_path)
    expected = f"No content: {tmp_path} has no folder «{missing}». Set BOT_CONTENT to the folder that holds both."
    assert expected == str(caught.value)


def test_a_file_in_the_place_of_the_folder_is_told_in_one_sentence(tmp_path: Path) -> None:
    """A path that leads to a file is told like a folder without content."""
    file = tmp_path / "content"
    file.write_text("")

    with pytest.raises(NoContentError, match="has no folder «dialogues»"):
        load(file)


def test_a_name_that_is_no_utf_8_is_a_name_to_mend(tmp_path: Path) -> None:
    """A file that another system named is told, each strange byte of its name by a number any report can hold."""
    small.write(tmp_path, FILES)
    (tmp_path / "dialogues" / os.fsdecode(b"caf\xe9.yaml")).touch()
    told = inspect(read_files(tmp_path)).problems

    assert [("dialogues/caf\\xe9.yaml", "file-name")] == [(problem.file, problem.code) for problem in told]


@pytest.mark.parametrize("hidden", ["dialogues", "dialogues/film", "knowledge/danger/harmless"])
def test_a_folder_that_cannot_be_listed_is_told_in_one_sentence(
    tmp_path: Path, hidden: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stories do not vanish in silence: the folder is named, with what to do."""
    small.write(tmp_path, FILES)
    listed = os.scandir

    def refused(path: Any) -> Any:
        if str(path) == str(tmp_path / hidden):
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr(os, "scandir", refused)
    with pytest.raises(NoContentError) as caught:
        read_files(tmp_path)
    expected = f"Cannot read {tmp_path / hidden}: Permission denied. Let the bot's user read it."
    assert expected == str(caught.value)


def test_a_folder_that_cannot_be_entered_is_told_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What stands inside cannot even be looked for, so that nothing is said to be missing."""
    looked = os.stat

    def refused(path: Any, **options: Any) -> os.stat_result:
        if str(path).startswith(f"{tmp_path}/"):
            raise PermissionError(13, "Permission denied", str(path))
        return looked(path, **options)

    monkeypatch.setattr(os, "stat", refused)
    with pytest.raises(NoContentError) as caught:
        read_files(tmp_path)
    assert f"Cannot read {tmp_path}: Permission denied. Let the bot's user read it." == str(caught.value)


@pytest.mark.parametrize("count", [MOST_FILES, MOST_FILES + 1])
def test_more_files_than_anybody_writes_are_refused_unread(tmp_path: Path, count: int) -> None:
    """Two thousand files are read; with one more, none is opened."""
    (tmp_path / "knowledge").mkdir()
    (tmp_path / "dialogues" / "many").mkdir(parents=True)
    for number in range(count):
        (tmp_path / "dialogues" / "many" / f"{number:04}.yaml").touch()

    if count == MOST_FILES:
        assert count == len(read_files(tmp_path))
    else:
        with pytest.raises(NoContentError, match=f"Too many files: .* holds {count} YAML files, 2000 are the most"):
            read_files(tmp_path)


def test_only_yaml_files_of_the_two_folders_are_read(tmp_path: Path) -> None:
    """Both endings count, in any folder below; manuals, other folders and folders named like files do not."""
    wanted = {"dialogues/a/b/deep.yaml": b"1", "dialogues/short.yml": b"2", "knowledge/signs.yaml": b"3"}
    ignored = {"dialogues/README.md": b"#", "knowledge/notes.txt": b"", "tests/x.yaml": b"", "y.yaml": b""}
    small.write(tmp_path, wanted | ignored)
    (tmp_path / "dialogues" / "folder.yaml").mkdir()

    assert wanted == read_files(tmp_path)


def test_a_huge_file_is_not_read_to_its_end(tmp_path: Path) -> None:
    """One byte more than allowed is enough to refuse a file, however large it is."""
    small.write(tmp_path, FILES | {small.STORY: b"#" * (4 * MOST_BYTES)})
    files = read_files(tmp_path)

    assert MOST_BYTES + 1 == len(files[small.STORY])
    assert [f"{small.STORY}:1:1: file-too-large the file is larger than 256 kB (split it into several files)"] == (
        small.problems(files)
    )


# ---- looking at it -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", REQUIRED_FILES)
def test_a_missing_file_is_one_problem_and_hides_no_other(name: str) -> None:
    """What cannot be checked without a file says nothing; what can be checked is still told."""
    story = FILES[small.STORY].replace(b"No thanks", b"No thanks, I am 12")
    content = {**FILES, small.STORY: story}
    del content[name]

    assert [(name, "file-missing"), (small.STORY, "number-in-text")] == sorted(
        ((problem.file, problem.code) for problem in inspect(content).problems), key=lambda told: told[1]
    )


def test_the_collector_does_not_walk_a_content_while_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """A start, and a refusal, spend no time on looking for rubbish in what is being made; then all is as before."""
    walks: list[int] = []
    loaded = load_module._loaded

    def note(phase: str, info: dict[str, int]) -> None:
        walks.extend([1] if (phase, info["generation"]) == ("start", 2) else [])

    def noted(files: Mapping[str, bytes], kept: Path | None) -> Script:
        gc.callbacks.append(note)
        try:
            return loaded(files, kept)
        finally:
            gc.callbacks.remove(note)

    monkeypatch.setattr(load_module, "_loaded", noted)
    often, eager = gc.get_threshold(), (50, 2, 2)
    gc.set_threshold(*eager)
    try:
        load_files(FILES)
        with pytest.raises(ContentError):
            load_files(small.changed(small.STORY, "to: in-the-car", "to: nowhere"))
        after = gc.get_threshold()
    finally:
        gc.set_threshold(*often)

    assert [] == walks
    assert eager == after


def test_a_hostile_file_beside_the_others_costs_only_itself() -> None:
    """A file that is nothing but depth is one problem; the other files are checked as ever."""
    content = small.changed(small.ENTRIES, "fact: M1", "fact: M9")
    content["dialogues/hostile.yaml"] = b"{a: " * 50_000

    assert [("dialogues/hostile.yaml", "too-deep"), (small.ENTRIES, "fact-missing")] == [
        (problem.file, problem.code) for problem in inspect(content).problems
    ]


def with_unknown_keys(count: int) -> dict[str, bytes]:
    """Give the small content with so many unknown keys in one file."""
    keys = "".join(f"key-{number}: x\n" for number in range(count))
    return {**FILES, small.STORY: FILES[small.STORY] + keys.encode()}


def _calls(work: Callable[[], object]) -> int:
    """Count the calls of functions some work makes: the same on every machine, however busy."""
    counted = itertools.count()

    def tell(_frame: FrameType, event: str, _argument: object) -> None:
        if event in ("call", "c_call"):
            next(counted)

    sys.setprofile(tell)
    try:
        work()
    finally:
        sys.setprofile(None)
    return next(counted)


def test_four_times_as_many_mistakes_are_about_four_times_the_work() -> None:
    """A file with thousands of unknown keys holds nobody up."""
    few, many = (read(small.STORY, with_unknown_keys(count)[small.STORY]) for count in (1000, 4000))

    assert _calls(lambda: fit(many, Scenario)) < 5 * _calls(lambda: fit(few, Scenario))


def test_the_first_hundred_misfits_of_a_file_are_told() -> None:
    """More are read by nobody, and those at the top of the file are mended first."""
    before = FILES[small.STORY].count(b"\n")

    assert [before + number for number in range(1, 101)] == [
        problem.line for problem in inspect(with_unknown_keys(300)).problems
    ]


def test_looking_at_content_changes_nothing() -> None:
    """The same files give the same answer, and are left as they were."""
    before = small.changed(small.STORY, "to: in-the-car", "to: nowhere")
    given_ = dict(before)

    assert inspect(given_).problems == inspect(given_).problems
    assert before == given_


@pytest.mark.parametrize("name", sorted(FILES))
def test_an_unknown_key_is_told_on_its_own_line_wherever_it_stands(name: str) -> None:
    """In every mapping of every file, inside every kind of node, entry and way, one key too many is one problem."""
    told, expected = [], []
    for path, part in small.parts(VALUES[name]):
        if not isinstance(part, dict) or (path and path[-1] in NAMES) or not LANGUAGES.isdisjoint(path):
            continue
        broken = small.with_part(VALUES[name], path, {**part, "unheard-of": "x"})
        text = json.dumps(broken, ensure_ascii=False, indent=1)
        before = text[: text.index('"unheard-of"')]
        expected.append((before.count("\n") + 1, len(before) - before.rfind("\n"), "unknown-key"))
        problems = small.look({**FILES, name: text.encode()}).problems
        told.append([(problem.line, problem.column, problem.code) for problem in problems])

    assert [[place] for place in expected] == told


NOTHING_RIGHT: Final = st.sampled_from(
    [
        "",
        " ",
        "{",
        "}",
        "{}",
        "{x}",
        "{0}",
        "{name!r}",
        "null",
        "no",
        "16",
        "-1",
        "24/7",
        "25:00",
        "🪙",
        "...",
        "a|",
        "*?",
    ]
)
ANYTHING: Final = st.one_of(
    NOTHING_RIGHT,
    st.text(max_size=10),
    st.none(),
    st.lists(NOTHING_RIGHT, max_size=2),
    st.dictionaries(NOTHING_RIGHT, NOTHING_RIGHT, max_size=2),
)
PARTS: Final = [
    (name, path) for name, value in VALUES.items() if name != small.INTERFACE for path, _ in small.parts(value)
]


@settings(max_examples=500)
@given(st.sampled_from(PARTS), ANYTHING)
def test_whatever_a_writer_types_is_a_problem_or_can_be_played(part: tuple[str, Place], new: Any) -> None:
    """Any value in any place of any file gives problems with words, or a script; it never breaks the check."""
    name, path = part
    broken = json.dumps(small.with_part(VALUES[name], path, new)).encode()
    content = small.look({**FILES, name: broken})

    assert [] == [problem for problem in content.problems if not (problem.code and problem.sentence)]
    if not content.problems:
        assert isinstance(build(content.models), Script)


@pytest.mark.parametrize("name", sorted(FILES.keys() - {small.INTERFACE}))
def test_no_problem_speaks_the_language_of_the_libraries(name: str) -> None:
    """A problem names keys that stand in the file, never a type, a place in a list or a word of pydantic's."""
    foreign = ("[key]", "constrained", "literal[", "dict[", "«0»", "Value error", "Extra inputs")
    broken = [
        small.with_part(VALUES[name], path, new)
        for path, part in small.parts(VALUES[name])
        for new in ("", ["?"], {"?": "?"})
        if new != part
    ]
    told = {
        problem.told(lang)
        for value in broken
        for problem in small.look({**FILES, name: json.dumps(value).encode()}).problems
        for lang in LANGS
    }

    assert set() == {sentence for sentence in told if any(word in sentence for word in foreign)}
