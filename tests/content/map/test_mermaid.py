from __future__ import annotations

import re
from typing import Final

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.content.map.mermaid import escaped, mermaid
from bot.content.map.words import one_line
from bot.core.turn import LANGS, Lang
from tests.content.map.stories import broken, labelled, ride_home, shipped

#: What a line of these flowcharts may be: a box, a class, an arrow, the look of a class.
_LABEL: Final = r'"[\w #;]*"'
LINE: Final = re.compile(
    rf"flowchart TD|  [nx]\d+(\[{_LABEL}\]|\(\[{_LABEL}\]\)|>{_LABEL}\]|\{{\{{{_LABEL}\}}\}}|\[\[{_LABEL}\]\])(:::\w+)?"
    rf"|  class n\d+ \w+|  n\d+ (==>|-\.->|--o|-->|--x)\|{_LABEL}\| [nx]\d+|  classDef \w+ [\w:#,\- ]+"
)


def test_the_small_story_is_a_flowchart() -> None:
    """Boxes have the shape of their outcome, arrows the line of their stance."""
    lines = mermaid(ride_home(), "en").splitlines()

    assert '  n1["1 #183; at#45;the#45;stop #183; Start"]' == lines[1]
    assert '  n4{{"4 #183; in#45;the#45;car #183; Caught"}}' in lines
    assert '  n1 ==>|"No thanks #40;resists#41;"| n2' in lines
    assert '  n1 -.->|"Why me#63; #40;hesitates#41;"| n3' in lines


def test_a_wrong_target_and_an_unreached_scene_are_marked() -> None:
    """A wrong target is a box of its own that a crossed arrow leads to; what nobody reaches says so."""
    lines = mermaid(broken(), "en").splitlines()

    assert '  x1["in#45;the#45;cra does not exist"]:::broken' in lines
    assert '  n1 --x|"I get in #40;goes along#41;"| x1' in lines
    assert 2 == len([line for line in lines if re.fullmatch(r"  class n\d unreached", line)])


@pytest.mark.parametrize("lang", LANGS)
def test_every_node_and_choice_is_there_once(lang: Lang) -> None:
    """The flowchart of each shipped story has one box for a node, one arrow for a choice, and nothing unknown."""
    for story in shipped().values():
        lines = mermaid(story, lang).splitlines()
        written = [choice for node in story.nodes.values() for choice in getattr(node, "choices", ())]

        assert [] == [line for line in lines if not LINE.fullmatch(line)]
        assert len(story.nodes) == len([line for line in lines if re.match(r"  n\d+[\[(>{]", line)])
        assert len(written) == len([line for line in lines if re.match(r"  n\d+ [=-]", line)])


@given(st.text(min_size=1, max_size=56))
@example('"] --> x; end\nclick n1 href "javascript:alert(1)"')
@example("<script>alert(1)</script> --> %%{init: {}}%% `#quot;`")
def test_no_label_is_read_as_mermaid(label: str) -> None:
    """Whatever a label holds, each line stays what it was: a box, an arrow, a class."""
    lines = mermaid(labelled(label), "en").splitlines()

    assert len(mermaid(ride_home(), "en").splitlines()) == len(lines)
    assert [] == [line for line in lines if not LINE.fullmatch(line)]


@given(st.text(max_size=56))
def test_an_escaped_text_is_shown_as_written(label: str) -> None:
    """Read back as Mermaid shows it, an escaped text is the text, on one line."""
    shown = re.sub(r"#(\d+);", lambda code: chr(int(code[1])), escaped(label))

    assert one_line(label) == shown
