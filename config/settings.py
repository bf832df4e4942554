"""Every setting of the site. This file alone reads the environment, and refuses nonsense with a sentence."""

import secrets
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import django_stubs_ext
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from environs import Env, ValidationError, validate

# Django's generic classes take their types between brackets only after this.
django_stubs_ext.monkeypatch()

env = Env()

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env.str("DATA_DIR", str(BASE_DIR / ".data")))


def kept_secret(path: Path) -> str:
    """The site's signing key, made on the first start and kept in a file that only its owner may read."""
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text().strip()


def time_zone(name: str) -> None:
    try:
        ZoneInfo(name)
    except (LookupError, OSError, ValueError) as fault:
        raise ValidationError("Not a time zone like Europe/London.") from fault


DEBUG = env.bool("DEBUG", False)
SECRET_KEY = env.str("SECRET_KEY", "") or kept_secret(DATA_DIR / "secret_key")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["*"])
# Behind https the cookies and the redirects must know it; a room opened over plain http must not.
BEHIND_HTTPS = env.bool("BEHIND_HTTPS", False)
AN_ADDRESS = validate.Regexp(
    r"(https?://[^/\s]+/?)?$", error="Not an address like https://rooms.example.org."
)
SITE_ADDRESS = env.str("SITE_ADDRESS", "", validate=AN_ADDRESS).rstrip("/")
# Where this computer is on its own network; starting up works it out.
NETWORK_ADDRESS = env.str("NETWORK_ADDRESS", "")

# The smallest number of people that a sector may be shown with. A site may raise it, never lower it.
SMALLEST_GROUP = env.int("SMALLEST_GROUP", 5)
if SMALLEST_GROUP < 5:
    raise ImproperlyConfigured(
        "SMALLEST_GROUP must be 5 or more: fewer than five people could be recognised."
    )

# Whether webhooks may lead to addresses inside of a network, such as one's own.
WEBHOOKS_INSIDE = env.bool("WEBHOOKS_INSIDE", False)

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "channels",
    "allauth",
    "allauth.account",
    "accounts",
    "principles",
    "workshops",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "workshops.views.languages.InTheirLanguage",
    "workshops.views.refusals.Doorkeeper",
]

ROOT_URLCONF = "config.urls"
ASGI_APPLICATION = "config.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": [
                "workshops.templatetags.look",
                "workshops.templatetags.charts",
                "django.templatetags.i18n",
                "django.templatetags.static",
            ],
        },
    }
]


def database() -> dict[str, Any]:
    """SQLite in the data folder, or whatever `DATABASE_URL` names."""
    chosen: dict[str, Any] = env.dj_db_url("DATABASE_URL", f"sqlite:///{DATA_DIR / 'db.sqlite3'}")
    options = chosen.setdefault("OPTIONS", {})
    if chosen["ENGINE"].endswith("sqlite3"):
        # IMMEDIATE: two writers queue up instead of losing one to "database is locked".
        # FULL: an acknowledged score survives a power cut.
        # secure_delete: what is deleted is overwritten, so that a destroyed secret cannot be read off the disk.
        options |= {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
            "PRAGMA secure_delete=ON;",
        }
    elif chosen["ENGINE"].endswith("postgresql"):
        # The ballot box, the room and the door each keep one; some more are for pages.
        # A pool that tries for longer waits longer between its tries, and does not notice that the database is back.
        largest = env.int("DATABASE_POOL", 12, validate=validate.Range(min=5))
        options |= {"pool": {"min_size": 1, "max_size": largest, "timeout": 10, "reconnect_timeout": 1}}
        # A server that swallows whatever is sent to it is given up on, and tried again.
        options.setdefault("connect_timeout", 10)
    else:
        raise ImproperlyConfigured(
            "DATABASE_URL must name PostgreSQL (postgresql://...) or SQLite (sqlite:///...)."
        )
    return chosen


DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CHANNEL_LAYER_URL = env.str("CHANNEL_LAYER_URL", "")
CHANNEL_LAYERS: dict[str, dict[str, Any]] = {
    "default": (
        {"BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer", "CONFIG": {"hosts": [CHANNEL_LAYER_URL]}}
        if CHANNEL_LAYER_URL
        else {"BACKEND": "channels.layers.InMemoryChannelLayer"}
    )
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_ADAPTER = "accounts.adapters.InvitedOnly"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True
# An address that nobody here signs in with gets nothing, and no e-mail repeats the host that a request named.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_ON_GET = False
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "workshops:workshops"
# Without a mail server what would be sent is printed, so that whoever hosts the site can pass it on.
EMAIL_HOST = env.str("EMAIL_HOST", "")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'console'}.EmailBackend"
EMAIL_PORT = env.int("EMAIL_PORT", 587)
EMAIL_HOST_USER = env.str("EMAIL_USER", "")
EMAIL_HOST_PASSWORD = env.str("EMAIL_PASSWORD", "")
EMAIL_USE_TLS = env.bool("EMAIL_TLS", True)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("FROM_EMAIL", "noreply@localhost")

LANGUAGE_CODE = "en-gb"
# A language joins these once its catalogue is translated: no page may say that it is Welsh while its words are English.
# docs/translating.md tells how.
LANGUAGES = [("en-gb", _("English"))]
LOCALE_PATHS = [BASE_DIR / "config" / "locale"]
TIME_ZONE = env.str("TIME_ZONE", "Europe/London", validate=time_zone)
USE_TZ = True
USE_I18N = True

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "config.assets.ForgivingStorage"},
}
# With `config.assets`: a missing file must not take a live room down, its plain name is served instead.
WHITENOISE_MANIFEST_STRICT = False

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_HTTPS
CSRF_FAILURE_VIEW = "workshops.views.refusals.csrf_failure"
CSRF_TRUSTED_ORIGINS = [SITE_ADDRESS] if SITE_ADDRESS else []
if BEHIND_HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LEVELS = validate.OneOf(["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"])
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"discreet": {"()": "config.logs.Discreet"}, "sparing": {"()": "config.logs.Sparing"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["sparing", "discreet"]}
    },
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "WARNING", validate=LEVELS)},
}
