"""Stories to draw: the shipped ones, and one with everything a moderator can get wrong.

Rule: read by shape only, as the maps are.
"""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bot.content import schema
from bot.content.check import inspect
from bot.content.kinds import played
from bot.content.load import read_files
from tests import small

if TYPE_CHECKING:
    from collections.abc import Mapping

Played = schema.Scenario | schema.Training

ROOT: Final = Path(__file__).parents[3]
#: A scene nobody reaches, that leads to the start, to itself and to nowhere.
LONELY: Final = """\
  lonely:
    kind: scene
    signs: [rush, secrecy]
    lines:
      - {who: driver, fr: "Personne ne voit ça.", en: "Nobody sees this."}
    choices:
      - {id: start-again, stance: neutral, label: {fr: "Au début", en: "To the start"}, to: at-the-stop}
      - {id: round, stance: goes-along, label: {fr: "Encore", en: "Again"}, to: lonely}
      - {id: nowhere, stance: hesitates, label: {fr: "Nulle part", en: "Nowhere"}, to: no-where}
  at-home:
"""


@functools.cache
def shipped() -> Mapping[str, Played]:
    """Give every shipped story and training module."""
    return _stories(read_files(ROOT))


def ride_home(changes: Mapping[str, str] | None = None) -> Played:
    """Give the small story, some places of its file changed."""
    return _stories(small.both_changed(small.STORY, changes))["ride-home"] if changes else _ride_home()


def broken() -> Played:
    """Give the small story with a wrong target, an ending and a scene nobody reaches, and a cycle."""
    return ride_home({"to: in-the-car": "to: in-the-cra", "  at-home:\n": LONELY})


@functools.cache
def _ride_home() -> Played:
    return _stories(small.files())["ride-home"]


def _stories(files: Mapping[str, bytes]) -> Mapping[str, Played]:
    return {story.id: story for _, story in played(inspect(files).models)}


def labelled(label: str) -> Played:
    """Give the small story with one label changed in both languages."""
    story = ride_home()
    scene = story.nodes["at-the-stop"]
    assert isinstance(scene, schema.Scene)
    text = schema.Text(fr=label, en=label)
    choices = (scene.choices[0].model_copy(update={"label": text}), *scene.choices[1:])
    nodes = {**story.nodes, "at-the-stop": scene.model_copy(update={"choices": choices})}
    return story.model_copy(update={"nodes": nodes})
