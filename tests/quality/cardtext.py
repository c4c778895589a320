"""The matcher card as text: one part after the other, each a few tables.

Rule: a part shows figures of both halves, and lines and names of the half `calibration` only.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import TYPE_CHECKING, Final

from bot.core.alarm import RINGS, RINGS_WITH_PATTERN
from bot.core.matching import THRESHOLDS
from bot.core.matching.calibration import PRIOR
from bot.core.replies import GO_ALONG
from bot.core.turn import LANGS
from tests.quality import card, thresholds
from tests.quality.ablation import SEED, ablation, top_1
from tests.quality.baselines import BASELINES, Baseline, answering, chosen_cuts
from tests.quality.drift import answers, drift, read_snapshot, write_snapshot
from tests.quality.picture import draw
from tests.quality.sets import (
    CALIBRATION,
    DANGER_SETS,
    EARLIER,
    HALVES,
    REPORT,
    Line,
    Question,
    everything,
    lines,
    off_topic,
    questions,
    replies,
)
from tests.quality.shipped import phrasings
from tests.quality.tables import percent, table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from bot.core.alarm.listener import Heard
    from tests.quality.card import Answering, Asked, Bin
    from tests.quality.shipped import Shipped

    Part = Callable[[], Iterator[str]]

#: This many rows of confusions and of changed answers are enough to see what is going on.
MOST_SHOWN: Final = 20
_SHARES: Final = ("top-1", "top-3", "answered", "right", "wrong")
_MEANING: Final = """\
Shares in percent. top-1, top-3: the right entry comes first, or among the first three. answered: an answer was given.
right: the right answer, or the right entry among those offered. wrong: another entry was given as the answer."""


@dataclass(frozen=True)
class Card:
    """What is measured of one content; every part is worked out when it is printed."""

    content: Shipped
    asked: list[Asked] = field(init=False, default_factory=list)

    def parts(self, picture: Path, *, accept: bool, ablation: bool) -> Iterator[tuple[str, Part]]:
        """Give the parts of the card with their names, in the order in which they are printed."""
        yield "questions", self.questions
        yield "danger", self.danger
        yield "typed replies and small talk", self.replies
        yield "probabilities", partial(self.probabilities, picture)
        yield "thresholds", self.thresholds
        yield "confusions", self.confusions
        yield "baselines", self.baselines
        yield "drift", partial(self.drift, accept=accept)
        if ablation:
            yield "ablation", self.ablation

    @cached_property
    def _answering(self) -> Answering:
        return card.answering(self.content.script.understanding.questions)

    @cached_property
    def _questions(self) -> list[Asked]:
        return card.ask(questions(), self._answering)

    @cached_property
    def _off_topic(self) -> list[Asked]:
        return card.ask(off_topic(), self._answering)

    # ---- questions -------------------------------------------------------------------------------------------------

    def questions(self) -> Iterator[str]:
        """Questions with an answer, with noise too, and off-topic ones."""
        yield f"{_MEANING}\n"
        yield _question_table("Questions", self._questions)
        matcher = self.content.script.understanding.questions.matcher
        yield table(
            f"Questions typed with noise (seed {SEED}): top-1",
            ("half", "as written", "with noise"),
            (
                (half, top_1(matcher, found), top_1(matcher, found, SEED))
                for half in HALVES
                for found in (card.those(questions(), half=half),)
            ),
        )
        yield _off_topic_table("Off topic", self._off_topic)

    def confusions(self) -> Iterator[str]:
        """What is taken for what."""
        asked = [each for each in self._questions if each.question.half == CALIBRATION]
        yield table(
            f"Most frequent confusions ({CALIBRATION})",
            ("right entry", "taken for", "times"),
            [(right, taken or "(nothing)", count) for right, taken, count in card.confusions(asked)[:MOST_SHOWN]],
            named=2,
        )

    # ---- danger ----------------------------------------------------------------------------------------------------

    def danger(self) -> Iterator[str]:
        """Recall and false alarms."""
        heard = card.rings(lines(), self.content.script)
        for source, half in dict.fromkeys((line.source, line.half) for line in lines()):
            here = [(line, rang) for line, rang in heard if (line.source, line.half) == (source, half)]
            yield _danger_table(f"Danger heard: {source}.yaml, {half}", here, danger=True)
            yield _danger_table(f"False alarms: {source}.yaml, {half}", here, danger=False)
        reported = [(line, rang) for line, rang in heard if line.half == REPORT]
        yield _danger_table(f"Danger heard: all sets, {REPORT}", reported, danger=True)
        yield _danger_table(f"False alarms: all sets, {REPORT}", reported, danger=False)
        yield self._company()
        yield self._bell()

    def _company(self) -> str:
        """What is heard when harmless sentences stand around a line."""
        rows = []
        for half in HALVES:
            found = [line for line in lines() if line.half == half and line.style != EARLIER]
            for danger in (True, False):
                row: list[str | float] = [half, "danger heard" if danger else "false alarms"]
                for company in card.in_company(found, self.content.script).values():
                    heard = card.rings(card.those(company, danger=danger), self.content.script)
                    row.append(card.share(rang for _, rang in heard))
                rows.append(tuple(row))
        head = ("half", "", "alone", "after a harmless line", "before one", "between two")
        return table("Lines in the company of harmless ones, all sets", head, rows, named=2)

    def _bell(self) -> str:
        """What another threshold of the bell would do to the calibration half."""
        why = self.content.script.understanding.listener.why
        told = [(line.danger, line.style, why(line.text)) for line in lines() if line.half == CALIBRATION]
        rows = []
        for belief in sorted({0.3, 0.4, 0.5, 0.6, 0.7, RINGS}):
            for with_pattern in sorted({0.05, 0.1, 0.2, RINGS_WITH_PATTERN}):
                rang = [(danger, style, _rings(heard, belief, with_pattern)) for danger, style, heard in told]
                here = "<- bot/core/alarm" if (belief, with_pattern) == (RINGS, RINGS_WITH_PATTERN) else ""
                rows.append(
                    (
                        f"{belief:.2f}",
                        f"{with_pattern:.2f}",
                        card.share(found for danger, _, found in rang if danger),
                        card.share(found for danger, style, found in rang if danger and style == "vague"),
                        card.share(found for danger, _, found in rang if not danger),
                        here,
                    )
                )
        head = ("belief alone", "with a pattern", "recall", "vague", "false alarms", "")
        title = f"From which belief on the bell rings, the text as a whole, no pieces (danger.yaml, {CALIBRATION})"
        return table(title, head, rows, named=0)

    # ---- replies ---------------------------------------------------------------------------------------------------

    def replies(self) -> Iterator[str]:
        """Typed replies by act, and small talk."""
        for half in HALVES:
            found = card.acts(card.those(replies(), half=half), self.content.script.understanding.replies)
            groups = {**card.by_act(found), "all": found}
            rows = []
            for act, group in groups.items():
                one = card.reply_figures(group, GO_ALONG)
                rows.append((act, one.number, one.right, one.unclear, one.wrong, one.go_along))
            yield table(
                f"Typed replies, {half}",
                ("what it does", "replies", "right", "unclear", "wrong", "taken for going along"),
                rows,
            )
        yield self._small_talk()

    def _small_talk(self) -> str:
        talk = [
            Question(line.half, line.lang, line.style, "", line.text) for line in lines() if line.style == "small-talk"
        ]
        asked = [*card.ask(talk, self._answering), *self._questions, *self._off_topic]
        named = {
            f"small talk ({DANGER_SETS[1]}.yaml)": [each for each in asked if each.question.style == "small-talk"],
            "questions with an answer": self._questions,
            "off topic": self._off_topic,
        }
        rows = []
        for name, group in named.items():
            for half in HALVES:
                here = [each for each in group if each.question.half == half]
                if here:
                    one = card.QuestionFigures.of(here)
                    rows.append((name, half, one.number, one.small, one.answered, one.asked, one.unknown))
        head = ("texts", "half", "number", "as small talk", "answered", "asked back", "unknown")
        return table("Taken for small talk", head, rows, named=2)

    # ---- probabilities ---------------------------------------------------------------------------------------------

    def probabilities(self, picture: Path) -> Iterator[str]:
        """How sure, and how often right."""
        curves: dict[str, list[Bin]] = {}
        for half in HALVES:
            asked = [each for each in (*self._questions, *self._off_topic) if each.question.half == half]
            bins = curves[half] = card.calibration(asked)
            yield table(
                f"Calibration, {half}, off topic among them: expected calibration error "
                f"{percent(card.calibration_error(bins))} points",
                ("probability", "texts", "said", "was right"),
                (
                    (
                        f"{each.low:.1f} - {each.high:.1f}",
                        each.number,
                        each.said if each.number else None,
                        each.was if each.number else None,
                    )
                    for each in bins
                ),
            )
        yield f"Calibration curve: {draw(curves, picture)}\n"

    def thresholds(self) -> Iterator[str]:
        """What the calibration half would choose beside what is in `decision.py`."""
        questions_ = self.content.script.understanding.questions
        labelled = [question for question in (*questions(), *off_topic()) if question.half == CALIBRATION]
        found = thresholds.cases(labelled, questions_)
        crossed = thresholds.cross_validated(found)
        chosen = thresholds.choose(found)
        rows = [("bot/core/matching/decision.py", THRESHOLDS), ("chosen on the whole half", chosen)]
        rows += [(f"chosen without fold {number}", each) for number, each in enumerate(crossed.chosen, 1)]
        yield table(
            f"Thresholds ({CALIBRATION}; wrong <= {percent(thresholds.MOST_WRONG)}, off topic answered <= "
            f"{percent(thresholds.MOST_OFF_TOPIC)} and asked <= {percent(thresholds.MOST_ASKED)})",
            ("", "answer", "ask", "beside", "shift", "stretch"),
            (
                (name, *(f"{value:.2f}" for value in (each.answer, each.ask, each.beside, each.shift, each.stretch)))
                for name, each in rows
            ),
        )
        yield table(
            "What they do",
            ("", "right", "answered right", "wrong", "off topic answered", "off topic asked"),
            (
                (name, each.right, each.answered_right, each.wrong, each.off_topic_answered, each.off_topic_asked)
                for name, each in (
                    ("bot/core/matching/decision.py", thresholds.judge(found, THRESHOLDS)),
                    ("chosen on the whole half", thresholds.judge(found, chosen)),
                    ("cross-validated: chosen on four folds, on the fifth", crossed.held_out),
                )
            ),
        )

    # ---- beside others ---------------------------------------------------------------------------------------------

    def baselines(self) -> Iterator[str]:
        """The same table for each baseline, and all of them beside the matcher."""
        known = phrasings(self.content.script)
        labelled = [*questions(), *off_topic()]
        texts = [question.text for question in labelled]
        all_: dict[str, tuple[list[Asked], list[Asked]]] = {"the matcher": (self._questions, self._off_topic)}
        for name, fit in BASELINES.items():
            ranked = Baseline.of(fit, known, self.content.lexicon).rank(texts)
            tuned = [
                (question, row) for question, row in zip(labelled, ranked, strict=True) if question.half == CALIBRATION
            ]
            cuts = chosen_cuts([question for question, _ in tuned], [row for _, row in tuned])
            answer = answering(texts, ranked, cuts)
            all_[name] = card.ask(questions(), answer), card.ask(off_topic(), answer)
            yield _question_table(f"Baseline: {name}", all_[name][0])
        for half in HALVES:
            rows = []
            for name, (asked, others) in all_.items():
                one = card.QuestionFigures.of([each for each in asked if each.question.half == half])
                off = card.QuestionFigures.of([each for each in others if each.question.half == half])
                shares = (one.first, one.among_three, one.answered, one.right, one.wrong, off.answered, off.asked)
                rows.append((name, *shares))
            yield table(
                f"The matcher and the baselines, {half}; thresholds of each by the same rule on {CALIBRATION}",
                ("", *_SHARES, "off topic answered", "off topic asked"),
                rows,
            )

    def drift(self, *, accept: bool) -> Iterator[str]:
        """What changed since the answers were accepted."""
        said = answers(everything(), self.content.script)
        found = drift(said, read_snapshot())
        yield (
            f"Drift: {len(found.changes)} of {found.compared} answers changed since they were accepted "
            f"({len(found.shown)} of them in {CALIBRATION}); {found.new} lines are new, {found.gone} are gone.\n"
        )
        if found.shown:
            yield table(
                f"Changed answers ({CALIBRATION}, the first {MOST_SHOWN})",
                ("line", "before", "now"),
                [(change.line.text, change.before, change.now) for change in found.shown[:MOST_SHOWN]],
                named=3,
            )
        if accept:
            write_snapshot(said)
            yield "The answers of now are accepted.\n"

    def ablation(self) -> Iterator[str]:
        """What each stage is worth."""
        asked = card.those(questions(), half=CALIBRATION)
        yield table(
            f"Top-1 with one stage off ({CALIBRATION})",
            ("off", "as written", f"with noise, seed {SEED}"),
            [(each.off, each.clean, each.noisy) for each in ablation(self.content, asked)],
        )
        yield self._without_calibration()

    def _without_calibration(self) -> str:
        """Calibration changes no order, only probabilities: so what it is worth is an error of probabilities."""
        questions_ = self.content.script.understanding.questions
        plain = []
        for each in (*self._questions, *self._off_topic):
            if each.question.half == CALIBRATION and each.answer.ranked:
                evidence = questions_.rank(each.question.text)[0].evidence
                answer = card.Answer(each.answer.kind, (), each.answer.ranked, PRIOR.probability(evidence))
                plain.append(card.Asked(each.question, answer))
        settled = [each for each in (*self._questions, *self._off_topic) if each.question.half == CALIBRATION]
        return table(
            f"Expected calibration error with the stage calibration off ({CALIBRATION}, off topic among them)",
            ("", "points"),
            (
                ("on, and settled", percent(card.calibration_error(card.calibration(settled)))),
                ("off", percent(card.calibration_error(card.calibration(plain)))),
            ),
        )


def _rings(heard: Heard, belief: float, with_pattern: float) -> bool:
    """Whether the bell rings with these thresholds; a line that moderators wrote down is what they said it is."""
    if heard.known is not None:
        return not heard.known
    return heard.belief >= belief or (bool(heard.dangers) and heard.belief >= with_pattern)


def _question_table(title: str, asked: Sequence[Asked]) -> str:
    rows: list[tuple[str | int | float, ...]] = []
    styles = card.styles(each.question for each in asked)
    for langs in (*((lang,) for lang in LANGS), LANGS):
        for wanted in (*((style,) for style in styles), styles):
            here = [each for each in asked if each.question.lang in langs and each.question.style in wanted]
            halves = [card.QuestionFigures.of([each for each in here if each.question.half == half]) for half in HALVES]
            row: list[str | int | float] = [" and ".join(langs), wanted[0] if len(wanted) == 1 else "all"]
            for one in halves:
                row += [one.number, one.first, one.among_three, one.answered, one.right, one.wrong]
            rows.append(tuple(row))
    head = ("language", "style", *(name for half in HALVES for name in (half, *_SHARES)))
    return table(title, head, rows, named=2)


def _off_topic_table(title: str, asked: Sequence[Asked]) -> str:
    rows = []
    styles = card.styles(each.question for each in asked)
    for half in HALVES:
        for wanted in (*((style,) for style in styles), styles):
            one = card.QuestionFigures.of(
                [each for each in asked if each.question.half == half and each.question.style in wanted]
            )
            name = wanted[0] if len(wanted) == 1 else "all"
            rows.append((half, name, one.number, one.answered, one.asked, one.unknown, one.small))
    head = ("half", "how far", "questions", "answered", "asked back", "unknown", "small talk")
    return table(title, head, rows, named=2)


def _danger_table(title: str, heard: Sequence[tuple[Line, bool]], *, danger: bool) -> str:
    here = [(line, rang) for line, rang in heard if line.danger == danger]
    rows = []
    for style in (*card.styles(line for line, _ in here), "all"):
        row: list[str | int | float] = [style]
        for langs in (*((lang,) for lang in LANGS), LANGS):
            found = [rang for line, rang in here if line.lang in langs and style in (line.style, "all")]
            row += [len(found), card.share(found)]
        rows.append(tuple(row))
    return table(title, ("", "fr", "share", "en", "share", "both", "share"), rows)
