"""Settings, read from the environment; README.md has the table of variables."""

import os
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(os.environ.get("VAR_DIR") or BASE_DIR / "var").resolve()
DEBUG = os.environ.get("DEBUG", "") == "1"

SITE_NAME = os.environ.get("SITE_NAME", "Defense Diplomacy Reference")
# The public address of the site, used in citations and canonical links.
SITE_URL = os.environ.get("SITE_URL", f"http://127.0.0.1:{os.environ.get('PORT') or '8000'}").rstrip("/")
CONTACT_EMAIL = os.environ.get("CONTACT_EMAIL", "")


def secret_key() -> str:
    """SECRET_KEY from the environment, else the file that `serve` writes into var/.

    Empty when there is neither: Django then refuses to sign anything, and defense/wsgi.py to start.
    """
    from_environment = os.environ.get("SECRET_KEY", "")
    if from_environment:
        return from_environment
    key_file = VAR_DIR / "secret-key"
    if key_file.is_file():
        return key_file.read_text().strip()
    if DEBUG:
        return "only-for-development-and-never-in-production-0123456789"
    return ""


SECRET_KEY = secret_key()
SECRET_KEY_FALLBACKS = [key for key in os.environ.get("SECRET_KEY_FALLBACKS", "").split(",") if key]
ALLOWED_HOSTS = [
    host for host in os.environ.get("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]").split(",") if host
]
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("CSRF_TRUSTED_ORIGINS", "").split(",") if o]

INSTALLED_APPS = [
    "allauth.account",  # before the desk, which takes their models out of the admin; their templates are ours
    "allauth.mfa",
    "allauth.usersessions",
    "content.annotations",
    "content.editorial",  # before the admin, whose site it configures and whose templates it extends
    "content.importing",
    "content.library",
    "content.pages",
    "content.people",
    "defense",
    "content.editorial.apps.DeskAdminConfig",  # django.contrib.admin, with the desk as its start page
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "taggit",
    "django_filters",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "defense.middleware.allowed_methods",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Public pages are answered here, before anything that looks at cookies.
    "content.library.public.public_pages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "content.people.middleware.second_factor_first",
    "defense.middleware.bounded_bodies",  # before a view or the check of its token reads the body
]

ROOT_URLCONF = "defense.urls"
WSGI_APPLICATION = "defense.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "defense.context.site",
            ],
        },
    },
]


def database() -> dict[str, Any]:
    """DATABASE_URL, else SQLite under var/ with every acknowledged write on the disk."""
    url = os.environ.get("DATABASE_URL") or f"sqlite:///{VAR_DIR / 'db.sqlite3'}"
    config: dict[str, Any] = dict(dj_database_url.parse(url))
    if config["ENGINE"] == "django.db.backends.sqlite3":
        config["CONN_MAX_AGE"] = None  # a connection for each request cannot even read on a full disk
        config["OPTIONS"] = {
            "timeout": 5,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
            "PRAGMA recursive_triggers=ON;",  # so that replacing a row counts as deleting it
        }
    else:
        config["CONN_MAX_AGE"] = 60
        config["CONN_HEALTH_CHECKS"] = True
        config.setdefault("OPTIONS", {}).setdefault("connect_timeout", 3)
    return config


DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Public pages are kept whole, for the generation of the site they were made in:
# see content/library/kept.py.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "OPTIONS": {"MAX_ENTRIES": 5000},
    },
    # Addresses with a query, which anybody can invent without end: they push out each other, nothing else.
    "queries": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "queries",
        "OPTIONS": {"MAX_ENTRIES": 500},
    },
}

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["content.people.backends.RoleBackend"]
PASSWORD_HASHERS = [
    "content.people.hashers.Argon2Hasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "account"

LANGUAGE_CODE = "en-us"
TIME_ZONE = "UTC"
USE_I18N = False
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS: list[Path] = []
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "defense.sheets.SiteStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG

TAGGIT_CASE_INSENSITIVE = True

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
HTTPS = SITE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = HTTPS and os.environ.get("SSL_REDIRECT", "1") == "1"
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
TRUST_PROXY = os.environ.get("TRUST_PROXY", "") == "1"
if TRUST_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Accounts, by django-allauth; content/people/adapter.py has what differs here.
ACCOUNT_ADAPTER = "content.people.adapter.AccountAdapter"
ACCOUNT_SIGNUP_ENABLED = os.environ.get("SIGN_UP", "1") == "1"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True  # in the browser that signed up, and only there
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_METHODS = {"password", "mfa"}
ACCOUNT_REAUTHENTICATION_REQUIRED = True
# Its own limits answer 200 and count in each process alone; content/people/throttle.py counts instead.
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False
ALLAUTH_TRUSTED_PROXY_COUNT = int(TRUST_PROXY)
ACCOUNT_FORMS = {
    "login": "content.people.forms.entering.SignInForm",
    "signup": "content.people.forms.entering.SignUpForm",
    "reset_password": "content.people.forms.entering.ResetForm",
    "reset_password_from_key": "content.people.forms.account.NewPasswordForm",
    "reauthenticate": "content.people.forms.account.PasswordAgainForm",
    "change_password": "content.people.forms.account.ChangePasswordForm",
    "add_email": "content.people.forms.account.ChangeAddressForm",
}
MFA_ADAPTER = "content.people.factor_adapter.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1  # clocks differ by up to half a minute
MFA_ALLOW_UNVERIFIED_EMAIL = True  # nobody is signed in without a confirmed address; a new one may wait
MFA_FORMS = {
    "authenticate": "content.people.forms.second_factor.CodeForm",
    "reauthenticate": "content.people.forms.second_factor.CodeAgainForm",
    "activate_totp": "content.people.forms.second_factor.FirstCodeForm",
    "add_webauthn": "content.people.forms.second_factor.NewPasskeyForm",
    "edit_webauthn": "content.people.forms.second_factor.PasskeyNameForm",
    "authenticate_webauthn": "content.people.forms.second_factor.PasskeyForm",
    "reauthenticate_webauthn": "content.people.forms.second_factor.PasskeyAgainForm",
}
# Whether the desk asks authors and editors for a second factor.
STAFF_SECOND_FACTOR = os.environ.get("STAFF_SECOND_FACTOR", "1" if HTTPS else "0") == "1"

# Mail: to the console, unless a server is named.
EMAIL_HOST = os.environ.get("EMAIL_HOST", "")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'console'}.EmailBackend"
EMAIL_SECURITY = os.environ.get("EMAIL_SECURITY", "starttls")
EMAIL_USE_TLS, EMAIL_USE_SSL = EMAIL_SECURITY == "starttls", EMAIL_SECURITY == "tls"
EMAIL_PORT = int(os.environ.get("EMAIL_PORT") or (465 if EMAIL_USE_SSL else 587))
EMAIL_HOST_USER = os.environ.get("EMAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_PASSWORD", "")
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = os.environ.get("EMAIL_FROM") or CONTACT_EMAIL or "no-reply@localhost"

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
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

# A page of 120 sections has about 1,000 form fields; more is an attack or a mistake.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
LARGEST_BODY = 6 * 1024 * 1024
LARGEST_UPLOAD = 40 * 1024 * 1024  # all files of one upload together

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without_secrets": {"()": "defense.logs.WithoutSecrets"}},
    "formatters": {
        "server": {
            "()": "django.utils.log.ServerFormatter",
            "format": "[{server_time}] {message}",
            "style": "{",
        }
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "filters": ["without_secrets"]},
        "server": {
            "class": "logging.StreamHandler",
            "formatter": "server",
            "filters": ["without_secrets"],
        },
    },
    "loggers": {
        # Django's own console handler for DEBUG would write a second, unmasked line.
        "django": {"handlers": [], "level": "INFO"},
        "django.server": {"handlers": ["server"], "level": "INFO", "propagate": False},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
}

# How many public notes of an account an editor has to have shown before its next ones are shown at once.
NOTES_HELD_AT_FIRST = int(os.environ.get("NOTES_HELD_AT_FIRST") or 1)
# So many readers' flags hide a note until an editor has decided.
NOTES_HIDDEN_AT_FLAGS = 3
