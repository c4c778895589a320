"""What writers may write: one pydantic model per kind of file, in the writers' own words.

Rule: shape only.
What one file says about another (a target, a sign, a fact) is looked at in `rules`, where the message can name both.

Every scalar arrives as a plain string (see `positions`), so that `no`, `22:00` and `010` stay what the writer typed.
Every union has a discriminator: one typo then gives one problem, not one per member of the union.
"""

from __future__ import annotations

import re
from datetime import date  # noqa: TC003 - pydantic reads it when the models are made
from typing import TYPE_CHECKING, Annotated, Final, Literal, get_args

import opening_hours
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
    model_validator,
)
from pydantic_core import PydanticCustomError

if TYPE_CHECKING:
    from typing import LiteralString

#: How names are written, each told by a rule of its own.
SLUG: Final = r"^[a-z0-9]+(-[a-z0-9]+)*$"
FACT: Final = r"^[A-Z]\d{1,3}[a-z]?$"
SOURCE: Final = r"^[A-Z0-9][A-Z0-9-]*$"
ADDRESS: Final = r"^https://[^\s]+$"
AGES: Final = r"^1[2-7]-1[2-7]$"
REGIONAL_NUMBER: Final = r"^[0-9][0-9 \-/a-z()]{3,60}$"
TEXT_KEY: Final = r"^[a-z]+(-[a-z]+)*$"
#: Small words with hyphens. 40 letters keep the deep link `s_<scenario>` under Telegram's 64 characters.
Slug = Annotated[str, StringConstraints(pattern=SLUG, max_length=40)]
#: A row of `knowledge/facts.yaml`: M13, B22, C9, E2.
FactId = Annotated[str, StringConstraints(pattern=FACT)]
SourceKey = Annotated[str, StringConstraints(pattern=SOURCE)]
Prose = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1200)]
WebAddress = Annotated[str, StringConstraints(pattern=ADDRESS, max_length=300)]
Confidence = Literal["high", "medium", "low"]
Language = Literal["fr", "en"]
#: How recruiters come to teens: row E1 of facts.yaml, "faces".
Route = Literal["fake-partner", "fake-friend", "fake-offer", "helper", "paying-adult", "game-friend", "image-blackmail"]
#: What a reply does: `core.replies`.
Act = Literal["refuse", "stall", "ask", "go-along", "seek-help"]
Topic = Literal[
    "danger",
    "suicide",
    "distress",
    "friend",
    "sexual-violence",
    "exploitation",
    "trafficking",
    "images",
    "relationships",
    "runaway",
    "home",
    "lgbtq",
    "indigenous",
    "legal",
    "reporting",
]


def _broken(code: LiteralString, **values: object) -> PydanticCustomError:
    """Make the error that breaks a rule of ours; `values` fill in its words, `under` is the key it stands under."""
    return PydanticCustomError(code, code, values)


def _opening_hours(value: str) -> str:
    """Refuse what the OpenStreetMap `opening_hours` grammar does not know."""
    if not opening_hours.validate(value):
        raise _broken("hours-form")
    return value


Hours = Annotated[str, AfterValidator(_opening_hours)]


class Model(BaseModel):
    """A piece of a file: unknown keys are refused, nothing changes once read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Text(Model):
    """The same words in both languages, side by side."""

    fr: Prose
    en: Prose


def _wide(text: Text, most: int) -> Text:
    for lang in ("fr", "en"):
        if len(getattr(text, lang)) > most:
            raise _broken("button-too-wide", under=lang, lang=lang, held=len(getattr(text, lang)), most=most)
    return text


#: A button across a narrow phone shows about this many characters on two lines.
Label = Annotated[Text, AfterValidator(lambda text: _wide(text, 56))]
Title = Annotated[Text, AfterValidator(lambda text: _wide(text, 40))]


# ---- dialogues/**/*.yaml ------------------------------------------------------------------------------------------


class Line(Model):
    """One bubble: who says it, and the words in both languages."""

    who: Slug
    fr: Prose
    en: Prose


class Character(Model):
    name: Title


class Choice(Model):
    """One answer a teen may give.

    `feedback` may be missing where there is nothing to weigh (`neutral`, such as "go on").
    `signs` are the warning signs this choice lets the teen see.
    `said` are other words that mean the same choice, for a teen who answers by typing.
    `acts`: in a scene where teens say it their way, what their words do when they mean this choice.
    """

    id: Slug
    stance: Literal["resists", "hesitates", "goes-along", "neutral"]
    label: Label
    feedback: Text | None = None
    signs: tuple[Slug, ...] = ()
    said: dict[Language, tuple[Prose, ...]] = Field(default_factory=dict)
    acts: tuple[Act, ...] = ()
    to: Slug


class Scene(Model):
    """A point of the story. `help` when it needs other help lines than the story's own.

    `say_it_your_way`: the scene invites the teen to type their own reply.
    """

    kind: Literal["scene"]
    say_it_your_way: bool = False
    help: tuple[Topic, ...] = ()
    lines: Annotated[tuple[Line, ...], Field(min_length=1, max_length=5)]
    signs: tuple[Slug, ...] = ()
    choices: Annotated[tuple[Choice, ...], Field(min_length=1, max_length=5)]


class Ending(Model):
    """Where a path stops.

    `outcome`: `safe` (out of it, with someone), `open` (not settled, a door is open), `caught` (the other one won
    this time) or `done` (a training module is over).
    `retry` names the turning point to go back to.
    """

    kind: Literal["ending"]
    outcome: Literal["safe", "open", "caught", "done"]
    lines: Annotated[tuple[Line, ...], Field(min_length=1, max_length=5)]
    debrief: Text
    signs: tuple[Slug, ...] = ()
    help: Annotated[tuple[Topic, ...], Field(min_length=1)]
    retry: Slug | None = None


Node = Annotated[Scene | Ending, Field(discriminator="kind")]


class _Played(Model):
    """What a story and a training module have in common: scenes, choices, endings."""

    id: Slug
    title: Title
    summary: Text
    content_note: Text
    help: Annotated[tuple[Topic, ...], Field(min_length=1)]
    characters: dict[Slug, Character]
    start: Slug
    nodes: dict[Slug, Node]


class Scenario(_Played):
    """A story for teens.

    `routes`: the ways of a recruiter it shows, if it shows any.
    `sentences`: lines to say in one's own words, kept in the debrief and in the logbook.
    """

    workshop: Annotated[int, Field(ge=1, le=6)]
    audience: Annotated[str, StringConstraints(pattern=AGES)]
    perspective: Literal["target", "friend", "witness", "asked"]
    setting: Literal["online", "in-person"]
    routes: tuple[Route, ...] = ()
    minutes: Annotated[int, Field(ge=2, le=12)]
    sentences: Annotated[tuple[Text, ...], Field(min_length=3, max_length=5)]
    facilitator_questions: Annotated[tuple[Text, ...], Field(min_length=4)]


class Training(_Played):
    """A module for the adults who run the workshops."""

    audience: Literal["facilitator"]
    minutes: Annotated[int, Field(ge=10, le=40)]


# ---- dialogues/workshops.yaml, logbook.yaml, film/*.yaml --------------------------------------------------------


class GuidePage(Model):
    """One page of the facilitator's guide."""

    title: Title
    text: Text


class Workshop(Model):
    """One workshop. `stories`: it has this many or more."""

    title: Title
    aim: Text
    stories: Annotated[int, Field(ge=0, le=20)]
    guide: tuple[GuidePage, ...] = ()


class ProgrammeFile(Model):
    """The workshops, and the facilitator's guide to all of them.

    `grid`: the stories together show every perspective in every setting, and every route of a recruiter.
    """

    grid: Literal["true", "false"]
    workshops: dict[Annotated[int, Field(ge=1, le=6)], Workshop]
    guide: tuple[GuidePage, ...] = ()

    @model_validator(mode="after")
    def _complete(self) -> ProgrammeFile:
        missing = [str(number) for number in range(1, 7) if number not in self.workshops]
        if missing:
            raise _broken("workshop-missing", under="workshops", missing=", ".join(missing))
        return self


#: A button that is ticked, with its mark, on a narrow phone.
Tick = Annotated[Text, AfterValidator(lambda text: _wide(text, 36))]


class LogbookOption(Model):
    """One thing to tick. `words`: how it stands on the finished page, when not as on the button."""

    id: Slug
    label: Tick
    words: Text | None = None


class LogbookPrompt(Model):
    """One question of the logbook, answered by ticking up to `most` options. `line` begins its line on the page."""

    ask: Text
    line: Text
    most: Annotated[int, Field(ge=1, le=3)]
    options: Annotated[tuple[LogbookOption, ...], Field(min_length=3, max_length=8)]


class LogbookPage(Model):
    """One page: what it is called, which prompts it asks."""

    title: Title
    prompts: Annotated[tuple[Slug, ...], Field(min_length=1, max_length=5)]


class OwnPrompt(Model):
    """A question whose options come from the story that was played."""

    ask: Text
    line: Text


class LogbookFile(Model):
    """The logbook: a page for each workshop, one for every story, and the safety plan, the last.

    `story`: prompts asked after a story, behind the two made from the story itself (its signs, its sentences), which
    `signs` and `sentence` word.
    """

    prompts: dict[Slug, LogbookPrompt]
    workshops: dict[Annotated[int, Field(ge=1, le=6)], LogbookPage]
    plan: LogbookPage
    story: Annotated[tuple[Slug, ...], Field(min_length=1, max_length=2)]
    signs: OwnPrompt
    sentence: OwnPrompt

    @model_validator(mode="after")
    def _complete(self) -> LogbookFile:
        missing = [str(number) for number in range(1, 7) if number not in self.workshops]
        if missing:
            raise _broken("workshop-missing", under="workshops", missing=", ".join(missing))
        return self


class FilmScene(Model):
    """What is read before the next tap."""

    lines: Annotated[tuple[Line, ...], Field(min_length=1, max_length=5)]
    signs: tuple[Slug, ...] = ()


class FilmSide(Model):
    """One side of the coin: the same evening, seen from there."""

    coin: Literal["heads", "tails"]
    title: Title
    scenes: Annotated[tuple[FilmScene, ...], Field(min_length=3, max_length=20)]


class Film(Model):
    """A short film read in the chat: two sides, no choices, then questions to talk about."""

    id: Slug
    title: Title
    summary: Text
    content_note: Text
    minutes: Annotated[int, Field(ge=2, le=12)]
    help: Annotated[tuple[Topic, ...], Field(min_length=1)]
    characters: dict[Slug, Character]
    sides: Annotated[tuple[FilmSide, ...], Field(min_length=2, max_length=2)]
    discussion: Annotated[tuple[Text, ...], Field(min_length=3, max_length=8)]
    after: Text


# ---- knowledge/entries/*.yaml -------------------------------------------------------------------------------------


class Phrasings(Model):
    """How a teen would type it, six ways or more in each language. Never shown."""

    fr: Annotated[tuple[Prose, ...], Field(min_length=6)]
    en: Annotated[tuple[Prose, ...], Field(min_length=6)]


class _Entry(Model):
    id: Slug
    answer: Text
    phrasings: Phrasings
    fact: FactId
    sources: tuple[SourceKey, ...] = ()
    laws: tuple[Slug, ...] = ()
    help: Annotated[tuple[Topic, ...], Field(min_length=1)]
    signs: tuple[Slug, ...] = ()
    related: tuple[Slug, ...] = ()


class Card(Model):
    """The two sides of a card of the game.

    `flip`: the statement turned round, so that the verdict turns too; one that depends has none.
    `believed`: why people believe the side that is not true.
    """

    flip: Text | None = None
    believed: Text


class Statement(_Entry):
    """Something people say, and what is true about it."""

    kind: Literal["myth", "reality", "depends"]
    statement: Text
    card: Card


class Question(_Entry):
    """Something people ask. `harmless`: no phrasing of it tells of danger, which danger detection learns too."""

    kind: Literal["question"]
    question: Text
    harmless: bool = False


Entry = Annotated[Statement | Question, Field(discriminator="kind")]


class EntryFile(Model):
    theme: Slug
    title: Title
    entries: Annotated[tuple[Entry, ...], Field(min_length=1)]


# ---- knowledge/helplines.yaml -------------------------------------------------------------------------------------


def _number(value: object) -> object:
    """Keep the digits people read, refuse anything else."""
    if isinstance(value, str) and not re.fullmatch(r"[0-9][0-9 \-]{1,20}", value):
        raise _broken("number-form")
    return value


Number = Annotated[str, BeforeValidator(_number)]


class _Way(Model):
    """One way to reach a resource. `hours` when it differs from the resource's own; `verify` when not yet certain."""

    hours: Hours | None = None
    verify: bool = False


class TextWay(_Way):
    kind: Literal["text"]
    number: Number
    keyword: Text | None = None


class PhoneWay(_Way):
    kind: Literal["phone"]
    number: Number
    press: Annotated[int, Field(ge=0, le=9)] | None = None


def _one_or_each(value: object) -> str:
    return "one" if isinstance(value, str) else "each"


#: One address for both languages, or one for each; a language that has none gets the other's.
Url = Annotated[
    Annotated[WebAddress, Tag("one")] | Annotated[dict[Language, WebAddress], Field(min_length=1), Tag("each")],
    Discriminator(_one_or_each),
]


class ChatWay(_Way):
    kind: Literal["chat"]
    url: Url


class SiteWay(_Way):
    kind: Literal["site"]
    url: Url


Way = Annotated[TextWay | PhoneWay | ChatWay | SiteWay, Field(discriminator="kind")]


class RegionalNumber(Model):
    region: Text
    number: Annotated[str, StringConstraints(pattern=REGIONAL_NUMBER)]
    confidence: Confidence
    verify: bool = False


class Resource(Model):
    """A service that helps. `hours: null` means nobody has confirmed them: it is then never shown as open now."""

    id: Slug
    name: Text
    who_for: Text
    ways: tuple[Way, ...]
    hours: Hours | None
    languages: Annotated[tuple[Language, ...], Field(min_length=1)]
    region: Literal["quebec", "canada", "international"]
    topics: Annotated[tuple[Topic, ...], Field(min_length=1)]
    offer: Literal["always", "topic"]
    listens: bool
    confidential: bool | None
    anonymous: bool | None
    know: Text | None = None
    regional: tuple[RegionalNumber, ...] = ()
    sources: Annotated[tuple[str, ...], Field(min_length=1)]
    checked_on: date
    confidence: Confidence
    verify: tuple[Literal["hours", "text", "phone", "chat", "site", "languages", "regional"], ...] = ()

    @model_validator(mode="after")
    def _reachable(self) -> Resource:
        if not self.ways and not self.regional:
            raise _broken("no-way-to-reach", under="ways", resource=self.id)
        return self


class Menu(Model):
    """The resources of one topic, in the order they are offered."""

    name: Title
    order: Annotated[tuple[Slug, ...], Field(min_length=1)]


class HelplineFile(Model):
    resources: Annotated[tuple[Resource, ...], Field(min_length=1)]
    menus: dict[Topic, Menu]


# ---- the other files of knowledge/ --------------------------------------------------------------------------------


class Sign(Model):
    name: Title
    why: Text
    fact: FactId


class SignFile(Model):
    signs: dict[Slug, Sign]


class Figure(Model):
    """A number, an age or a sentence length that prose may show as `{id}`; it stands here only."""

    fr: Prose
    en: Prose
    fact: FactId


class Law(Model):
    """A part of a law, named as people look it up; it stands here only."""

    fr: Prose
    en: Prose
    fact: FactId


class LawFile(Model):
    checked_on: date
    laws: dict[Slug, Law]


class FigureFile(Model):
    checked_on: date
    figures: dict[Slug, Figure]


class Fact(Model):
    """One row of the evidence table, in English, for reviewers; teens never see it."""

    claim: Prose
    verdict: Literal["myth", "reality", "depends"] | None = None
    correction: Prose | None = None
    sources: tuple[str, ...] = ()
    confidence: Annotated[str, StringConstraints(max_length=300)]


class Source(Model):
    """Where evidence comes from. `minor`: teens see its name only where there is no better one."""

    name: Prose
    minor: bool = False
    url: Annotated[str, StringConstraints(max_length=400)] | None = None


class FactFile(Model):
    compiled_on: date
    sources: dict[SourceKey, Source]
    facts: dict[FactId, Fact]


def _lines(value: object) -> object:
    """Cut a block of text (`fr: |`) into its lines; nothing is quoted in it, so nothing can be quoted wrongly."""
    return tuple(line.strip() for line in value.splitlines() if line.strip()) if isinstance(value, str) else value


#: Sentences as teens type them, one a line of a block of text.
Lines = Annotated[
    tuple[Annotated[str, StringConstraints(max_length=400)], ...], BeforeValidator(_lines, json_schema_input_type=str)
]


class Examples(Model):
    """Sentences in each language, one a line."""

    fr: Lines = ()
    en: Lines = ()


class Patterns(Model):
    """Rows of words in each language (pattern syntax: `core.alarm.patterns`)."""

    fr: tuple[Prose, ...] = ()
    en: tuple[Prose, ...] = ()


class DangerFile(Model):
    """One kind of danger; its name is the name of the file.

    `answer`: what is said to it, in place of what is said to its level. `entry`: the entry that says what one can do.
    `outright`: both are for who says it outright, in words of a pattern or a line; likeness may take a victim for it.
    """

    level: Literal["emergency", "distress", "disclosure"]
    help: Annotated[tuple[Topic, ...], Field(min_length=1)]
    answer: Text | None = None
    entry: Slug | None = None
    outright: bool = False
    patterns: Patterns = Patterns()
    examples: Examples


class HarmlessFile(Model):
    """What only sounds like danger. `off_topic`: nothing the knowledge base could answer either."""

    off_topic: bool
    phrases: Patterns = Patterns()
    examples: Examples


def _words(value: object) -> object:
    return tuple(value.split()) if isinstance(value, str) else value


#: Folded words with spaces between them.
Words = Annotated[tuple[str, ...], BeforeValidator(_words, json_schema_input_type=str)]


class WordClass(Model):
    """Words that danger detection takes for each other."""

    fr: Words = ()
    en: Words = ()


class WordClassFile(Model):
    classes: dict[Slug, WordClass]


class SynonymFile(Model):
    """Words that mean the same to who asks a question, one group a line."""

    groups: dict[Language, tuple[Words, ...]]


class SmallTalk(Model):
    """Something that is said and is no question, and the small answer to it.

    `not_safe`: it may be said to an answer to danger too, so the answer offers "I'm not safe".
    `opens_help`: it asks for somebody to talk to, so the help screen is the answer.
    """

    answer: Text
    not_safe: bool = False
    opens_help: bool = False
    phrasings: Examples


class SmallTalkFile(Model):
    kinds: Annotated[dict[Slug, SmallTalk], Field(min_length=1)]


class ReplyAct(Model):
    """What a teen's own words may do in a story: what to say about them, and how such words look."""

    strength: Text
    examples: Examples


class ReplyFile(Model):
    acts: dict[Act, ReplyAct]

    @model_validator(mode="after")
    def _complete(self) -> ReplyFile:
        missing = [act for act in get_args(Act) if act not in self.acts]
        if missing:
            raise _broken("act-missing", under="acts", missing=", ".join(missing))
        return self


class LexiconFile(Model):
    """What teens type -> what it stands for; and words too common to tell one question from another."""

    short: dict[Language, dict[str, Prose]]
    common: dict[Language, tuple[Prose, ...]]


class Phrases(Model):
    """Words in a row, in each language; `*` at the end of a word stands for any ending."""

    fr: tuple[Prose, ...] = ()
    en: tuple[Prose, ...] = ()


class Wording(Model):
    """Words that do not belong into a text for teens. `unless`: rows of words inside which they do."""

    never: Phrases
    unless: Phrases = Phrases()
    instead: Text


class WordingFile(Model):
    """What texts for teens never say.

    `blaming`: puts the fault on the one who is exploited. `banned`: names people or things as the guidelines on
    terms ask not to. `recruiting`: would serve a recruiter. `revealing`: must not be read by who sees a notification.
    """

    blaming: tuple[Wording, ...]
    banned: tuple[Wording, ...]
    recruiting: tuple[Wording, ...]
    revealing: tuple[Wording, ...]


class InterfaceFile(Model):
    texts: dict[Annotated[str, StringConstraints(pattern=TEXT_KEY)], Text]


def file_model(path: str) -> type[Model] | None:
    """Say which model a file must fit, from its path inside the content folder (forward slashes)."""
    if path in _PROGRAMME_FILES:
        return _PROGRAMME_FILES[path]
    if path.startswith("dialogues/training/"):
        return Training
    if path.startswith("dialogues/film/"):
        return Film
    if path.startswith("dialogues/"):
        return Scenario
    if path.startswith("knowledge/entries/"):
        return EntryFile
    if re.fullmatch(r"knowledge/danger/harmless/[a-z0-9-]+\.yaml", path):
        return HarmlessFile
    if re.fullmatch(r"knowledge/danger/[a-z0-9-]+\.yaml", path) and path != WORD_CLASSES:
        return DangerFile
    return _KNOWLEDGE_FILES.get(path.removeprefix("knowledge/"))


_PROGRAMME_FILES: dict[str, type[Model]] = {
    "dialogues/workshops.yaml": ProgrammeFile,
    "dialogues/logbook.yaml": LogbookFile,
}
WORD_CLASSES: str = "knowledge/danger/words.yaml"
_KNOWLEDGE_FILES: dict[str, type[Model]] = {
    "helplines.yaml": HelplineFile,
    "signs.yaml": SignFile,
    "figures.yaml": FigureFile,
    "laws.yaml": LawFile,
    "facts.yaml": FactFile,
    "danger/words.yaml": WordClassFile,
    "lexicon.yaml": LexiconFile,
    "synonyms.yaml": SynonymFile,
    "small-talk.yaml": SmallTalkFile,
    "replies.yaml": ReplyFile,
    "interface.yaml": InterfaceFile,
    "wording.yaml": WordingFile,
}
REQUIRED_FILES: tuple[str, ...] = (*_PROGRAMME_FILES, *(f"knowledge/{name}" for name in _KNOWLEDGE_FILES))
