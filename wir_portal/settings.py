"""Settings come from the environment alone; `docs/operations.md` lists the variables."""

from importlib.util import find_spec
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from wir_portal import environment

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = environment.folder("WIR_DATA_DIR", BASE_DIR / ".data")

# --- mode -------------------------------------------------------------------------------------------------
WIR_DEMO = environment.flag("WIR_DEMO", default=False)
WIR_DEMO_PASSWORD = environment.text("WIR_DEMO_PASSWORD", "", example="ein-langes-kennwort")
WIR_CLOCK_OFFSET = environment.clock_offset(demo=WIR_DEMO)
DEBUG = False
SECRET_KEY = environment.secret("WIR_SECRET_KEY")
ALLOWED_HOSTS = environment.hosts("WIR_ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]" if WIR_DEMO else None)
if WIR_DEMO and any(environment.is_public_host(host) for host in ALLOWED_HOSTS):
    raise environment.refuse("WIR_DEMO", "Die Vorführung läuft nicht unter einem öffentlichen Namen.", "0")

# --- apps ---------------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "modeltranslation",
    "wir_portal.core",
    "municipalities",
    "programs",
    "casemanagers",
    "wir_portal.pages",
    "wir_portal.pages.apps.WirAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "crispy_forms",
    "crispy_bootstrap5",
    "simple_history",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "wir_portal.core.middleware.language_of_the_path",
    "wir_portal.core.middleware.bad_input",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "wir_portal.core.middleware.idle_sessions_end",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "wir_portal.core.middleware.private_pages",
    "wir_portal.core.typed_work.TypedWork",
    "wir_portal.core.middleware.members_only",
]
ROOT_URLCONF = "wir_portal.urls"
WSGI_APPLICATION = "wir_portal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
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
                "wir_portal.core.context.portal",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
INSTALLED_APPS.insert(1, "django.forms")
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"

# --- database -----------------------------------------------------------------------------------------------
env = environ.Env()
default_database = environment.url(
    "DATABASE_URL",
    env.db_url,
    f"sqlite:///{DATA_DIR / 'db.sqlite3'}",
    example="postgres://wir:kennwort@localhost/wir",
    engines=("django.db.backends.sqlite3", "django.db.backends.postgresql"),
)
DATABASES = {"default": default_database}
default_database.setdefault("OPTIONS", {})
if default_database["ENGINE"].endswith("sqlite3"):
    default_database["OPTIONS"] |= {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
else:
    if find_spec("psycopg") is not None:
        raise ImproperlyConfigured("psycopg 3 ist installiert und würde psycopg2 still ersetzen. Bitte deinstallieren.")
    default_database["OPTIONS"] |= {"options": "-c statement_timeout=30000 -c lock_timeout=15000"}
    default_database |= {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}
# It counts failed sign-ins: with Django's 300 entries others could push a count out.
cache = "dbcache://wir_cache?max_entries=20000"
CACHES = {"default": environment.url("CACHE_URL", env.cache_url, cache, example="dbcache://wir_cache")}

# --- mail -----------------------------------------------------------------------------------------------------
mail = environment.url("EMAIL_URL", env.email_url, "consolemail://", example="smtp://mail.example.org:25")
if WIR_DEMO and not environment.stays_here(mail):
    raise environment.refuse("EMAIL_URL", "In der Vorführung verlässt keine Mail diesen Rechner.", "consolemail://")
vars().update(mail)
EMAIL_TIMEOUT = 30
here = "http://127.0.0.1:8000" if WIR_DEMO else f"https://{ALLOWED_HOSTS[0].lstrip('.')}"
WIR_PUBLIC_URL = environment.public_url("WIR_PUBLIC_URL", here, demo=WIR_DEMO)
nobody = "WIR-Portal <wir@example.org>" if environment.stays_here(mail) else None
DEFAULT_FROM_EMAIL = SERVER_EMAIL = environment.sender("WIR_MAIL_FROM", nobody)
WIR_MAIL_ATTEMPTS = 10

# --- accounts -------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "core.User"
AUTHENTICATION_BACKENDS = ["wir_portal.core.accounts.PortalBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/portal/"
LOGOUT_REDIRECT_URL = ACCOUNT_LOGOUT_REDIRECT_URL = "/konto/login/"
ACCOUNT_FORMS = {
    "login": "wir_portal.core.account_forms.SignInForm",
    "change_password": "wir_portal.core.account_forms.NewPasswordForm",
    "reset_password": "wir_portal.core.account_forms.ForgottenPasswordForm",
    "reset_password_from_key": "wir_portal.core.account_forms.PasswordByLinkForm",
}
ACCOUNT_ADAPTER = "wir_portal.core.accounts.PortalAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "20/m/ip,5/5m/key",
    "change_password": "5/m/user",
    "reset_password": "20/m/ip,3/15m/key",
    "reset_password_from_key": "60/m/ip",
    "keep_input": "30/h/key",
    "feedback": "10/h/key",
    "feedback_all": "300/h/key",
}
# allauth's own writes a row at each look; Django's needs none.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
PASSWORD_RESET_TIMEOUT = 60 * 60
ALLAUTH_TRUSTED_PROXY_COUNT = 0
SESSION_COOKIE_AGE = 10 * 60 * 60
WIR_SESSION_IDLE_SECONDS = 30 * 60
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "wir_portal.core.typed_work.refused_form"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"

# --- languages, time --------------------------------------------------------------------------------------------
LANGUAGE_CODE = "de"
# In the order of the strip, in their own names. Leichte Sprache is German, under an address of its own.
LANGUAGES = [
    ("de", "Deutsch"),
    ("en", "English"),
    ("ar", "العربية"),
    ("uk", "Українська"),
    ("fa", "فارسی / دری"),
    ("tr", "Türkçe"),
    ("de-simple", "Leichte Sprache"),
]
LOCALE_PATHS = [BASE_DIR / "wir_portal" / "locale"]
MODELTRANSLATION_DEFAULT_LANGUAGE = "de"
MODELTRANSLATION_FALLBACK_LANGUAGES = ("de",)
TIME_ZONE = "Europe/Berlin"
USE_TZ = True
USE_I18N = True

# --- static files -------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = None if WIR_DEMO else DATA_DIR / "static"
bootstrap = find_spec("django_include_bootstrap")
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("bootstrap", Path(bootstrap.submodule_search_locations[0]) / "static"),
]
WHITENOISE_USE_FINDERS = WIR_DEMO
WHITENOISE_AUTOREFRESH = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if WIR_DEMO
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# --- headers ------------------------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}
PERMISSIONS_POLICY = {name: [] for name in ("camera", "geolocation", "microphone", "payment", "usb")}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
if not WIR_DEMO:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
    ALLAUTH_TRUSTED_PROXY_COUNT = 1

DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["wir_portal.core.uploads.SmallFiles"]
IMPORT_EXPORT_ESCAPE_FORMULAE_ON_EXPORT = True
SILENCED_SYSTEM_CHECKS: list[str] = []
