"""Every setting of the project, read from the environment; docs/settings.md describes each variable."""

import secrets
from pathlib import Path
from typing import Any

from provenance import env, places

BASE_DIR = places.PROJECT_DIR
DATA_DIR: Path = env.folder("DATA_DIR") or places.default_data_dir()
DEBUG = env.switch("DEBUG", default=False)

# Database: the embedded PostgreSQL unless DATABASE_URL names another one.
_external_database = env.database("DATABASE_URL")
EMBEDDED_DATABASE = _external_database is None
DATABASES: dict[str, dict[str, Any]] = {
    "default": {
        **(
            _external_database
            or {
                "ENGINE": "provenance.postgres.backend",
                "NAME": "provenance",
                "USER": "provenance",
                "EMBEDDED": {"FOLDER": DATA_DIR / "postgres", "DURABLE": True},
            }
        ),
        # Statements that are sent through `claims.models.prepared` are planned at their third use in a connection.
        "OPTIONS": {
            **(_external_database or {}).get("OPTIONS", {}),
            "prepare_threshold": 2 if env.switch("PREPARED_STATEMENTS", default=True) else None,
        },
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"


def _secret_key() -> str:
    given = env.printable_secret("SECRET_KEY", shortest=16, longest=512)
    if given is not None:
        return given
    if not EMBEDDED_DATABASE:
        raise env.BadSetting("SECRET_KEY is not set; a deployment needs one of 50 random printable characters.")
    try:
        return places.kept_secret(DATA_DIR / "secret_key", length=64)
    except OSError:
        # A command without database (suggest_file) runs in a read-only place too; the key then lives with the process.
        return secrets.token_urlsafe(48)


SECRET_KEY = _secret_key()

# Background work that was due while no worker ran is made up for at the next start.
PROCRASTINATE_PERIODIC_DEFAULTS = {"max_delay": 24 * 3600}

# Addresses
PORT = env.integer("PORT", default=8000, smallest=1, largest=65535)
ALLOWED_HOSTS = env.hosts("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.origins("CSRF_TRUSTED_ORIGINS")
BEHIND_HTTPS = env.switch("BEHIND_HTTPS", default=False)
# Exports and citations print full addresses, the same ones from a command as from a request.
BASE_URL = env.address("BASE_URL") or places.kept_address(DATA_DIR)

# The demo of `make run`; None means: make one up and keep it.
DEMO_PASSWORD = env.passphrase("DEMO_PASSWORD", longest=128)
DEMO_TOKEN = env.printable_secret("DEMO_TOKEN", shortest=16, longest=128)

# Limits
API_THROTTLE_PER_MINUTE = env.integer("API_THROTTLE_PER_MINUTE", default=3000, smallest=1, largest=10_000_000)
MAX_TEXT_MB = env.integer("MAX_TEXT_MB", default=20, smallest=1, largest=1024)
DATA_UPLOAD_MAX_MEMORY_SIZE = (MAX_TEXT_MB + 1) * 1024 * 1024

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.admin",
    "django.contrib.postgres",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_htmx",
    "template_partials",
    "csp",
    "procrastinate.contrib.django",
    "claims",
    "provenance",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "claims.web.errors.ClaimsErrorMiddleware",
]
CSRF_FAILURE_VIEW = "claims.web.errors.csrf_failure"

ROOT_URLCONF = "provenance.urls"
WSGI_APPLICATION = "provenance.wsgi.application"

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
            ],
            "builtins": [
                "django.templatetags.static",
                "django_htmx.templatetags.django_htmx",
                "template_partials.templatetags.partials",
            ],
        },
    }
]

# Who may log in
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# What the browser is told
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = BEHIND_HTTPS
CSRF_COOKIE_SECURE = BEHIND_HTTPS
SECURE_SSL_REDIRECT = BEHIND_HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if BEHIND_HTTPS else 0
# The proxy in front ends TLS and must overwrite this header (docs/settings.md).
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_HTTPS else None
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "font-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "report-uri": "/csp-report",
    }
}

# Static files
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if DEBUG
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}

# Language and time
LANGUAGE_CODE = "en"
USE_I18N = False
USE_TZ = True
TIME_ZONE = "UTC"

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "claims.api.authentication.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_PAGINATION_CLASS": None,
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_THROTTLE_CLASSES": ["claims.api.throttling.TokenThrottle"],
    "EXCEPTION_HANDLER": "claims.api.errors.problem_details",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}

SPECTACULAR_SETTINGS = {
    "TITLE": "Provenance API",
    "DESCRIPTION": "Who says so: claims in news, and the chains of attribution they rest on.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
}

LOG_LEVEL = env.choice("LOG_LEVEL", default="INFO", choices=("DEBUG", "INFO", "WARNING", "ERROR"))
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
    # Django logs to its own console handler when DEBUG is on; one place is enough.
    "loggers": {
        "django": {"handlers": [], "level": LOG_LEVEL, "propagate": True},
        # Of jobs people see the rows of the table; here only what went wrong.
        "procrastinate": {"level": "DEBUG" if LOG_LEVEL == "DEBUG" else "WARNING"},
    },
}
