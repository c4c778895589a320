"""The command line: `python -m bot <command>`, or `pile-ou-face <command>`.

Rule: whatever can go wrong for whoever typed the command is one sentence on standard error that says what to do.
Exit status: 0 fine, 1 problems in the content (`check`; `map` of a story that cannot be read), 2 the call or a setting
is wrong.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import resource
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

from bot import app, logs
from bot.content import problem
from bot.content.load import NoContentError, inspect, read_files
from bot.settings import SettingsError, read_settings
from bot.tally.counters import TallyError, stored, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.settings import Settings

PROBLEMS = 1
WRONG_CALL = 2


class UsageError(Exception):
    """The call cannot be done; the message says what to do."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return the exit status."""
    parsed = _parser().parse_args(arguments)
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    # A core dump would hold what teens wrote in the last seconds.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        settings = read_settings()
        logs.start(settings.log_level)
        return int(parsed.run(parsed, settings))
    except problem.ContentError as error:
        sys.stderr.write(problem.as_text(error.problems))
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
        # Whoever read has read enough; what is still in the buffer goes nowhere, in silence.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


class _Command(argparse.ArgumentParser):
    """A command whose options may stand between its names, once it is `mixed`: `map STORY --form svg FOLDER`.

    argparse takes a name that may be missing for missing as soon as an option comes before it.
    """

    mixed = False

    def parse_known_args(self, args=None, namespace=None):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202 - as argparse has it
        if not self.mixed:
            return super().parse_known_args(args, namespace)
        # What sorts the names apart calls this method again, for options and for names.
        self.mixed = False
        try:
            return self.parse_known_intermixed_args(args, namespace)
        finally:
            self.mixed = True


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="pile-ou-face", description="Stories with choices, answers, and help lines.")
    commands = parser.add_subparsers(required=True, metavar="command", parser_class=_Command)
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
    check.add_argument("--form", choices=("text", "json", "github"), default="text")
    check.add_argument("folder", nargs="?", type=Path, help="the folder that holds dialogues/ and knowledge/")
    check.set_defaults(run=_check)
    drawing = commands.add_parser("map", help="a story as an outline, a flowchart or a picture")
    drawing.add_argument("scenario", metavar="SCENARIO", help="the id of a story or of a training module")
    drawing.add_argument("--form", choices=("outline", "svg", "png", "mermaid"), default="outline")
    drawing.add_argument("--lang", choices=("fr", "en"), default="fr")
    drawing.add_argument("--out", type=Path, metavar="FILE", help="where to write it; without it, to standard output")
    drawing.add_argument("folder", nargs="?", type=Path, help="the folder that holds dialogues/ and knowledge/")
    drawing.set_defaults(run=_map)
    drawing.mixed = True
    stats = commands.add_parser("stats", help="the counters, small ones hidden")
    stats.set_defaults(run=_stats)
    return parser


def _run(_parsed: argparse.Namespace, settings: Settings) -> int:
    from bot.adapters.telegram.service import TokenError  # noqa: PLC0415 - loaded only when Telegram is used

    if settings.token is None:
        raise UsageError(
            "No token. Set TELEGRAM_BOT_TOKEN to the token @BotFather gave you, "
            "or talk to the bot in this terminal: pile-ou-face chat"
        )
    try:
        asyncio.run(app.telegram(settings, settings.token.get_secret_value()))
    except TokenError as error:
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
    folder = parsed.folder or app.content_folder(settings)
    files = read_files(folder)
    problems = inspect(files).problems
    forms = {"text": problem.as_text, "json": problem.as_json, "github": problem.as_github}
    sys.stdout.write(forms[parsed.form](problems))
    if parsed.form == "text":
        sys.stdout.write(f"{len(problems)} problems in {len(files)} files\n")
    return PROBLEMS if problems else 0


def _map(parsed: argparse.Namespace, settings: Settings) -> int:
    from bot.adapters import maps  # noqa: PLC0415 - each adapter is loaded when it is used
    from bot.content.map.png import PngError  # noqa: PLC0415 - same

    if parsed.form == "png" and parsed.out is None and sys.stdout.isatty():
        raise UsageError("A PNG cannot be shown in a terminal. Give it a file: --out map.png")
    try:
        found = maps.find(read_files(parsed.folder or app.content_folder(settings)), parsed.scenario)
        drawn = maps.drawn(found.story, parsed.form, parsed.lang)
        _write(drawn if isinstance(drawn, bytes) else drawn.encode(), parsed.out)
    except problem.ContentError as error:
        sys.stderr.write(problem.as_text(error.problems))
        sys.stderr.write("This story cannot be read, so it cannot be drawn. Mend these problems first.\n")
        return PROBLEMS
    except (maps.UnknownStoryError, PngError) as error:
        raise UsageError(str(error)) from None
    sys.stderr.write(maps.told(found))
    return 0


def _write(data: bytes, file: Path | None) -> None:
    """Write to a file, or to standard output."""
    if file is None:
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
        return
    try:
        file.write_bytes(data)
    except OSError as error:
        raise UsageError(f"Cannot write {file}: {error.strerror}. Choose another file with --out.") from None


def _stats(_parsed: argparse.Namespace, settings: Settings) -> int:
    counters = stored(settings.database_path)
    sys.stdout.write("\n".join(("week · language · event · content · number", *table(counters))) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
