"""The screen of the outbox, asked over HTTP by staff with and without the rights."""

import html
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext

from outbox import schedule
from outbox.models import ChannelState, Delivery, ScheduledRun, State
from outbox.schedule import Job

pytestmark = pytest.mark.django_db


def member(django_user_model, client, *codenames):
    """Somebody of the staff with these permissions, signed in."""
    user = django_user_model.objects.create_user("staff@example.com", "x" * 12, first_name="Anne")
    user.user_permissions.add(*Permission.objects.filter(codename__in=["access_admin", *codenames]))
    client.force_login(user)
    return user


@pytest.fixture
def actor(django_user_model, client, other_side):
    return member(django_user_model, client, "view_delivery", "change_delivery")


@pytest.fixture
def looker(django_user_model, client, other_side):
    return member(django_user_model, client, "view_delivery")


@pytest.fixture
def outsider(django_user_model, client, other_side):
    return member(django_user_model, client)


@pytest.fixture
def rows(send):
    """One delivery in each state."""
    found = {}
    for state in State.values:
        delivery = send(state)
        Delivery.objects.filter(pk=delivery.pk).update(
            state=state,
            reason="The mail server refuses the address." if state == State.SET_ASIDE else "",
            lease_until=timezone.now() + timedelta(minutes=1) if state == State.SENDING else None,
        )
        delivery.refresh_from_db()
        found[state] = delivery
    return found


def acts(rows):
    pk = rows["set_aside"].pk
    return [
        reverse("outbox:retry", args=[pk]),
        reverse("outbox:drop", args=[pk]),
        reverse("outbox:pause", args=["probe"]),
        reverse("outbox:resume", args=["probe"]),
        reverse("outbox:run_job", args=["outbox.prune"]),
        reverse("wagtail_bulk_action", args=["outbox", "delivery", "retry"]) + "?id=all",
        reverse("wagtail_bulk_action", args=["outbox", "delivery", "drop"]) + "?id=all",
    ]


def is_refused(response) -> bool:
    return response.status_code == 403 or (
        response.status_code == 302 and urlsplit(response["Location"]).path == "/admin/"
    )


def test_the_list_shows_each_delivery_and_why(client, looker, rows):
    page = client.get(reverse("outbox:index")).content.decode()
    for delivery in rows.values():
        assert delivery.short_reference in page
    assert 'value="all"' not in page
    assert "Réessayer" not in page


def test_an_empty_outbox_says_what_will_come(client, looker):
    page = client.get(reverse("outbox:index_results"), headers={"accept-language": "en"})
    with translation.override("fr"):
        french = gettext(
            "Nothing has left the house yet. E-mails, file deletions and calls to processors will "
            "appear here as soon as something is to be sent."
        )
    assert french in html.unescape(page.content.decode())
    assert "<table" not in page.content.decode()


def test_filters_and_search(client, looker, rows):
    address = reverse("outbox:index_results")
    page = client.get(address, {"state": "set_aside"}).content.decode()
    assert rows["set_aside"].short_reference in page
    assert rows["waiting"].short_reference not in page
    page = client.get(address, {"q": rows["waiting"].short_reference}).content.decode()
    assert rows["waiting"].short_reference in page
    assert rows["set_aside"].short_reference not in page
    assert client.get(address, {"channel": "probe"}).status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        {"state": "nonsense"}, {"channel": "x" * 5000}, {"q": "\0'\"%"}, {"p": "-1"},
        {"created_at_from": "31/31/31"}, {"ordering": "payload"}, {"ordering": "\0"},
    ],
)  # fmt: skip
def test_nothing_typed_breaks_it(client, actor, rows, query):
    # NUL is turned away at the door; everything else finds a page.
    expected = 400 if any("\0" in value for value in query.values()) else 200
    assert client.get(reverse("outbox:index"), query).status_code == expected
    bulk = reverse("wagtail_bulk_action", args=["outbox", "delivery", "drop"])
    assert client.get(bulk, {**query, "id": "all"}).status_code == expected


@pytest.mark.parametrize("ids", ["x", "-1", "9" * 40, "1,2", "9999999"])
def test_nothing_ticked_breaks_it(client, actor, rows, ids):
    bulk = reverse("wagtail_bulk_action", args=["outbox", "delivery", "retry"])
    assert client.get(bulk, {"id": ids}).status_code == 200
    assert client.post(f"{bulk}?id=all", {"ids": ids}).status_code == 302


def test_without_the_right_nothing_is_shown_or_done(client, outsider, rows):
    pk = rows["set_aside"].pk
    for address in [
        reverse("outbox:index"),
        reverse("outbox:index_results"),
        reverse("outbox:detail", args=[pk]),
        reverse("outbox:detail", args=[pk + 10**6]),
    ]:
        assert is_refused(client.get(address)), address
    for address in acts(rows):
        assert is_refused(client.post(address, {"reason": "x"})), address
    known = client.get(reverse("outbox:detail", args=[pk]))
    unknown = client.get(reverse("outbox:detail", args=[pk + 10**6]))
    assert (known.status_code, known.content) == (unknown.status_code, unknown.content)
    assert 'href="/admin/outbox/"' not in client.get("/admin/").content.decode()


def test_who_may_look_may_not_act(client, looker, rows):
    assert client.get(reverse("outbox:detail", args=[rows["set_aside"].pk])).status_code == 200
    for address in acts(rows):
        assert is_refused(client.post(address, {"reason": "x"})), address
    states = {delivery.pk: delivery.state for delivery in rows.values()}
    assert {one.pk: one.state for one in Delivery.objects.all()} == states
    assert not ChannelState.objects.filter(paused_at__isnull=False).exists()
    assert not ScheduledRun.objects.exists()


def test_nothing_is_done_by_a_link(client, actor, rows):
    for address in acts(rows):
        client.get(address)
    assert Delivery.objects.get(pk=rows["set_aside"].pk).state == State.SET_ASIDE
    assert not ScheduledRun.objects.exists()


def test_retry_one(client, actor, rows, work, other_side):
    delivery = rows["set_aside"]
    client.post(reverse("outbox:retry", args=[delivery.pk]))
    work()
    assert "set_aside" in other_side.got
    delivery.refresh_from_db()
    assert (delivery.state, delivery.decided_by) == (State.DELIVERED, actor)


def test_drop_one_demands_a_reason(client, actor, rows):
    delivery = rows["set_aside"]
    address = reverse("outbox:drop", args=[delivery.pk])
    page = client.post(address, {"reason": " "})
    assert page.status_code == 200
    delivery.refresh_from_db()
    assert delivery.state == State.SET_ASIDE
    client.post(address, {"reason": "mauvais destinataire"})
    delivery.refresh_from_db()
    assert (delivery.state, delivery.decision) == (State.DROPPED, "mauvais destinataire")
    assert (delivery.decided_by, delivery.payload) == (actor, {})
    page = client.get(reverse("outbox:detail", args=[delivery.pk])).content.decode()
    assert "mauvais destinataire" in page
    assert "Anne" in page


def test_all_means_those_the_filters_leave(client, actor, rows):
    bulk = reverse("wagtail_bulk_action", args=["outbox", "delivery", "drop"])
    page = client.get(bulk, {"id": "all", "state": "set_aside"}).content.decode()
    assert rows["set_aside"].short_reference in page
    assert rows["waiting"].short_reference not in page
    form = client.get(bulk, {"id": "all", "state": "set_aside"}).context
    client.post(f"{bulk}?id=all&state=set_aside", {"ids": form["ids"], "reason": "fini"})
    states = {name: Delivery.objects.get(pk=row.pk).state for name, row in rows.items()}
    assert states == {**{name: name for name in rows}, "set_aside": "dropped"}


def test_what_arrived_after_the_confirmation_is_left_alone(client, actor, rows, send):
    bulk = reverse("wagtail_bulk_action", args=["outbox", "delivery", "drop"])
    ids = client.get(bulk, {"id": "all"}).context["ids"]
    newer = send("newer")
    client.post(f"{bulk}?id=all", {"ids": ids, "reason": "fini"})
    newer.refresh_from_db()
    assert newer.state == State.WAITING
    assert Delivery.objects.filter(state=State.DROPPED).count() == 4
    assert Delivery.objects.get(pk=rows["sending"].pk).state == State.SENDING


def test_a_bulk_drop_demands_a_reason(client, actor, rows):
    bulk = reverse("wagtail_bulk_action", args=["outbox", "delivery", "drop"])
    ids = rows["set_aside"].pk
    assert client.post(f"{bulk}?id={ids}", {"reason": ""}).status_code == 200
    assert Delivery.objects.get(pk=ids).state == State.SET_ASIDE


def test_pause_and_resume_a_channel(client, actor, send, work, other_side):
    send("a")
    client.post(reverse("outbox:pause", args=["probe"]))
    assert work() == 0
    page = client.get(reverse("outbox:index")).content.decode()
    assert reverse("outbox:resume", args=["probe"]) in page
    client.post(reverse("outbox:resume", args=["probe"]))
    assert work() == 1
    assert client.post(reverse("outbox:pause", args=["pigeon"])).status_code == 404


def test_run_a_job_now(client, actor):
    schedule.register(Job(name="mine", label="Mine", command="check", at="03:00"))
    client.post(reverse("outbox:run_job", args=["mine"]))
    run = ScheduledRun.objects.get()
    assert (run.job_id, run.by_hand, run.asked_by) == ("mine", True, actor)
    assert client.post(reverse("outbox:run_job", args=["theirs"])).status_code == 404


def test_alarms_are_shown(client, looker, rows):
    page = client.get(reverse("outbox:index"))
    causes = [alarm.cause for alarm in page.context["alarms"]]
    assert causes[0] == "worker"
    assert "set_aside:probe" in causes
