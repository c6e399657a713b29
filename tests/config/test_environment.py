from __future__ import annotations

import pytest

from commonshelf.config.environment import BadSetting, Environment, environment, unread_variables


@pytest.fixture
def read(monkeypatch):
    """Read the settings anew from an environment that holds only these."""

    def read_from(**given):
        for field in Environment.model_fields.values():
            monkeypatch.delenv(field.alias, raising=False)
        for name, value in given.items():
            monkeypatch.setenv(name, value)
        return environment.__wrapped__()

    return read_from


def test_environment_has_a_default_for_everything(read):
    settings = read()
    assert (str(settings.home), settings.database_url, settings.smtp_port, settings.debug) == ("var", "", 25, False)


def test_environment_reads_types(read):
    settings = read(COMMONSHELF_SMTP_PORT="587", COMMONSHELF_DEBUG="yes", COMMONSHELF_BASE_URL="https://outreach.library.example")
    assert (settings.smtp_port, settings.debug, settings.base_url) == (587, True, "https://outreach.library.example")


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("COMMONSHELF_SMTP_PORT", "many", "COMMONSHELF_SMTP_PORT is 'many' but must be a whole number from 1 to 65535."),
        ("COMMONSHELF_SMTP_PORT", "70000", "COMMONSHELF_SMTP_PORT is '70000' but must be a whole number from 1 to 65535."),
        ("COMMONSHELF_DEBUG", "perhaps", "COMMONSHELF_DEBUG is 'perhaps' but must be true or false."),
        (
            "COMMONSHELF_BASE_URL",
            "https://library.example/",
            "COMMONSHELF_BASE_URL is 'https://library.example/' but must be an address such as https://outreach.library.example, without a slash at its end.",
        ),
        (
            "COMMONSHELF_TIME_ZONE",
            "Mars/Olympus",
            "COMMONSHELF_TIME_ZONE is 'Mars/Olympus' but must be the IANA name of a time zone, such as America/Chicago.",
        ),
        (
            "COMMONSHELF_MAIL_FROM",
            "the desk",
            "COMMONSHELF_MAIL_FROM is 'the desk' but must be one mail address, such as outreach@library.example.",
        ),
        ("COMMONSHELF_OIDC_SERVER", "idp", "COMMONSHELF_OIDC_SERVER is 'idp' but must be an address that begins with https://."),
        (
            "DATABASE_URL",
            "mysql://root:hunter2@db/x",
            "DATABASE_URL must be the address of a PostgreSQL database, such as postgresql://user:password@host/name.",
        ),
    ],
)
def test_bad_value_gets_one_clear_sentence(read, capsys, name, value, sentence):
    with pytest.raises(BadSetting) as caught:
        read(**{name: value})
    assert (caught.value.code, caught.value.sentences) == (2, [sentence])
    told = f"Commonshelf cannot start:\n  {sentence}\nEvery setting and what it may hold: docs/deploy/settings.md\n"
    assert capsys.readouterr().err == told


def test_every_pattern_says_in_words_what_it_wants():
    silent = [
        field.alias for field in Environment.model_fields.values() if field.metadata and not field.examples and field.annotation is str
    ]
    assert silent == []


def test_misspelled_variable_is_noticed():
    given = {"COMMONSHELF_SMTP_HSOT": "x", "COMMONSHELF_SMTP_HOST": "y", "COMMONSHELF_CHROMIUM": "z", "HOME": "/"}
    assert unread_variables(given) == ["COMMONSHELF_SMTP_HSOT"]
