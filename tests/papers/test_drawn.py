from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.content import schema
from bot.content.build import filled
from bot.content.check import inspect
from bot.content.kinds import only
from bot.content.load import read_files
from bot.content.map.svg import svg
from bot.core.turn import LANGS, Lang
from bot.papers.drawn import as_written
from tests.content.map.stories import shipped
from tests.papers.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.core.script import Script


def with_figures(part: Any, figures: Mapping[str, schema.Figure], lang: Lang = "fr") -> Any:
    """Fill the figures into every text of a model that was dumped."""
    if isinstance(part, dict):
        return {key: with_figures(inner, figures, "en" if key == "en" else "fr") for key, inner in part.items()}
    if isinstance(part, (list, tuple)):
        return [with_figures(inner, figures, lang) for inner in part]
    return filled(part, figures, lang) if isinstance(part, str) else part


@pytest.mark.parametrize("lang", LANGS)
def test_a_map_from_the_content_is_the_map_of_the_file(content: Script, lang: Lang) -> None:
    """A shipped story drawn from the finished content is its file's own map, with the figures filled in."""
    figures = only(inspect(read_files(ROOT)).models, schema.FigureFile).figures
    assert len(shipped()) == len(content.scenarios)
    for name, model in shipped().items():
        written = type(model).model_validate(with_figures(model.model_dump(), figures))

        assert svg(written, lang, focusable=False) == svg(as_written(content.scenarios[name]), lang, focusable=False)
