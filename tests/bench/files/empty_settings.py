"""The empty project as it would be served: no debugging, the contact form, mail into memory."""

import secrets

import environ

from .base import *  # noqa: F403

DEBUG = False
SECRET_KEY = secrets.token_hex()
ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
DATABASES = {"default": environ.Env().db("DATABASE_URL")}
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
INSTALLED_APPS = [*INSTALLED_APPS, "writing"]  # noqa: F405
