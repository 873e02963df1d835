"""Times for an interview: offered by HR, chosen by the candidate, carried away as a calendar file."""

import re
from datetime import UTC, timedelta

import pytest
from django.core import mail
from django.utils import timezone
from icalendar import Calendar

from careers.applications.models import InterviewSlot, Kind
from tests.careers.applications.conftest import deliver, link_of
from tests.careers.applications.desk import address

pytestmark = pytest.mark.django_db(databases=("default", "ledger"))


def offer_times(hr, applied) -> None:
    for days, place in ((3, "12 rue de Charonne, Paris"), (4, "https://visio.example.com/abc")):
        moment = timezone.localtime() + timedelta(days=days)
        hr.post(
            address(applied, "slot/"),
            {"starts_at": f"{moment:%Y-%m-%d} 10:30", "minutes": "60", "place": place},
        )


def choose(client, link, slot) -> str:
    answer = client.post(link, {"action": "choose", "slot": slot}, follow=True)
    return answer.content.decode()


def test_a_time_is_chosen_once_and_goes_into_a_calendar(staff, applied, client):
    hr, link = staff("rh"), link_of()
    offer_times(hr, applied)
    page = client.get(link).content.decode()
    assert "12 rue de Charonne" in page
    first, second = re.findall(r'name="slot" value="([\w-]{36})"', page)
    assert client.get(f"{link}entretien.ics").status_code == 404
    mail.outbox.clear()
    assert "L’entretien est noté" in choose(client, link, second)
    deliver()

    page = client.get(link).content.decode()
    assert "10:30" in page
    assert "60 minutes" in page
    assert "12 rue de Charonne" not in page
    # A second click, a second tab, nonsense: the first choice holds.
    for other in (first, second, "x", ""):
        assert "n’est plus possible" in choose(client, link, other)
    slot = InterviewSlot.objects.get(chosen_at__isnull=False)
    assert str(slot.uuid) == second

    told = {one.to[0]: one for one in mail.outbox}
    assert "https://visio.example.com/abc" in told["camille@example.com"].body
    assert "10:30" in told["camille@example.com"].body
    assert applied.short in told["rh@example.com"].subject
    assert "Camille" not in told["rh@example.com"].body
    applied.refresh_from_db()
    assert applied.last_exchange_kind == Kind.CHOSE
    assert "(choisi)" in hr.get(address(applied)).content.decode()

    answer = client.get(f"{link}entretien.ics")
    assert answer["Content-Type"].startswith("text/calendar")
    assert "attachment" in answer["Content-Disposition"]
    assert "no-store" in answer["Cache-Control"]
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert event["DTSTART"].dt == slot.starts_at.astimezone(UTC)
    assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(minutes=60)
    assert (event["UID"], event["LOCATION"]) == (second, "https://visio.example.com/abc")
    assert applied.offer_title in event["SUMMARY"]
    assert "Dupont" not in answer.content.decode()


def test_a_time_that_has_passed_is_no_choice(staff, applied, client, time_machine):
    hr, link = staff("rh"), link_of()
    offer_times(hr, applied)
    slot = str(InterviewSlot.objects.order_by("starts_at").first().uuid)
    time_machine.move_to(timezone.now() + timedelta(days=3, hours=20), tick=True)
    assert slot not in client.get(link).content.decode()
    assert "n’est plus possible" in choose(client, link, slot)
    yesterday = f"{timezone.localtime() - timedelta(days=1):%Y-%m-%d} 10:30"
    hr.post(address(applied, "slot/"), {"starts_at": yesterday, "minutes": "60", "place": "Paris"})
    assert InterviewSlot.objects.count() == 2
