"""What the worker does with a CV that has come in: scan, move, read, draw. Safe to repeat."""

from __future__ import annotations

from botocore.exceptions import BotoCoreError, ClientError
from django.utils.translation import gettext_noop

from careers.applications.cv import clamav, reading, sandbox
from careers.applications.models import ScanState
from careers.applications.models.files import StoredFile
from careers.applications.vault import files, sealing
from outbox.channels import Again, NotNeeded, Refused, Unreachable
from outbox.models import Delivery

SCAN_AGAIN = 60  # seconds


def deliver(delivery: Delivery) -> None:
    """Settle the file a delivery is about. Raises an Outcome (outbox.channels)."""
    row = delivery.about
    if not isinstance(row, StoredFile) or row.erasure_marked_at is not None:
        raise NotNeeded(gettext_noop("What it was about is gone."))
    try:
        _settle(row)
    except (OSError, BotoCoreError, ClientError) as error:
        raise Unreachable(
            gettext_noop("The store does not answer."), code=type(error).__name__
        ) from error
    except sealing.Unreadable as error:
        raise Refused(gettext_noop("No key of VAULT_KEYS opens this file.")) from error


def _settle(row: StoredFile) -> None:
    if row.scan == ScanState.WAITING:
        _scan(row)
    if not files.move_to_store(row):
        raise NotNeeded(gettext_noop("What it was about is gone."))
    if row.scan != ScanState.CLEAN or row.drawn is not None or not row.is_pictured:
        return
    content = files.read(row)
    drawn, has_text = 0, False
    try:
        files.write_part(row, "text", reading.text_of(content, row.kind).encode())
        has_text = True
        if row.kind == "pdf":
            for number, page in enumerate(reading.pages_of(content), start=1):
                files.write_part(row, f"page-{number}", page)
                drawn = number
    except sandbox.SandboxFailed:
        pass  # it opens for whoever downloads it; here it is shown as far as it could be drawn
    current = type(row).objects.current().filter(pk=row.pk)
    if not current.update(drawn=drawn, has_text=has_text):
        for name in (row.base, *row.derived()):
            files.delete(name)


def _scan(row: StoredFile) -> None:
    content = files.read_unscanned(row)
    try:
        verdict = clamav.ask(content)
    except OSError as error:
        # However long it is away: not counted, so that nothing is set aside meanwhile.
        raise Unreachable(
            gettext_noop("The virus scanner does not answer."), code=type(error).__name__
        ) from error
    if verdict is clamav.Scan.UNKNOWN:
        raise Again(gettext_noop("The virus scanner gives no verdict."), after=SCAN_AGAIN)
    row.scan = ScanState.CLEAN if verdict is clamav.Scan.CLEAN else ScanState.INFECTED
    type(row).objects.filter(pk=row.pk).update(scan=row.scan)
