"""Every setting of the house, typed, read once from the environment. docs/deploy/settings.md is made from this table."""

from __future__ import annotations

import sys
from functools import lru_cache
from pathlib import Path

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict


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
        description="A PostgreSQL address (postgresql://user:password@host/name) that replaces the embedded SQLite database.",
    )
    secret_key: str = Field(
        default="", alias="COMMONSHELF_SECRET_KEY", description="Signs sessions and links. Empty: made once and kept in the home folder."
    )
    base_url: str = Field(
        default="http://127.0.0.1:8000",
        alias="COMMONSHELF_BASE_URL",
        pattern=r"^https?://[^/\s]+$",
        description="The address residents see, without a slash at its end; links in mail begin with it.",
    )
    allowed_hosts: str = Field(
        default="",
        alias="COMMONSHELF_ALLOWED_HOSTS",
        description="Further host names to answer to, with commas between; the host of COMMONSHELF_BASE_URL is always one.",
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
        default="America/New_York", alias="COMMONSHELF_TIME_ZONE", description="The library's own time zone, by its IANA name."
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
        description="The address that letters come from.",
    )
    oidc_name: str = Field(
        default="", alias="COMMONSHELF_OIDC_NAME", description="What the library's own sign-in is called on the sign-in page."
    )
    oidc_server: str = Field(
        default="",
        alias="COMMONSHELF_OIDC_SERVER",
        pattern=r"^$|^https?://",
        description="The address of the library's OpenID Connect provider. Empty: none.",
    )
    oidc_client: str = Field(default="", alias="COMMONSHELF_OIDC_CLIENT", description="The client id that the provider gave Commonshelf.")
    oidc_secret: str = Field(default="", alias="COMMONSHELF_OIDC_SECRET", description="The client secret that goes with it.")


class BadSetting(SystemExit):
    """A setting that cannot be read: says which, what is wrong and where the table of settings is."""


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Return the settings, or leave with one clear sentence a bad value."""
    try:
        return Environment()
    except ValidationError as error:
        lines = [f"{problem['loc'][0]}: {problem['msg']} (it is {problem['input']!r})" for problem in error.errors()]
        sys.stderr.write("Commonshelf cannot start, a setting is not right:\n  " + "\n  ".join(lines) + "\n")
        sys.stderr.write("Every setting and what it may hold: docs/deploy/settings.md\n")
        raise BadSetting(2) from None
