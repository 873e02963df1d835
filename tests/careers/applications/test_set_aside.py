"""An application set aside by its person (GDPR art. 18), or objected to (art. 21): used for nothing."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from accounts.models import User
from careers.applications.models import Exchange, MailState, PoolEntry, Reason, Stage
from careers.applications.services import messages
from privacy.rights.holdings import holding_of
from privacy.rights.models import State
from privacy.rights.services import open_request
from privacy.rights.wishes import lift_restriction, object_to, restrict
from tests.careers.applications.conftest import deliver

pytestmark = pytest.mark.django_db(transaction=True, databases=("default", "ledger"))
LIST = "/admin/applications/"


@pytest.fixture
def request_(applied):
    return open_request(email=applied.email, language="fr")


def held(row):
    return holding_of(row.email, f"{row._meta.label_lower}:{row.uuid}")


def test_nobody_reviews_it_nothing_leaves_and_lifting_brings_it_back(staff, applied, request_):
    hr = staff("rh")
    leaves = messages.refuse(
        application=applied,
        subject="Votre candidature",
        text="Non.",
        reason=Reason.values[0],
        by=User.objects.get(email="rh@example.com"),
        not_before=timezone.now() + timedelta(days=1),
    )
    sent = len(mail.outbox)
    restrict(request=request_, held=held(applied))
    restrict(request=request_, held=held(applied))
    deliver()
    assert len(mail.outbox) == sent + 1  # the link of the request alone
    # What was to leave does not, and the decision in it is taken back.
    assert Exchange.objects.get(pk=leaves.pk).mail_state == MailState.CANCELLED
    applied.refresh_from_db()
    assert (applied.restricted, applied.stage) == (True, Stage.RECEIVED)
    html = hr.get(LIST).content.decode()
    assert "Dupont" not in html
    assert "1 candidature est mise de côté" in html
    assert hr.get(f"{LIST}{applied.pk}/").status_code == 302
    lift_restriction(request=request_, held=held(applied))
    assert "Dupont" in hr.get(LIST).content.decode()


def test_an_objection_sets_it_aside_until_it_is_answered(staff, applied, request_):
    entry = PoolEntry.objects.create(
        first_name="Camille", last_name="Dupont", email=applied.email, language="fr", wording="x"
    )
    hr = staff("rh")
    object_to(request=request_, held=held(applied))
    object_to(request=request_, held=held(entry))
    assert request_.state == State.OPEN
    assert "Dupont" not in hr.get(LIST).content.decode()
    assert "Dupont" not in hr.get(f"{LIST}pool/").content.decode()
