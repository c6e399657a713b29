"""Django's settings of the probe and of the Django peer, in the usual set-up: eight middlewares, connections kept, the house's SQLite settings.

The database is named by SURVEY_DATABASE: the path of a SQLite file, or postgresql://user@/name?host=folder.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
CONTEXT = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
]
PRAGMAS = "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA cache_size=-20000;PRAGMA temp_store=MEMORY"


def settings_for(database: str, *, urls: str, apps: tuple[str, ...] = (), context: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return what `settings.configure` is given."""
    engine = {"OPTIONS": {"context_processors": [*CONTEXT, *context]}, "BACKEND": "django.template.backends.django.DjangoTemplates"}
    return {
        "ALLOWED_HOSTS": ["127.0.0.1"],
        "DATABASES": {"default": {**_database(database), "CONN_MAX_AGE": 600}},
        "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
        "INSTALLED_APPS": [*APPS, *apps],
        "MIDDLEWARE": MIDDLEWARE,
        "ROOT_URLCONF": urls,
        "SECRET_KEY": "for a measurement alone, and long enough for Django",
        "STATIC_URL": "/static/",
        "TEMPLATES": [{**engine, "APP_DIRS": True}],
        "USE_TZ": True,
    }


def _database(address: str) -> dict[str, Any]:
    if not address.startswith("postgresql://"):
        options = {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": PRAGMAS}
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": address, "OPTIONS": options}
    url = urlsplit(address)
    host = parse_qs(url.query)["host"][0]
    return {"ENGINE": "django.db.backends.postgresql", "NAME": url.path.lstrip("/"), "USER": url.username or "", "HOST": host}
