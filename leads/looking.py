"""The worker looks into a new file: number of pages, and a cover from the first."""

import json
import subprocess
import sys
from pathlib import Path

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import ReferenceIndex

from cms.models import SiteImage
from leads.models import ResourceVersion
from outbox.channels import NotNeeded, Refused
from outbox.models import Delivery

PATIENCE = 60  # seconds
PDF = "application/pdf"
ROOT = Path(__file__).resolve().parent.parent


def look_into_file(delivery: Delivery) -> None:
    """Carry out `{"version": id}`. Raises Refused when the file cannot be read as a PDF."""
    version = ResourceVersion.objects.filter(pk=delivery.payload["version"]).first()
    if version is None or version.looked_at or version.content_type != PDF:
        raise NotNeeded(_("The file is gone, or was looked at already."))
    with version.file.open("rb") as file:
        pages, picture = examined(file.read())
    with transaction.atomic():
        cover = SiteImage(title=f"{version.page.title} – {version.number}"[:255], description="")
        cover.file = ContentFile(picture, name=f"cover-{version.pk}.png")
        cover.save()
        ResourceVersion.objects.filter(pk=version.pk).update(
            pages=pages, cover=cover, looked_at=timezone.now()
        )
        version.cover = cover
        # What is not saved as an object has to be told: the cover is in use.
        ReferenceIndex.create_or_update_for_object(version)


def examined(content: bytes) -> tuple[int, bytes]:
    """Number of pages and first page of a PDF, by a process that may die of it."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "leads.first_page"],
            cwd=ROOT,
            input=content,
            capture_output=True,
            timeout=PATIENCE,
            check=True,
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        raise Refused(_("The file cannot be read as a PDF."), code=type(error).__name__) from error
    facts, _line, picture = done.stdout.partition(b"\n")
    return int(json.loads(facts)["pages"]), picture
