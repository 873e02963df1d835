"""From the form to a subscription, and out of it again."""

import json
import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone

from intake import origin
from intake.agreements import newsletter_agreed
from intake.evidence import Evidence
from intake.notices import notice_under
from newsletter.models import Consent, Event, SignUp, Source, State, Subscriber, Suppression, Topic
from newsletter.services import leave, release
from outbox.delivering import drain
from outbox.models import Delivery
from privacy.identity import subject_hash
from tests.intake.recaptcha_on import agree

from .conftest import ADDRESS, link_in, subscribed

pytestmark = pytest.mark.django_db


def test_a_visitor_subscribes_without_a_script_and_confirms_by_a_click(letter):
    client = Client()
    page = client.get("/newsletter/")
    assert not page.cookies
    assert re.findall(
        r'<input[^>]+type="(?:email|text)"[^>]*name="(\w+)"', page.content.decode()
    ) == [
        "form_note",
        "email",
    ]
    wrong = client.post("/newsletter/", {"email": "nobody"}).content.decode()
    assert "<title>Erreur – " in wrong
    # Without a script there is no token: one more click, with the address kept.
    again = client.post("/newsletter/", {"email": ADDRESS}).content.decode()
    assert f'value="{ADDRESS}"' in again
    token = re.search(r'name="form_token" value="([^"]+)"', again)[1]
    notice = re.search(r'name="form_notice" value="([^"]+)"', again)[1]
    sent = client.post(
        "/newsletter/",
        {"email": " LEA@example.com", "form_token": token, "form_notice": notice, "page": "/a/"},
    )
    assert (sent.status_code, sent["Location"]) == (303, "/newsletter/confirmation/")
    assert client.get(sent["Location"]).status_code == 200
    drain()
    subscriber = Subscriber.objects.get()
    assert (subscriber.email, subscriber.language, subscriber.state) == (
        ADDRESS,
        "fr",
        State.PENDING,
    )

    link = link_in(mail.outbox[0], "confirmer")
    for _scan in range(3):  # mail scanners open links
        assert client.get(link).status_code == 200
    assert Subscriber.objects.get().state == State.PENDING
    assert "abonné" in client.post(link).content.decode()
    subscriber.refresh_from_db()
    assert subscriber.state == State.SUBSCRIBED
    proof = Consent.objects.get()
    assert proof.wording.startswith("Je demande à recevoir la lettre de Dimelo")
    assert proof.version == notice_under("newsletter").hash
    assert (proof.page, proof.language, proof.source) == ("/a/", "fr", Source.FORM)
    assert proof.confirmed_at == subscriber.confirmed_at
    assert client.post(link).status_code == 200  # once more changes nothing
    assert Consent.objects.count() == 1


def test_the_page_decides_the_language(sign_up):
    sign_up(path="/en/newsletter/")
    assert Subscriber.objects.get().language == "en"
    assert "Confirm my subscription" in mail.outbox[0].alternatives[0][0]
    assert Consent.objects.get().wording.startswith("I ask to receive")


def test_every_known_case_gets_one_mail_and_only_a_click_subscribes(sign_up):
    subscribed("known@example.com")
    gone = subscribed("left@example.com")
    leave(subscriber=gone)
    Suppression.objects.create(hash=subject_hash("erased@example.com"))
    for name in ("known", "left", "erased"):
        sign_up(f"{name}@example.com")
    assert [message.to for message in mail.outbox] == [
        ["known@example.com"],
        ["left@example.com"],
        ["erased@example.com"],
    ]
    assert "/lettre/preferences/" in mail.outbox[0].body
    gone.refresh_from_db()
    assert gone.state == State.UNSUBSCRIBED
    # A fresh sign-up lifts what stood against the address: once it is confirmed, not before.
    assert Suppression.objects.count() == 1
    Client().post(link_in(mail.outbox[2], "confirmer"))
    assert Suppression.objects.count() == 0
    Client().post(link_in(mail.outbox[1], "confirmer"))
    gone.refresh_from_db()
    assert gone.state == State.SUBSCRIBED


def test_by_which_campaign_somebody_came_is_kept_with_agreement_only(sign_up, monkeypatch):
    came = json.dumps({"last": {"utm_campaign": "Salon 2026"}})
    sign_up(origin=came)
    assert Consent.objects.get().campaign == ""
    monkeypatch.setattr(origin, "accepted_purposes", lambda request: frozenset({"performance"}))
    sign_up("max@example.com", origin=came)
    assert Consent.objects.latest("pk").campaign == "salon-2026"
    sign_up("eva@example.com", origin="{nonsense")
    assert Consent.objects.latest("pk").campaign == ""


def test_signing_up_again_and_again_makes_one_mail(sign_up):
    for _ in range(4):
        sign_up()
    assert len(mail.outbox) == 1
    assert Subscriber.objects.count() == 1


def test_while_recaptcha_is_on_a_sign_up_waits_for_the_workers_question(letter, google):
    client = agree(Client())
    google.knows("good", action="newsletter", score=0.9)
    google.knows("bad", action="newsletter", score=0.1)
    for answer, email in (("good", ADDRESS), ("bad", "bad@example.com")):
        token = client.get("/form-token/?form=newsletter").json()["token"]
        sent = client.post(
            "/newsletter/", {"email": email, "form_token": token, "form_recaptcha": answer}
        )
        assert sent.status_code == 303
    assert SignUp.objects.filter(quarantined=True).count() == 2
    drain()
    assert [message.to for message in mail.outbox] == [[ADDRESS]]
    assert Subscriber.objects.get().email == ADDRESS
    assert SignUp.objects.get().email == "bad@example.com"


def test_a_doubtful_sign_up_waits_and_mails_nobody(letter):
    newsletter_agreed.send(
        sender=object,
        email=ADDRESS,
        language="en",
        wording="I would also like to",
        path="/contact/",
        evidence=Evidence("/contact/", "en", "hash", quarantine=True),
        source="contact",
    )
    drain()
    assert not mail.outbox
    waiting = SignUp.objects.get()
    assert not Subscriber.objects.exists()
    release(sign_up=waiting)
    drain()
    proof = Consent.objects.get()
    assert (proof.wording, proof.page, proof.source) == (
        "I would also like to",
        "/contact/",
        Source.AGREED,
    )
    assert len(mail.outbox) == 1
    assert not SignUp.objects.exists()


def test_a_link_older_than_an_unsubscription_no_longer_subscribes(sign_up):
    sign_up()
    link = link_in(mail.outbox[0], "confirmer")
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        leave(subscriber=Subscriber.objects.get())
        assert Client().post(link).status_code == 410
    assert Subscriber.objects.get().state == State.UNSUBSCRIBED


@pytest.mark.parametrize("token", ["x", "a:b:c", "%00", "é" * 40])
def test_forged_links_are_told_kindly(letter, token):
    for word in ("confirmer", "preferences", "adresse"):
        assert Client().get(f"/lettre/{word}/{token}/").status_code in (400, 404, 410)


# --- Out -------------------------------------------------------------------------------------------
def test_the_mail_program_s_own_button_unsubscribes_with_one_post(sign_up):
    """RFC 8058: both headers, and a POST without cookie, page or Origin."""
    sign_up()
    message = mail.outbox[0]
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = message.extra_headers["List-Unsubscribe"].strip("<>")
    assert address.startswith("http://localhost:8000/lettre/quitter/")
    path = address.removeprefix("http://localhost:8000")
    assert Client().get(path).status_code == 200
    assert Subscriber.objects.get().state == State.PENDING
    answer = Client(enforce_csrf_checks=True).post(path, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert answer["Cache-Control"].count("no-store") == 1
    assert Subscriber.objects.get().state == State.UNSUBSCRIBED
    assert Client().post(path, HTTP_ORIGIN="https://evil.example").status_code == 403


def test_preferences_are_kept_and_a_look_changes_nothing(sign_up):
    Topic.objects.create(tag="produits", name_fr="Produits", name_en="Products")
    hidden = Topic.objects.create(tag="vieux", name_fr="V", name_en="O", offered=False)
    subscriber = subscribed()
    subscriber.topics.add(hidden)
    sign_up()
    path = link_in(mail.outbox[0], "preferences")
    client = Client()
    assert client.get(path).status_code == 200
    topic = Topic.objects.get(tag="produits")
    kept = client.post(
        path, {"act": "choose", "language": "en", "topics": [topic.pk], "tracking": "on"}
    )
    assert kept.status_code == 303
    subscriber.refresh_from_db()
    assert (subscriber.language, subscriber.tracking) == ("en", True)
    assert {one.tag for one in subscriber.topics.all()} == {"produits", "vieux"}
    wrong = client.post(path, {"act": "choose", "language": "xx"})
    assert wrong.status_code == 200
    assert "summary" in wrong.content.decode()


def test_a_subscription_moves_to_an_address_that_is_proved(sign_up):
    subscriber = subscribed()
    sign_up()
    path = link_in(mail.outbox[0], "preferences")
    Client().post(path, {"act": "move", "email": "new@example.com"})
    drain()
    message = mail.outbox[-1]
    assert message.to == ["new@example.com"]
    link = link_in(message, "adresse")
    assert Client().get(link).status_code == 200
    subscriber.refresh_from_db()
    assert subscriber.email == ADDRESS
    assert Client().post(link).status_code == 200
    subscriber.refresh_from_db()
    assert subscriber.email == "new@example.com"
    assert Client().post(link).status_code == 410


def test_no_address_is_in_the_outbox_or_in_links(sign_up):
    sign_up()
    assert not any("@" in str(delivery.payload) for delivery in Delivery.objects.all())
    assert ADDRESS not in mail.outbox[0].body
    assert Event.ASKED in Subscriber.objects.get().changes.values_list("event", flat=True)


def test_the_form_is_in_the_footer_of_every_page_but_its_own(letter):
    home = Client().get("/").content.decode()
    assert 'action="/newsletter/"' in home
    assert 'action="/en/newsletter/"' in Client().get("/en/").content.decode()
    assert Client().get("/newsletter/").content.decode().count('name="form_note"') == 1
