"""A story as a Mermaid flowchart, for pull requests and wikis that draw it.

Rule: no word of a story is read as Mermaid. Names are numbers, and of a label only letters, digits and spaces stay as
they are; everything else is written as a character code (https://mermaid.js.org/syntax/flowchart.html, "Entity codes").
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content import schema
from bot.content.map import words
from bot.content.map.order import Order, Way, order

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.core.turn import Lang

    Played = schema.Scenario | schema.Training

#: What opens and closes a box: shapes tell the outcomes apart without colour.
_SHAPES: Final = {
    "scene": ("[", "]"),
    "safe": ("([", "])"),
    "open": (">", "]"),
    "caught": ("{{", "}}"),
    "done": ("[[", "]]"),
}
_ARROWS: Final = {"resists": "==>", "hesitates": "-.->", "goes-along": "--o", "neutral": "-->"}
_BROKEN_ARROW: Final = "--x"
_COLOURS: Final = {
    "safe": "fill:#e3f1ea,stroke:#0b6b4f,stroke-width:2px,color:#10261d",
    "open": "fill:#fff3d6,stroke:#7a5200,stroke-width:2px,color:#2b1d00",
    "caught": "fill:#fbe3ea,stroke:#9c1047,stroke-width:2px,color:#33061a",
    "done": "fill:#e4ecf7,stroke:#1f4e8c,stroke-width:2px,color:#0b1e38",
    "start": "stroke-width:4px",
    "unreached": "stroke-dasharray:6 4",
    "broken": "fill:#fff,stroke:#b00020,stroke-width:2px,stroke-dasharray:2 3,color:#b00020",
}


def mermaid(story: Played, lang: Lang) -> str:
    """Write the flowchart, one line for each node and each choice."""
    told = order(story)
    lines = ["flowchart TD", *(f"  {line}" for line in _boxes(story, told, lang))]
    missing = {name: f"x{number}" for number, name in enumerate(_missing(told), 1)}
    for name, box in missing.items():
        lines.append(f'  {box}["{escaped(f"{name} {words.BROKEN[lang]}")}"]:::broken')
    lines += [f"  {_arrow(way, told, missing, lang)}" for way in told.ways]
    lines += [f"  classDef {name} {look}" for name, look in _COLOURS.items()]
    return "\n".join(lines) + "\n"


def escaped(text: str) -> str:
    """Write a text so that Mermaid shows it and reads nothing into it."""
    plain = words.one_line(text)
    return "".join(char if char.isalnum() or char == " " else f"#{ord(char)};" for char in plain)


def _missing(told: Order) -> Iterator[str]:
    yield from dict.fromkeys(way.choice.to for way in told.ways if way.broken)


def _boxes(story: Played, told: Order, lang: Lang) -> Iterator[str]:
    for name, number in told.numbers.items():
        node = story.nodes[name]
        kind = node.outcome if isinstance(node, schema.Ending) else "scene"
        opens, closes = _SHAPES[kind]
        facts = [words.OUTCOMES[kind][lang]] if kind != "scene" else []
        facts += [words.START[lang]] if name == story.start else []
        facts += [] if told.is_reached(name) else [words.UNREACHED[lang]]
        label = " · ".join((f"{number}", name, *facts))
        yield f'n{number}{opens}"{escaped(label)}"{closes}'
        looks: list[str] = [kind] if kind != "scene" else []
        looks += ["start"] if name == story.start else []
        looks += [] if told.is_reached(name) else ["unreached"]
        yield from (f"class n{number} {look}" for look in looks)


def _arrow(way: Way, told: Order, missing: dict[str, str], lang: Lang) -> str:
    to = way.choice.to
    arrow = _BROKEN_ARROW if way.broken else _ARROWS[way.choice.stance]
    target = missing[to] if way.broken else f"n{told.numbers[to]}"
    label = f"{getattr(way.choice.label, lang)} ({words.STANCES[way.choice.stance][lang]})"
    return f'n{told.numbers[way.scene]} {arrow}|"{escaped(label)}"| {target}'
