"""A text that changed in one language changes in the other too.

Somebody read both texts side by side and accepted them as saying the same. One was changed since: a teen reads another
story in the other language. Correct the older one, or accept the two as they are. Told once nothing is wrong: both
texts may change again while errors are mended.

Right, in `dialogues/ride-home.yaml`:

    - {fr: "Quelqu'un m'attend.", en: "Someone is waiting for me."}

Wrong:

    - {fr: "Quelqu'un m'attend.", en: "My sister will be here soon."}
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content.accepted import fingerprint
from bot.content.rule import Rule
from bot.content.texts import shown_pairs
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.draft import Draft
    from bot.content.rule import Found

RULE: Final = Rule(
    "translation-stale",
    "warning",
    Both(
        "{changed} a changé depuis que les deux textes ont été acceptés, {older} non",
        "{changed} changed since both texts were accepted, {older} did not",
    ),
    Both(
        "relis les deux et corrige le plus ancien; quand tout est relu, check --accept accepte tous les textes",
        "read both and correct the older one; once all are read, check --accept accepts every text",
    ),
    when="no-error",
)
_FRENCH: Final = Both("le français", "the French")
_ENGLISH: Final = Both("l'anglais", "the English")
#: Both were accepted, each beside another text.
_ONE: Final = Both("un des deux", "one of the two")
_OTHER: Final = Both("l'autre", "the other")


def check(draft: Draft) -> Iterator[Found]:
    """Look at every text whose languages were accepted, but not with each other, wherever they stood."""
    if not draft.accepted:
        return
    english, french = draft.accepted.english, draft.accepted.french
    pairs = [(fr, en, fingerprint(fr.words), fingerprint(en.words)) for fr, en in shown_pairs(draft.models)]
    kept = [(old, new) for _, _, old, new in pairs if new in english.get(old, ())]
    # What still stands somewhere as it was accepted has not changed: here, the same words are said in another way.
    gone_french, gone_english = english.keys() - {old for old, _ in kept}, french.keys() - {new for _, new in kept}
    for fr, en, old, new in pairs:
        if new in english.get(old, ()):
            continue
        if old in gone_french and new in gone_english:
            yield RULE.found(en.file, en.path, changed=_ONE, older=_OTHER)
        elif old in gone_french:
            yield RULE.found(fr.file, fr.path, changed=_ENGLISH, older=_FRENCH)
        elif new in gone_english:
            yield RULE.found(en.file, en.path, changed=_FRENCH, older=_ENGLISH)
