"""Checked models -> the Script.

Rule: nothing is checked here; `rules` has seen everything first, and what it lets through can be built.
Figures are put into the texts here, once, so that the core never meets a `{figure}`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from opening_hours import OpeningHours

from bot.content import schema
from bot.content.graph import turns, ways_back
from bot.content.kinds import of_kind, only, played
from bot.content.learn import danger_id, learn
from bot.core import script
from bot.core.help import WAYS
from bot.core.learned import NO_MEMORY, Memory
from bot.core.logbook import MOST_TICKED_SIGNS, PLAN
from bot.core.place import Codec
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.content.schema import Model
    from bot.core.turn import Lang

PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")
#: Who speaks without a name.
NARRATOR: Final = "narrator"
#: A teen reads this many names of sources; the rest is in facts.yaml.
MOST_SOURCES: Final = 3
_ALWAYS: Final = "24/7"


def build(
    models: Mapping[str, Model], understanding: script.Understanding | None = None, memory: Memory = NO_MEMORY
) -> script.Script:
    """Build the Script from all files (path -> model); what is not yet learned from them is learned here."""
    figures = only(models, schema.FigureFile).figures
    entries = {entry.id: entry for entry in _entries(models, figures)}
    signs = {
        name: script.Sign(name, _both(sign.name, figures), _both(sign.why, figures))
        for name, sign in only(models, schema.SignFile).signs.items()
    }
    stories = {
        story.id: story
        for story in sorted(scenarios(models, signs, figures), key=lambda story: (story.workshop, story.id))
    }
    programme = only(models, schema.ProgrammeFile)
    themes = {
        file.theme: script.Theme(file.theme, _both(file.title, figures), tuple(entry.id for entry in file.entries))
        for _, file in of_kind(models, schema.EntryFile)
    }
    helplines = only(models, schema.HelplineFile)
    resources = {resource.id: _resource(resource, figures) for resource in helplines.resources}
    menus = {
        topic: script.Menu(topic, _both(menu.name, figures), tuple(resources[name] for name in menu.order))
        for topic, menu in helplines.menus.items()
    }
    return script.Script(
        scenarios=stories,
        workshops={
            number: script.Workshop(
                number, _both(found.title, figures), _both(found.aim, figures), _pages(found.guide, figures)
            )
            for number, found in sorted(programme.workshops.items())
        },
        guide=_pages(programme.guide, figures),
        logbook=_logbook(only(models, schema.LogbookFile), figures),
        films={film.id: _film(film, signs, figures) for _, film in of_kind(models, schema.Film)},
        signs=signs,
        entries=entries,
        themes=themes,
        resources=resources,
        menus={str(topic): menu for topic, menu in menus.items()},
        interface={key: _both(text, figures) for key, text in only(models, schema.InterfaceFile).texts.items()},
        small_talk={
            kind: script.SmallTalk(_both(talk.answer, figures), talk.not_safe, talk.opens_help)
            for kind, talk in only(models, schema.SmallTalkFile).kinds.items()
        },
        danger_answers={
            danger_id(name): _both(file.answer, figures)
            for name, file in of_kind(models, schema.DangerFile)
            if file.answer
        },
        danger_entries={danger_id(name): file.entry for name, file in of_kind(models, schema.DangerFile) if file.entry},
        strengths={act: _both(found.strength, figures) for act, found in only(models, schema.ReplyFile).acts.items()},
        codec=codec(models),
        understanding=understanding or learn(models, entries.values(), stories.values(), memory),
    )


def codec(models: Mapping[str, Model]) -> Codec:
    """Make the codec for the ids of this content."""
    stories = {
        story.id: {
            name: [choice.id for choice in node.choices] if isinstance(node, schema.Scene) else []
            for name, node in story.nodes.items()
        }
        for _, story in played(models)
    }
    return Codec(stories, items(models))


def items(models: Mapping[str, Model]) -> list[str]:
    """List what a place may be about: topics, resources, themes, entries, signs, films, pages of the logbook."""
    found: list[str] = [*WAYS, PLAN]
    for _, signs in of_kind(models, schema.SignFile):
        found.extend(signs.signs)
    for _, film in of_kind(models, schema.Film):
        found.append(film.id)
    for _, logbook in of_kind(models, schema.LogbookFile):
        found.extend(f"workshop-{number}" for number in logbook.workshops)
    for _, file in of_kind(models, schema.HelplineFile):
        found.extend(map(str, file.menus))
        found.extend(resource.id for resource in file.resources)
    for _, shelf in of_kind(models, schema.EntryFile):
        found.append(shelf.theme)
        found.extend(entry.id for entry in shelf.entries)
    return found


def scenario_signs(story: schema.Scenario | schema.Training) -> list[str]:
    """List the signs of a scenario once each, in the order a reader of the file meets them: the order of the bits."""
    found: dict[str, None] = {}
    for node in story.nodes.values():
        found.update(dict.fromkeys(node.signs))
        for choice in node.choices if isinstance(node, schema.Scene) else ():
            found.update(dict.fromkeys(choice.signs))
    return list(found)


# ---- texts ---------------------------------------------------------------------------------------------------------


def filled(text: str, figures: Mapping[str, schema.Figure], lang: Lang) -> str:
    """Put the figures in; placeholders that are no figure stay for the interface."""
    return PLACEHOLDER.sub(lambda found: getattr(figures[found[1]], lang) if found[1] in figures else found[0], text)


def _both(text: schema.Text | schema.Line | schema.Figure, figures: Mapping[str, schema.Figure]) -> Both:
    return Both(filled(text.fr, figures, "fr"), filled(text.en, figures, "en"))


def _all(texts: Iterable[schema.Text], figures: Mapping[str, schema.Figure]) -> tuple[Both, ...]:
    return tuple(_both(text, figures) for text in texts)


# ---- stories -------------------------------------------------------------------------------------------------------


def scenarios(
    models: Mapping[str, Model], signs: Mapping[str, script.Sign], figures: Mapping[str, schema.Figure]
) -> Iterator[script.Scenario]:
    """Build the stories and training modules among some files; they may show these signs and figures."""
    for _, story in played(models):
        order, passed = scenario_signs(story), turns(story)
        bits = {name: 1 << place for place, name in enumerate(order)}
        passing = {name: 1 << place for place, name in enumerate(passed, len(order))}
        back = ways_back(story)
        yield script.Scenario(
            id=story.id,
            workshop=story.workshop if isinstance(story, schema.Scenario) else 0,
            title=_both(story.title, figures),
            summary=_both(story.summary, figures),
            content_note=_both(story.content_note, figures),
            minutes=story.minutes,
            help=tuple(map(str, story.help)),
            start=story.start,
            nodes={
                name: replace(shown, seen=shown.seen | passing.get(name, 0))
                for name, node in story.nodes.items()
                for shown in (_node(name, node, story, bits, figures, back),)
            },
            signs=tuple(signs[name] for name in order),
            turns=tuple(passed),
            sentences=_all(story.sentences, figures) if isinstance(story, schema.Scenario) else (),
            facilitator_questions=(
                _all(story.facilitator_questions, figures) if isinstance(story, schema.Scenario) else ()
            ),
        )


def _lines(
    lines: Iterable[schema.Line], characters: Mapping[str, schema.Character], figures: Mapping[str, schema.Figure]
) -> tuple[script.Line, ...]:
    return tuple(
        script.Line(None if line.who == NARRATOR else _both(characters[line.who].name, figures), _both(line, figures))
        for line in lines
    )


def _node(  # noqa: PLR0913 - all that a node is made of
    name: str,
    node: schema.Scene | schema.Ending,
    story: schema.Scenario | schema.Training,
    bits: Mapping[str, int],
    figures: Mapping[str, schema.Figure],
    back: Mapping[str, tuple[str, ...]],
) -> script.Node:
    lines = _lines(node.lines, story.characters, figures)
    seen = _union(bits[sign] for sign in node.signs)
    if isinstance(node, schema.Ending):
        help_ = tuple(map(str, node.help))
        ending = script.Ending(node.outcome, _both(node.debrief, figures), help_, back.get(name, ()))
        return script.Node(name, lines, seen, {}, ending)
    choices = {
        choice.id: script.Choice(
            id=choice.id,
            label=_both(choice.label, figures),
            feedback=_both(choice.feedback, figures) if choice.feedback else Both("", ""),
            seen=_union(bits[sign] for sign in choice.signs),
            to=choice.to,
            said=choice.said,
            acts=frozenset(choice.acts),
            stance=choice.stance,
        )
        for choice in node.choices
    }
    return script.Node(
        name, lines, seen, choices, help=tuple(map(str, node.help)), say_it_your_way=node.say_it_your_way
    )


def _union(bits: Iterable[int]) -> int:
    whole = 0
    for bit in bits:
        whole |= bit
    return whole


# ---- the programme: workshops, logbook, film ------------------------------------------------------------------------


def _pages(pages: Iterable[schema.GuidePage], figures: Mapping[str, schema.Figure]) -> tuple[script.Page, ...]:
    return tuple(script.Page(_both(page.title, figures), _both(page.text, figures)) for page in pages)


def _logbook(file: schema.LogbookFile, figures: Mapping[str, schema.Figure]) -> script.Logbook:
    prompts = {name: _prompt(prompt, figures) for name, prompt in file.prompts.items()}
    named = {f"workshop-{number}": (number, page) for number, page in sorted(file.workshops.items())}
    named[PLAN] = (0, file.plan)
    return script.Logbook(
        pages={
            name: script.LogPage(
                name, number, _both(page.title, figures), tuple(prompts[prompt] for prompt in page.prompts)
            )
            for name, (number, page) in named.items()
        },
        signs=script.Prompt(_both(file.signs.ask, figures), _both(file.signs.line, figures), MOST_TICKED_SIGNS, ()),
        sentence=script.Prompt(_both(file.sentence.ask, figures), _both(file.sentence.line, figures), 1, ()),
        story=tuple(prompts[prompt] for prompt in file.story),
    )


def _prompt(prompt: schema.LogbookPrompt, figures: Mapping[str, schema.Figure]) -> script.Prompt:
    options = tuple(
        script.Tick(_both(option.label, figures), _both(option.words or option.label, figures))
        for option in prompt.options
    )
    return script.Prompt(_both(prompt.ask, figures), _both(prompt.line, figures), prompt.most, options)


def _film(film: schema.Film, signs: Mapping[str, script.Sign], figures: Mapping[str, schema.Figure]) -> script.Film:
    sides = tuple(
        script.FilmSide(
            side.coin,
            _both(side.title, figures),
            tuple(
                script.FilmScene(
                    _lines(scene.lines, film.characters, figures), tuple(signs[sign] for sign in scene.signs)
                )
                for scene in side.scenes
            ),
        )
        for side in film.sides
    )
    return script.Film(
        id=film.id,
        title=_both(film.title, figures),
        summary=_both(film.summary, figures),
        content_note=_both(film.content_note, figures),
        minutes=film.minutes,
        help=tuple(map(str, film.help)),
        sides=sides,
        discussion=_all(film.discussion, figures),
        after=_both(film.after, figures),
    )


# ---- knowledge -----------------------------------------------------------------------------------------------------


def _entries(models: Mapping[str, Model], figures: Mapping[str, schema.Figure]) -> Iterator[script.Entry]:
    evidence = only(models, schema.FactFile)
    laws = only(models, schema.LawFile).laws
    for _, shelf in of_kind(models, schema.EntryFile):
        for entry in shelf.entries:
            keys = dict.fromkeys((*evidence.facts[entry.fact].sources, *entry.sources))
            known = [evidence.sources[key] for key in keys]
            named = [source for source in known if not source.minor] or known
            names = dict.fromkeys(source.name for source in named)
            title = entry.question if isinstance(entry, schema.Question) else entry.statement
            yield script.Entry(
                id=entry.id,
                theme=shelf.theme,
                kind=entry.kind,
                statement=_both(title, figures),
                answer=_both(entry.answer, figures),
                phrasings={"fr": entry.phrasings.fr, "en": entry.phrasings.en},
                fact=entry.fact,
                sources=tuple(names)[:MOST_SOURCES],
                help=tuple(map(str, entry.help)),
                card=_card(entry.card, figures) if isinstance(entry, schema.Statement) else None,
                laws=tuple(Both(laws[law].fr, laws[law].en) for law in entry.laws),
                signs=entry.signs,
                related=entry.related,
            )


def _card(card: schema.Card, figures: Mapping[str, schema.Figure]) -> script.Card:
    return script.Card(_both(card.flip, figures) if card.flip else None, _both(card.believed, figures))


def _resource(resource: schema.Resource, figures: Mapping[str, schema.Figure]) -> script.Resource:
    return script.Resource(
        id=resource.id,
        name=_both(resource.name, figures),
        who_for=_both(resource.who_for, figures),
        ways=tuple(_way(way, resource, figures) for way in resource.ways),
        languages=resource.languages,
        listens=resource.listens,
        confidential=resource.confidential,
        know=_both(resource.know, figures) if resource.know else None,
        regional=tuple(
            script.Regional(_both(each_.region, figures), each_.number, each_.verify) for each_ in resource.regional
        ),
        checked_on=resource.checked_on,
        verify=frozenset(map(str, resource.verify)),
    )


def _way(way: schema.Way, resource: schema.Resource, figures: Mapping[str, schema.Figure]) -> script.Way:
    hours = way.hours or resource.hours
    keyword = way.keyword if isinstance(way, schema.TextWay) else None
    return script.Way(
        kind=way.kind,
        where=_where(way),
        keyword=_both(keyword, figures) if keyword else None,
        press=way.press if isinstance(way, schema.PhoneWay) else None,
        hours=OpeningHours(hours) if hours else None,
        always=hours == _ALWAYS,
        verify=way.verify or way.kind in resource.verify,
    )


def _where(way: schema.Way) -> Both:
    where = way.number if isinstance(way, (schema.TextWay, schema.PhoneWay)) else way.url
    if isinstance(where, str):
        return Both(where, where)
    first = next(iter(where.values()))
    return Both(where.get("fr", first), where.get("en", first))
