"""The command line as an operator meets it: a process with a clean environment, what comes out and how it ends."""

from __future__ import annotations

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import threading
import tomllib
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
import yaml

from tests import small
from tests.papers.scanned import decoded

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).parents[1]
TOKEN: Final = "123456789:AAExampleOfATokenThatIsNobodys"
COMMAND: Final = (sys.executable, "-m", "bot")
UNREADABLE: Final = (
    "Cannot use the counters in {path}: it is not a database, or may not be written. Set BOT_DATABASE_URL to a file in "
    "a folder the bot may write to, such as sqlite:////var/lib/pile-ou-face/tally.db.\n"
)
NOT_STARTED: Final = "The content has problems, so the bot does not start with it. Mend them, or go back a version.\n"


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with the small content, learned once."""
    folder = small.write_checked_today(tmp_path_factory.mktemp("content"), small.files())
    bot("ask", "menu", BOT_CONTENT=folder)
    return folder


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with a content that has two problems."""
    return small.write_checked_today(
        tmp_path_factory.mktemp("broken"), small.changed(small.STORY, "to: in-the-car", "to: in-the-cra")
    )


#: What is told about the folder above, one line each.
BROKEN_LINES: Final = (
    "dialogues/ride-home.yaml:45:9: error: scene «at-the-stop», choice «get-in»: «in-the-cra» does not exist "
    "(did you mean «in-the-car»?) [target-missing]\n"
    "dialogues/ride-home.yaml:61:3: error: no way leads from the start to «in-the-car» "
    "(lead a choice to it, or delete it) [node-unreachable]\n"
)
#: The same for people, in French.
BROKEN_TEXT: Final = """\
dialogues/ride-home.yaml
  45:9  erreur  scène « at-the-stop », choix « get-in » : « in-the-cra » n'existe pas  [target-missing]
      | to: in-the-cra
      → voulais-tu dire « in-the-car »?
  61:3  erreur  aucun chemin ne mène du début à « in-the-car »  [node-unreachable]
      | in-the-car:
      → fais-y mener un choix, ou supprime-le
2 erreurs, 0 avertissement dans 22 fichiers
"""


def environment(settings: dict[str, object]) -> dict[str, str]:
    """Make an environment that holds nothing but these settings; what is learned is kept beside the content."""
    kept = {"BOT_CACHE": f"{settings['BOT_CONTENT']}-kept"} if "BOT_CONTENT" in settings else {}
    return {"PATH": os.environ["PATH"], **kept, **{name: str(value) for name, value in settings.items()}}


def bot(*arguments: object, typed: str | bytes = "", **settings: object) -> subprocess.CompletedProcess[str]:
    """Run one command to its end."""
    data = typed.encode() if isinstance(typed, str) else typed
    command = [*COMMAND, *map(str, arguments)]
    done = subprocess.run(
        command, cwd=ROOT, env=environment(settings), input=data, capture_output=True, timeout=60, check=False
    )
    return subprocess.CompletedProcess(command, done.returncode, done.stdout.decode(), done.stderr.decode())


def told(done: subprocess.CompletedProcess[str]) -> tuple[int, str, str]:
    """Return how a command ended: status, output, error."""
    return done.returncode, done.stdout, done.stderr


# ---- what is missing or wrong --------------------------------------------------------------------------------------


@pytest.mark.parametrize("token", [{}, {"TELEGRAM_BOT_TOKEN": ""}])
def test_without_a_token_the_bot_says_where_to_get_one(token: dict[str, str], content: Path) -> None:
    """`run` without a token is one sentence that says what to set, or how to talk without Telegram."""
    expected = (
        "No token. Set TELEGRAM_BOT_TOKEN to the token @BotFather gave you, "
        "or talk to the bot in this terminal: pile-ou-face chat\n"
    )
    assert (2, "", expected) == told(bot("run", BOT_CONTENT=content, **token))


@pytest.mark.parametrize("command", ["run", "chat", "ask", "check", "status", "stats"])
def test_a_wrong_setting_stops_every_command_in_one_sentence(command: str, content: Path) -> None:
    """The variable is named; its value, which may be a secret, is not."""
    done = bot(command, BOT_CONTENT=content, BOT_LOG_LEVEL="s3cret", TELEGRAM_BOT_TOKEN=TOKEN)

    expected = "Wrong setting. BOT_LOG_LEVEL: Input should be 'DEBUG', 'INFO', 'WARNING' or 'ERROR'.\n"
    assert (2, "", expected) == told(done)


@pytest.mark.parametrize("command", ["run", "chat", "ask", "check"])
def test_a_missing_content_is_one_sentence(command: str, tmp_path: Path) -> None:
    """A folder that holds no content is named, with the setting that leads elsewhere."""
    done = bot(command, BOT_CONTENT=tmp_path, TELEGRAM_BOT_TOKEN=TOKEN, BOT_DATABASE_URL=f"sqlite:///{tmp_path}/t.db")

    expected = f"No content: {tmp_path} has no folder «dialogues». Set BOT_CONTENT to the folder that holds both.\n"
    assert (2, "", expected) == told(done)


@pytest.mark.parametrize("command", ["run", "chat", "ask"])
def test_broken_content_is_not_played(command: str, broken: Path, tmp_path: Path) -> None:
    """Every problem is told with its place, then that the bot does not start; nothing is answered."""
    done = bot(command, BOT_CONTENT=broken, TELEGRAM_BOT_TOKEN=TOKEN, BOT_DATABASE_URL=f"sqlite:///{tmp_path}/t.db")

    assert (2, "", BROKEN_LINES + NOT_STARTED) == told(done)


@pytest.mark.parametrize("command", ["run", "stats"])
@pytest.mark.parametrize("what", ["folder", "text", "nowhere"])
def test_counters_that_cannot_be_used_are_one_sentence(command: str, what: str, content: Path, tmp_path: Path) -> None:
    """A folder, a file that is no database and a missing folder are named as set, and nothing else is said."""
    path = tmp_path / "tally.db"
    if what == "folder":
        path.mkdir()
    elif what == "text":
        path.write_text("No database at all, and longer than the hundred bytes of a header. " * 5)
    else:
        path = tmp_path / "missing" / "tally.db"
    done = bot(command, BOT_CONTENT=content, TELEGRAM_BOT_TOKEN=TOKEN, BOT_DATABASE_URL=f"sqlite:///{path}")

    assert (2, "", UNREADABLE.format(path=path)) == told(done)


def test_a_story_that_does_not_exist_is_one_sentence_with_those_that_do(content: Path) -> None:
    """Whoever mistypes the name of a story reads the names there are."""
    expected = "There is no story «ride». There are: listening, ride-home.\n"
    assert (2, "", expected) == told(bot("chat", "--scenario", "ride", BOT_CONTENT=content))


@pytest.mark.parametrize(
    "arguments", [[], ["fly"], ["ask", "--yaml"], ["chat", "--lang", "es"], ["check", "--form", "x"]]
)
def test_a_wrong_call_shows_how_to_call(arguments: list[str], content: Path) -> None:
    """What does not exist is refused with the usage, and nothing is done."""
    done = bot(*arguments, BOT_CONTENT=content)

    assert (2, "") == (done.returncode, done.stdout)
    assert "usage: pile-ou-face" in done.stderr
    assert "Traceback" not in done.stderr


class _Stranger(BaseHTTPRequestHandler):
    """Telegram, to which every token is unknown."""

    def do_POST(self) -> None:
        """Answer as the Bot API does."""
        body = b'{"ok": false, "error_code": 401, "description": "Unauthorized"}'
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.send_response(401)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library's name
        """Say nothing."""


@pytest.fixture
def stranger() -> Iterator[str]:
    """Serve an API that knows no token; give its address."""
    with HTTPServer(("127.0.0.1", 0), _Stranger) as server:
        serving = threading.Thread(target=server.serve_forever)
        serving.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        serving.join()


def test_a_token_that_telegram_does_not_know_is_told_and_never_shown(
    stranger: str, content: Path, tmp_path: Path
) -> None:
    """At the loudest level of the log, the process says that the token is wrong, and not what it is."""
    done = bot(
        "run",
        BOT_CONTENT=content,
        BOT_DATABASE_URL=f"sqlite:///{tmp_path}/t.db",
        BOT_LOG_LEVEL="DEBUG",
        TELEGRAM_API_URL=stranger,
        TELEGRAM_BOT_TOKEN=TOKEN,
    )

    assert (2, "") == (done.returncode, done.stdout)
    assert "TELEGRAM_BOT_TOKEN" in done.stderr.splitlines()[-1]
    assert [] == [part for part in (TOKEN, *TOKEN.split(":")) if part in done.stderr]
    assert "Traceback" not in done.stderr


# ---- check ---------------------------------------------------------------------------------------------------------


def test_check_of_whole_content_says_so_and_ends_with_zero(content: Path) -> None:
    """Nothing wrong is one line, in the language of the machine, and a status that scripts understand."""
    assert (0, "0 errors, 0 warnings in 22 files\n", "") == told(bot("check", BOT_CONTENT=content))
    french = "0 erreur, 0 avertissement dans 22 fichiers\n"
    assert (0, french, "") == told(bot("check", BOT_CONTENT=content, LANG="fr_CA.UTF-8"))


def test_check_looks_into_the_folder_that_is_named_and_speaks_french(content: Path, broken: Path) -> None:
    """A folder on the command line comes before the setting, and a language on it before that of the machine."""
    assert (1, BROKEN_TEXT, "") == told(bot("check", broken, "--lang", "fr", BOT_CONTENT=content, LANG="en_CA.UTF-8"))


def test_check_gives_lines_to_editors(broken: Path) -> None:
    """An editor jumps to file, line and column."""
    expected = BROKEN_LINES + "2 errors, 0 warnings in 22 files\n"
    assert (1, expected, "") == told(bot("check", "--form", "lines", broken))


def test_warnings_end_with_one_only_when_asked(tmp_path: Path) -> None:
    """What may be played is no failure of a check, unless whoever runs it is strict."""
    content = small.files()
    content[small.HELPLINES] = content[small.HELPLINES].replace(b"checked_on: 2025-11-23", b"checked_on: 2020-01-01")
    folder = small.write_checked_today(tmp_path, content)

    done = bot("check", folder)
    assert (0, True) == (done.returncode, "[check-expired]" in done.stdout)
    assert 1 == bot("check", "--strict", folder).returncode


def test_accepting_forgets_what_was_stale(tmp_path: Path) -> None:
    """A text changed in one language is told, until somebody has read both and accepted them."""
    folder = small.write_checked_today(tmp_path, small.files())
    first = bot("check", "--accept", folder)
    story = folder / small.STORY
    story.write_text(story.read_text("utf-8").replace("Une auto s'arrête", "Une moto s'arrête"), "utf-8")

    assert (0, "") == (first.returncode, first.stderr)
    assert first.stdout.endswith("of them for the first time.\n")
    assert "[translation-stale]" in bot("check", folder).stdout
    assert "1 of them for the first time" in bot("check", "--accept", folder).stdout
    assert (0, "0 errors, 0 warnings in 22 files\n", "") == told(bot("check", folder))


def test_nothing_is_accepted_of_a_content_with_errors(tmp_path: Path) -> None:
    """A file that cannot be read would lose what was accepted of it, so errors are mended first."""
    folder = small.write_checked_today(tmp_path, small.changed(small.STORY, "to: in-the-car", "to: in-the-cra"))
    done = bot("check", "--accept", folder)

    expected = BROKEN_LINES + "Nothing is accepted as long as there are errors: mend them first.\n"
    assert (1, expected, "") == told(done)
    assert not (folder / "knowledge/accepted.txt").exists()


def test_check_explains_a_rule_or_all_of_them() -> None:
    """Whoever reads a code can read its page; a code that does not exist is offered its neighbour."""
    done = bot("check", "--explain", "target-missing")

    assert (0, "", True) == (done.returncode, done.stderr, done.stdout.startswith("## `target-missing`\n"))
    assert done.stdout in bot("check", "--explain").stdout
    expected = "There is no rule «target-misssing». did you mean «target-missing»?\n"
    assert (2, "", expected) == told(bot("check", "--explain", "target-misssing"))


def test_check_writes_schemas_for_editors(tmp_path: Path) -> None:
    """The folder that is named is made and filled, and the settings that go with it are told."""
    done = bot("check", "--schema", tmp_path / "a" / "b")

    assert (0, "") == (done.returncode, done.stderr)
    settings = json.loads(done.stdout.partition("\n")[2])
    assert [f"{tmp_path}/a/b/story.json"] == [
        name for name, files in settings["yaml.schemas"].items() if files == "/dialogues/[1-6]-*/*.yaml"
    ]
    assert "object" == json.loads((tmp_path / "a/b/story.json").read_text("utf-8"))["type"]


def test_the_hook_for_commits_runs_this_very_check(broken: Path) -> None:
    """Whoever commits broken content through the hook is told its problems and stopped."""
    hook = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))[0]
    program, *arguments = hook["entry"].split()
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["scripts"]
    done = subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=broken,
        env={**environment({}), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )

    assert "bot.__main__:main" == scripts[program]
    assert (1, BROKEN_LINES + "2 errors, 0 warnings in 22 files\n", "") == told(done)


def test_check_of_a_folder_that_does_not_exist_is_a_wrong_call(tmp_path: Path) -> None:
    """A path mistyped is not the same as content with problems."""
    missing = tmp_path / "nowhere"

    expected = f"No content: {missing} has no folder «dialogues». Set BOT_CONTENT to the folder that holds both.\n"
    assert (2, "", expected) == told(bot("check", missing))


def test_check_gives_json_to_programs(content: Path, broken: Path) -> None:
    """The JSON form is one array and nothing around it, with the same status."""
    done = bot("check", "--form", "json", broken)

    assert (1, "") == (done.returncode, done.stderr)
    assert [(45, 9, "target-missing"), (61, 3, "node-unreachable")] == [
        (row["line"], row["column"], row["code"]) for row in json.loads(done.stdout)
    ]
    assert (0, "[]\n", "") == told(bot("check", "--form", "json", content))


def test_check_gives_annotations_to_pull_requests(content: Path, broken: Path) -> None:
    """The GitHub form is one command a problem and nothing around it, with the same status."""
    done = bot("check", "--form", "github", broken)

    assert (1, "") == (done.returncode, done.stderr)
    assert [
        "::error file=dialogues/ride-home.yaml,line=45,col=9,title=target-missing",
        "::error file=dialogues/ride-home.yaml,line=61,col=3,title=node-unreachable",
    ] == [line.rpartition("::")[0] for line in done.stdout.splitlines()]
    assert (0, "", "") == told(bot("check", "--form", "github", content))


# ---- ask -----------------------------------------------------------------------------------------------------------


def test_ask_answers_each_line_with_one_object(content: Path) -> None:
    """Questions come on standard input, one a line; answers go out in the same order, whole and in their language."""
    typed = "What is consent?\nau secours\nblablabla\n\nmenu\n"
    done = bot("ask", "--json", typed=typed, BOT_CONTENT=content)
    rows = [json.loads(line) for line in done.stdout.splitlines()]

    assert (0, "") == (done.returncode, done.stderr)
    assert ["What is consent?", "au secours", "blablabla", "", "menu"] == [row["question"] for row in rows]
    assert ["answer", "unknown", "unknown", "unknown", "unknown"] == [row["decision"] for row in rows]
    assert [None, "emergency", None, None, None] == [row["alarm"] for row in rows]
    assert {"question", "lang", "alarm", "decision", "answers"} == set().union(*rows)
    assert {"id": "what-is-consent", "fact": "M2", "score": rows[0]["answers"][0]["score"]} == rows[0]["answers"][0]
    assert "en" == rows[0]["lang"]


def test_ask_tells_why(content: Path) -> None:
    """With `--why` the answer is followed by what it is made of; with `--json` nothing changes."""
    plain, why = (bot("ask", *options, "What is consent?", BOT_CONTENT=content) for options in ((), ("--why",)))
    rows = [bot("ask", "--json", *options, "au secours", BOT_CONTENT=content).stdout for options in ((), ("--why",))]
    reasons = why.stdout.removeprefix(plain.stdout).splitlines()

    assert (0, "") == (why.returncode, why.stderr)
    assert why.stdout.startswith(plain.stdout)
    assert ["  thresholds:", "  read as:", "  languages:"] == [line[: line.index(":") + 1] for line in reasons[:3]]
    assert [True] == [line.startswith("  danger: ") for line in reasons if "with a pattern" in line]
    assert rows[0] == rows[1]
    assert 1 == len(rows[0].splitlines())


def test_the_first_start_says_that_it_learns(content: Path, tmp_path: Path) -> None:
    """What takes a while is told once, on standard error; the next start finds it done and says nothing."""
    first, second = (bot("ask", "au secours", BOT_CONTENT=content, BOT_CACHE=tmp_path) for _ in range(2))

    assert (0, 0, "") == (first.returncode, second.returncode, second.stderr)
    assert first.stdout == second.stdout
    assert "learning" in first.stderr
    assert "secours" not in first.stderr


def test_a_place_where_nothing_can_be_kept_only_costs_time(content: Path, tmp_path: Path) -> None:
    """Where the folder for what is learned cannot be made, the answer is the same and the command ends well."""
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    done = bot("ask", "--json", "au secours", BOT_CONTENT=content, BOT_CACHE=blocked)

    assert 0 == done.returncode
    assert bot("ask", "--json", "au secours", BOT_CONTENT=content).stdout == done.stdout
    assert "Traceback" not in done.stderr


def test_ask_takes_a_question_from_the_command_line(content: Path) -> None:
    """Words behind the command are one question, and standard input is not read."""
    done = bot("ask", "--json", "c'est", "quoi", "le consentement", BOT_CONTENT=content, typed="au secours\n")

    assert ["c'est quoi le consentement"] == [json.loads(line)["question"] for line in done.stdout.splitlines()]


def test_ask_speaks_to_people_too(content: Path) -> None:
    """Without `--json`, the question, the decision and the answers stand in words."""
    done = bot("ask", "C'est quoi, le consentement?", BOT_CONTENT=content)

    assert (0, "") == (done.returncode, done.stderr)
    assert ["C'est quoi, le consentement?", "  answer"] == done.stdout.splitlines()[:2]
    assert "what-is-consent (M2): C'est quoi, le consentement?" in done.stdout


def test_words_in_another_encoding_do_not_stop_the_others(content: Path) -> None:
    """A line that is no UTF-8 is answered as well as it can be, and so are the lines around it."""
    done = bot(
        *("ask", "--json"), typed=b"\xe9\xe8\nWhat is consent?\n", BOT_CONTENT=content, PYTHONIOENCODING="utf-8:strict"
    )

    assert (0, "") == (done.returncode, done.stderr)
    assert ["unknown", "answer"] == [json.loads(line)["decision"] for line in done.stdout.splitlines()]


def test_a_terminal_without_accents_does_not_stop_an_answer(content: Path) -> None:
    """Where a letter cannot be shown, something stands in its place."""
    done = bot("ask", "ça veut dire quoi consentir", BOT_CONTENT=content, PYTHONIOENCODING="ascii:strict")

    assert (0, "") == (done.returncode, done.stderr)
    assert "what-is-consent (M2)" in done.stdout


def test_a_reader_who_has_read_enough_is_no_error(content: Path) -> None:
    """`ask | head -1` ends in silence."""
    command = [*COMMAND, "ask", "--json"]
    settings = environment({"BOT_CONTENT": content})
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, env=settings, stdin=pipe, stdout=pipe, stderr=pipe) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdin.write(b"menu\n")
        process.stdin.flush()
        first = process.stdout.readline()
        process.stdout.close()
        process.stdin.write(b"menu\n" * 100)
        process.stdin.close()
        said = process.stderr.read()
        status = process.wait(timeout=60)

    assert b'{"question": "menu"' == first[:19]
    assert (0, b"") == (status, said)


# ---- chat ----------------------------------------------------------------------------------------------------------


def test_a_whole_story_can_be_played_from_a_script(content: Path) -> None:
    """Lines on standard input press buttons and say words; the talk ends where the lines end."""
    typed = "1\nno thanks\n1\n"
    done = bot("chat", "--lang", "en", "--scenario", "ride-home", typed=typed, BOT_CONTENT=content)
    messages = done.stdout.split("─" * 60)

    assert (0, "") == (done.returncode, done.stderr)
    assert 5 == len(messages)
    for words, message in zip(
        ["A ride home", "A car stops in front of you.", "Saying no is your right.", "You trusted yourself."],
        messages[1:],
        strict=True,
    ):
        assert words in message


@pytest.mark.parametrize(("lang", "words"), [("fr", "Les tours d'auto"), ("en", "Rides")])
def test_the_chat_speaks_the_language_asked_for(content: Path, lang: str, words: str) -> None:
    """`--lang` chooses the language of the first message and of those that follow."""
    done = bot("chat", "--lang", lang, typed="/question\n", BOT_CONTENT=content)

    assert (0, "") == (done.returncode, done.stderr)
    assert words in done.stdout


def test_danger_is_answered_in_the_terminal_too(content: Path) -> None:
    """Typed words are heard for danger wherever they are typed."""
    done = bot("chat", typed="il veut pas me laisser partir\n", BOT_CONTENT=content)

    assert "danger-emergency" in done.stdout
    assert "555 0101" in done.stdout


def test_danger_in_a_story_of_the_terminal_keeps_help_in_sight(content: Path) -> None:
    """In a story the terminal asks «the story, or you?», and goes on with help in sight."""
    typed = "1\nil veut pas me laisser partir\n3\n"
    done = bot("chat", "--scenario", "ride-home", typed=typed, BOT_CONTENT=content)
    *_, scene, danger, again = done.stdout.split("─" * 60)

    assert (0, "") == (done.returncode, done.stderr)
    assert "danger-emergency" in danger
    assert "danger-story-or-you" in danger
    assert "3. button-it-is-the-story" in danger
    assert "button-still-here" not in scene
    assert "button-still-here" in again


def test_small_talk_is_answered_in_the_terminal(content: Path) -> None:
    """Who says hello gets hello back."""
    done = bot("chat", "--lang", "en", typed="hello\n", BOT_CONTENT=content)

    assert "Hi! Ask your question." in done.stdout


def test_a_chat_without_a_line_shows_the_menu_and_ends(content: Path) -> None:
    """A closed standard input is the end of the talk, not an error."""
    done = bot("chat", BOT_CONTENT=content)

    assert (0, "") == (done.returncode, done.stderr)
    assert "menu" in done.stdout


def test_stopping_a_chat_by_hand_is_no_error(content: Path) -> None:
    """Control-C ends the talk without a word."""
    settings = environment({"BOT_CONTENT": content})
    pipe = subprocess.PIPE
    with subprocess.Popen([*COMMAND, "chat"], cwd=ROOT, env=settings, stdin=pipe, stdout=pipe, stderr=pipe) as process:
        assert process.stdout
        shown = process.stdout.read(1)
        while shown and not shown.endswith(b"\n> "):
            shown = shown[-2:] + process.stdout.read(1)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)

    assert (0, b"") == (process.returncode, said)


# ---- map -----------------------------------------------------------------------------------------------------------


def test_map_tells_a_story_as_an_outline(content: Path) -> None:
    """Without a form it is the outline, on standard output, in the language that is asked for or of the machine."""
    french, english = (
        bot("map", "ride-home", "--lang", "fr", BOT_CONTENT=content),
        bot("map", "ride-home", BOT_CONTENT=content),
    )

    assert (0, "") == (french.returncode, french.stderr)
    assert french.stdout.startswith("Un tour d'auto (ride-home)\n1 scène, 3 fins, 3 choix.\n")
    assert english.stdout.startswith("A ride home (ride-home)\n1 scene, 3 endings, 3 choices.\n")


def test_map_draws_to_standard_output_or_to_a_file(content: Path, tmp_path: Path) -> None:
    """A picture goes where it is sent, the same bytes either way."""
    shown = bot("map", "ride-home", "--form", "svg", BOT_CONTENT=content)
    written = bot("map", "ride-home", "--form", "svg", "--out", tmp_path / "map.svg", BOT_CONTENT=content)

    assert (0, "", "") == told(written)
    assert shown.stdout == (tmp_path / "map.svg").read_text(encoding="utf-8")
    assert shown.stdout.startswith("<svg ")
    assert bot("map", "ride-home", "--form", "mermaid", BOT_CONTENT=content).stdout.startswith("flowchart TD\n")


def test_map_writes_a_png(content: Path, tmp_path: Path) -> None:
    """A PNG is a PNG."""
    assert (0, "", "") == told(
        bot("map", "listening", "--form", "png", "--out", tmp_path / "map.png", BOT_CONTENT=content)
    )
    assert (tmp_path / "map.png").read_bytes().startswith(b"\x89PNG\r\n")


def test_map_draws_a_story_with_problems_and_counts_them(broken: Path) -> None:
    """A story that could not be played is drawn, and beside it stands how many problems it has."""
    done = bot("map", "ride-home", "--lang", "fr", BOT_CONTENT=broken)

    assert 0 == done.returncode
    assert "« in-the-cra » n'existe pas" in done.stdout
    expected = "dialogues/ride-home.yaml a 2 problèmes, et est dessiné tel quel. Pour voir quoi : pile-ou-face check\n"
    assert expected == done.stderr


def test_map_of_an_unknown_story_offers_the_nearest(content: Path) -> None:
    """A name mistyped is a wrong call, answered with the name that may be meant and all there are."""
    expected = "There is no story «ride-hone»; did you mean «ride-home»? There are: listening, ride-home.\n"

    assert (2, "", expected) == told(bot("map", "ride-hone", content))


def test_map_of_a_story_that_cannot_be_read_tells_its_problems(tmp_path: Path) -> None:
    """A file out of shape is not drawn; its problems are told, with the status of problems."""
    folder = small.write_checked_today(tmp_path, small.changed(small.STORY, "kind: scene", "kind: scne"))
    done = bot("map", "ride-home", folder)

    assert (1, "") == (done.returncode, done.stdout)
    assert done.stderr.startswith("dialogues/ride-home.yaml:18:5: error: ")
    assert done.stderr.endswith("This story cannot be read, so it cannot be drawn. Mend these problems first.\n")


def test_map_that_cannot_be_written_says_so(content: Path, tmp_path: Path) -> None:
    """A file that may not be written is one sentence, and a wrong call."""
    target = tmp_path / "nowhere" / "map.svg"

    expected = f"Cannot write {target}: No such file or directory. Choose another file with --out.\n"
    assert (2, "", expected) == told(bot("map", "ride-home", "--form", "svg", "--out", target, BOT_CONTENT=content))


# ---- status --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("lang", "words"), [("fr", "Démarre-le avec « run »"), ("en", "Start it with «run»")])
def test_without_a_bot_that_ran_there_is_no_status(lang: str, words: str, tmp_path: Path) -> None:
    """Where the bot never ran, one sentence says so, and where it was looked for."""
    status, out, error = told(bot("status", "--lang", lang, BOT_CACHE=tmp_path))

    assert (2, "") == (status, out)
    assert words in error
    assert f"{tmp_path}/pile-ou-face-status.json" in error


# ---- stats ---------------------------------------------------------------------------------------------------------


def test_stats_show_large_counters_and_hide_small_ones(tmp_path: Path) -> None:
    """Counters of five and more are told in fives, largest first; smaller ones are told to exist, without a number."""
    path = tmp_path / "tally.db"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE counters (week TEXT, lang TEXT, event TEXT, content TEXT, number INTEGER)")
        rows = [("help", "", 5), ("story-begun", "ride-home", 12), ("media", "", 4), ("stale", "", 1)]
        database.executemany("INSERT INTO counters VALUES ('2026-W11', 'fr', ?, ?, ?)", rows)
    database.close()

    expected = (
        "week · language · event · content · number\n"
        "2026-W11 · fr · story-begun · ride-home · 10\n"
        "2026-W11 · fr · help · 5\n"
        "+ 2 × < 5\n"
    )
    assert (0, expected, "") == told(bot("stats", BOT_DATABASE_URL=f"sqlite:///{path}"))


# ---- the process ---------------------------------------------------------------------------------------------------


def test_a_crash_leaves_no_picture_of_the_memory(content: Path) -> None:
    """Core dumps are turned off before anything is read: one would hold what teens wrote in the last seconds."""
    program = (
        "import resource, sys; from bot.__main__ import main; "
        f"main(['check', {str(content)!r}]); print(*resource.getrlimit(resource.RLIMIT_CORE))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=environment({}), capture_output=True, text=True, check=True
    )

    assert ["0 errors, 0 warnings in 22 files", "0 0"] == done.stdout.splitlines()


# ---- play ----------------------------------------------------------------------------------------------------------


def test_play_walks_through_every_story(content: Path) -> None:
    """Without a name every story is played in both languages, told in the machine's; nothing wrong is status 0."""
    done = bot("play", "--walks", "5", BOT_CONTENT=content, LANG="fr_CA.UTF-8")

    assert (0, "") == (done.returncode, done.stderr)
    assert done.stdout.startswith("Joué en français et anglais : ")
    assert done.stdout.endswith("\nAucun défaut.\n")
    assert ["listening", "ride-home"] == [line.split()[0] for line in done.stdout.splitlines() if " — " in line]


def test_play_takes_stories_and_a_folder_before_or_behind_the_options(content: Path, tmp_path: Path) -> None:
    """A story and a folder are told apart wherever they stand, and the language played is that of the report."""
    before = bot("play", "ride-home", content, "--lang", "en", BOT_CONTENT=tmp_path)
    behind = bot("play", "ride-home", "--lang", "en", content, BOT_CONTENT=tmp_path)

    assert (0, "") == (before.returncode, before.stderr)
    assert told(before) == told(behind)
    assert before.stdout.endswith("\nNo faults.\n")


def test_play_shows_one_path(content: Path) -> None:
    """A path is shown message by message, with the pressed button marked."""
    done = bot("play", "ride-home", "--lang", "en", "--path", "ask-why", BOT_CONTENT=content)

    assert (0, "") == (done.returncode, done.stderr)
    assert "▶ [Why me?]" in done.stdout
    assert "The door stays open." in done.stdout


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("play", "ride", "--report", "fr"), "Il n'y a pas d'histoire «\u00a0ride\u00a0». Il y a : listening, "),
        (("play", "ride-home", "--lang", "en", "--path", "fly"), "At «at-the-stop» there is no answer «fly». "),
        (("play", "--walks", "-1"), "--walks takes a number from 0 to 100000.\n"),
        (("diff", ";rm"), "«;rm» is neither a folder nor the name of a version"),
        (("diff", "--", "--output=/etc/x"), "«--output=/etc/x» is neither a folder nor the name of a version"),
        (("diff", "HEAD"), "{content} is in no git repository, so it has no version «HEAD»."),
        (("diff", "{content}", "--questions", "nowhere.txt"), "Cannot read nowhere.txt: "),
    ],
)
def test_what_cannot_be_played_or_compared_is_one_sentence(
    arguments: tuple[str, ...], expected: str, content: Path
) -> None:
    """What does not exist is told with what does, status 2, and nothing on standard output."""
    done = bot(*(argument.format(content=content) for argument in arguments), BOT_CONTENT=content)

    assert (2, "") == (done.returncode, done.stdout)
    assert done.stderr.startswith(expected.format(content=content))
    assert 1 == done.stderr.count("\n")


def test_play_and_diff_refuse_options_nobody_knows(content: Path) -> None:
    """A mistyped option is a wrong call, also behind a name."""
    for arguments in (("play", "ride-home", "--walk-about"), ("diff", "--output=/etc/x"), ("check", "a", "b")):
        done = bot(*arguments, BOT_CONTENT=content)

        assert (2, "") == (done.returncode, done.stdout)
        assert "usage: pile-ou-face" in done.stderr


def test_play_tells_problems_instead_of_playing(broken: Path) -> None:
    """Content that must not be played is not, and each problem is told."""
    assert (2, "", BROKEN_LINES + NOT_STARTED) == told(bot("play", broken))


# ---- diff ----------------------------------------------------------------------------------------------------------


def test_diff_compares_two_folders_and_the_content_as_it_is_now(content: Path, broken: Path) -> None:
    """Without a second version the old one is compared with the content; problems in one of them stop nothing."""
    done = bot("diff", broken, "--lang", "en", BOT_CONTENT=content)
    back = bot("diff", content, broken, "--lang", "en", BOT_CONTENT=content)

    assert (0, "") == (done.returncode, done.stderr)
    assert "choice «get-in» of «at-the-stop» now leads to «in-the-car» (before: «in-the-cra»)" in done.stdout
    assert "ending «in-the-car» can no longer be reached" in back.stdout
    assert done.stdout.endswith("\nAnswers to questions were not compared: add --answers.\n")


def test_diff_asks_both_versions_the_questions(content: Path, broken: Path, tmp_path: Path) -> None:
    """With `--answers` or questions of one's own both are asked, and a version with problems is named instead."""
    other = small.write_checked_today(
        tmp_path / "other", small.changed(small.ENTRIES, "  - id: what-is-consent", "  - id: about-consent")
    )
    small.write_checked_today(
        other, {small.ENTRIES: (other / small.ENTRIES).read_bytes().replace(b"[what-is", b"[about")}
    )
    questions = tmp_path / "questions.txt"
    questions.write_text("What is consent?\n\nwhat is a debt\n")
    done = bot("diff", content, other, "--lang", "en", "--questions", questions, BOT_CONTENT=content)
    refused = bot("diff", content, broken, "--lang", "en", "--answers", BOT_CONTENT=content)

    assert 0 == done.returncode
    assert done.stderr.startswith("Both versions learn their questions")
    assert "  answer what-is-consent\n    → answer about-consent  (" in done.stdout
    assert " of 29 (" in done.stdout
    assert (2, True) == (refused.returncode, refused.stderr.startswith("Nothing can be asked of the new version: "))


# ---- what cannot be written or shown -------------------------------------------------------------------------------


def test_what_check_cannot_write_is_one_sentence(tmp_path: Path) -> None:
    """A file where the schemas would stand, and a folder where the accepted texts would, are told with what to do."""
    folder = small.write_checked_today(tmp_path / "content", small.files())
    in_the_way = tmp_path / "file"
    in_the_way.touch()
    (folder / "knowledge" / "accepted.txt").mkdir()
    schema = f"Cannot write to {in_the_way}: File exists. Choose another folder with --schema.\n"
    accepted = f"Cannot write {folder}/knowledge/accepted.txt: Is a directory. Accept as a user who may.\n"

    assert (2, "", schema) == told(bot("check", "--schema", in_the_way))
    assert (2, "", accepted) == told(bot("check", "--accept", folder))


@pytest.mark.parametrize("arguments", [("check", "--explain"), ("check",), ("map", "ride-home")])
@pytest.mark.parametrize(("output", "why"), [(">/dev/full", "No space left on device"), (">&-", "Bad file descriptor")])
def test_output_that_cannot_be_written_is_one_sentence(
    arguments: tuple[str, ...], output: str, why: str, content: Path
) -> None:
    """A full disk and a closed output are told on standard error, whether much or little is written."""
    command = " ".join((*COMMAND, *arguments, output))
    done = subprocess.run(
        ["/bin/sh", "-c", command],
        cwd=ROOT,
        env=environment({"BOT_CONTENT": content}),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )

    assert (2, f"Cannot write the output: {why}. Send it elsewhere.") == (
        done.returncode,
        done.stderr.splitlines()[-1],
    )
    assert "unexpected" not in done.stderr


@pytest.mark.parametrize("form", ["text", "lines", "json", "github", "sarif"])
def test_a_name_that_is_no_utf_8_is_told_in_every_form(form: str, tmp_path: Path) -> None:
    """A file that another system named stops no report: it is a problem like any other."""
    folder = small.write_checked_today(tmp_path, small.files())
    (folder / "dialogues" / os.fsdecode(b"caf\xe9.yaml")).touch()
    done = bot("check", "--form", form, folder)

    assert (1, "") == (done.returncode, done.stderr)
    assert "file-name" in done.stdout
    assert "xe9.yaml" in done.stdout


# ---- invite, guide


def beside(folder: Path, content: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run a command with the small content and a file of counters in a folder."""
    return bot(*arguments, BOT_CONTENT=content, BOT_DATABASE_URL=f"sqlite:///{folder}/tally.db")


def test_invite_makes_a_link_a_code_and_a_group(content: Path, tmp_path: Path) -> None:
    """A link, a code that scans to it, and a group of which the file keeps the code and not the secret."""
    done = beside(
        tmp_path, content, "invite", "ride-home", "--bot", "@a_test_bot", "--results", "--qr", tmp_path / "code.png"
    )
    link = re.search(r"https://t\.me/a_test_bot\?start=(i_\S+)", done.stdout)
    secret = re.search(r"https://t\.me/a_test_bot\?start=r_(\S{22})\n", done.stdout)
    assert link
    assert secret
    with sqlite3.connect(tmp_path / "tally.db") as database:
        groups = database.execute("SELECT code, payload FROM groups").fetchall()

    assert (0, "") == (done.returncode, done.stderr)
    assert link[0] == decoded((tmp_path / "code.png").read_bytes())
    assert [(link[1][-11:-3], link[1])] == groups
    assert secret[1].encode() not in (tmp_path / "tally.db").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["ride-home"], "Name the bot with --bot NAME, or set TELEGRAM_BOT_TOKEN."),
        (["ride-home", "--bot", "not a name"], "--bot takes the name @BotFather gave the bot"),
        (["ride-hom", "--bot", "a_test_bot"], "Did you mean «ride-home»?"),
        (["--bot", "a_test_bot"], "one kind at a time"),
        (["ride-home", "--bot", "a_test_bot", "--days", "400"], "--days takes a number from 1 to 365."),
        (["ride-home", "--bot", "a_test_bot", "--qr", "/nowhere/code.png"], "Choose another file with --qr."),
    ],
)
def test_an_invitation_that_cannot_be_made_is_one_sentence(
    arguments: list[str], words: str, content: Path, tmp_path: Path
) -> None:
    """Whatever is wrong with the call is told in one sentence, with status 2, and no group is kept."""
    done = beside(tmp_path, content, "invite", *arguments, "--results")

    assert (2, "") == (done.returncode, done.stdout)
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "tally.db").exists()


def test_invite_with_a_file_that_is_no_database_is_one_sentence(content: Path, tmp_path: Path) -> None:
    """A group that cannot be kept is told, and no link is given."""
    (tmp_path / "tally.db").write_text("these are words and no database at all. " * 40)
    done = beside(tmp_path, content, "invite", "ride-home", "--bot", "a_test_bot", "--results")

    assert (2, "", UNREADABLE.format(path=tmp_path / "tally.db")) == told(done)


def test_guide_writes_papers(content: Path, tmp_path: Path) -> None:
    """A guide and a projector page are written where it is said, and a name nobody knows is one sentence."""
    pdf, page = tmp_path / "guide.pdf", tmp_path / "page.html"
    guide = beside(tmp_path, content, "guide", "ride-home", "--lang", "fr", "--out", pdf)
    shown = beside(tmp_path, content, "guide", "ride-home", "--form", "html", "--lang", "en", "--out", page)
    unknown = beside(tmp_path, content, "guide", "ride-hom", "--lang", "en")

    assert [(0, "", f"{pdf}\n"), (0, "", f"{page}\n")] == [told(guide), told(shown)]
    assert pdf.read_bytes().startswith(b"%PDF")
    assert page.read_text().startswith("<!doctype html>")
    assert (2, "") == (unknown.returncode, unknown.stdout)
    assert "did you mean «ride-home»" in unknown.stderr
