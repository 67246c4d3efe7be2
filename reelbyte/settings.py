"""The one settings module. Everything that differs between places comes from the environment.

Secure unless asked otherwise: DEBUG is off, and a production start without a needed secret stops with
one sentence. `.env.example` lists every variable read here.
"""

import sys
from datetime import timedelta
from email.utils import parseaddr
from pathlib import Path
from typing import Any

from celery.schedules import crontab
from cryptography.fernet import Fernet
from django.contrib.messages import constants as message_levels
from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP
from environs import Env
from psycopg.conninfo import conninfo_to_dict

from reelbyte import policy
from reelbyte.engines import Home

BASE_DIR = Path(__file__).resolve().parent.parent
env = Env()
env.read_env(BASE_DIR / ".env", recurse=False)

# --- Where this runs ---------------------------------------------------------------------------------

DEBUG = env.bool("DEBUG", False)
DEMO = env.bool("DEMO", False)  # `make demo`: mails readable on a page, sandbox money
TESTING = env.bool("TESTING", False)
PRODUCTION = not (DEBUG or DEMO or TESTING)
# The embedded engines and uploads of this checkout; of no meaning once the URLs below are set.
HOME = Home.for_checkout(BASE_DIR, env.str("REELBYTE_HOME", "dev"))


def secret(name: str, *, development: str) -> str:
    """A value that production must be given; elsewhere a fixed one, so that sessions survive a restart."""
    value = env.str(name, "")
    if value or not PRODUCTION:
        return value or development
    # Commands that never serve anybody may run without.
    if sys.argv[1:2] in (["collectstatic"], ["makemigrations"], ["compilemessages"], ["makemessages"], ["vault_key"]):
        return development
    raise ImproperlyConfigured(f"{name} is not set: production does not start without it.")


def vault_keys() -> list[str]:
    """Fernet keys, the newest first. A key that is none stops the start: files sealed today would be lost tomorrow."""
    given = secret("VAULT_KEYS", development="ZGV2ZWxvcG1lbnQtb25seS1ub3QtYS1zZWNyZXQtMDA=")
    keys = [key.strip() for key in given.split(",") if key.strip()]
    try:
        for key in keys:
            Fernet(key)
    except ValueError:
        raise ImproperlyConfigured("VAULT_KEYS holds what is no key: `manage.py vault_key` makes one.") from None
    return keys


SECRET_KEY = secret("SECRET_KEY", development="development-only-" + "not-a-secret-" * 4)
SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_FALLBACKS", [])
VAULT_KEYS = vault_keys()  # for what is encrypted at rest, see reelbyte/vault.py
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["localhost", "127.0.0.1"])
SITE_URL = env.str("SITE_URL", "http://localhost:8000").rstrip("/")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", [SITE_URL])
CLOCK_OFFSET_FILE = "" if PRODUCTION else env.str("CLOCK_OFFSET_FILE", "")

# --- Engines -----------------------------------------------------------------------------------------

DATABASE_URL = secret("DATABASE_URL", development=HOME.database_url)
# Migrations own the tables; the role in DATABASE_URL may not change the ledger.
DATABASE_OWNER_URL = env.str("DATABASE_OWNER_URL", "") or (
    HOME.owner_url if not env.str("DATABASE_URL", "") else DATABASE_URL
)
REDIS_URL = secret("REDIS_URL", development=HOME.redis_url)


def database(url: str) -> dict[str, Any]:
    """Django's form of a libpq URL, read by libpq's own parser: sockets, TLS options and all."""
    info = conninfo_to_dict(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": info.pop("dbname", ""),
        "USER": info.pop("user", ""),
        "PASSWORD": info.pop("password", ""),
        "HOST": info.pop("host", ""),
        "PORT": info.pop("port", ""),
        "OPTIONS": info,
    }


DATABASES = {"default": database(DATABASE_URL)}
if env.bool("DATABASE_POOL", False):  # the ASGI processes, where persistent connections leak
    DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 1, "max_size": env.int("DATABASE_POOL_SIZE", 10)}
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("DATABASE_CONN_MAX_AGE", 0 if TESTING else 60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {
        "BACKEND": "reelbyte.cache.ForgivingRedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": env.str("CACHE_PREFIX", "rb"),
    }
}
CHANNEL_LAYERS = {
    "default": {
        # Dropped nothing at 500 messages a second where the core layer dropped 5 %.
        "BACKEND": "reelbyte.layer.ChannelLayer",
        "CONFIG": {"hosts": [REDIS_URL], "prefix": env.str("CACHE_PREFIX", "rb")},
    }
}

CELERY_BROKER_URL = env.str("QUEUE_URL", REDIS_URL).replace("unix://", "redis+socket://", 1)
CELERY_RESULT_BACKEND = None
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    # Longer than the longest transcode: a shorter one hands a running task to a second worker.
    "visibility_timeout": int(timedelta(hours=12).total_seconds()),
    "global_keyprefix": env.str("CACHE_PREFIX", "rb"),
}
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE: dict[str, dict[str, Any]] = {
    "outbox-sweep": {"task": "reelbyte.sweep_outbox", "schedule": 5.0},
    "outbox-prune": {"task": "reelbyte.prune_outbox", "schedule": crontab(hour="3", minute="20")},
    "videos-sweep": {"task": "videos.sweep", "schedule": 60.0, "options": {"queue": "default"}},
    "payments-sweep": {"task": "payments.sweep", "schedule": 30.0, "options": {"queue": "money"}},
    "payments-clear": {"task": "payments.clear_earnings", "schedule": 300.0, "options": {"queue": "money"}},
    "contracts-sweep": {"task": "contracts.sweep_deadlines", "schedule": 60.0},
    "offers-sweep": {"task": "proposals.sweep_offers", "schedule": 60.0},
    "jobs-sweep": {"task": "jobs.sweep", "schedule": 600.0},
    "proposals-sweep": {"task": "proposals.sweep", "schedule": 60.0},
    "notifications-digests": {"task": "notifications.make_digests", "schedule": 60.0, "options": {"queue": "mail"}},
    "messages-unread": {"task": "messaging.mail_unread", "schedule": 60.0},
    "discovery-trends": {"task": "discovery.recompute_trends", "schedule": 1800.0},
    "discovery-finds": {"task": "discovery.tell_finds", "schedule": 600.0},
    "reviews-reveal": {"task": "reviews.reveal_due", "schedule": 300.0},
    "messages-prune": {"task": "messaging.prune_attachments", "schedule": crontab(hour="3", minute="40")},
    "identity-sweep": {"task": "accounts.sweep_identity", "schedule": 1800.0},
    "exports-sweep": {"task": "accounts.sweep_exports", "schedule": 1800.0},
    "uploads-prune": {"task": "videos.prune_uploads", "schedule": crontab(hour="3", minute="10")},
}

# --- Applications ------------------------------------------------------------------------------------

OUR_APPS = [
    "reelbyte",
    "accounts",
    "notifications",
    "videos",
    "payments",
    "messaging",
    "support",
    "creators",
    "gigs",
    "jobs",
    "proposals",
    "contracts",
    "reviews",
    "discovery",
    "dashboards",
    "moderation",
]
INSTALLED_APPS = [
    "daphne",
    *OUR_APPS,
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.forms",  # so that a form widget finds its template beside ours
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "channels",
    "django_filters",
    "django_htmx",
    "djstripe",
    "pghistory",
    "pgtrigger",
]
if env.bool("LINT", False):  # `make lint` checks that migrations can run beside the old code
    INSTALLED_APPS.append("django_migration_linter")
    MIGRATION_LINTER_OPTIONS = {
        "include_apps": OUR_APPS,
        "exclude_migration_tests": ["RUNPYTHON_MODEL_VARIABLE_NAME"],  # taste, not safety
    }

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "reelbyte.toasts.ToastMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "accounts.middleware.LastSeenMiddleware",
    "accounts.middleware.ProofMiddleware",
    "accounts.middleware.StaffMfaMiddleware",
    "support.middleware.TermsMiddleware",
    "reelbyte.middleware.PersonMiddleware",
    "reelbyte.middleware.DomainErrorMiddleware",
]
if not PRODUCTION:  # no proxy stands in front of it
    MIDDLEWARE.insert(0, "reelbyte.middleware.TextGZipMiddleware")
ROOT_URLCONF = "reelbyte.urls"
WSGI_APPLICATION = "reelbyte.wsgi.application"
ASGI_APPLICATION = "reelbyte.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["reelbyte.templatetags.ui"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "reelbyte.context.site",
                "notifications.context.unread",
                "messaging.context.unread",
            ],
        },
    }
]
FORM_RENDERER = "reelbyte.forms.ComponentRenderer"

# --- People ------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "dashboards:home"  # what needs them now
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_ADAPTER = "accounts.adapters.AccountAdapter"
ACCOUNT_SIGNUP_FORM_CLASS = "accounts.forms.signup.SignupForm"
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
# By a code typed where the sign-up began: no link to poison, and nobody else's browser is signed in.
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = policy.EMAIL_CODE_MINUTES * 60  # seconds
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_CHANGE_EMAIL = True  # one address a person; the new one counts once it is verified
ACCOUNT_EMAIL_NOTIFICATIONS = True  # "your password was changed"
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60  # seconds
ACCOUNT_RATE_LIMITS = {
    "signup": "20/m/ip",
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/300s/key",
    "reset_password": "20/m/ip,5/m/key",
    "reset_password_from_key": "20/m/ip",
    "confirm_email": "1/10s/key",
    "change_password": "5/m/user",
    "manage_email": "10/m/user",
    "reauthenticate": "10/m/user",
}
PASSWORD_RESET_TIMEOUT = policy.PASSWORD_RESET_HOURS * 3600  # seconds
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if SITE_URL.startswith("https") else "http"
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", 0)
MFA_ADAPTER = "accounts.adapters.MfaAdapter"
MFA_FORMS = {
    "login_webauthn": "accounts.forms.passkeys.LoginForm",
    "authenticate_webauthn": "accounts.forms.passkeys.AuthenticateForm",
    "reauthenticate_webauthn": "accounts.forms.passkeys.ReauthenticateForm",
    "add_webauthn": "accounts.forms.passkeys.AddForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION  # http://localhost
USERSESSIONS_TRACK_ACTIVITY = False
SOCIALACCOUNT_ADAPTER = "accounts.adapters.SocialAdapter"
SOCIALACCOUNT_AUTO_SIGNUP = False  # a role is chosen, not guessed
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False  # an address that elsewhere calls verified opens no account here
GOOGLE_CLIENT_ID = env.str("GOOGLE_CLIENT_ID", "")
OIDC_SERVER_URL = env.str("OIDC_SERVER_URL", "").rstrip("/")  # another OpenID provider


def openid_app(key: str, name: str, server_url: str, client_id: str, client_secret: str) -> dict[str, Any]:
    """One provider as allauth knows it. What it says is believed because it is said over TLS: nothing else will do."""
    if PRODUCTION and not server_url.startswith("https://"):
        raise ImproperlyConfigured(f"{name} must be reached by https: what it says of people is believed.")
    return {
        "provider_id": key,
        "name": name,
        "client_id": client_id,
        "secret": client_secret,
        "settings": {"server_url": server_url, "fetch_userinfo": False, "oauth_pkce_enabled": True},
    }


OPENID_APPS: list[dict[str, Any]] = []
if GOOGLE_CLIENT_ID:
    google = ("google", "Google", "https://accounts.google.com", GOOGLE_CLIENT_ID, env.str("GOOGLE_CLIENT_SECRET"))
    OPENID_APPS.append(openid_app(*google))
if OIDC_SERVER_URL:
    other = (env.str("OIDC_NAME"), OIDC_SERVER_URL, env.str("OIDC_CLIENT_ID"), env.str("OIDC_CLIENT_SECRET"))
    OPENID_APPS.append(openid_app("openid", *other))
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {"openid_connect": {"APPS": OPENID_APPS, "OAUTH_PKCE_ENABLED": True}}

# --- Safety ------------------------------------------------------------------------------------------

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:", *env.list("CSP_MEDIA_ORIGINS", [])],
    "media-src": [CSP.SELF, "blob:", *env.list("CSP_MEDIA_ORIGINS", [])],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF, *env.list("CSP_MEDIA_ORIGINS", [])],
    "worker-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    # A form that is redirected to the provider's sign-in counts as sent there.
    "form-action": [
        CSP.SELF,
        *(["https://accounts.google.com"] if GOOGLE_CLIENT_ID else []),
        *env.list("OIDC_FORM_ORIGINS", [OIDC_SERVER_URL] if OIDC_SERVER_URL else []),
    ],
    "frame-ancestors": [CSP.NONE],
    "base-uri": [CSP.NONE],
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True  # htmx reads the token from the page, never from the cookie
HTTPS = PRODUCTION
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS and env.bool("SSL_REDIRECT", True)
SECURE_REDIRECT_EXEMPT = [r"^healthz/$"]
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", 31_536_000) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
if env.bool("BEHIND_PROXY", False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
DATA_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024**2  # a chunk of an upload and its form fields

# --- Files -------------------------------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = env.path("STATIC_ROOT", BASE_DIR / "staticfiles")
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "reelbyte.bundle.BundleFinder",
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
BUNDLE_ROOT = env.path("BUNDLE_ROOT", BASE_DIR / ".data" / "bundle")
WHITENOISE_USE_FINDERS = not PRODUCTION
WHITENOISE_MAX_AGE = 31_536_000 if PRODUCTION else 0
MEDIA_ROOT = env.path("MEDIA_ROOT", HOME.media)


def storage(name: str) -> dict[str, Any]:
    """`public` or `private`: a bucket where one is named, else a folder of MEDIA_ROOT."""
    bucket = env.str(f"STORAGE_{name.upper()}_BUCKET", "")
    if bucket:
        options = {
            "bucket_name": bucket,
            "endpoint_url": env.str("STORAGE_ENDPOINT_URL", None),
            "querystring_auth": name == "private",
            "default_acl": None,
            "file_overwrite": False,
        }
        return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}
    folder = {"location": MEDIA_ROOT / name, "base_url": f"/media/{name}/"}
    return {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": folder}


STORAGES = {
    "default": storage("private"),  # what nobody thought about is private
    "public": storage("public"),
    "private": storage("private"),
    "staticfiles": {
        "BACKEND": "reelbyte.bundle.ReelByteStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
# The proxy's internal location over the private folder; empty: Django answers ranges itself.
ACCEL_REDIRECT_PREFIX = env.str("ACCEL_REDIRECT_PREFIX", "")
VIDEO_BACKEND = env.str("VIDEO_BACKEND", "videos.backends.local.LocalBackend")

# --- Money -------------------------------------------------------------------------------------------

PAYMENT_GATEWAY = env.str("PAYMENT_GATEWAY", "sandbox")
SANDBOX_WEBHOOK_SECRET = secret("SANDBOX_WEBHOOK_SECRET", development="sandbox-signing-secret")
STRIPE_LIVE_MODE = env.bool("STRIPE_LIVE_MODE", False)
STRIPE_LIVE_SECRET_KEY = env.str("STRIPE_LIVE_SECRET_KEY", "")
STRIPE_TEST_SECRET_KEY = env.str("STRIPE_TEST_SECRET_KEY", "")
DJSTRIPE_FOREIGN_KEY_TO_FIELD = "id"
STRIPE_API_VERSION = "2026-05-27.dahlia"

# --- Words, time, mail -------------------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English")]
USE_I18N = USE_TZ = True
TIME_ZONE = "UTC"
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "reelbyte.formats"
MESSAGE_TAGS = {message_levels.DEBUG: "info", message_levels.ERROR: "bad", message_levels.WARNING: "warn"}
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("DEFAULT_FROM_EMAIL", "ReelByte <hello@reelbyte.example>")
# Demo mails are files that a page of the site shows, so that a newcomer can verify an address.
DEMO_MAIL_DIR = HOME.media.parent / "mail"
SMTP = {
    "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
    "OPTIONS": {
        "host": env.str("EMAIL_HOST", "localhost"),
        "port": env.int("EMAIL_PORT", 25),
        "username": env.str("EMAIL_HOST_USER", ""),
        "password": env.str("EMAIL_HOST_PASSWORD", ""),
        "use_tls": env.bool("EMAIL_USE_TLS", False),
        "timeout": 10,  # seconds
    },
}
TO_FILES = {
    "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
    "OPTIONS": {"file_path": DEMO_MAIL_DIR},
}
MAILERS = {"default": SMTP if PRODUCTION else TO_FILES}

# --- Push --------------------------------------------------------------------------------------------

# 32 bytes, base64url: `manage.py vapid_key` makes one. Without it nobody is offered push.
VAPID_PRIVATE_KEY = env.str("VAPID_PRIVATE_KEY", "")
# Elsewhere a pair is made once and kept: a browser's subscription is bound to it.
VAPID_KEY_FILE = None if PRODUCTION or TESTING else HOME.media.parent / "vapid.key"
VAPID_SUBJECT = env.str("VAPID_SUBJECT", f"mailto:{parseaddr(DEFAULT_FROM_EMAIL)[1]}")  # whom a push service may ask
# An entry with a scheme is an exact origin: a push service of one's own.
PUSH_SERVICES: list[str] = [*policy.PUSH_SERVICES, *env.list("PUSH_SERVICES", [])]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "WARNING" if TESTING else "INFO")},
}
