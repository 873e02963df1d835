"""What a web process has in memory: nothing that only few requests, the worker or a command need."""

import subprocess
import sys

from tests.ports import free_port
from tests.servers import ROOT, environment_for

HEAVY = [
    "PIL.ImageFont",
    "boto3",
    "charset_normalizer",
    "cryptography",
    "css_inline",
    "dns.resolver",
    "icalendar",
    "mailchimp_marketing",
    "mammoth",
    "markdown_it",
    "ninja",
    "openpyxl",
    "pillow_heif",
    "playwright",
    "psycopg",  # on SQLite
    "pydantic",
    "pygments",
    "pypdf",
    "pypdfium2",
    "qrcode",
    "redis",
    "requests",
    "snowballstemmer",
    "typst",
    "wagtail.api.v3.api",
    "yaml",
]
LOADED = """
import os, sys
from config import server
server.load()
from django.urls import get_resolver
get_resolver().url_patterns
print(*sys.modules)
sys.stdout.flush()
os._exit(0)
"""


def test_what_is_seldom_needed_is_not_imported_at_the_start(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", LOADED],
        cwd=ROOT,
        env=environment_for(tmp_path, free_port(), LOG_LEVEL="CRITICAL"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    loaded = set(done.stdout.split())
    assert "wagtail.admin.views.pages.edit" in loaded
    assert sorted(loaded.intersection(HEAVY)) == []
