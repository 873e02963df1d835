"""Marketing's screens: who gets in, what they show, what can be done on them."""

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from newsletter.models import (
    Comparison,
    DailyCount,
    Drift,
    DriftKind,
    SignUp,
    Source,
    State,
    Subscriber,
    Suppression,
    Topic,
    Trouble,
)
from newsletter.queue import tell_mailchimp
from newsletter.services import leave
from newsletter.stand_in.audience import Member, md5
from outbox.delivering import drain
from outbox.models import ChannelState, Delivery
from outbox.models import State as Sent
from privacy.identity import subject_hash
from privacy.models import JournalEntry

from .conftest import ADDRESS, hand_over, subscribed

pytestmark = pytest.mark.django_db
SCREENS = ["", "issues/", "subscribers/", "subscribers/import/", "subscribers/find/", "queue/"]
SCREENS += ["comparisons/", "topics/"]


def status(client: Client, path: str) -> int:
    response = client.get(f"/admin/newsletter/{path}")
    return 403 if response.status_code == 302 else response.status_code


def test_only_marketing_gets_in_and_everything_private_is_not_stored(staff):
    subscriber = subscribed()
    marketing, editor = staff("marketing"), staff("redaction")
    for screen in [*SCREENS, f"subscribers/{subscriber.pk}/"]:
        assert status(marketing, screen) == 200, screen
        assert status(editor, screen) == 403, screen
    assert (
        "no-store"
        in marketing.get(f"/admin/newsletter/subscribers/{subscriber.pk}/")["Cache-Control"]
    )
    # There or not: alike for somebody without the right.
    here = editor.get(f"/admin/newsletter/subscribers/{subscriber.pk}/")
    nowhere = editor.get("/admin/newsletter/subscribers/999999/")
    assert (here.status_code, here.headers["Location"]) == (
        nowhere.status_code,
        nowhere.headers["Location"],
    )
    posts = ["subscribers/export/", f"subscribers/{subscriber.pk}/act/", "comparisons/"]
    for path in posts:
        assert editor.post(f"/admin/newsletter/{path}", {"act": "leave"}).status_code == 302
    subscriber.refresh_from_db()
    assert subscriber.state == State.SUBSCRIBED


def test_the_list_shows_no_address_and_reading_one_is_journalled(staff):
    subscriber = subscribed(trouble=Trouble.FORGOTTEN)
    client = staff("marketing")
    listing = client.get("/admin/newsletter/subscribers/?trouble=forgotten").content.decode()
    assert ADDRESS not in listing
    assert "l…@example.com" in listing
    assert (
        client.get("/admin/newsletter/subscribers/?trouble=fields").content.decode().count("l…@")
        == 0
    )
    found = client.post("/admin/newsletter/subscribers/find/", {"address": " LEA@example.com"})
    assert found["Location"] == f"/admin/newsletter/subscribers/{subscriber.pk}/"
    page = client.get(found["Location"]).content.decode()
    assert ADDRESS in page
    assert "formulaire" in page  # the sentence that says what to do
    entry = JournalEntry.objects.get()
    assert entry.action == "newsletter:subscriber:read"
    assert ADDRESS not in entry.reference


def test_marketing_unsubscribes_and_sends_again(staff, mailchimp):
    mailchimp.audience.forgotten.add(md5(ADDRESS))
    subscriber = subscribed()
    hand_over(subscriber)
    client = staff("marketing")
    mailchimp.audience.forgotten.clear()
    Delivery.objects.all().delete()
    client.post(f"/admin/newsletter/subscribers/{subscriber.pk}/act/", {"act": "again"})
    drain(only="mailchimp")
    subscriber.refresh_from_db()
    assert (subscriber.trouble, subscriber.remote_state) == ("", "subscribed")
    client.post(f"/admin/newsletter/subscribers/{subscriber.pk}/act/", {"act": "leave"})
    drain(only="mailchimp")
    assert mailchimp.audience.members[md5(ADDRESS)].status == "unsubscribed"


def test_the_queue_says_why_retries_and_drops_with_a_reason(staff, mailchimp):
    subscriber = subscribed("fake@example.com")
    hand_over(subscriber)
    client = staff("marketing")
    page = client.get("/admin/newsletter/queue/").content.decode()
    assert "Mailchimp refuse l’adresse." in page
    assert "fake@example.com" not in page
    delivery = Delivery.objects.get(channel="mailchimp")
    path = f"/admin/newsletter/queue/{delivery.pk}/"
    assert "Dites pourquoi" in client.post(path, {"act": "drop"}).content.decode()
    client.post(path, {"act": "retry"})
    delivery.refresh_from_db()
    assert delivery.state == Sent.AGAIN
    client.post(path, {"act": "drop", "reason": "adresse inventée"})
    delivery.refresh_from_db()
    assert (delivery.state, delivery.decision) == (Sent.DROPPED, "adresse inventée")
    assert client.post(path, {"act": "retry"}).status_code == 404


def test_a_pause_shows_as_a_banner_on_the_home(staff, mailchimp):
    mailchimp.keys.clear()
    tell_mailchimp(subscribed())
    drain(only="mailchimp")
    assert ChannelState.objects.get(name="mailchimp").is_paused
    client = staff("marketing")
    for path in ("/admin/", "/admin/newsletter/", "/admin/newsletter/queue/"):
        assert "Rien ne part vers Mailchimp" in client.get(path).content.decode(), path
    assert "Mailchimp" not in staff("rh").get("/admin/").content.decode()


def test_the_overview_draws_the_curve_and_its_table(staff):
    for days in range(30):
        DailyCount.objects.create(
            day=timezone.localdate() - timedelta(days=30 - days), subscribed=100 + days, joined=2
        )
    page = staff("marketing").get("/admin/newsletter/").content.decode()
    assert "<polyline" in page
    assert "De 100 abonnés" in page
    assert page.split('<table class="listing">')[1].split("</table>")[0].count('scope="row"') == 30


def test_counting_is_of_yesterday_and_of_today_s_total(db):
    from newsletter.queries import count_today

    subscribed(confirmed_at=timezone.localtime().replace(hour=12) - timedelta(days=1))
    subscribed("b@example.com")
    row = count_today()
    assert (row.subscribed, row.joined, row.left) == (2, 1, 0)


def test_doubtful_sign_ups_are_released_or_let_go(staff):
    rows = [
        SignUp.objects.create(
            email=f"{n}@example.com",
            language="fr",
            wording="x",
            source=Source.FORM,
            quarantined=True,
        )
        for n in range(2)
    ]
    client = staff("marketing")
    assert "Demandes douteuses" in client.get("/admin/newsletter/").content.decode()
    client.post(f"/admin/newsletter/sign-up/{rows[0].pk}/", {"act": "release"})
    client.post(f"/admin/newsletter/sign-up/{rows[1].pk}/", {"act": "drop"})
    drain()
    assert [row.email for row in Subscriber.objects.all()] == ["0@example.com"]
    assert not SignUp.objects.exists()


def test_differences_are_shown_by_comparison(staff):
    comparison = Comparison.objects.create(full=True, seen=3, finished_at=timezone.now())
    Drift.objects.create(comparison=comparison, subscriber=subscribed(), kind=DriftKind.LEFT_THERE)
    client = staff("marketing")
    assert "désinscrit ici" in client.get("/admin/newsletter/comparisons/").content.decode()
    page = client.get(f"/admin/newsletter/comparisons/{comparison.pk}/").content.decode()
    assert "désinscrit ici" in page
    assert ADDRESS not in page


# --- Lists -----------------------------------------------------------------------------------------
CSV = (
    "Nom;Email;Langue\n"
    "Léa;new@example.com;en\n"
    "X;NEW@example.com ;fr\n"
    "X;known@example.com;\n"
    "X;left@example.com;\n"
    "X;erased@example.com;\n"
    "X;=cmd|x;\n"
    "X;other@example.com;\n"
)


def upload(
    client: Client, act: str = "look", content: bytes | None = CSV.encode("cp1252"), **extra
):
    chosen = {"file": SimpleUploadedFile("liste.csv", content)} if content is not None else {}
    return client.post(
        "/admin/newsletter/subscribers/import/",
        {
            **chosen,
            "act": act,
            "proof": "Salon 2025, case cochée sur papier",
            "agreed_on": "2025-05-12",
            "language": "fr",
            **extra,
        },
    )


@pytest.fixture
def people(letter):
    subscribed("known@example.com")
    leave(subscriber=subscribed("left@example.com"))
    Suppression.objects.create(hash=subject_hash("erased@example.com"))


def test_an_import_is_looked_at_first_and_says_why_line_by_line(staff, people):
    client = staff("marketing")
    page = upload(client).content.decode()
    assert Subscriber.objects.count() == 2  # nothing has changed
    for number, why in ((3, "figure déjà"), (4, "déjà inscrit"), (5, "désinscrit"), (6, "effacé")):
        row = page.split(f'<th scope="row">{number}</th>')[1].split("</tr>")[0]
        assert why in row
    assert "Importer 2 personnes" in page
    rows = page.split('name="rows" value="')[1].split('"')[0]
    done = upload(client, act="import", content=None, rows=rows)
    assert done.status_code == 302
    assert "2 personnes" in str(next(iter(get_messages(done.wsgi_request))))
    taken = Subscriber.objects.get(email="new@example.com")
    assert (taken.state, taken.source, taken.language) == (State.SUBSCRIBED, Source.IMPORT, "en")
    assert taken.consents.get().wording == "Salon 2025, case cochée sur papier"
    assert Subscriber.objects.get(email="left@example.com").state == State.UNSUBSCRIBED
    assert not Subscriber.objects.filter(email="erased@example.com").exists()
    assert JournalEntry.objects.get().action == "newsletter:subscriber:import"


def test_an_import_needs_the_proof_of_consent_and_a_list(staff, people):
    client = staff("marketing")
    assert "Dites comment" in upload(client, proof="").content.decode()
    assert "date passée" in upload(client, agreed_on="2999-01-01").content.decode()
    assert "ne contient personne" in upload(client, content=b"\n\n").content.decode()
    long = b"a@example.com\n" * 5001
    assert "5 000 lignes" in upload(client, content=long).content.decode()
    for bad in (b"\0\0\0", b"\xff" * 400, b'"' * 300):
        assert upload(client, content=bad).status_code == 200
    assert Subscriber.objects.count() == 2


def test_an_imported_person_who_left_at_mailchimp_stays_out(staff, mailchimp, people):
    mailchimp.audience.members[md5("other@example.com")] = Member(
        "other@example.com", "unsubscribed"
    )
    client = staff("marketing")
    upload(client, act="import")
    drain(only="mailchimp")
    assert Subscriber.objects.get(email="other@example.com").state == State.UNSUBSCRIBED
    assert mailchimp.audience.members[md5("other@example.com")].status == "unsubscribed"
    assert mailchimp.audience.members[md5("new@example.com")].status == "subscribed"


def test_the_export_is_journalled_holds_no_formula_and_says_until_when_it_may_be_kept(staff):
    asked = timezone.now() - timedelta(days=27)
    subscribed("waits@example.com", state=State.PENDING, confirmed_at=None, asked_at=asked)
    subscribed("=cmd@example.com").topics.add(
        Topic.objects.create(tag="x", name_fr="Produits", name_en="Products")
    )
    client = staff("marketing")
    answer = client.post("/admin/newsletter/subscribers/export/")
    text = b"".join(answer.streaming_content).decode()
    assert text.startswith("\ufeff")
    assert "'=cmd@example.com;fr;inscrit" in text
    until = timezone.localdate() + timedelta(days=3)
    assert text.splitlines()[-1].endswith(f";{until}"), "the day the first of them is erased"
    assert f"{until}.csv" in answer["Content-Disposition"]
    assert JournalEntry.objects.get().action == "newsletter:subscriber:export"
    assert client.get("/admin/newsletter/subscribers/export/").status_code == 302
