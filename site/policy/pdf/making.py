"""Make the PDF of a version in a language, from the same content as its page."""

import json
import math
from datetime import UTC, datetime, time
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cms.pdf import typeset
from cms.templatetags.typography import french
from policy.documents.nodes import nodes_of
from policy.models import VersionText

DESIGN = Path(__file__).with_name("policy.typ")


def etag_of(text: VersionText) -> str:
    """What names the bytes: the content, and the design they are set in."""
    return sha256(f"{_content(text)}{_design()}".encode()).hexdigest()[:32]


def make(text: VersionText) -> bytes:
    """Set the text. The date in the file is the version's own, so the bytes depend on it alone."""
    day = datetime.combine(text.version.effective_on, time(12), UTC)
    return typeset(
        DESIGN, inputs={"content": _content(text)}, timestamp=math.floor(day.timestamp())
    )


@cache
def _design() -> str:
    return sha256(DESIGN.read_bytes()).hexdigest()


def _content(text: VersionText) -> str:
    """Everything the design sets, as JSON: words in it are never read as instructions."""
    version = text.version
    with translation.override(text.language):
        day = date_format(version.effective_on, "DATE_FORMAT")
        facts = {
            "title": text.title,
            "language": text.language,
            "date": version.effective_on.isoformat(),
            "line": _("Version %(number)s of %(date)s") % {"number": version.number, "date": day},
            "comment": _set(version.comment, text.language),
            "author": version.author,
            "fingerprint": _("Fingerprint: %(hash)s") % {"hash": version.hash or text.hash},
            "contents": _("Contents"),
            "page": _("Page"),
            "blocks": nodes_of(text.html),
        }
    return json.dumps(facts, ensure_ascii=False, sort_keys=True)


def _set(text: str, language: str) -> str:
    return french(text) if language == "fr" else text
