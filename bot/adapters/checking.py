"""The content checker at the command line: what it tells, what it explains, what it writes for editors.

Rule: all that is told to a moderator is told in their language; what is written is written whole or not at all.
"""

from __future__ import annotations

import json
import secrets
from typing import TYPE_CHECKING, Final

from bot.adapters.written import counted
from bot.content.accepted import FILE as ACCEPTED
from bot.content.accepted import read_accepted, write_accepted
from bot.content.forms import FORMS, as_lines
from bot.content.json_schema import editor_schemas, editor_settings
from bot.content.pages import manual, markdown
from bot.content.problem import did_you_mean
from bot.content.rules import LAWS
from bot.content.texts import shown_pairs
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from typing import TextIO

    from bot.content.check import Content
    from bot.core.turn import Lang

#: Where an editor of this project finds the schemas.
SCHEMAS: Final = ".vscode/schemas"
_SUMMARY: Final = Both("{errors}, {warnings} dans {files}\n", "{errors}, {warnings} in {files}\n")
_COUNTED: Final = {
    "errors": (Both("erreur", "error"), Both("erreurs", "errors")),
    "warnings": (Both("avertissement", "warning"), Both("avertissements", "warnings")),
    "files": (Both("fichier", "file"), Both("fichiers", "files")),
}
_NOT_ACCEPTED: Final = Both(
    "Rien n'est accepté tant qu'il y a des erreurs : corrige-les d'abord.\n",
    "Nothing is accepted as long as there are errors: mend them first.\n",
)
_ACCEPTED: Final = Both(
    "{all} textes acceptés comme disant la même chose dans les deux langues, dont {new} pour la première fois.\n",
    "{all} texts accepted as saying the same in both languages, {new} of them for the first time.\n",
)
_WRITTEN: Final = Both(
    "{count} schémas écrits dans {folder}. Réglages de VS Code qui vont avec :\n",
    "{count} schemas written to {folder}. The settings of VS Code that go with them:\n",
)


class NoSuchRuleError(Exception):
    """There is no rule of this code; the message says which there are."""


class NotWrittenError(Exception):
    """A file cannot be written; the message says what to do."""


def report(content: Content, files: Mapping[str, bytes], form: str, lang: Lang, out: TextIO) -> None:
    """Tell every problem in one of the forms; to people, also how many."""
    out.write(FORMS[form](content.problems, files, lang))
    if form in ("text", "lines"):
        errors = len(content.errors)
        counts = {"errors": errors, "warnings": len(content.problems) - errors, "files": len(content.documents)}
        told = {name: counted(number, *_COUNTED[name], lang) for name, number in counts.items()}
        out.write(_SUMMARY[lang].format(**told))


def accept(folder: Path, content: Content, files: Mapping[str, bytes], lang: Lang, out: TextIO) -> bool:
    """Note that both languages of every text say the same, as whoever calls this has read; say whether it was noted.

    Raises NotWrittenError.
    """
    if content.errors:
        out.write(as_lines(content.errors, files, lang))
        out.write(_NOT_ACCEPTED[lang])
        return False
    before = read_accepted(files.get(ACCEPTED, b""))
    texts = shown_pairs(content.models)
    data = write_accepted(Both(french.words, english.words) for french, english in texts)
    now = read_accepted(data)
    _replace(folder / ACCEPTED, data)
    known = {(fr, en) for fr, english in before.english.items() for en in english}
    both = {(fr, en) for fr, english in now.english.items() for en in english}
    out.write(_ACCEPTED[lang].format(all=len(both), new=len(both - known)))
    return True


def _replace(file: Path, data: bytes) -> None:
    """Write beside and rename, under a name of its own: somebody else may accept at the same time."""
    beside = file.with_suffix(f".{secrets.token_hex(8)}")
    try:
        try:
            beside.write_bytes(data)
            beside.replace(file)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise NotWrittenError(f"Cannot write {file}: {error.strerror}. Accept as a user who may.") from None


def explain(code: str, out: TextIO) -> None:
    """Write the page of one rule, or of all of them when no code is given. Raises NoSuchRuleError."""
    if not code:
        out.write(manual())
    elif code in LAWS:
        out.write(markdown(code, LAWS[code]))
    else:
        raise NoSuchRuleError(f"There is no rule «{code}». {did_you_mean(code, LAWS).en}".strip())


def write_schemas(folder: Path, lang: Lang, out: TextIO) -> None:
    """Write a JSON Schema for every kind of file into a folder, and tell an editor's settings.

    Raises NotWrittenError.
    """
    schemas = list(editor_schemas())
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for each in schemas:
            text = json.dumps(each.schema, ensure_ascii=False, indent=2) + "\n"
            (folder / f"{each.name}.json").write_text(text, encoding="utf-8")
    except OSError as error:
        raise NotWrittenError(
            f"Cannot write to {folder}: {error.strerror}. Choose another folder with --schema."
        ) from None
    out.write(_WRITTEN[lang].format(count=len(schemas), folder=folder))
    out.write(json.dumps(editor_settings(folder.as_posix()), ensure_ascii=False, indent=2) + "\n")
