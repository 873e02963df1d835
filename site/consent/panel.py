"""The panel: what it shows, its current version, and the HTML that is the same for every visitor."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.html import escape

from consent import trackers
from consent.declarations import Purpose
from consent.models import PanelVersion
from consent.purposes import PURPOSES
from consent.trackers import ActiveService

TEMPLATE = "consent/panel.html"
PARTS = (TEMPLATE, "consent/purpose.html")
CODE = ("js/consent.js", "css/consent.css")
# Stands in the remembered HTML for what differs from page to page: the path to come back to.
HERE = "/--here--/"


@dataclass(frozen=True)
class PurposeShown:
    """A purpose with those of its services that are asked about."""

    purpose: Purpose
    services: tuple[ActiveService, ...]


@dataclass(frozen=True)
class Panel:
    """The panel as it is now."""

    version: str
    html: dict[str, str]
    asks: str

    def at(self, path: str, language: str) -> str:
        """The HTML for a page at `path`."""
        return self.html[language].replace(HERE, escape(path))


_memory: dict[tuple[Any, ...], Panel] = {}


def purposes_shown(services: tuple[ActiveService, ...]) -> list[PurposeShown]:
    """The purposes that have something to ask, in order."""
    shown = [
        PurposeShown(purpose, tuple(one for one in services if one.service.purpose == slug))
        for slug, purpose in PURPOSES.items()
    ]
    return [one for one in shown if one.services]


def current() -> Panel | None:
    """The panel, or None while no service that needs an agreement may load."""
    asked = trackers.asked()
    if not asked:
        return None
    key = tuple((one.slug, one.identifier, one.host, one.service.edition) for one in asked)
    if key not in _memory:
        _memory.clear()
        _memory[key] = _made(asked)
    return _memory[key]


def current_version() -> PanelVersion | None:
    """The kept version of the panel as it is now, kept at this moment if it was not yet."""
    panel = current()
    if panel is None:
        return None
    known = PanelVersion.objects.filter(hash=panel.version).first()
    if known is not None:
        return known
    texts = {language: panel.at("/", language) for language in panel.html}
    number = (PanelVersion.objects.aggregate(last=Max("number"))["last"] or 0) + 1
    try:
        with transaction.atomic():
            return PanelVersion.objects.create(
                number=number,
                hash=panel.version,
                code_hash=code_hash(),
                text_fr=texts["fr"],
                text_en=texts["en"],
                facts=[one for one in trackers.facts() if one["slug"] in set(panel.asks.split())],
            )
    except IntegrityError:  # made by another request since we looked
        return PanelVersion.objects.get(hash=panel.version)


def code_hash() -> str:
    """A hash of what draws and runs the panel: its templates, its script, its style."""
    sources = [Path(__file__).parent / "templates" / name for name in PARTS]
    sources += [Path(str(finders.find(name))) for name in CODE]
    return hashlib.sha256(b"\0".join(source.read_bytes() for source in sources)).hexdigest()


def _made(asked: tuple[ActiveService, ...]) -> Panel:
    plain = {language: _drawn(asked, "", language) for language, _name in settings.LANGUAGES}
    told = json.dumps([plain, code_hash()], sort_keys=True, ensure_ascii=False)
    version = hashlib.sha256(told.encode()).hexdigest()
    return Panel(
        version=version,
        html={language: _drawn(asked, version, language) for language in plain},
        asks=" ".join(one.slug for one in asked),
    )


def _drawn(asked: tuple[ActiveService, ...], version: str, language: str) -> str:
    with translation.override(language):
        return render_to_string(
            TEMPLATE,
            {
                "purposes": purposes_shown(asked),
                "version": version,
                "here": HERE,
                "choices": reverse("consent:choices"),
                "choose": reverse("consent:choose"),
                "style": static("css/consent.css"),
            },
        )
