"""Use restricted (art. 18) or objected to (art. 21): kept, used for nothing, open to its person."""

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from accounts.models import User
from careers.applications.candidate.form import source_of
from careers.applications.models import (
    Application,
    Assignment,
    Exchange,
    Kind,
    MailState,
    PoolEntry,
    Stage,
)
from careers.applications.queries import count_unanswered
from careers.applications.services import messages, reviewing
from careers.applications.services.restriction import Restricted
from privacy.rights import wishes
from privacy.rights.holdings import holdings_of
from privacy.rights.models import Channel
from privacy.rights.services import enter_request
from tests.careers.applications.conftest import deliver, link_of
from tests.careers.applications.desk import LIST, address, link_to

pytestmark = pytest.mark.django_db(transaction=True, databases=("default", "ledger"))


@pytest.fixture
def asked(applied, person):
    """Camille's request at the data protection desk, and what is held: (request, by model)."""
    request = enter_request(
        email=applied.email,
        language="fr",
        kind="restriction",
        channel=Channel.EMAIL,
        received_at=timezone.now(),
        words="",
        by=person("dpo", email="desk@example.com"),
    )
    return request, {one.declaration.model: one for one in holdings_of(applied.email)}


def restrict(asked, model="applications.Application") -> None:
    request, held = asked
    wishes.restrict(request=request, held=held[model])


def words(response) -> str:
    return response.content.decode().replace("\xa0", " ")


def test_hr_sees_it_in_words_and_can_do_nothing_with_it(staff, applied, asked, careers):
    hr = staff("rh")
    by = User.objects.get(email="rh@example.com")
    messages.refuse(
        application=applied,
        subject="Votre candidature",
        text="Non.",
        reason="filled",
        by=by,
        not_before=messages.next_morning(timezone.now()),
    )
    # A restriction of one part is one of the whole.
    restrict(asked, "applications.ApplicationFile")
    restrict(asked, "applications.ApplicationFile")
    applied.refresh_from_db()
    assert (applied.stage, applied.restricted_at is None) == (Stage.RECEIVED, False)
    assert Exchange.objects.get(kind=Kind.WRITTEN).mail_state == MailState.CANCELLED

    page = words(hr.get(address(applied)))
    assert "Usage limité depuis le" in page
    assert "Fermé tant que l’usage est limité." in page
    for gone in (
        "Dupont",
        "camille@",
        "Bonjour</p>",
        "Page 1 du CV",
        "Refuser cette candidature",
        'name="sure"',
    ):
        assert gone not in page, gone
    assert hr.get(address(applied, "original/")).status_code == 404
    assert hr.get(address(applied, "page/1/")).status_code == 404
    assert hr.get(f"{address(applied, 'original/')}?request={asked[0].pk}").status_code == 404
    assert not applied.readings.exists()
    for path, fields in (
        ("move/", {"stage": "shortlist"}),
        ("note/", {"text": "Une note"}),
        ("write/", {"subject": "Bonjour", "text": "Un mot"}),
        ("refuse/", {"refuse-reason": "filled", "refuse-when": "never"}),
        ("erase/", {"sure": "yes"}),
        (
            "slot/",
            {
                "starts_at": f"{timezone.localtime() + timezone.timedelta(days=3):%Y-%m-%d} 10:30",
                "minutes": "45",
                "place": "Paris",
            },
        ),
    ):
        told = words(hr.post(address(applied, path), fields, follow=True))
        assert "a fait limiter l’usage de cette candidature" in told, path
    # In bulk it is left alone, and no export holds it.
    for action in ("move", "write", "refuse", "assign"):
        path = f"/admin/bulk/applications/application/{action}/?next={LIST}&id={applied.pk}"
        assert "ne s’y prête en l’état" in words(hr.get(path)), action
        fields = {"stage": "hired", "subject": "a", "text": "b", "reason": "filled"}
        hr.post(path, {**fields, "when": "never", "version": ""})
    exported = hr.get(f"{LIST}export/?format=csv").getvalue().decode()
    assert "Dupont" not in exported
    assert "1 candidature est laissée de côté" in exported.replace("\xa0", " ")
    applied.refresh_from_db()
    assert (applied.stage, applied.notes.count(), applied.slots.count()) == (Stage.RECEIVED, 0, 0)
    assert Exchange.objects.filter(kind=Kind.WRITTEN).count() == 1
    assert applied.erasure_marked_at is None
    # It holds up no offer, and shows in a view of its own.
    assert count_unanswered(careers.offer) == 0
    listed = words(hr.get(f"{LIST}?view=restricted"))
    assert "reçue – usage limité" in listed
    for page in ("", "?view=to-read", "?view=restricted", "?q=Camille+Dupont", "board/"):
        assert "Dupont" not in words(hr.get(LIST + page)).replace("Camille Dupont", ""), page
    assert applied.short in hr.get(f"{LIST}?q={applied.short}").content.decode()
    interview = staff("entretien")
    Assignment.objects.create(
        offer=source_of(careers.offer), user=User.objects.get(email="entretien@example.com")
    )
    assert interview.get(address(applied)).status_code == 302
    dpo = staff("dpo")
    inside = dpo.get(f"{address(applied, 'original/')}?request={asked[0].pk}")
    assert inside.content.startswith(b"%PDF")


def test_what_the_person_asks_stays_possible(staff, applied, asked, client):
    hr, link = staff("rh"), link_of()
    restrict(asked)
    mail.outbox.clear()
    assert "Vous nous avez demandé le" in words(client.get(link))
    hr.post(
        address(applied, "log/"),
        {
            "kind": "call",
            "at": f"{timezone.localtime():%Y-%m-%d %H:%M}",
            "text": "Elle conteste une date",
        },
    )
    assert applied.exchanges.filter(kind=Kind.CALL).exists()
    with pytest.raises(Restricted):
        reviewing.move(application=applied, stage=Stage.SHORTLIST)
    client.post(link, {"action": "write", "text": "Où en est ma demande ?"})
    hr.post(address(applied, "write/"), {"subject": "Votre demande", "text": "Elle est là."})
    # One answer for one message of theirs.
    hr.post(address(applied, "write/"), {"subject": "Au fait", "text": "Encore un mot."})
    deliver()
    assert [one.subject for one in mail.outbox if one.to == [applied.email]] == ["Votre demande"]

    # Beyond its date it is kept while that holds, and goes once its person lets it.
    long_ago = timezone.now() - timezone.timedelta(days=400)
    Application.objects.update(last_exchange=long_ago, received_at=long_ago)
    call_command("remind_candidates")
    call_command("erase_due")
    assert Application.objects.current().exists()
    request, held = asked
    wishes.lift_restriction(request=request, held=held["applications.Application"])
    applied.refresh_from_db()
    assert applied.restricted_at is None
    call_command("erase_due")
    assert not Application.objects.exists()


def test_the_person_erases_it_all_the_same(applied, asked, client):
    restrict(asked)
    client.post(link_to(applied), {"action": "erase"})
    call_command("finish_erasures")
    assert not Application.objects.exists()


def test_an_objection_holds_at_once(staff, applied, asked, client):
    hr = staff("rh")
    client.post(link_of(), {"action": "pool", "agree": "yes"})
    entry = PoolEntry.objects.get()
    request, _held = asked
    for held in holdings_of(applied.email):
        if held.declaration.model in ("applications.Application", "applications.PoolEntry"):
            wishes.object_to(request=request, held=held)
    applied.refresh_from_db()
    assert applied.restricted_at is not None
    listed = words(hr.get(f"{LIST}pool/"))
    assert "usage limité" in listed
    assert "Dupont" not in listed
    assert hr.get(f"{LIST}pool/{entry.pk}/original/").status_code == 302


def test_what_was_on_its_way_does_not_leave(staff, applied, asked):
    staff("rh")
    by = User.objects.get(email="rh@example.com")
    messages.write(application=applied, subject="Bonjour", text="Un mot", by=by)
    restrict(asked)
    mail.outbox.clear()
    deliver()
    assert not [one for one in mail.outbox if one.to == [applied.email]]
    assert Exchange.objects.get(kind=Kind.WRITTEN).mail_state == MailState.CANCELLED
