"""The only reader of the environment. Production is the default; `make run` supplies its own values.

Names and meanings of the variables: README.md, "Configuration".
"""

from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from config import databases, installed, logs, monitoring, stores
from config.middleware.policies import PUBLIC

ROOT = Path(__file__).resolve().parent.parent.parent
SITE_DIR = ROOT / "site"
VAR = ROOT / "var"
WORK = VAR / "work"  # written to while the site runs, by all processes of a machine

env = environ.Env()
# The first start of `make run` writes what is missing there; a real environment wins over it.
ENV_FILE = Path(env.str("ENV_FILE", default=str(VAR / "env")))
if ENV_FILE.is_file():
    environ.Env.read_env(str(ENV_FILE))


def whole_number(name: str, default: int) -> int:
    """The number in the variable `name`. Raises ImproperlyConfigured, which names it, otherwise."""
    text = env.str(name, default="")
    try:
        return int(text) if text else default
    except ValueError:
        raise ImproperlyConfigured(f"{name}: “{text}” is not a whole number.") from None


# --- The process -------------------------------------------------------------------------------
DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="")
SITE_URL = env.str("SITE_URL", default="").rstrip("/")
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=[])
TRUSTED_PROXIES: list[str] = env.list("TRUSTED_PROXIES", default=[])
PORT = whole_number("PORT", 8000)
WEB_CONCURRENCY = whole_number("WEB_CONCURRENCY", 1)
LOG_LEVEL = env.str("LOG_LEVEL", default="INFO").upper()
LOGGING = logs.settings(LOG_LEVEL)
METRICS_TOKEN = env.str("METRICS_TOKEN", default="")
monitoring.start(SENTRY_DSN := env.str("SENTRY_DSN", default=""))
# Plain HTTP is served on loopback only (make run); everywhere else TLS is assumed.
BEHIND_TLS = not SITE_URL.startswith("http://")

# --- Applications ------------------------------------------------------------------------------
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
MIDDLEWARE = installed.MIDDLEWARE

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [SITE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# --- Data --------------------------------------------------------------------------------------
DATABASES = {
    "default": databases.described(
        env.db_url("DATABASE_URL", default="sqlite:///var/db.sqlite3"), root=ROOT
    ),
    # The ledger of erasures: outside every backup, so that nobody erased comes back with one.
    "ledger": databases.described(
        env.db_url("LEDGER_URL", default="sqlite:///var/ledger.sqlite3"), root=ROOT
    ),
}
DATABASE_ROUTERS = ["privacy.router.LedgerRouter"]
INSTALLED_APPS = installed.apps_for(DATABASES["default"]["ENGINE"])

CACHE_URL = env.str("CACHE_URL", default="")
if CACHE_URL:
    CACHES = {"default": {"BACKEND": "config.cache.PatientCache", "LOCATION": CACHE_URL}}
else:
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "OPTIONS": {"MAX_ENTRIES": 5000},
        }
    }

PAGE_CACHE_MEGABYTES = whole_number("PAGE_CACHE_MEGABYTES", 8)  # of each web process; 0: none
PAGE_STAMP = WORK / "pages.stamp"  # by it the processes of one machine tell of changes

# --- Files -------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [ROOT / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR / "media"
PRIVATE_ROOT = VAR / "private"
S3_ENDPOINT_URL = env.str("S3_ENDPOINT_URL", default="")
S3_REGION = env.str("S3_REGION", default="")
S3_ACCESS_KEY_ID = env.str("S3_ACCESS_KEY_ID", default="")
S3_SECRET_ACCESS_KEY = env.str("S3_SECRET_ACCESS_KEY", default="")
S3_MEDIA_BUCKET = env.str("S3_MEDIA_BUCKET", default="")
S3_PRIVATE_BUCKET = env.str("S3_PRIVATE_BUCKET", default="")
STORAGES = stores.settings(
    buckets=(S3_MEDIA_BUCKET, S3_PRIVATE_BUCKET),
    access={
        "endpoint_url": S3_ENDPOINT_URL or None,
        "region_name": S3_REGION or None,
        "access_key": S3_ACCESS_KEY_ID,
        "secret_key": S3_SECRET_ACCESS_KEY,
    },
    private_root=PRIVATE_ROOT,
    debug=DEBUG,
)
# Uploads belong to this account alone, also on disk; large ones have no name there (uploads.py).
FILE_UPLOAD_PERMISSIONS, FILE_UPLOAD_HANDLERS = 0o640, stores.UPLOAD_HANDLERS
# Wagtail's page forms have thousands of fields; public forms are held to far fewer (guard.py).
DATA_UPLOAD_MAX_NUMBER_FIELDS = 9_000
DATA_UPLOAD_MAX_NUMBER_FILES = 100

# --- Keys and secrets --------------------------------------------------------------------------
# 32 random bytes each, in URL-safe base64. The first of VAULT_KEYS encrypts, all of them decrypt.
VAULT_KEYS: list[str] = env.list("VAULT_KEYS", default=[])
LEDGER_KEY = env.str("LEDGER_KEY", default="")
LEDGER_COPY_URL = env.str("LEDGER_COPY_URL", default=str(VAR / "ledger-copy"))
BACKUP_KEY = env.str("BACKUP_KEY", default="")
MAIL_WEBHOOK_SECRET = env.str("MAIL_WEBHOOK_SECRET", default="")

# --- Mailchimp ---------------------------------------------------------------------------------
MAILCHIMP_API_KEY = env.str("MAILCHIMP_API_KEY", default="")
MAILCHIMP_AUDIENCE_ID = env.str("MAILCHIMP_AUDIENCE_ID", default="")
MAILCHIMP_WEBHOOK_SECRET = env.str("MAILCHIMP_WEBHOOK_SECRET", default="")
MAILCHIMP_SIGNING_SECRET = env.str("MAILCHIMP_SIGNING_SECRET", default="")
# Another address of the interface than the key's own: a stand-in on this machine.
MAILCHIMP_BASE_URL = env.str("MAILCHIMP_BASE_URL", default="")

# --- Backups -----------------------------------------------------------------------------------
BACKUP_URL = env.str("BACKUP_URL", default=str(VAR / "backups"))
# Stated in the privacy policy: an erased person may be in a backup for so long, and no longer.
BACKUP_WINDOW_DAYS = 30

# --- Public forms ------------------------------------------------------------------------------
# Addresses that staff enter are called outside our own network only; a trial may call this machine.
CALLS_INSIDE = DEBUG
FORM_POSTS_PER_MINUTE = env.int("FORM_POSTS_PER_MINUTE", default=10)  # 0: no throttle
HUMAN_CHECK_MIN_SECONDS = env.int("HUMAN_CHECK_MIN_SECONDS", default=3)  # 0: nor proof of work
# reCAPTCHA: used as well, with both keys, once it is switched on, in the policy and agreed to.
RECAPTCHA_PUBLIC_KEY = env.str("RECAPTCHA_PUBLIC_KEY", default="")
RECAPTCHA_PRIVATE_KEY = env.str("RECAPTCHA_PRIVATE_KEY", default="")
RECAPTCHA_VERSION = whole_number("RECAPTCHA_VERSION", 3)
RECAPTCHA_REQUIRED_SCORE = 0.5
RECAPTCHA_VERIFY_REQUEST_TIMEOUT = 2  # seconds
# What the page's script needs: the version and the public key.
RECAPTCHA_CLIENT = (
    f"{RECAPTCHA_VERSION}:{RECAPTCHA_PUBLIC_KEY}"
    if RECAPTCHA_PUBLIC_KEY and RECAPTCHA_PRIVATE_KEY
    else ""
)

# --- Consent -----------------------------------------------------------------------------------
# The library keeps groups and cookies; the choice and its evidence are ours (package consent).
COOKIE_CONSENT_LOG_ENABLED = False

# --- Applications ------------------------------------------------------------------------------
CV_MAX_BYTES = whole_number("CV_MAX_MEGABYTES", 5) * 1024 * 1024
# "host:port" or the path of a socket. Without one, the structure of a file decides alone.
CLAMAV_ADDRESS = env.str("CLAMAV_ADDRESS", default="")
# Answers of candidates arrive there; the mail provider hands them to /webhooks/mail/<secret>/.
MAIL_INBOUND_DOMAIN = env.str("MAIL_INBOUND_DOMAIN", default="")

# --- Languages ---------------------------------------------------------------------------------
LANGUAGE_CODE = "fr"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("fr", _("French")), ("en", _("English"))]
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
TIME_ZONE = "Europe/Paris"
USE_TZ = True
USE_I18N = True
FORMAT_MODULE_PATH = ["config.formats"]
LOCALE_PATHS = [SITE_DIR / "templates" / "locale"]
WAGTAIL_I18N_ENABLED = True
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAILSIMPLETRANSLATION_SYNC_PAGE_TREE = False

# --- Staff -------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "accounts.passwords.LengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "wagtailadmin_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
PASSWORD_RESET_TIMEOUT = 2 * 60 * 60
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False  # the address is the login: administration changes it
# A session ends twelve hours after the last act, and with the browser.
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
# allauth keeps the second factor and nothing else: none of its addresses is included in urls.py.
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
MFA_ADAPTER = "accounts.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Dimelo"
MFA_TOTP_TOLERANCE = 1

# --- Wagtail -----------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Dimelo"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAILIMAGES_IMAGE_MODEL = "cms.SiteImage"
WAGTAILDOCS_DOCUMENT_MODEL = "cms.SiteDocument"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_MAX_UPLOAD_SIZE = 50 * 1024 * 1024
WAGTAILREDIRECTS_AUTO_CREATE = False  # made by cms.redirects, without chains
WAGTAILDOCS_DOCUMENT_FORM_BASE = "cms.images.SiteDocumentForm"
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.images.SiteImageForm"
# No SVG: it can hold scripts, and an upload is shown to every visitor.
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
# All frames together; 160 MB once decoded, which a small worker can bear.
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILIMAGES_AVIF_QUALITY = 55
WAGTAILIMAGES_WEBP_QUALITY = 78
WAGTAILIMAGES_JPEG_QUALITY = 80
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_USER_TIME_ZONES = ["Europe/Paris", "Europe/London", "UTC"]
WAGTAILSEARCH_BACKENDS = {
    # The admin's search. The public one has an index and two search configurations of its own.
    "default": {"BACKEND": "wagtail.search.backends.database"},
    "site": {"BACKEND": "pages.search.backend"},
}
WAGTAILEMBEDS_FINDERS: list[dict[str, Any]] = []  # videos stand in a block of our own (cms.video)

# --- Mail --------------------------------------------------------------------------------------
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="")
ALERT_EMAIL: list[str] = env.list("ALERT_EMAIL", default=[])
vars().update(env.email_url("EMAIL_URL", default="smtp://127.0.0.1:25"))
EMAIL_TIMEOUT = 10
if EMAIL_FILE_PATH := vars().get("EMAIL_FILE_PATH"):
    EMAIL_FILE_PATH = str(ROOT / EMAIL_FILE_PATH)

# --- Headers and cookies -----------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {**PUBLIC, "upgrade-insecure-requests": BEHIND_TLS},
}
SECURE_SSL_REDIRECT = BEHIND_TLS
# Probes come over plain HTTP from inside.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 63_072_000 if BEHIND_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = BEHIND_TLS
SECURE_HSTS_PRELOAD = BEHIND_TLS
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
SESSION_COOKIE_NAME = "__Host-session" if BEHIND_TLS else "session"
CSRF_COOKIE_NAME = "__Host-csrftoken" if BEHIND_TLS else "csrftoken"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = False
# Read by our own scripts; what it says counts by its signature (consent.choice).
CONSENT_COOKIE_NAME = "__Host-consent" if BEHIND_TLS else "consent"
CSRF_FAILURE_VIEW = "config.errors.csrf_failure"
