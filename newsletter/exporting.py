"""The subscribers as a table."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext, pgettext

from newsletter import queries
from newsletter.models import State
from privacy.services import due_date
from privacy.spreadsheets import LIFETIME, in_batches, safe


def lines() -> Iterator[list[Any]]:
    """The headings and a line for each, read in batches."""
    until = delete_by()
    yield [
        gettext("E-mail address"),
        gettext("Language"),
        gettext("State here"),
        gettext("State at Mailchimp"),
        pgettext("newsletter", "Came by"),
        gettext("Subscribed since"),
        gettext("Topics"),
        pgettext("newsletter", "Delete this file by"),
    ]
    for row in in_batches(queries.current().prefetch_related("topics")):
        yield [
            safe(row.email),
            row.language,
            str(row.get_state_display()),
            str(row.get_remote_state_display()),
            str(row.get_source_display()),
            timezone.localtime(row.confirmed_at).date() if row.confirmed_at else "",
            safe(", ".join(topic.name for topic in row.topics.all())),
            until,
        ]


def delete_by() -> date:
    """The day by which such a file has to be gone: no later than the first person in it is erased."""
    rows = queries.current()
    first = (
        rows.filter(state=State.PENDING).order_by("asked_at").first(),
        rows.filter(ended_at__isnull=False).order_by("ended_at").first(),
    )
    dues = [due_date(row) for row in first if row is not None]
    days = [timezone.localtime(due.at).date() for due in dues if due is not None]
    return min([timezone.localdate() + LIFETIME, *days])
