"""The command line: `python -m bot <command>`, or `pile-ou-face <command>`.

Rule: whatever can go wrong for whoever typed the command is one sentence on standard error that says what to do.
Exit status: 0 fine, 1 problems in the content (`check`, `play`, `status`; `map` of a story that cannot be read) or no
bot that runs (`status`), 2 the call or a setting is wrong.
"""

from __future__ import annotations

import argparse
import asyncio
import errno
import os
import re
import resource
import sys
from importlib.util import find_spec
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

from bot import app, logs
from bot.adapters.listening import ListenError
from bot.content import forms, problem, status
from bot.content.check import inspect
from bot.content.load import NoContentError, load_unlearned, read_files
from bot.core.game import LENGTHS
from bot.core.turn import LANGS
from bot.settings import SettingsError, read_settings
from bot.tally.counters import TallyError, stored, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.turn import Lang
    from bot.settings import Settings

#: https://core.telegram.org/bots/features#creating-a-new-bot: 5 to 32 letters, ending in "bot".
BOT_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{1,28}[Bb][Oo][Tt]")
PROBLEMS = 1
WRONG_CALL = 2
#: Why output cannot be written: it is closed, or its disk is full or gone. An error of a file that is opened names it.
_OUTPUT_FAILS = frozenset((errno.EBADF, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.ENOSPC))


class UsageError(Exception):
    """The call cannot be done; the message says what to do."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return the exit status."""
    parsed = _parsed(arguments)
    if sys.stdout is None:
        # It was closed: what is written to it is refused, as by a full disk, and what writes nothing goes on.
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_RDONLY), "w")
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    # A core dump would hold what teens wrote in the last seconds.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        settings = read_settings()
        logs.start(settings.log_level)
        ended = int(parsed.run(parsed, settings))
        sys.stdout.flush()
    except problem.ContentError as error:
        sys.stderr.write(forms.as_lines(error.problems, {}, "en"))
        sys.stderr.write(
            "The content has problems, so the bot does not start with it. Mend them, or go back a version.\n"
        )
        return WRONG_CALL
    except (SettingsError, NoContentError, TallyError, UsageError) as error:
        sys.stderr.write(f"{error}\n")
        return WRONG_CALL
    except KeyboardInterrupt:
        return 0
    except BrokenPipeError:
        # Whoever read has read enough.
        _give_up_output()
        return 0
    except OSError as error:
        if error.filename is not None or error.errno not in _OUTPUT_FAILS:
            raise
        _give_up_output()
        sys.stderr.write(f"Cannot write the output: {error.strerror}. Send it elsewhere.\n")
        return WRONG_CALL
    return ended


def _give_up_output() -> None:
    """Let what is still in the buffer go nowhere, in silence."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _parsed(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Read the call. What is named may also stand behind the options, which argparse by itself does not allow."""
    parser = _parser()
    parsed, rest = parser.parse_known_args(arguments)
    named = getattr(parsed, "named", None)
    if rest and (named is None or any(each.startswith("-") for each in rest)):
        parser.error(f"unrecognized arguments: {' '.join(rest)}")
    parsed.named = [*(named or ()), *rest]
    return parsed


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="pile-ou-face", description="Stories with choices, answers, and help lines.")
    commands = parser.add_subparsers(required=True, metavar="command")
    run = commands.add_parser("run", help="answer Telegram (needs TELEGRAM_BOT_TOKEN)")
    run.set_defaults(run=_run)
    chat = commands.add_parser("chat", help="talk to the bot in this terminal")
    chat.add_argument("--lang", choices=("fr", "en"), default="fr")
    chat.add_argument("--scenario", default="", metavar="ID", help="begin at this story")
    chat.set_defaults(run=_chat)
    ask = commands.add_parser("ask", help="what the knowledge base would answer")
    ask.add_argument("--json", action="store_true", help="one JSON object a line")
    ask.add_argument("--why", action="store_true", help="also what the decision is made of, and the thresholds")
    ask.add_argument("--lang", choices=("fr", "en"), default="fr", help="the language when no answer says better")
    ask.add_argument("question", nargs="*", help="without it, questions are read from standard input, one a line")
    ask.set_defaults(run=_ask)
    check = commands.add_parser("check", help="every problem in the content")
    check.add_argument("--form", choices=tuple(forms.FORMS), default="text")
    check.add_argument("--lang", choices=LANGS, default=_spoken(), help="the language in which problems are told")
    check.add_argument("--strict", action="store_true", help="end with 1 for warnings, too")
    check.add_argument("--accept", action="store_true", help="note that both languages of every text say the same")
    check.add_argument("--explain", nargs="?", const="", metavar="CODE", help="the page of a rule, or of all rules")
    check.add_argument("--schema", type=Path, metavar="FOLDER", help="write JSON Schemas for editors into a folder")
    check.add_argument("folder", nargs="?", type=Path, help="the folder that holds dialogues/ and knowledge/")
    check.set_defaults(run=_check)
    drawing = commands.add_parser("map", help="a story as an outline, a flowchart or a picture")
    drawing.add_argument("scenario", metavar="SCENARIO", help="the id of a story or of a training module")
    drawing.add_argument("--form", choices=("outline", "svg", "png", "mermaid"), default="outline")
    drawing.add_argument("--lang", choices=LANGS, default=_spoken())
    drawing.add_argument("--out", type=Path, metavar="FILE", help="where to write it; without it, to standard output")
    drawing.add_argument("folder", nargs="?", type=Path, help="the folder that holds dialogues/ and knowledge/")
    drawing.set_defaults(run=_map)
    _add_invite(commands)
    _add_guide(commands)
    _add_play(commands)
    _add_diff(commands)
    status_ = commands.add_parser("status", help="which content the running bot plays, and what waits")
    status_.add_argument("--lang", choices=LANGS, default=_spoken())
    status_.set_defaults(run=_status)
    studio = commands.add_parser("studio", help="the moderators' web page: maps, problems, and the bot to try")
    studio.add_argument("--listen", metavar="HOST:PORT", help="where, instead of BOT_LISTEN (127.0.0.1:8080)")
    studio.add_argument("--lang", choices=LANGS, default=_spoken())
    studio.add_argument("folder", nargs="?", type=Path, help="the folder that holds dialogues/ and knowledge/")
    studio.set_defaults(run=_studio)
    stats = commands.add_parser("stats", help="the counters, small ones hidden")
    stats.set_defaults(run=_stats)
    return parser


def _spoken() -> Lang:
    """Give the language of whoever sits at this machine, as the system says it."""
    named = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return "fr" if named.startswith("fr") else "en"


def _add_invite(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    invite = commands.add_parser("invite", help="a link that suggests something to a group, to print or to send")
    invite.add_argument("named", nargs="*", metavar="story", help="up to three stories, in their order")
    invite.add_argument(
        "--cards", nargs="?", const="", metavar="THEME", help="a round of cards, of any theme or of one"
    )
    invite.add_argument("--length", type=int, choices=LENGTHS, default=LENGTHS[0], help="of a round of cards")
    invite.add_argument("--page", default="", metavar="ID", help="a page of the logbook, such as workshop-5")
    invite.add_argument("--question", default="", metavar="ENTRY", help="a statement asked before and after")
    invite.add_argument("--results", action="store_true", help="add up the group's choices, for you to open")
    invite.add_argument("--spoken", choices=("fr", "en", "both"), default="both", help="the language of the link")
    invite.add_argument("--days", type=int, default=30, metavar="N", help="how long the link works, to the week's end")
    invite.add_argument("--bot", default="", metavar="NAME", help="the bot's name; without it Telegram is asked")
    invite.add_argument("--qr", type=Path, metavar="FILE", help="also write the link as a code to scan (PNG)")
    invite.add_argument("--lang", choices=LANGS, default=_spoken(), help="the language of what is told here")
    invite.set_defaults(run=_invite)


def _add_guide(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    guide = commands.add_parser("guide", help="a story's or workshop's guide to print, or a story for a projector")
    guide.add_argument("paper", metavar="STORY", help="the id of a story, or workshop-1 to workshop-6")
    guide.add_argument("--form", choices=("pdf", "html"), default="pdf", help="html: the page for a projector")
    guide.add_argument("--lang", choices=LANGS, default=_spoken())
    guide.add_argument("--link", default="", metavar="LINK", help="printed as a code to scan, such as one of `invite`")
    guide.add_argument(
        "--out", type=Path, metavar="FILE", help="where to write it; without it, under a name of its own"
    )
    guide.set_defaults(run=_guide)


def _add_play(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    play = commands.add_parser("play", help="walk through the stories, and tell what is wrong or odd in them")
    play.add_argument("named", nargs="*", metavar="scenario", help="stories to play (all without), then a folder")
    play.add_argument("--lang", choices=("fr", "en", "both"), default="both", help="the language that is played")
    play.add_argument("--walks", type=int, default=None, metavar="N", help="random walks for each story and language")
    play.add_argument("--seed", type=int, default=1, metavar="N", help="other numbers walk other ways")
    play.add_argument("--path", default=None, metavar="CHOICE,CHOICE", help="show this one way through one story")
    play.add_argument("--report", choices=LANGS, default=_spoken(), help="the language of the report")
    play.set_defaults(run=_play)


def _add_diff(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    diff = commands.add_parser("diff", help="what changed between two versions of the content")
    diff.add_argument("old", help="a folder, or a version such as HEAD or v1.2")
    diff.add_argument("new", nargs="?", default="", help="the same; without it, the content as it is now")
    diff.add_argument("--lang", choices=LANGS, default=_spoken(), help="the language of the report")
    diff.add_argument("--answers", action="store_true", help="also which questions get another answer (takes minutes)")
    diff.add_argument("--questions", type=Path, metavar="FILE", help="more questions to ask, one a line")
    diff.set_defaults(run=_diff)


def _run(_parsed: argparse.Namespace, settings: Settings) -> int:
    from bot.adapters.telegram.service import TokenError  # noqa: PLC0415 - loaded only when Telegram is used

    if settings.token is None:
        raise UsageError(
            "No token. Set TELEGRAM_BOT_TOKEN to the token @BotFather gave you, "
            "or talk to the bot in this terminal: pile-ou-face chat"
        )
    try:
        asyncio.run(app.telegram(settings, settings.token.get_secret_value()))
    except (TokenError, ListenError) as error:
        raise UsageError(str(error)) from None
    return 0


def _chat(parsed: argparse.Namespace, settings: Settings) -> int:
    script = app.script(settings)
    if parsed.scenario and parsed.scenario not in script.scenarios:
        raise UsageError(f"There is no story «{parsed.scenario}». There are: {', '.join(script.scenarios)}.")
    app.chat(script, parsed.lang, parsed.scenario, sys.stdin, sys.stdout)
    return 0


def _ask(parsed: argparse.Namespace, settings: Settings) -> int:
    from bot.adapters.questions import ask  # noqa: PLC0415 - each adapter is loaded when it is used

    questions = [" ".join(parsed.question)] if parsed.question else sys.stdin
    ask(app.script(settings), questions, parsed.lang, sys.stdout, as_json=parsed.json, why=parsed.why)
    return 0


def _check(parsed: argparse.Namespace, settings: Settings) -> int:
    from bot.adapters import checking  # noqa: PLC0415 - each adapter is loaded when it is used

    try:
        if parsed.explain is not None:
            checking.explain(parsed.explain, sys.stdout)
            return 0
        if parsed.schema:
            checking.write_schemas(parsed.schema, parsed.lang, sys.stdout)
            return 0
        folder = parsed.folder or app.content_folder(settings)
        files = read_files(folder)
        content = inspect(files, app.clock().date())
        if parsed.accept:
            return 0 if checking.accept(folder, content, files, parsed.lang, sys.stdout) else PROBLEMS
    except (checking.NoSuchRuleError, checking.NotWrittenError) as error:
        raise UsageError(str(error)) from None
    checking.report(content, files, parsed.form, parsed.lang, sys.stdout)
    return PROBLEMS if content.errors or (parsed.strict and content.problems) else 0


def _map(parsed: argparse.Namespace, settings: Settings) -> int:
    from bot.adapters import maps  # noqa: PLC0415 - each adapter is loaded when it is used

    if parsed.form == "png" and parsed.out is None and sys.stdout.isatty():
        raise UsageError("A PNG cannot be shown in a terminal. Give it a file: --out map.png")
    try:
        found = maps.find(read_files(parsed.folder or app.content_folder(settings)), parsed.scenario, parsed.lang)
        drawn = maps.drawn(found.story, parsed.form, parsed.lang)
        _write(drawn if isinstance(drawn, bytes) else drawn.encode(), parsed.out)
    except problem.ContentError as error:
        sys.stderr.write(forms.as_lines(error.problems, {}, parsed.lang))
        sys.stderr.write(maps.NOT_DRAWN[parsed.lang])
        return PROBLEMS
    except maps.UnknownStoryError as error:
        raise UsageError(str(error)) from None
    sys.stderr.write(maps.told(found, parsed.lang))
    return 0


def _write(data: bytes, file: Path | None, option: str = "--out") -> None:
    """Write to a file, or to standard output."""
    if file is None:
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
        return
    try:
        file.write_bytes(data)
    except OSError as error:
        raise UsageError(f"Cannot write {file}: {error.strerror}. Choose another file with {option}.") from None


def _invite(parsed: argparse.Namespace, settings: Settings) -> int:
    from bot.adapters import inviting  # noqa: PLC0415 - each adapter is loaded when it is used

    if not 1 <= parsed.days <= inviting.MOST_DAYS:
        raise UsageError(f"--days takes a number from 1 to {inviting.MOST_DAYS}.")
    bot = _bot_name(parsed.bot, settings)
    asked = inviting.Asked(
        bot=bot,
        told=parsed.lang,
        stories=tuple(parsed.named),
        cards=parsed.cards,
        length=parsed.length,
        page=parsed.page,
        lang=None if parsed.spoken == "both" else parsed.spoken,
        days=parsed.days,
        question=parsed.question,
        results=parsed.results,
        seed=app.lot(),
        group=app.new_code() if parsed.results else "",
    )
    script = load_unlearned(app.content_folder(settings))
    try:
        suggested = inviting.invitation_of(asked, script, app.clock())
    except inviting.InviteError as error:
        raise UsageError(str(error)) from None
    if parsed.qr:
        from bot.papers import qr  # noqa: PLC0415 - same

        _write(qr.png(inviting.link(suggested, bot)), parsed.qr, "--qr")
    key = asyncio.run(app.kept_group(settings, suggested)) if parsed.results else ""
    sys.stdout.write(inviting.in_words(suggested, asked, key, script, app.clock()))
    return 0


def _bot_name(named: str, settings: Settings) -> str:
    """Give the bot's name, as named or as Telegram says it."""
    if named:
        name = named.removeprefix("https://t.me/").removeprefix("@")
        if not BOT_NAME.fullmatch(name):
            raise UsageError("--bot takes the name @BotFather gave the bot: letters, digits and _, ending in «bot».")
        return name
    if settings.token is None:
        raise UsageError("Whose link? Name the bot with --bot NAME, or set TELEGRAM_BOT_TOKEN.")
    from bot.adapters.telegram.client import CallError  # noqa: PLC0415 - loaded only when Telegram is used

    try:
        return asyncio.run(app.bot_name(settings.api_url, settings.token.get_secret_value()))
    except CallError:
        raise UsageError("Telegram does not say who the bot is. Name it with --bot NAME.") from None


def _guide(parsed: argparse.Namespace, settings: Settings) -> int:
    from bot.adapters import printing  # noqa: PLC0415 - each adapter is loaded when it is used

    script = load_unlearned(app.content_folder(settings))
    try:
        name, data = printing.printed(parsed.paper, parsed.form, parsed.lang, parsed.link, script, app.clock().date())
    except (printing.UnknownPaperError, ValueError) as error:
        raise UsageError(str(error)) from None
    file = parsed.out or Path(name)
    _write(data, file)
    sys.stderr.write(f"{file}\n")
    return 0


def _play(parsed: argparse.Namespace, settings: Settings) -> int:
    from bot.adapters.playing import report  # noqa: PLC0415 - each adapter is loaded when it is used

    stories, folder = _stories_and_folder(parsed.named)
    walks = report.WALKS if parsed.walks is None else parsed.walks
    if not 0 <= walks <= report.MOST_WALKS:
        raise UsageError(f"--walks takes a number from 0 to {report.MOST_WALKS}.")
    asked = report.Asked(
        stories=stories,
        langs=LANGS if parsed.lang == "both" else (parsed.lang,),
        walks=walks,
        seed=parsed.seed,
        report=parsed.report,
        folder=folder,
    )
    script = load_unlearned(Path(folder) if folder else app.content_folder(settings))
    try:
        if parsed.path is None:
            fine = report.play(script, asked, sys.stdout)
        else:
            path = tuple(choice for choice in parsed.path.split(",") if choice)
            fine = report.replay(script, asked, path, sys.stdout)
    except report.PlayingError as error:
        raise UsageError(str(error)) from None
    return 0 if fine else PROBLEMS


def _diff(parsed: argparse.Namespace, settings: Settings) -> int:
    from bot.adapters.comparing import answers, changes  # noqa: PLC0415 - each adapter is loaded when it is used
    from bot.adapters.comparing.versions import VersionError, read_version  # noqa: PLC0415 - same
    from bot.content.diff import compare  # noqa: PLC0415 - same

    here = app.content_folder(settings)
    try:
        old = read_version(parsed.old, here)
        new = read_version(parsed.new, here) if parsed.new else read_files(here)
    except VersionError as error:
        raise UsageError(str(error)) from None
    more = _lines(parsed.questions)
    changes.tell(compare(old, new), parsed.lang, sys.stdout)
    if not (parsed.answers or parsed.questions):
        sys.stdout.write(f"\n{changes.not_compared(parsed.lang)}\n")
        return 0
    for version, files in (("old", old), ("new", new)):
        problems = inspect(files).errors
        if problems:
            raise UsageError(answers.not_asked(version, problems, parsed.lang))
    sys.stdout.flush()
    sys.stderr.write(f"{answers.learning(parsed.lang)}\n")
    asked, groups = app.moved_answers(old, new, answers.asked_in(more, parsed.lang), settings)
    sys.stdout.write("\n")
    answers.tell_answers(groups, asked, parsed.lang, sys.stdout)
    return 0


def _lines(path: Path | None) -> list[str]:
    """Read the lines of a file that was named."""
    try:
        return path.read_text(encoding="utf-8", errors="replace").splitlines() if path else []
    except OSError as error:
        raise UsageError(f"Cannot read {path}: {error.strerror}.") from None


def _stories_and_folder(named: Sequence[str]) -> tuple[tuple[str, ...], str]:
    """Tell stories from the folder behind them: no name of a story has a slash or a dot, or holds `dialogues`."""
    if named and (not {"/", ".", os.sep}.isdisjoint(named[-1]) or (Path(named[-1]) / "dialogues").is_dir()):
        return tuple(named[:-1]), named[-1]
    return tuple(named), ""


def _status(parsed: argparse.Namespace, settings: Settings) -> int:
    path = app.status_file(settings)
    if path is None:
        raise UsageError("There is no folder for a status. Set BOT_CACHE to a folder the bot may write to.")
    try:
        found = status.read(path)
    except status.StatusError as error:
        raise UsageError(status.why_none(error, path, parsed.lang).strip()) from None
    sys.stdout.write(status.in_words(found, parsed.lang))
    return 0 if found.well else PROBLEMS


def _studio(parsed: argparse.Namespace, settings: Settings) -> int:
    if find_spec("nicegui") is None:
        raise UsageError("The studio needs NiceGUI, which is not installed: pip install 'pile-ou-face[studio]'")
    try:
        asyncio.run(app.studio(settings, parsed.listen or settings.listen, parsed.lang, parsed.folder, sys.stdout))
    except ListenError as error:
        raise UsageError(str(error)) from None
    return 0


def _stats(_parsed: argparse.Namespace, settings: Settings) -> int:
    counters = stored(settings.database_path)
    sys.stdout.write("\n".join(("week · language · event · content · number", *table(counters))) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
