"""What HR asks every morning: the panel on the admin home and the saved views, each with its number."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.utils import timezone

from accounts.models import User
from careers.applications.models import Application, Exchange, Kind, MailState, Stage
from careers.applications.models.messages import Reason
from careers.applications.services import messages
from careers.models import OfferPage
from privacy.models import JournalEntry
from tests.careers.applications.conftest import deliver
from tests.careers.applications.desk import LIST, many

pytestmark = pytest.mark.django_db(databases=("default", "ledger"))
BULK = "/admin/bulk/applications/application"


def numbers(page, selector: str) -> dict[str, int]:
    """What each link says beside its number."""
    found = {}
    for link in BeautifulSoup(page.content, "html.parser").select(selector):
        number = link.find(["span", "strong"]).extract().get_text(strip=True)
        found[" ".join(link.get_text().split())] = int(number)
    return found


def test_each_view_and_the_panel_count_what_they_show(staff, careers):
    hr, now = staff("rh"), timezone.now()
    long, soon = now - timedelta(days=12), now - timedelta(days=179)
    many(careers, 3, waiting_since=now)
    many(careers, 1, waiting_since=long, received_at=long, last_exchange=long)
    many(careers, 1, stage=Stage.INTERVIEW, first_read_at=now)
    many(careers, 2, stage=Stage.DECISION, first_read_at=now)
    many(careers, 1, stage=Stage.HIRED, first_read_at=now)
    many(careers, 1, stage=Stage.WITHDRAWN, received_at=soon, last_exchange=soon)
    refused = Application.objects.filter(waiting_since__isnull=False).last()
    messages.refuse(
        application=refused,
        subject="Votre candidature",
        text="Non.",
        reason=Reason.FILLED,
        by=User.objects.get(email="rh@example.com"),
        not_before=messages.next_morning(now),
    )
    views = numbers(hr.get(LIST), ".apps-views li a:has(span)")
    assert views == {
        "Toutes": 9,
        "À lire": 3,
        "À répondre": 4,
        "Entretiens": 1,
        "Décision": 2,
        "Message en attente d’envoi": 1,
        "Vivier": 0,
        "Effacement proche": 1,
        "Closes": 3,
        "Sans décision": 6,
    }
    nav = BeautifulSoup(hr.get(LIST).content, "html.parser").select(".apps-views a[href*='view=']")
    for link in nav:
        rows = BeautifulSoup(hr.get(link["href"]).content, "html.parser").select("td.title")
        assert len(rows) == int(link.span.get_text()), link["href"]
    OfferPage.objects.filter(pk=careers.offer.pk).update(
        apply_until=timezone.localdate() + timedelta(days=6)
    )
    home = hr.get("/admin/")
    panel = numbers(home, ".apps-home a:has(strong)")
    assert list(panel.values())[:4] == [3, 1, 1, 1], panel
    assert numbers(home, ".apps-home li:has(strong)")["offres qui se terminent cette semaine"] == 1


def test_many_are_assigned_and_written_to_each_by_name(staff, careers):
    hr = staff("rh")
    many(careers, 2, source="fair")
    many(careers, 1)
    user = User.objects.get(email="rh@example.com")
    mail.outbox.clear()
    forms = {
        "assign": {"owner": user.pk},
        "write": {"subject": "Bonjour {first_name}", "text": "Merci, {first_name}."},
    }
    for act, values in forms.items():
        path = f"{BULK}/{act}/?id=all&next={LIST}&source=fair"
        page = BeautifulSoup(hr.get(path).content, "html.parser")
        ids = page.select_one("input[name=ids]")["value"]
        assert hr.post(path, {**values, "ids": ids}).status_code == 302, act
    assert Application.objects.filter(owner=user, source="fair").count() == 2
    assert Application.objects.filter(owner=user).count() == 2
    deliver()
    assert sorted(one.subject for one in mail.outbox) == ["Bonjour Prénom0", "Bonjour Prénom1"]
    assert {one.mail_state for one in Exchange.objects.filter(kind=Kind.WRITTEN)} == {
        MailState.SENT
    }
    assert JournalEntry.objects.filter(action="applications:bulk:write").count() == 2
