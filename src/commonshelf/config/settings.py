"""Django's settings, all of them made from `environment()`; nothing here is read from anywhere else."""

from __future__ import annotations

import secrets
from contextlib import suppress
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from commonshelf.config.environment import environment

ENVIRONMENT = environment()
CHECKOUT = Path(__file__).resolve().parents[3]
HOME = ENVIRONMENT.home.resolve()
HOME.mkdir(mode=0o700, parents=True, exist_ok=True)  # it holds names, the secret and letters: nobody else on this machine reads it
(HOME / "static").mkdir(exist_ok=True)


def _kept_secret() -> str:
    """Return the secret of this home, made at its first use. Of several processes that start at once, one makes it whole."""
    place = HOME / "secret_key"
    if not place.exists():
        draft = HOME / f"secret_key.{secrets.token_hex(8)}"
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(50), encoding="utf-8")
        with suppress(FileExistsError):
            place.hardlink_to(draft)
        draft.unlink()
    return place.read_text(encoding="utf-8").strip()


PREPARED_AFTER = 2  # times that a connection has been asked the same


def _database() -> dict[str, object]:
    """Return Django's description of the one database."""
    if not ENVIRONMENT.database_url:
        pragmas = "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA cache_size=-20000;PRAGMA temp_store=MEMORY"
        pragmas += ";PRAGMA secure_delete=ON"  # words that were taken back are overwritten, not left in the file
        options = {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": pragmas}
        return {"ENGINE": "commonshelf.common.rows.sqlite", "NAME": HOME / "commonshelf.sqlite3", "OPTIONS": options, "CONN_MAX_AGE": None}
    url = urlsplit(ENVIRONMENT.database_url)
    query = dict(parse_qsl(url.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": url.path.lstrip("/"),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": query.pop("host", "") or unquote(url.hostname or ""),
        "PORT": str(url.port or ""),
        # Statements that come again are planned once for each connection; a pooler in between must pass prepared statements on.
        # The rest is sslmode, connect_timeout and the like, as libpq calls them.
        "OPTIONS": {"server_side_binding": True, "prepare_threshold": int(query.pop("prepare_threshold", PREPARED_AFTER)), **query},
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }


SECRET_KEY = ENVIRONMENT.secret_key or _kept_secret()
DEBUG = ENVIRONMENT.debug
BASE_URL = ENVIRONMENT.base_url
_HOST = urlsplit(BASE_URL).hostname or ""
LOOPBACK = ("127.0.0.1", "localhost")  # two names of one machine; a passkey works under the second alone
ALLOWED_HOSTS = [
    *(LOOPBACK if _HOST in LOOPBACK else (_HOST,)),
    *[host.strip() for host in ENVIRONMENT.allowed_hosts.split(",") if host.strip()],
]
CSRF_TRUSTED_ORIGINS = [BASE_URL]
DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

HOUSE_APPS = [
    "commonshelf.common.accounts",
    "commonshelf.common.library",
    "commonshelf.common.design",
    "commonshelf.common.log",
    "commonshelf.common.outbox",
    "commonshelf.common.receipts",
    "commonshelf.common.imports",
    "commonshelf.community.places",
    "commonshelf.community.partners",
    "commonshelf.community.persons",
    "commonshelf.community.population",
    "commonshelf.path.voices.ledger",
    "commonshelf.path.voices.surveys",
    "commonshelf.path.voices.forums",
    "commonshelf.path.needs",
    "commonshelf.path.decisions",
    "commonshelf.path.programs",
    "commonshelf.path.attendance",
    "commonshelf.path.outcomes",
    "commonshelf.path.ripples.volunteers",
    "commonshelf.path.ripples.gifts",
    "commonshelf.path.ripples.stories",
    "commonshelf.telling.letters",
    "commonshelf.telling.pages",
]
# The modules that can bring in files: `common.imports` may not import what stands above it, so it learns their names here.
HOUSE_IMPORTERS = (
    "commonshelf.community.population.actions.import_population",
    "commonshelf.path.voices.surveys.actions.import_responses",
    "commonshelf.path.attendance.actions.import_visits",
    "commonshelf.path.attendance.actions.import_programs",
)
INSTALLED_APPS = [
    *HOUSE_APPS,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
    "rules.apps.AutodiscoverRulesConfig",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "commonshelf.common.design.policy.PolicyOnce",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "commonshelf.common.design.languages.PagesSpeak",
    "commonshelf.common.accounts.limits.BodiesHaveLimits",
    "commonshelf.common.accounts.shared_computers.NothingForTheNext",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "commonshelf.common.design.messages.MessagesWhenAsked",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "commonshelf.common.accounts.second_factor.StaffNeedSecondFactor",
    "commonshelf.common.accounts.limits.PostsHaveLimits",
    "commonshelf.common.design.refusals.RefusalPages",
]
ROOT_URLCONF = "commonshelf.config.urls"
WSGI_APPLICATION = "commonshelf.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["commonshelf.common.design.templatetags.house"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "commonshelf.common.design.context.every_page",
            ],
        },
    }
]
FORM_RENDERER = "commonshelf.common.design.renderer.HouseRenderer"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
# Sign-in (docs/decisions/0004-sign-in.md). Limits are kept in the database, where every process sees them.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}
LOGIN_REDIRECT_URL = "/after-sign-in/"
LOGIN_URL = "/account/login/"
ACCOUNT_ADAPTER = "commonshelf.common.accounts.adapter.HouseAdapter"
ACCOUNT_FORMS = {
    "login": "commonshelf.common.accounts.forms.public.SignInForm",
    "signup": "commonshelf.common.accounts.forms.public.SignUpForm",
    "request_login_code": "commonshelf.common.accounts.forms.public.CodeRequestForm",
    "confirm_login_code": "commonshelf.common.accounts.forms.public.CodeForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_LOGIN_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_VERIFICATION = SOCIALACCOUNT_EMAIL_VERIFICATION = "none"  # the mailed code proves the address
ACCOUNT_DEFAULT_HTTP_PROTOCOL = urlsplit(BASE_URL).scheme
ACCOUNT_SESSION_REMEMBER = False
SESSION_EXPIRE_AT_BROWSER_CLOSE = True  # many sign in at the library's own computers
SESSION_ENGINE = "commonshelf.common.accounts.sessions"
SESSION_COOKIE_AGE = 12 * 60 * 60  # of who signed in; sessions.py says how long nobody stays
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Commonshelf"
SOCIALACCOUNT_ADAPTER = "commonshelf.common.accounts.adapter.HouseProviderAdapter"
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "APPS": [
            {
                "provider_id": "library",
                "name": ENVIRONMENT.oidc_name or "Library sign-in",
                "client_id": ENVIRONMENT.oidc_client,
                "secret": ENVIRONMENT.oidc_secret,
                "settings": {"server_url": ENVIRONMENT.oidc_server, "oauth_pkce_enabled": True},
            }
        ]
        if ENVIRONMENT.oidc_server
        else []
    }
}

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("es", "Español"), ("fr", "Français"), ("ar", "العربية"), ("zh-hans", "简体中文"), ("vi", "Tiếng Việt")]
STAFF_LANGUAGES = ("en", "es")
LOCALE_PATHS = [CHECKOUT / "locale"]
TIME_ZONE = ENVIRONMENT.time_zone
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
# The browser's half of the language of questionnaires stands beside Python's, since both answer the same cases.
STATICFILES_DIRS = [("questionnaire", Path(__file__).resolve().parents[1] / "questionnaire" / "browser")]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": HOME / "files"}},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF, *([ENVIRONMENT.oidc_server] if ENVIRONMENT.oidc_server else [])],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
# Without it everybody behind a proxy would share one limit of sign-in tries.
ALLAUTH_TRUSTED_PROXY_COUNT = ENVIRONMENT.proxies
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.proxies else None
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BASE_URL.startswith("https://")
SESSION_COOKIE_HTTPONLY = True
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if SESSION_COOKIE_SECURE else 0
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000  # a survey of three hundred questions, many of which take several answers
# Pages that take a file; the file of answers itself may have 20 million bytes, that of a form 10.
UPLOADS_AT = {"/staff/import/": 21_000_000, "/staff/surveys/columns/": 21_000_000, "/staff/surveys/new/": 11_000_000}
# Beneath these addresses a page may take files: it is asked, since it depends on the questions of a survey.
_SURVEY_TAKES_FILES = ("commonshelf.path.voices.surveys.queries.pages.takes_files", 21_000_000)
UPLOADS_UNDER = {
    "/surveys/": _SURVEY_TAKES_FILES,
    "/staff/surveys/": ("commonshelf.path.voices.surveys.queries.building.takes_form_file", 11_000_000),
}
FILE_UPLOAD_MAX_MEMORY_SIZE = 10_000_000

EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend" if ENVIRONMENT.smtp_host else "django.core.mail.backends.filebased.EmailBackend"
)
EMAIL_FILE_PATH = HOME / "mail"
EMAIL_HOST = ENVIRONMENT.smtp_host
EMAIL_PORT = ENVIRONMENT.smtp_port
EMAIL_HOST_USER = ENVIRONMENT.smtp_user
EMAIL_HOST_PASSWORD = ENVIRONMENT.smtp_password
EMAIL_USE_TLS = ENVIRONMENT.smtp_tls
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = ENVIRONMENT.mail_from

SAMPLE_TOWN = ENVIRONMENT.sample_town
SITE_NAME = _("Library outreach")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"no_tokens": {"()": "commonshelf.config.log_lines.TokensLeftOut"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["no_tokens"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
