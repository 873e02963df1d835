"""The fifteen ways in which integrations with Mailchimp have been seen to break, by rank (see the issue
and the contract). One test for each, named after it; 02 and 12 stand with the webhook (test_webhook.py).
"""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from newsletter.models import NewsletterSettings, Remote, SignUp, State, Subscriber, Topic, Trouble
from newsletter.queue import tell_mailchimp
from newsletter.services import begin, choose, move
from newsletter.stand_in.audience import Member, md5
from outbox import channels
from outbox.delivering import drain
from outbox.models import Delivery
from outbox.models import State as Sent

from .conftest import ADDRESS, hand_over, link_in, pass_time_over_queue, subscribed
from .faults import SERVER_500

pytestmark = pytest.mark.django_db
HASH = md5(ADDRESS)


def test_01_returning_unsubscriber_is_asked_to_confirm_and_never_forced(mailchimp, sign_up):
    mailchimp.audience.members[HASH] = Member(ADDRESS, "unsubscribed", final=True)
    sign_up()
    Client().post(link_in(mail.outbox[0], "confirmer"))
    drain()
    subscriber = Subscriber.objects.get()
    assert mailchimp.audience.members[HASH].status == "pending"
    assert (subscriber.state, subscriber.trouble) == (State.SUBSCRIBED, Trouble.RETURNING)
    assert "confirmer" in str(subscriber.advice)
    sent = [body.get("status") for _m, _p, _q, body in mailchimp.requests if isinstance(body, dict)]
    assert "subscribed" not in sent


def test_01_compliance_state_is_shown_and_not_retried(mailchimp):
    mailchimp.audience.members[HASH] = Member(ADDRESS, "cleaned")
    subscriber = subscribed()
    delivery = hand_over(subscriber)
    assert delivery.state == Sent.SET_ASIDE
    assert subscriber.trouble == Trouble.COMPLIANCE
    pass_time_over_queue()
    assert drain(only="mailchimp") == 0


def test_03_permanent_and_temporary_errors_are_kept_apart(mailchimp):
    refused, failing = subscribed("fake@example.com"), subscribed("other@example.com")
    assert hand_over(refused).state == Sent.SET_ASIDE
    mailchimp.fault(SERVER_500, method="PUT")
    assert hand_over(failing).state == Sent.AGAIN
    calls = len(mailchimp.requests)
    pass_time_over_queue()
    drain(only="mailchimp")
    assert not any(md5("fake@example.com") in r[1] for r in mailchimp.requests[calls:])


def test_04_required_merge_field_does_not_stop_a_sign_up(mailchimp):
    mailchimp.audience.required.add("LNAME")
    subscriber = subscribed()
    assert hand_over(subscriber).state == Sent.DELIVERED
    # And where Mailchimp insists all the same, marketing is told what to do.
    other = subscribed("other@example.com")
    body = (
        b'{"title":"Invalid Resource","status":400,"detail":"Your merge fields were invalid.",'
        b'"errors":[{"field":"LNAME","message":"Please enter a value"}]}'
    )
    mailchimp.fault((400, "application/problem+json", body), method="PUT")
    assert hand_over(other).state == Sent.SET_ASIDE
    assert other.trouble == Trouble.FIELDS
    assert "facultatif" in str(other.advice)


def test_05_permanently_deleted_people_get_the_link_to_the_hosted_form(mailchimp):
    NewsletterSettings.objects.create(hosted_form="https://dimelo.us6.list-manage.com/subscribe")
    mailchimp.audience.forgotten.add(HASH)
    subscriber = subscribed()
    assert hand_over(subscriber).state == Sent.SET_ASIDE
    assert subscriber.trouble == Trouble.FORGOTTEN
    drain()
    assert [message.to for message in mail.outbox] == [[ADDRESS]]
    assert "https://dimelo.us6.list-manage.com/subscribe" in mail.outbox[0].body
    hand_over(subscriber)
    drain()
    assert len(mail.outbox) == 1


def test_05_the_newer_wording_without_a_title_is_understood(mailchimp):
    body = (
        b'{"title":"Invalid Resource","status":400,"detail":"x@example.com was previously removed '
        b"from this audience. To rejoin, they'll need to sign up using a Mailchimp form.\"}"
    )
    mailchimp.fault((400, "application/problem+json", body), method="PUT")
    subscriber = subscribed()
    hand_over(subscriber)
    assert subscriber.trouble == Trouble.FORGOTTEN


def test_06_fake_address_is_recorded_and_nothing_was_promised(mailchimp, letter):
    subscriber = subscribed("fake@example.com")
    hand_over(subscriber)
    assert subscriber.trouble == Trouble.REFUSED
    page = Client().get("/newsletter/confirmation/").content.decode()
    assert "Si l’adresse est juste" in page
    assert '<meta name="robots" content="noindex">' in page


def test_07_tags_are_compared_after_they_were_set(mailchimp):
    Topic.objects.create(tag="produits", name_fr="P", name_en="P")
    subscriber = subscribed()
    mailchimp.audience.ignores_tags = True  # answered 204, nothing done
    delivery = hand_over(subscriber)
    assert (delivery.state, delivery.code) == (Sent.AGAIN, "tags not set")
    assert subscriber.to_send


def test_08_few_calls_at_once_and_a_throttled_person_is_tried_few_times(mailchimp):
    assert channels.get("mailchimp").concurrency == 4
    subscriber = subscribed("throttled@example.com")
    delivery = hand_over(subscriber)
    assert delivery.state == Sent.AGAIN
    assert delivery.next_attempt_at > timezone.now() + timedelta(hours=2)
    assert subscriber.trouble == Trouble.THROTTLED
    for _attempt in range(6):
        pass_time_over_queue()
        drain(only="mailchimp")
    puts = [request for request in mailchimp.requests if request[0] == "PUT"]
    assert len(puts) == 4


@pytest.mark.parametrize("taken", [False, True])
def test_09_change_of_address_makes_no_second_member(mailchimp, letter, taken):
    subscriber = subscribed()
    hand_over(subscriber)
    if taken:
        mailchimp.audience.members[md5("new@example.com")] = Member("new@example.com", "subscribed")
    from newsletter.links import Purpose, token
    from newsletter.models import NewAddress

    wanted = NewAddress.objects.create(subscriber=subscriber, email="new@example.com")
    move(token=token(Purpose.MOVE, wanted))
    drain(only="mailchimp")
    active = [m.address for m in mailchimp.audience.members.values() if m.status == "subscribed"]
    assert active == ["new@example.com"]
    subscriber.refresh_from_db()
    assert subscriber.remote_hash == md5("new@example.com")


def test_10_no_permissions_of_mailchimp_s_own_are_touched(mailchimp):
    """Consent is kept here; the audience's own marketing permissions stay off (mailchimp_connect says
    so when they are on), so nobody is "opted out" by not having one.
    """
    hand_over(subscribed())
    assert not any("marketing_permissions" in (r[3] or {}) for r in mailchimp.requests)


def test_11_status_is_never_sent_on_a_profile_update(mailchimp):
    subscriber = subscribed()
    hand_over(subscriber)
    choose(subscriber=subscriber, language="en", topics=[], tracking=True)
    drain(only="mailchimp")
    bodies = [body for method, _p, _q, body in mailchimp.requests if method in ("PUT", "PATCH")]
    assert len(bodies) == 2
    assert not any("status" in body for body in bodies)
    assert mailchimp.audience.members[HASH].tags == {"langue:en", "suivi:oui"}


def test_13_time_out_after_success_repeats_a_put_and_nothing_else(mailchimp, monkeypatch):
    subscriber = subscribed()
    mailchimp.fault("hang", when="after", method="PUT")
    with monkeypatch.context() as hasty:
        hasty.setattr("newsletter.mailchimp.SECONDS", 0.5)
        hand_over(subscriber)
    assert HASH in mailchimp.audience.members
    pass_time_over_queue()
    drain(only="mailchimp")
    assert [r[0] for r in mailchimp.requests if not r[1].endswith("/tags")] == ["PUT", "PUT"]
    assert len(mailchimp.audience.members) == 1


def test_14_mixed_case_is_one_person(mailchimp, sign_up):
    sign_up(" Lea@Example.COM ")
    sign_up("LEA@example.com")
    assert Subscriber.objects.get().email == ADDRESS
    begin(Subscriber.objects.get(), at=timezone.now())
    hand_over(Subscriber.objects.get())
    assert list(mailchimp.audience.members) == [HASH]


def test_15_bots_make_no_confirmation_mail(letter, mailchimp, settings):
    settings.HUMAN_CHECK_MIN_SECONDS = 3
    client = Client()
    token = client.get("/form-token/?form=newsletter").json()["token"]
    hasty = client.post("/newsletter/", {"email": ADDRESS, "form_token": token})
    trapped = client.post("/newsletter/", {"email": ADDRESS, "form_token": token, "form_note": "x"})
    without = client.post("/newsletter/", {"email": ADDRESS})
    assert [answer.status_code for answer in (hasty, trapped, without)] == [200, 200, 200]
    drain()
    assert not mail.outbox
    assert not SignUp.objects.exists()
    assert not mailchimp.requests


def test_nobody_is_told_to_mailchimp_before_they_agreed(mailchimp, sign_up):
    sign_up()
    assert not mailchimp.requests
    tell_mailchimp(Subscriber.objects.get(email=ADDRESS))
    assert Delivery.objects.filter(channel="mailchimp").count() == 1
    assert Subscriber.objects.get().remote_state == Remote.UNKNOWN
