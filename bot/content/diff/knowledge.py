"""What a change means outside the stories: numbers, addresses, figures, ticks of the logbook.

Rule: what a teen may dial, open or rely on is told with what it was and what it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.content.diff.change import Told
from bot.content.texts import shown_texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.content import schema
    from bot.content.diff.change import Thing
    from bot.content.diff.tree import Difference
    from bot.content.schema import Model


def of_resource(thing: Thing, found: Sequence[Difference]) -> Iterator[Told]:
    """Tell each number, address and opening hours that are others now; nothing stands where nobody knows them."""
    for each in found:
        if each.how == "changed" and each.fields[-1] == "number":
            yield Told(thing, "number-changed", (each.old, each.new))
        elif each.how == "changed" and "url" in each.fields:
            yield Told(thing, "address-changed", (_address(each.old), _address(each.new)))
        elif each.fields[-1] == "hours":
            yield Told(thing, "hours-changed", (each.old or "", each.new or ""))


def _address(url: Any) -> str:
    return url if isinstance(url, str) else " · ".join(url.values())


def of_figure(thing: Thing, old: schema.Figure, new: schema.Figure, models: Mapping[str, Model]) -> Iterator[Told]:
    """Tell a figure's words, what they were, and in how many texts they stand."""
    if (old.fr, old.en) != (new.fr, new.en):
        uses = sum(f"{{{thing.id}}}" in text.words for text in shown_texts(models) if text.lang == "fr")
        yield Told(thing, "figure-changed", (old.fr, new.fr, old.en, new.en, str(uses)))


def of_logbook(thing: Thing, old: schema.LogbookFile, new: schema.LogbookFile) -> Iterator[Told]:
    """Tell each page on which an older button would tick other words than it shows."""
    pages = {**{f"workshop-{number}": page for number, page in old.workshops.items()}, "plan": old.plan}
    now = {**{f"workshop-{number}": page for number, page in new.workshops.items()}, "plan": new.plan}
    for name, page in pages.items():
        before, after = _ticks(page, old), _ticks(now[name], new)
        if after[: len(before)] != before:
            yield Told(thing, "ticked-bits", (name,))


def _ticks(page: schema.LogbookPage, file: schema.LogbookFile) -> list[tuple[str, str]]:
    """List what can be ticked on a page, in the order of the bits."""
    prompts = [(name, file.prompts[name]) for name in page.prompts if name in file.prompts]
    return [(name, option.id) for name, prompt in prompts for option in prompt.options]
