from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.diff import compare
from bot.content.diff.change import Comparison, Counted, Thing, Told, Whole
from bot.content.load import read_files
from bot.content.positions import read
from tests import small
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.content.diff.change import Change

RIDE = Thing(small.STORY, "story", "ride-home")
ENTRY = Thing(small.ENTRIES, "entry", "ride-is-a-debt")
NIGHT = Thing(small.HELPLINES, "resource", "night-line")
DAY = Thing(small.HELPLINES, "resource", "day-line")
SIGNS = "knowledge/signs.yaml"
FIGURES = "knowledge/figures.yaml"


def changes(new: Mapping[str, bytes], old: Mapping[str, bytes] | None = None) -> list[Change]:
    """Compare the small content with a changed one."""
    return list(compare(old or small.files(), new).changes)


def changed(file: str, **texts: str) -> list[Change]:
    """Compare the small content with one in which one place is another: `old` and `new`."""
    return changes(small.changed(file, texts["old"], texts["new"]))


# ---- the whole -----------------------------------------------------------------------------------------------------


def test_nothing_changed_between_a_version_and_itself() -> None:
    """A version compared with itself has no change and no changed file: the small content and the shipped one."""
    for files in (small.files(), read_files(ROOT)):
        found = compare(files, dict(files))
        assert ((), ()) == (found.changes, found.files)


LEAVES = [
    (name, path)
    for name, data in sorted(small.files().items())
    for path, value in small.parts(read(name, data).value)
    if isinstance(value, str)
]


@settings(max_examples=60)
@given(
    st.lists(st.sampled_from(LEAVES), min_size=1, max_size=4), st.sampled_from(["another", "16", "un autre mot", ""])
)
def test_every_changed_file_is_named(leaves: list[tuple[str, Any]], word: str) -> None:
    """Whatever value of whatever file is another one, even one that nothing can read, some change names the file."""
    files = small.files()
    for name, path in leaves:
        value = small.with_part(read(name, files[name]).value, path, word)
        files[name] = yaml.safe_dump(value, allow_unicode=True, sort_keys=False).encode()
    found = compare(small.files(), files)
    named = {change.thing.file for change in found.changes}

    assert {name for name, data in small.files().items() if files[name] != data} == set(found.files)
    assert set(found.files) <= named


@pytest.mark.parametrize("name", sorted(small.files()))
def test_a_comment_is_told_to_be_seen_by_nobody(name: str) -> None:
    """A file of which only a comment changed is named, and nothing else is."""
    files = small.files()
    files[name] = b"# a word to colleagues\n" + files[name]

    assert [Told(Thing(name, "file"), "unseen")] == changes(files)


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_compared() -> None:
    """What is wrong first is told with its line and its version, and nothing of that file counts as gone."""
    files = small.changed(small.STORY, "workshop: 5", "workshop: five")
    files[small.TRAINING] = files[small.TRAINING].replace(b"Listening", b"To listen")

    found = changes(files)
    (unreadable,) = (each for each in found if isinstance(each, Told) and each.code == "unreadable")

    assert (Thing(small.STORY, "file"), ("new", "2")) == (unreadable.thing, unreadable.values[:2])
    assert [] == [each for each in found if isinstance(each, Whole)]
    assert {Thing(small.STORY, "file"), Thing(small.TRAINING, "training", "listening")} == {e.thing for e in found}


def test_an_unreadable_file_of_either_version_says_which() -> None:
    """The version that cannot be read is the old one or the new one, with the line."""
    broken = small.changed(small.STORY, "workshop: 5", "workshop: five")
    told = [compare(*pair).changes for pair in ((small.files(), broken), (broken, small.files()))]

    assert [("new", "2"), ("old", "2")] == [
        each.values[:2] for found in told for each in found if isinstance(each, Told) and each.code == "unreadable"
    ]


def test_an_id_that_two_files_have_hides_no_change() -> None:
    """A changed file whose id another file has too is not told to be seen by nobody."""
    files = small.files()
    twice = {**files, "dialogues/again.yaml": files[small.STORY]}
    again = {**twice, "dialogues/again.yaml": files[small.STORY].replace(b"A ride home", b"A long ride home")}
    names = {change.thing.file for change in compare(twice, again).changes}
    codes = {change.code for change in compare(twice, again).changes if isinstance(change, Told)}

    assert {"dialogues/again.yaml"} <= names
    assert "unseen" not in codes


def test_the_order_is_that_of_files_and_things() -> None:
    """Changes stand file by file and thing by thing, each once, whatever order they were found in."""
    files = {**small.files(), SIGNS: b"signs: {}\n", small.ENTRIES: small.files()[small.ENTRIES] + b"\n# end\n"}
    found = compare(small.files(), files)
    things = list(dict.fromkeys(change.thing for change in found.changes))

    assert [thing.file for thing in things] == sorted(thing.file for thing in things)
    assert len(things) == len(set(things))


# ---- stories -------------------------------------------------------------------------------------------------------


def test_changed_texts_are_counted_with_their_places() -> None:
    """A line and a label that changed in both languages are counted, and nothing else is told."""
    files = small.both_changed(
        small.STORY,
        {
            'fr: "Tu rentres à pied.", en: "You walk home."': 'fr: "Tu rentres.", en: "You go home."',
            'label: {fr: "Non merci", en: "No thanks"}': 'label: {fr: "Non", en: "No"}',
        },
    )

    assert [
        Counted(RIDE, "line", "changed", 1, ("at-home",)),
        Counted(RIDE, "label", "changed", 1, ("at-the-stop/say-no",)),
    ] == changes(files)


def test_a_choice_that_leads_elsewhere_and_an_ending_out_of_reach_are_told() -> None:
    """The new target stands beside the former one, and the ending that nobody reaches now is named."""
    assert [
        Counted(RIDE, "target", "changed", 1, ("at-the-stop/ask-why",)),
        Told(RIDE, "leads-elsewhere", ("ask-why", "at-the-stop", "later", "at-home")),
        Told(RIDE, "ending-out-of-reach", ("later",)),
    ] == changed(small.STORY, old="to: later", new="to: at-home")


def test_a_choice_that_is_gone_loses_its_buttons_and_no_ending() -> None:
    """A removed choice is counted, its old buttons are told, and that every ending can still be reached."""
    text = small.files()[small.STORY].decode()
    head, _, tail = text.partition("      - id: ask-why")
    before = text.replace("to: at-home", "to: later", 1).encode()
    gone = (head.replace("to: at-home", "to: later") + tail[tail.index("      - id: get-in") :]).encode()
    old, new = ({**small.files(), small.STORY: story} for story in (before, gone))

    assert [
        Counted(RIDE, "choice", "removed", 1, ("at-the-stop/ask-why",)),
        Told(RIDE, "endings-kept"),
        Told(RIDE, "buttons-gone", ("at-the-stop/ask-why",)),
        # The sign «rush» was met by that choice only: the bits of the others moved.
        Told(RIDE, "seen-bits"),
    ] == changes(new, old)


def test_a_renamed_scene_is_the_same_scene() -> None:
    """A node under another id is told as renamed, with its old buttons; choices that lead to it lead nowhere else."""
    files = small.both_changed(small.STORY, {"to: later": "to: some-day", "  later:\n": "  some-day:\n"})

    assert [
        Counted(RIDE, "ending", "renamed", 1, ("later → some-day",)),
        Told(RIDE, "buttons-gone", ("later",)),
    ] == changes(files)


def test_signs_in_another_order_mix_up_games_under_way() -> None:
    """A sign met before those that old buttons count is told; one added behind them is none of it."""
    first = changed(small.STORY, old="say_it_your_way: true", new="say_it_your_way: true\n    signs: [secrecy]")
    same = changed(small.STORY, old="signs: [secrecy]", new="signs: [secrecy, hurry]")

    assert Told(RIDE, "seen-bits") in first
    assert [Counted(RIDE, "sign", "added", 1, ("in-the-car",))] == same


def test_a_story_that_is_gone_breaks_its_link() -> None:
    """A removed story is told with the link and the buttons that led to it, an added one as new."""
    files = small.files()
    story = files.pop(small.STORY)

    assert [
        Whole(RIDE, "removed"),
        Told(RIDE, "link-broken", ("ride-home",)),
        Told(RIDE, "buttons-gone", ("ride-home",)),
    ] == changes(files)
    assert [Whole(RIDE, "added")] == changes({**files, small.STORY: story}, files)


def test_a_story_under_another_id_is_renamed() -> None:
    """The same texts under another id, in a file of another name, are the same story, and its link is broken."""
    files = small.changed(small.STORY, "id: ride-home", "id: lift-home")
    files["dialogues/lift-home.yaml"] = files.pop(small.STORY)
    lift = Thing("dialogues/lift-home.yaml", "story", "lift-home")

    assert [
        Told(lift, "link-broken", ("ride-home",)),
        Told(lift, "buttons-gone", ("ride-home",)),
        Whole(lift, "renamed", "ride-home"),
        Told(lift, "moved", (small.STORY,)),
    ] == changes(files)


def test_a_renamed_thing_may_have_changed_a_little() -> None:
    """An entry under another id with one text of many changed is the same entry."""
    files = small.both_changed(
        small.ENTRIES, {"id: ride-is-a-debt": "id: a-ride-is-a-debt", '"a debt for a ride"': '"debt for a ride"'}
    )
    thing = Thing(small.ENTRIES, "entry", "a-ride-is-a-debt")

    assert [
        Told(thing, "buttons-gone", ("ride-is-a-debt",)),
        Whole(thing, "renamed", "ride-is-a-debt"),
        Counted(thing, "phrasing", "added", 1),
        Counted(thing, "phrasing", "removed", 1),
    ] == [each for each in changes(files) if each.thing == thing]


def test_another_start_is_told() -> None:
    """The scene the story begins at now stands beside the former one."""
    assert Told(RIDE, "starts-elsewhere", ("at-the-stop", "later")) in changed(
        small.STORY, old="start: at-the-stop", new="start: later"
    )


def test_one_language_alone_is_most_likely_forgotten() -> None:
    """A text that changed in French only, and one in English only, are told with their places."""
    files = small.both_changed(
        small.STORY, {'fr: "Non merci"': 'fr: "Non, merci"', 'en: "You walk home."': 'en: "You walk back."'}
    )

    assert [
        Told(RIDE, "one-language", ("fr", "1", "at-the-stop/say-no")),
        Told(RIDE, "one-language", ("en", "1", "at-home")),
    ] == [each for each in changes(files) if isinstance(each, Told)]


# ---- the rest ------------------------------------------------------------------------------------------------------


def test_phrasings_are_counted() -> None:
    """Phrasings that came and went are counted; they are no translations of each other."""
    files = small.both_changed(
        small.ENTRIES,
        {
            '"je lui dois un service", ': '"jlui dois un service", "dette de lift", ',
            '"i owe a favour", ': '"i owe them", ',
        },
    )

    assert [
        Counted(ENTRY, "phrasing", "added", 3),
        Counted(ENTRY, "phrasing", "removed", 2),
    ] == changes(files)


def test_a_number_an_address_and_hours_are_told_with_what_they_were() -> None:
    """What a teen may dial or open stands there, old and new."""
    files = small.both_changed(
        small.HELPLINES,
        {
            'number: "555 0100"': 'number: "555 0199"',
            "https://example.org/chat": "https://example.org/talk",
            'hours: "Mo-Fr 08:30-16:30"': "hours: null",
        },
    )
    told = [each for each in changes(files) if isinstance(each, Told)]

    assert [
        Told(DAY, "address-changed", ("https://example.org/chat", "https://example.org/talk")),
        Told(DAY, "hours-changed", ("Mo-Fr 08:30-16:30", "")),
        Told(NIGHT, "number-changed", ("555 0100", "555 0199")),
    ] == told


def test_a_figure_is_told_with_the_texts_it_stands_in() -> None:
    """A figure's old and new words in both languages, and in how many texts a teen will read it."""
    thing = Thing(FIGURES, "figure", "consent-age")

    assert [
        Counted(thing, "figure", "changed", 1),
        Told(thing, "figure-changed", ("16 ans", "17 ans", "16", "17", "1")),
    ] == changed(FIGURES, old='fr: "16 ans", en: "16"', new='fr: "17 ans", en: "17"')


def test_another_order_of_signs_is_told() -> None:
    """Signs that only changed places are told as another order of the file."""
    head, between, rush = small.files()[SIGNS].decode().partition("  rush:")
    title, secrecy = head.split("\n", 1)
    files = {**small.files(), SIGNS: f"{title}\n{between}{rush}{secrecy}".encode()}

    assert [Counted(Thing(SIGNS, "file"), "place-in-order", "reordered", 1)] == changes(files)


def test_a_renamed_sign_loses_its_buttons() -> None:
    """A sign under another id is told with its former id, and buttons to it are told to restart."""
    sign = Thing(SIGNS, "sign", "hush")

    assert [Told(sign, "buttons-gone", ("secrecy",)), Whole(sign, "renamed", "secrecy")] == [
        each for each in changed(SIGNS, old="  secrecy:", new="  hush:") if each.thing == sign
    ]


def test_ticks_that_move_are_told() -> None:
    """An option put before others mixes up pages under way; one at the very end of a page does not."""
    book = Thing(small.LOGBOOK, "file")
    option = '      - {id: quiet, label: {fr: "Le silence", en: "Quiet"}}\n'
    first = '      - {id: calm, label: {fr: "Le calme", en: "Calm"}}\n'
    last = '      - {id: truth, label: {fr: "La vérité", en: "Truth"}}\n'
    pages = [f"workshop-{number}" for number in (1, 2, 3, 6)]

    assert [Told(book, "ticked-bits", (page,)) for page in [*pages, "plan"]] == [
        each for each in changed(small.LOGBOOK, old=first, new=option + first) if isinstance(each, Told)
    ]
    assert [Told(book, "ticked-bits", ("workshop-1",))] == [
        each for each in changed(small.LOGBOOK, old=last, new=last + option) if isinstance(each, Told)
    ]


def test_examples_of_danger_are_counted() -> None:
    """A line more in a file of danger is one example more."""
    files = small.files()
    model: Any = read(small.HELD, files[small.HELD]).value
    model["examples"]["fr"] += "\nil a barré la porte de sa chambre"
    files[small.HELD] = yaml.safe_dump(model, allow_unicode=True).encode()

    assert [Counted(Thing(small.HELD, "danger", "held"), "example", "added", 1)] == changes(files)


def test_names_are_those_people_use() -> None:
    """A thing that has a name is told with it: the new one, or the old one of what is gone."""
    files = small.changed(small.STORY, '{fr: "Un tour d\'auto", en: "A ride home"}', '{fr: "Un lift", en: "A lift"}')
    found: Comparison = compare(small.files(), files)
    gone = compare(small.files(), {name: data for name, data in files.items() if name != small.STORY})

    assert ("Un lift", "A lift") == found.names["story", "ride-home"]
    assert ("Un tour d'auto", "A ride home") == gone.names["story", "ride-home"]
