"""Every setting of the house, typed, read once from the environment. docs/deploy/settings.md is made from this table."""

from __future__ import annotations

import sys
from functools import lru_cache
from pathlib import Path
from zoneinfo import available_timezones

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

SECRETS = frozenset({"DATABASE_URL", "COMMONSHELF_SECRET_KEY", "COMMONSHELF_SMTP_PASSWORD", "COMMONSHELF_OIDC_SECRET"})
FOR_DEVELOPERS = frozenset({"COMMONSHELF_TEST_POSTGRES", "COMMONSHELF_CHROMIUM"})  # read by the tests alone


class Environment(BaseSettings):
    """What the person who runs Commonshelf may set. Each field's alias is the variable's name."""

    # Aliases alone: by field name it would take the shell's own HOME and DEBUG for ours.
    model_config = SettingsConfigDict(extra="ignore")

    home: Path = Field(
        default=Path("var"), alias="COMMONSHELF_HOME", description="The one folder that holds the embedded database and the files."
    )
    database_url: str = Field(
        default="",
        alias="DATABASE_URL",
        pattern=r"^$|^postgres(ql)?://",
        examples=["the address of a PostgreSQL database, such as postgresql://user:password@host/name"],
        description="A PostgreSQL address (postgresql://user:password@host/name) that replaces the embedded SQLite database.",
    )
    secret_key: str = Field(
        default="", alias="COMMONSHELF_SECRET_KEY", description="Signs sessions and links. Empty: made once and kept in the home folder."
    )
    base_url: str = Field(
        default="http://127.0.0.1:8000",
        alias="COMMONSHELF_BASE_URL",
        pattern=r"^https?://[^/\s]+$",
        examples=["an address such as https://outreach.library.example, without a slash at its end"],
        description="The address residents see, without a slash at its end; links in mail begin with it.",
    )
    allowed_hosts: str = Field(
        default="",
        alias="COMMONSHELF_ALLOWED_HOSTS",
        description="Further host names to answer to, with commas between; the host of COMMONSHELF_BASE_URL is always one.",
    )
    proxies: int = Field(
        default=0,
        alias="COMMONSHELF_PROXIES",
        ge=0,
        le=10,
        description="How many proxies of yours stand before Commonshelf and say who asks (X-Forwarded-For, X-Forwarded-Proto). None: what such headers say is not believed.",
    )
    debug: bool = Field(
        default=False, alias="COMMONSHELF_DEBUG", description="Django's debug pages. Never on a machine that residents reach."
    )
    sample_town: bool = Field(
        default=False,
        alias="COMMONSHELF_SAMPLE_TOWN",
        description="The database holds the sample town: sign-ins may be printed and every page says so.",
    )
    time_zone: str = Field(
        default="America/New_York",
        alias="COMMONSHELF_TIME_ZONE",
        examples=["the IANA name of a time zone, such as America/Chicago"],
        description="The library's own time zone, by its IANA name.",
    )
    smtp_host: str = Field(
        default="",
        alias="COMMONSHELF_SMTP_HOST",
        description="The mail server. Empty: letters are written to the folder mail/ of the home folder instead.",
    )
    smtp_port: int = Field(default=25, alias="COMMONSHELF_SMTP_PORT", ge=1, le=65535, description="The mail server's port.")
    smtp_user: str = Field(
        default="", alias="COMMONSHELF_SMTP_USER", description="The name to sign in to the mail server with, if it asks."
    )
    smtp_password: str = Field(default="", alias="COMMONSHELF_SMTP_PASSWORD", description="The password that goes with it.")
    smtp_tls: bool = Field(default=False, alias="COMMONSHELF_SMTP_TLS", description="Speak STARTTLS to the mail server.")
    mail_from: str = Field(
        default="library@localhost",
        alias="COMMONSHELF_MAIL_FROM",
        pattern=r"^[^@\s]+@[^@\s]+$",
        examples=["one mail address, such as outreach@library.example"],
        description="The address that letters come from.",
    )
    oidc_name: str = Field(
        default="", alias="COMMONSHELF_OIDC_NAME", description="What the library's own sign-in is called on the sign-in page."
    )
    oidc_server: str = Field(
        default="",
        alias="COMMONSHELF_OIDC_SERVER",
        pattern=r"^$|^https?://",
        examples=["an address that begins with https://"],
        description="The address of the library's OpenID Connect provider. Empty: none.",
    )
    oidc_client: str = Field(default="", alias="COMMONSHELF_OIDC_CLIENT", description="The client id that the provider gave Commonshelf.")
    oidc_secret: str = Field(default="", alias="COMMONSHELF_OIDC_SECRET", description="The client secret that goes with it.")

    @field_validator("time_zone")
    @classmethod
    def _exists(cls, name: str) -> str:
        if name not in available_timezones():
            raise ValueError(name)
        return name


class BadSetting(SystemExit):
    """A setting that cannot be read: one sentence for each, saying which, what it is and what it must be."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__(2)
        self.sentences = sentences


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Return the settings, or leave with one clear sentence a bad value."""
    try:
        return Environment()
    except ValidationError as error:
        sentences = sorted(_sentence(str(problem["loc"][0]), problem["input"]) for problem in error.errors())
        sys.stderr.write("Commonshelf cannot start:\n  " + "\n  ".join(sentences) + "\n")
        sys.stderr.write("Every setting and what it may hold: docs/deploy/settings.md\n")
        raise BadSetting(sentences) from None


def _sentence(variable: str, value: object) -> str:
    """Say what is wrong with one setting. What may hold a password is not repeated."""
    field = next(field for field in Environment.model_fields.values() if field.alias == variable)
    told = "" if variable in SECRETS else f" is {value!r} but"
    if field.annotation is bool:
        return f"{variable}{told} must be true or false."
    if field.annotation is int:
        return f"{variable}{told} must be a whole number from 1 to 65535."
    return f"{variable}{told} must be {field.examples[0] if field.examples else 'text'}."


def unread_variables(given: dict[str, str]) -> list[str]:
    """Return the names that begin like a setting and are none: most likely typing mistakes."""
    known = {field.alias for field in Environment.model_fields.values()} | FOR_DEVELOPERS
    return sorted(name for name in given if name.startswith("COMMONSHELF_") and name not in known)
