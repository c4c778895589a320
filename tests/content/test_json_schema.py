from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import jsonschema
import pytest
import yaml
from wcmatch import glob

from bot.adapters.checking import SCHEMAS
from bot.content.json_schema import editor_schemas, editor_settings
from bot.content.load import read_files
from bot.content.schema import file_model
from tests import small

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).parents[2]
ALL: Final = list(editor_schemas())
SHIPPED: Final = {name: data for name, data in read_files(ROOT).items() if name.endswith(".yaml")}


class CoreLoader(yaml.SafeLoader):
    """Reads YAML as editors do, by the core schema of YAML 1.2: `no` is a word, and a date is one, too."""


CoreLoader.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in found if tag.rpartition(":")[2] in ("int", "float", "null")]
    for letter, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
CoreLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))


def schema_of(name: str) -> dict[str, Any]:
    """Return the schema an editor takes for a file."""
    found = [each for each in ALL if glob.globmatch(name, each.files, flags=glob.EXTGLOB | glob.GLOBSTAR)]

    assert [name] == [name for _ in found], f"{name} has {len(found)} schemas"
    return found[0].schema


def wrong(name: str, data: bytes) -> list[str]:
    """Return what an editor underlines in a file."""
    value = yaml.load(data, Loader=CoreLoader)
    validator = jsonschema.Draft202012Validator(schema_of(name))
    return [each.message for each in validator.iter_errors(json.loads(json.dumps(value)))]


@pytest.mark.parametrize("name", sorted(SHIPPED))
def test_an_editor_underlines_nothing_in_what_ships(name: str) -> None:
    """Every file that ships fits the one schema an editor takes for it."""
    assert [] == wrong(name, SHIPPED[name])


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (small.STORY, "minutes: 2", "minute: 2"),
        (small.STORY, "minutes: 2", "minutes: 200"),
        (small.STORY, "stance: resists", "stance: resist"),
        (small.STORY, "outcome: open", "outcome: opened"),
        (small.STORY, "id: ride-home", "id: Ride Home"),
        (small.HELPLINES, "kind: chat", "kind: fax"),
        (small.LOGBOOK, "most: 2", "most: two"),
    ],
)
def test_an_editor_underlines_what_check_would_tell(file: str, old: str, new: str) -> None:
    """A mistake of shape is seen while it is typed."""
    name = "dialogues/5-recruitment/ride.yaml" if file == small.STORY else file

    assert [] == wrong(name, small.files()[file])
    assert wrong(name, small.changed(file, old, new)[file])


def test_every_kind_of_file_has_one_schema() -> None:
    """No two schemas have one name, and the model of each schema is the one its files are read with."""
    assert len(ALL) == len({each.name for each in ALL})
    assert {file_model(name) for name in SHIPPED} == {file_model(each) for each in example_files()}


def example_files() -> Iterator[str]:
    """Give a file for each schema."""
    yield from (each.files.replace("[1-6]-*", "5-x").replace("!(words)", "held").replace("*", "x") for each in ALL)


def test_the_schemas_beside_the_content_are_those_of_the_code() -> None:
    """Who opens this folder in an editor has the schemas at once, and they are not old ones."""
    folder = ROOT / SCHEMAS

    assert {f"{each.name}.json": each.schema for each in ALL} == {
        path.name: json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.iterdir())
    }
    assert editor_settings(SCHEMAS).items() <= json.loads((ROOT / ".vscode/settings.json").read_text("utf-8")).items()
