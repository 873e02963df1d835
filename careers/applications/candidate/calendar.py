"""An interview as a calendar file (RFC 5545)."""

from __future__ import annotations

from datetime import UTC

from django.utils import timezone
from django.utils.translation import gettext as _

from careers.applications.models import InterviewSlot


def calendar_of(slot: InterviewSlot) -> bytes:
    """One event with the interview; says the reference, no name."""
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//Dimelo//Careers//FR")
    calendar.add("version", "2.0")
    event = Event()
    event.add("uid", str(slot.uuid))
    event.add("dtstamp", timezone.now().astimezone(UTC))
    event.add("dtstart", slot.starts_at.astimezone(UTC))
    event.add("dtend", slot.ends_at.astimezone(UTC))
    event.add(
        "summary", _("Interview at Dimelo: %(offer)s") % {"offer": slot.application.offer_title}
    )
    event.add("location", slot.place)
    calendar.add_component(event)
    return bytes(calendar.to_ical())
