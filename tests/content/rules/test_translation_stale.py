from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hypothesis import given
from hypothesis import strategies as st

from bot.content.accepted import NONE_ACCEPTED, read_accepted, write_accepted
from bot.content.check import inspect
from bot.content.draft import Beside, Draft
from bot.content.rules.translation_stale import check
from bot.content.schema import InterfaceFile
from bot.core.script import Both
from tests import small

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FILE: Final = "knowledge/interface.yaml"
#: Few words, so that texts meet again in other pairs.
WORDS: Final = st.sampled_from(("a", "b", "c", "d", "e"))
PAIRS: Final = st.lists(st.builds(Both, WORDS, WORDS), max_size=8)


def stale(pairs: Sequence[Both], accepted: Sequence[Both]) -> list[tuple[str, str]]:
    """Say which texts are told to be older: key, language."""
    texts = {f"key-{chr(97 + place)}": {"fr": pair.fr, "en": pair.en} for place, pair in enumerate(pairs)}
    models = {FILE: InterfaceFile.model_validate({"texts": texts})}
    known = read_accepted(write_accepted(accepted)) if accepted else NONE_ACCEPTED
    return [(str(found.path[1]), str(found.path[2])) for found in check(Draft(models, Beside(models), accepted=known))]


@given(PAIRS)
def test_what_was_accepted_is_not_told(pairs: Sequence[Both]) -> None:
    """Right after everything was accepted, nothing is stale, whichever words stand in several places."""
    assert [] == stale(pairs, pairs)


@given(PAIRS.flatmap(lambda pairs: st.tuples(st.just(pairs), st.permutations(pairs))))
def test_moving_texts_changes_nothing(both: tuple[Sequence[Both], Sequence[Both]]) -> None:
    """Texts that only changed places are not stale."""
    pairs, moved = both

    assert [] == stale(moved, pairs)


@given(PAIRS, st.integers(0, 7))
def test_a_text_changed_in_one_language_is_told_wherever_it_stands(pairs: Sequence[Both], place: int) -> None:
    """Whatever stands before and behind it, the language that stayed is told as the older one."""
    alone = Both("tout seul", "all alone")
    before = [*pairs[:place], alone, *pairs[place:]]
    key = f"key-{chr(97 + before.index(alone))}"
    english = [Both("tout seul", "changed") if pair == alone else pair for pair in before]
    french = [Both("autre chose", "all alone") if pair == alone else pair for pair in before]

    assert [(key, "fr")] == stale(english, before)
    assert [(key, "en")] == stale(french, before)


@given(PAIRS)
def test_a_text_changed_in_both_languages_is_new(pairs: Sequence[Both]) -> None:
    """Where both languages are other ones, nobody can say which is older: nothing is told."""
    new = [Both(f"nouveau {place}", f"new {place}") for place, _ in enumerate(pairs)]

    assert [] == stale(new, pairs)


def test_the_same_words_may_be_said_in_another_way_elsewhere() -> None:
    """As long as an accepted pair still stands, a second place may translate one of its texts in its own way."""
    kept = Both("Suite", "More")

    assert [] == stale([kept, Both("Suite", "Next")], [kept])
    assert [("key-a", "fr")] == stale([Both("Suite", "Next")], [kept])


def test_two_accepted_texts_that_were_not_accepted_together_are_told() -> None:
    """Where each language was accepted beside another text that is gone, one of the two changed."""
    before = [Both("Oui", "Yes"), Both("Non", "No")]

    assert [("key-a", "en")] == stale([Both("Oui", "No")], before)


def test_a_file_that_cannot_be_read_makes_nothing_stale() -> None:
    """Texts of a broken file may be what keeps a pair: nothing is told until it can be read."""
    content = small.changed(small.STORY, '"Someone is waiting for me."', '"Someone will be here."')
    content["knowledge/accepted.txt"] = write_accepted([Both("Quelqu'un m'attend.", "Someone is waiting for me.")])
    broken: Mapping[str, bytes] = {**content, small.FILM: b"title: ["}

    assert "translation-stale" in {each.code for each in inspect(content).problems}
    assert "translation-stale" not in {each.code for each in inspect(broken).problems}
