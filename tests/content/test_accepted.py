from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.checking import NotWrittenError, accept
from bot.content.accepted import FILE, Accepted, fingerprint, read_accepted, write_accepted
from bot.core.script import Both
from tests import small

PAIRS = st.lists(st.builds(Both, st.text(max_size=20), st.text(max_size=20)), max_size=8)


@given(PAIRS)
def test_what_is_accepted_is_known_again(pairs: list[Both]) -> None:
    """Each pair that is written is read back, in both directions, and nothing else."""
    accepted = read_accepted(write_accepted(pairs))
    expected = {(fingerprint(pair.fr), fingerprint(pair.en)) for pair in pairs}

    assert expected == {(fr, en) for fr, english in accepted.english.items() for en in english}
    assert expected == {(fr, en) for en, french in accepted.french.items() for fr in french}


@given(PAIRS)
def test_the_order_of_texts_changes_nothing(pairs: list[Both]) -> None:
    """Moving a text to another place, or another file, changes no line of what is accepted."""
    assert write_accepted(pairs) == write_accepted(pairs[::-1] + pairs)


def test_spaces_make_no_difference() -> None:
    """A text that is only wrapped in another way is the same text."""
    assert fingerprint("Dire  non,\n  c'est ton droit.") == fingerprint("Dire non, c'est ton droit.")
    assert fingerprint("Dire non") != fingerprint("Dire oui")


@given(st.binary(max_size=200))
def test_whatever_stands_in_the_file_is_read(data: bytes) -> None:
    """A file that was merged badly, or is no file of pairs at all, loses its bad lines and nothing else."""
    pair = Both("Bonjour.", "Hello.")
    accepted = read_accepted(data + b"\n" + write_accepted([pair]))

    assert fingerprint(pair.en) in accepted.english[fingerprint(pair.fr)]


def test_no_text_stands_in_the_file() -> None:
    """What is kept is digests: whoever reads the file learns no text from it."""
    assert b"secret" not in write_accepted([Both("secret", "secret")])
    assert not Accepted()


def accepting(folder: Path) -> bool:
    """Accept the small content in a folder."""
    return accept(folder, small.look(small.files()), small.files(), "en", io.StringIO())


def test_two_who_accept_at_the_same_time_both_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One who comes between another's writing and renaming breaks neither, and nothing is left beside the file."""
    (tmp_path / "knowledge").mkdir()
    replaced, between = Path.replace, [accepting]

    def interrupted(file: Path, target: Path) -> Path:
        while between:
            assert between.pop()(tmp_path)
        return replaced(file, target)

    monkeypatch.setattr(Path, "replace", interrupted)

    assert accepting(tmp_path)
    assert [FILE] == [path.relative_to(tmp_path).as_posix() for path in tmp_path.glob("*/*")]
    assert read_accepted((tmp_path / FILE).read_bytes())


def test_what_cannot_be_accepted_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder in which nothing may be written is told with what to do, and nothing is left in it."""

    def refused(_file: Path, _target: Path) -> Path:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "knowledge").mkdir()
    monkeypatch.setattr(Path, "replace", refused)
    with pytest.raises(NotWrittenError) as caught:
        accepting(tmp_path)

    assert f"Cannot write {tmp_path / FILE}: Permission denied. Accept as a user who may." == str(caught.value)
    assert [] == list(tmp_path.glob("*/*"))
