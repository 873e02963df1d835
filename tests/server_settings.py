"""The real settings for real processes that tests start; only their folder is another one."""

import os
from pathlib import Path

from config.settings import *  # noqa: F403

VAR = Path(os.environ["TEST_VAR"])
WORK = VAR / "work"
PAGE_STAMP = WORK / "pages.stamp"
MEDIA_ROOT = VAR / "media"
PRIVATE_ROOT = VAR / "private"
if "location" in STORAGES["private"].get("OPTIONS", {}):  # noqa: F405
    STORAGES["private"]["OPTIONS"]["location"] = PRIVATE_ROOT  # noqa: F405
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
