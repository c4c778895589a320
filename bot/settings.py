"""The environment, read once.

Rule: a wrong setting is told by its name and by what to do, never by its value: one of them is the token.
"""

from __future__ import annotations

import re
from pathlib import Path  # noqa: TC003 - pydantic reads it when the settings are made
from typing import Literal

from pydantic import AliasChoices, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

_SQLITE = ("sqlite+aiosqlite:///", "sqlite:///")


class SettingsError(Exception):
    """A setting is wrong; the message says which and what to do."""


class Settings(BaseSettings):
    """What an operator may set; the README lists the same."""

    model_config = SettingsConfigDict(extra="ignore", frozen=True, hide_input_in_errors=True)

    token: SecretStr | None = Field(None, validation_alias=AliasChoices("TELEGRAM_BOT_TOKEN"))
    api_url: str = Field("https://api.telegram.org", validation_alias=AliasChoices("TELEGRAM_API_URL"))
    content: Path | None = Field(None, validation_alias=AliasChoices("BOT_CONTENT"))
    cache: Path | None = Field(None, validation_alias=AliasChoices("BOT_CACHE", "XDG_CACHE_HOME"))
    reload: Literal["on", "off"] = Field("on", validation_alias=AliasChoices("BOT_RELOAD"))
    database_url: str = Field("sqlite:///pile-ou-face.db", validation_alias=AliasChoices("BOT_DATABASE_URL"))
    public_url: str = Field("", validation_alias=AliasChoices("BOT_PUBLIC_URL"))
    film_url: str = Field("", validation_alias=AliasChoices("BOT_FILM_URL"))
    messages_per_second: float = Field(
        30, ge=0.1, allow_inf_nan=False, validation_alias=AliasChoices("BOT_MESSAGES_PER_SECOND")
    )
    listen: str = Field("127.0.0.1:8080", validation_alias=AliasChoices("BOT_LISTEN"))
    studio_password: SecretStr | None = Field(None, validation_alias=AliasChoices("BOT_STUDIO_PASSWORD"))
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        "INFO", validation_alias=AliasChoices("BOT_LOG_LEVEL")
    )

    @field_validator("token", "content", "cache", "studio_password", mode="before")
    @classmethod
    def _empty_is_unset(cls, value: object) -> object:
        return value or None

    @field_validator("api_url")
    @classmethod
    def _address(cls, value: str) -> str:
        if not value.startswith(("http://", "https://")):
            raise ValueError("must start with http:// or https://")
        if not re.match(r"https?://[^/\s]+", value):
            raise ValueError("must name a host after //")
        return value.rstrip("/")

    @field_validator("public_url")
    @classmethod
    def _public(cls, value: str) -> str:
        if value and not re.fullmatch(r"https://[^/\s?#@]+(/[^\s?#]*)?", value):
            raise ValueError("must be the address people reach this server at, starting with https://")
        return value.rstrip("/")

    @field_validator("film_url")
    @classmethod
    def _film(cls, value: str) -> str:
        if value and not re.match(r"https://([a-z0-9-]+\.)+[a-z]{2,}(:\d{1,5})?(/\S*)?$", value, re.IGNORECASE):
            raise ValueError("must be the address of a page, starting with https://")
        return value

    @field_validator("database_url")
    @classmethod
    def _sqlite(cls, value: str) -> str:
        if not value.startswith(_SQLITE):
            raise ValueError("must start with sqlite:///")
        if not any(value.removeprefix(start) for start in _SQLITE if value.startswith(start)):
            raise ValueError("must name a file after sqlite:///")
        return value

    @property
    def database_path(self) -> str:
        """The file of the counters."""
        for start in _SQLITE:
            if self.database_url.startswith(start):
                return self.database_url.removeprefix(start)
        raise AssertionError("checked when the setting was read")


def read_settings() -> Settings:
    """Read the environment. Raises SettingsError."""
    try:
        return Settings()
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False, include_context=False)
        wrong = "; ".join(f"{each['loc'][0]}: {each['msg'].removeprefix('Value error, ')}" for each in found)
        raise SettingsError(f"Wrong setting. {wrong}.") from None
