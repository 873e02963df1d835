"""An issue on its way: the campaigns, the figures, what is put off, called back and refused."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from wagtail.models import Revision

from accounts.models import User
from newsletter.campaigns import refresh_all
from newsletter.models import IssuePage, Part, Sending, SendingState, Topic
from newsletter.sending import (
    AlreadyOnItsWay,
    NotNow,
    TooLate,
    call_back,
    put_off,
    send,
)
from newsletter.stamps import stamp
from outbox.delivering import drain
from outbox.models import Delivery
from outbox.models import State as Sent

from .conftest import LINK, hand_over, pass_time_over_queue, subscribed
from .faults import SERVER_500

pytestmark = pytest.mark.django_db


@pytest.fixture
def readers(mailchimp, letter):
    """Two who agreed to be counted, one who did not, one who reads English, one who left."""
    topic = Topic.objects.create(tag="produits", name_fr="Produits", name_en="Products")
    people = {
        "a": subscribed("a@example.com", tracking=True),
        "b": subscribed("b@example.com", tracking=True),
        "c": subscribed("c@example.com"),
        "en": subscribed("en@example.com", language="en"),
    }
    people["b"].topics.add(topic)
    for person in people.values():
        hand_over(person)
    return people


def work() -> None:
    for _round in range(3):
        drain(only="mailchimp")
        pass_time_over_queue()


def test_two_campaigns_split_by_consent_and_only_one_counts(mailchimp, issue, readers):
    sending = send(issue=issue, at=None, by=None)
    work()
    campaigns = list(mailchimp.campaigns.known.values())
    assert len(campaigns) == 2
    counted = {one["tracking"]["opens"]: one["id"] for one in campaigns}
    assert all(len(set(one["tracking"].values())) == 1 for one in campaigns)
    mailed = {
        flag: sorted(address for number, address in mailchimp.campaigns.mailed if number == name)
        for flag, name in counted.items()
    }
    assert mailed == {True: ["a@example.com", "b@example.com"], False: ["c@example.com"]}
    sending.refresh_from_db()
    issue.refresh_from_db()
    assert sending.state == SendingState.SENT
    assert issue.live  # a page of the archive now
    page = Client().get("/newsletter/novembre/").content.decode()
    assert "Ce mois-ci" in page
    assert 'href="/newsletter/novembre/"' in Client().get("/newsletter/").content.decode()
    with pytest.raises(AlreadyOnItsWay):
        send(issue=issue, at=None, by=None)


def test_figures_of_opens_only_for_those_who_agreed(mailchimp, issue, readers):
    sending = send(issue=issue, at=None, by=None)
    work()
    assert refresh_all() == 1
    work()
    tracked, untracked = (sending.parts.get(tracked=flag) for flag in (True, False))
    assert (tracked.sent, tracked.bounced, tracked.unsubscribed) == (2, 2, 1)
    assert (tracked.opened, tracked.clicked) == (7, 3)
    assert (untracked.sent, untracked.opened, untracked.clicked) == (1, 0, 0)


def test_a_topic_narrows_the_readers_and_nobody_means_no_campaign(mailchimp, issue, readers):
    draft = issue.get_latest_revision_as_object()
    draft.topic = Topic.objects.get()
    draft.save_revision()
    sending = send(issue=issue, at=None, by=None)
    work()
    assert [address for _number, address in mailchimp.campaigns.mailed] == ["b@example.com"]
    assert sending.parts.get(tracked=False).status == "empty"
    sending.refresh_from_db()
    assert sending.state == SendingState.SENT


def test_a_lost_answer_or_a_failure_sends_nothing_twice(mailchimp, issue, readers):
    mailchimp.fault("reset", when="after", method="POST", path="/campaigns$")
    mailchimp.fault("reset", when="after", method="POST", path="/actions/send")
    mailchimp.fault(SERVER_500, method="PUT", path="/content")
    send(issue=issue, at=None, by=None)
    for _round in range(4):
        work()
    assert len(mailchimp.campaigns.known) == 2
    addresses = sorted(address for _number, address in mailchimp.campaigns.mailed)
    assert addresses == ["a@example.com", "b@example.com", "c@example.com"]


def test_a_date_is_kept_and_can_be_called_back(mailchimp, issue, readers):
    moment = (timezone.now() + timedelta(days=2)).replace(minute=30, second=0, microsecond=0)
    for bad in (timezone.now() - timedelta(hours=1), moment.replace(minute=7)):
        with pytest.raises(NotNow):
            send(issue=issue, at=bad, by=None)
    sending = send(issue=issue, at=moment, by=None)
    work()
    assert {one["status"] for one in mailchimp.campaigns.known.values()} == {"schedule"}
    sending.refresh_from_db()
    assert sending.state == SendingState.SCHEDULED
    assert not mailchimp.campaigns.mailed
    issue.refresh_from_db()
    assert not issue.live
    assert call_back(sending=sending)
    work()
    assert {one["status"] for one in mailchimp.campaigns.known.values()} == {"save"}
    assert not call_back(sending=sending)
    assert Sending.objects.get().state == SendingState.CANCELLED


def test_it_is_put_off_as_the_same_campaigns_so_that_nobody_gets_it_twice(
    mailchimp, issue, readers
):
    moment = (timezone.now() + timedelta(days=2)).replace(minute=30, second=0, microsecond=0)
    later = moment + timedelta(days=3)
    sending = send(issue=issue, at=moment, by=None)
    with pytest.raises(TooLate):
        put_off(sending=sending, at=later)  # Mailchimp does not have it yet
    work()
    with pytest.raises(NotNow):
        put_off(sending=sending, at=later.replace(minute=7))
    put_off(sending=sending, at=later)
    mailchimp.fault("reset", when="after", method="POST", path="/actions/unschedule")
    mailchimp.fault(SERVER_500, method="POST", path="/actions/schedule")
    for _round in range(4):
        work()
    sending.refresh_from_db()
    assert (sending.state, sending.send_at) == (SendingState.SCHEDULED, later)
    known = mailchimp.campaigns.known.values()
    assert {(one["status"], one["send_time"]) for one in known} == {("schedule", stamp(later))}
    assert len(known) == 2
    assert not mailchimp.campaigns.mailed
    call_back(sending=sending)
    with pytest.raises(TooLate):
        put_off(sending=sending, at=moment)


def test_while_a_part_is_on_its_way_to_another_moment_nothing_counts_as_sent(
    mailchimp, issue, letter
):
    hand_over(subscribed("a@example.com"))
    moment = (timezone.now() + timedelta(days=2)).replace(minute=30, second=0, microsecond=0)
    sending = send(issue=issue, at=moment, by=None)
    work()
    sending.refresh_from_db()
    assert sending.state == SendingState.SCHEDULED
    assert sorted(sending.parts.values_list("status", flat=True)) == ["empty", "schedule"]
    put_off(sending=sending, at=moment + timedelta(days=1))
    mailchimp.fault(SERVER_500, method="PUT", path="/content")
    drain()
    refresh_all()
    sending.refresh_from_db()
    assert sending.state == SendingState.WAITING
    issue.refresh_from_db()
    assert not issue.live
    with time_machine.travel(moment + timedelta(days=1) - timedelta(minutes=10)):
        for _round in range(3):
            work()
        with pytest.raises(TooLate):  # one half of the readers might have it already
            put_off(sending=sending, at=moment + timedelta(days=2))


def test_an_issue_that_may_not_be_published_is_not_sent(mailchimp, issue, readers, staff):
    aim = issue.get_parent().add_child(
        instance=IssuePage(title="Brouillon", slug="brouillon", live=False, locale=issue.locale)
    )
    draft = issue.get_latest_revision_as_object()
    button = {"type": "button", "value": {"link": {**LINK, "label": "Voir", "page": aim.pk}}}
    draft.body = draft._meta.get_field("body").stream_block.to_python([button])
    draft.save_revision()
    client = staff("marketing")
    answer = client.post(
        f"/admin/newsletter/issues/{issue.pk}/", {"act": "confirmed"}, follow=True
    ).content.decode()
    assert "« Brouillon »" in answer.replace("\xa0", " ")
    assert not Sending.objects.exists()
    # What becomes incomplete after it was sent stays a draft, and was sent all the same.
    sending = send(issue=issue, at=None, by=None)
    Revision.objects.filter(pk=sending.revision).update(user=User.objects.first())
    work()
    sending.refresh_from_db()
    assert sending.state == SendingState.SENT
    issue.refresh_from_db()
    assert not issue.live


def test_what_mailchimp_refuses_is_set_aside_and_shown(mailchimp, issue, readers):
    body = b'{"title":"Bad Request","status":400,"detail":"Your campaign is not ready to send."}'
    mailchimp.fault((400, "application/problem+json", body), path="/actions/send", times=2)
    send(issue=issue, at=None, by=None)
    work()
    assert Sending.objects.get().state == SendingState.FAILED
    assert Delivery.objects.filter(state=Sent.SET_ASIDE).count() == 2
    assert Part.objects.exclude(campaign="").count() == 2


def test_the_screen_tries_out_sends_and_calls_back(mailchimp, issue, readers, django_user_model):
    from accounts.apply import apply_roles
    from accounts.services import set_roles

    apply_roles()
    user = django_user_model.objects.create_user("m@dimelo.example", "x" * 14)
    set_roles(by=None, user=user, roles=["marketing"])
    client = Client()
    client.force_login(user)
    path = f"/admin/newsletter/issues/{issue.pk}/"
    assert "1 sans comptage, 2 qui" in client.get(path).content.decode()
    assert "Novembre" in client.get("/admin/newsletter/issues/").content.decode()
    client.post(f"{path}test/")
    asked = client.post(path, {"act": "now"}).content.decode()
    assert "L’envoyer maintenant à 3 personnes" in asked
    assert not Sending.objects.exists(), "nothing leaves at the first click"
    assert "Donnez une date à venir" in client.post(path, {"act": "date"}).content.decode()
    moment = timezone.localtime() + timedelta(days=1)
    client.post(path, {"act": "date", "send_at": moment.strftime("%Y-%m-%d 10:15")})
    sending = Sending.objects.get()
    assert (sending.state, sending.asked_by) == (SendingState.WAITING, user)
    assert "Le rappeler" in client.get(path).content.decode()
    client.post(f"/admin/newsletter/issues/sending/{sending.pk}/", {"act": "call_back"})
    sending.refresh_from_db()
    assert sending.state == SendingState.CANCELLED
    client.post(path, {"act": "confirmed"})
    assert Sending.objects.latest("pk").send_at is None
    edit = client.get(f"/admin/pages/{issue.pk}/edit/").content.decode()
    assert path in edit
    other = Client()
    editor = django_user_model.objects.create_user("e@dimelo.example", "x" * 14)
    set_roles(by=None, user=editor, roles=["redaction"])
    other.force_login(editor)
    assert (
        other.get(path).status_code == other.get("/admin/newsletter/issues/999/").status_code == 302
    )
