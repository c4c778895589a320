from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import pytest
from pydantic import AliasChoices, ValidationError

from bot.settings import Settings, SettingsError, read_settings

TOKEN: Final = "123456789:AAExampleOfATokenThatIsNobodys"


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take away what the machine of the test has set."""
    for name in os.environ:
        if name.upper().startswith(("BOT_", "TELEGRAM_")):
            monkeypatch.delenv(name)


def with_environment(monkeypatch: pytest.MonkeyPatch, **values: str) -> Settings:
    """Read the settings from an environment."""
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    return read_settings()


def test_nothing_needs_to_be_set() -> None:
    """Without any setting, the bot has its defaults, and no token."""
    settings = read_settings()

    assert (None, None) == (settings.token, settings.content)
    assert ("https://api.telegram.org", "pile-ou-face.db") == (settings.api_url, settings.database_path)
    assert (30.0, "INFO", "on") == (settings.messages_per_second, settings.log_level, settings.reload)


def test_every_setting_is_read_from_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each variable of the README sets what it says."""
    settings = with_environment(
        monkeypatch,
        TELEGRAM_BOT_TOKEN=TOKEN,
        TELEGRAM_API_URL="http://127.0.0.1:8081/",
        BOT_CONTENT="/srv/content",
        BOT_DATABASE_URL="sqlite:////var/lib/tally.db",
        BOT_MESSAGES_PER_SECOND="1.5",
        BOT_LOG_LEVEL="DEBUG",
        BOT_RELOAD="off",
    )

    assert settings.token
    assert (TOKEN, Path("/srv/content")) == (settings.token.get_secret_value(), settings.content)
    assert ("http://127.0.0.1:8081", "/var/lib/tally.db") == (settings.api_url, settings.database_path)
    assert (1.5, "DEBUG", "off") == (settings.messages_per_second, settings.log_level, settings.reload)


def test_the_readme_lists_every_setting() -> None:
    """An operator finds each variable in the README, and no variable that does nothing."""
    readme = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    section = readme.split("## Settings", 1)[1].split("\n## ", 1)[0]
    listed = {line.split("`")[1] for line in section.splitlines() if line.startswith("| `")}
    aliases = [field.validation_alias for field in Settings.model_fields.values()]

    assert {name for alias in aliases if isinstance(alias, AliasChoices) for name in alias.choices} == listed


@pytest.mark.parametrize("name", ["TELEGRAM_BOT_TOKEN", "BOT_CONTENT"])
def test_an_empty_variable_is_not_set(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """`TELEGRAM_BOT_TOKEN= make run` means no token, not a token of no letters."""
    settings = with_environment(monkeypatch, **{name: ""})

    assert (None, None) == (settings.token, settings.content)


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("sqlite:///tally.db", "tally.db"),
        ("sqlite:////data/tally.db", "/data/tally.db"),
        ("sqlite+aiosqlite:///tally.db", "tally.db"),
        ("sqlite+aiosqlite:////data/my tally.db", "/data/my tally.db"),
    ],
)
def test_the_file_of_the_counters_is_what_follows_three_slashes(
    monkeypatch: pytest.MonkeyPatch, url: str, path: str
) -> None:
    """Three slashes lead to a file beside the bot, four to one anywhere."""
    assert path == with_environment(monkeypatch, BOT_DATABASE_URL=url).database_path


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("TELEGRAM_API_URL", "ftp://secret.example", "must start with http:// or https://"),
        ("TELEGRAM_API_URL", "", "must start with http:// or https://"),
        *(
            ("BOT_PUBLIC_URL", wrong, "must be the address people reach this server at, starting with https://")
            for wrong in ("http://secret.example", "secret.example", "https://", "https://secret.example/#board", "on")
        ),
        ("BOT_DATABASE_URL", "postgresql://me:secret@db/tally", "must start with sqlite:///"),
        ("BOT_DATABASE_URL", "tally.db", "must start with sqlite:///"),
        ("BOT_MESSAGES_PER_SECOND", "0", "Input should be greater than or equal to 0.1"),
        ("BOT_MESSAGES_PER_SECOND", "-3", "Input should be greater than or equal to 0.1"),
        ("BOT_MESSAGES_PER_SECOND", "1e-9", "Input should be greater than or equal to 0.1"),
        ("BOT_MESSAGES_PER_SECOND", "nan", "Input should be a finite number"),
        ("BOT_MESSAGES_PER_SECOND", "inf", "Input should be a finite number"),
        ("TELEGRAM_API_URL", "http://", "must name a host after //"),
        (
            *("BOT_MESSAGES_PER_SECOND", "secret"),
            "Input should be a valid number, unable to parse string as a number",
        ),
        ("BOT_LOG_LEVEL", "verbose", "Input should be 'DEBUG', 'INFO', 'WARNING' or 'ERROR'"),
    ],
)
def test_a_wrong_setting_is_told_by_name_and_never_by_value(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, sentence: str
) -> None:
    """One sentence says which variable is wrong and what it must be; what was in it is not repeated."""
    with pytest.raises(SettingsError) as caught:
        with_environment(monkeypatch, TELEGRAM_BOT_TOKEN=TOKEN, **{name: value})

    assert f"Wrong setting. {name}: {sentence}." == str(caught.value)
    assert caught.value.__suppress_context__


def test_a_database_without_a_file_is_a_wrong_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    """An address that names no file would count into a file that is thrown away, so it is refused."""
    with pytest.raises(SettingsError, match="BOT_DATABASE_URL"):
        with_environment(monkeypatch, BOT_DATABASE_URL="sqlite:///")


def test_every_wrong_setting_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever sets two variables wrongly mends both in one go."""
    with pytest.raises(SettingsError) as caught:
        with_environment(monkeypatch, BOT_LOG_LEVEL="loud", TELEGRAM_API_URL="telegram")

    assert (
        "Wrong setting. TELEGRAM_API_URL: must start with http:// or https://; "
        "BOT_LOG_LEVEL: Input should be 'DEBUG', 'INFO', 'WARNING' or 'ERROR'."
    ) == str(caught.value)


def test_the_token_is_in_nothing_that_could_be_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever prints the settings, by accident or to find a fault, does not print the token."""
    settings = with_environment(monkeypatch, TELEGRAM_BOT_TOKEN=TOKEN)

    assert [] == [text for text in (str(settings), repr(settings), f"{settings.model_dump()}") if TOKEN in text]
    assert TOKEN not in settings.model_dump_json()


def test_the_error_of_the_library_shows_no_value_either(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where an error comes through that nobody put into words, it names the setting and not what was in it."""
    monkeypatch.setenv("BOT_DATABASE_URL", "postgresql://me:s3cret@db/tally")

    with pytest.raises(ValidationError) as caught:
        Settings()
    assert "s3cret" not in str(caught.value)
