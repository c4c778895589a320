"""The command line: `python -m bot <command>`, or `pile-ou-face <command>`.

Rule: whatever can go wrong for whoever typed the command is one sentence on standard error that says what to do.
Exit status: 0 fine, 1 problems in the content (`check`), 2 the call or a setting is wrong.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import resource
import sys
from importlib.util import find_spec
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
    check.add_argument("--form", choices=("text", "json", "github"), default="text")
    check.add_argument("folder", nargs="?", type=Path, help="the folder that holds dialogues/ and knowledge/")
    check.set_defaults(run=_check)
    studio = commands.add_parser("studio", help="the moderators' web page: maps, problems, and the bot to try")
    studio.add_argument("--listen", metavar="HOST:PORT", help="where, instead of BOT_LISTEN (127.0.0.1:8080)")
    studio.add_argument("--lang", choices=("fr", "en"), default="fr")
    studio.add_argument("folder", nargs="?", type=Path, help="the folder that holds dialogues/ and knowledge/")
    studio.set_defaults(run=_studio)
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
    return 1 if problems else 0


def _studio(parsed: argparse.Namespace, settings: Settings) -> int:
    missing = [name for name in ("nicegui", "watchfiles") if find_spec(name) is None]
    if missing:
        raise UsageError(f"The studio needs {missing[0]}, which is not installed: pip install 'pile-ou-face[studio]'")
    from bot.adapters.studio.listening import ListenError  # noqa: PLC0415 - loaded only when the studio is used

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
