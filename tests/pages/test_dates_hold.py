"""A date that was set holds: a planned version outlives the end of a page, and no editor undoes a move."""

import datetime

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import Page, Revision
from wagtail.test.utils.form_data import nested_form_data, streamfield

from pages.models import StandardPage
from tests.careers.test_publication import form_of, said
from tests.cms.conftest import site, staff
from tests.factories.small_site import put

__all__ = ["site", "staff"]  # the fixtures
NOW = datetime.datetime(2026, 11, 28, 9, tzinfo=datetime.UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _moment():
    with time_machine.travel(NOW, tick=False):
        yield


def in_days(days: float) -> datetime.datetime:
    return NOW + datetime.timedelta(days=days)


def move(client, key: str, at: str) -> str:
    data = {"source": "pages", "key": key, "at": at, "next": "/admin/calendar/?month=2026-12"}
    return said(client.post(reverse("planning_move"), data, follow=True))


def ending(site, user, days: float) -> StandardPage:
    """A published page that is taken down in so many days."""
    page = StandardPage.objects.get(pk=site.about.pk)
    page.expire_at = in_days(days)
    page.save_revision(user=user).publish(user=user)
    return StandardPage.objects.get(pk=page.pk)


def run_at(days: float, pk: int) -> tuple[bool, str]:
    """Whether the page is live after the schedule ran then, and its title."""
    with time_machine.travel(in_days(days), tick=False):
        call_command("publish_scheduled")
        page = Page.objects.get(pk=pk)
        return page.live, page.title


@pytest.mark.parametrize("missed", [False, True], ids=["each in its time", "the worker was away"])
def test_a_page_goes_down_before_its_next_version_goes_out(site, staff, client, missed):
    user = staff("marketing")
    page = ending(site, user, 10)
    page.title, page.go_live_at, page.expire_at = "Plus tard", in_days(5), None
    page.save_revision(user=user).publish(user=user)
    assert "Déplacée" in move(client, f"expiry-{page.pk}", "2026-11-30T10:00")
    if not missed:
        assert run_at(3, page.pk) == (False, "Qui sommes-nous")
        planned = Revision.page_revisions.filter(approved_go_live_at__isnull=False)
        assert planned.get().approved_go_live_at == in_days(5)
    assert run_at(6, page.pk) == (True, "Plus tard")


def test_an_editor_that_was_open_does_not_undo_a_move_unseen(site, staff, client):
    page = ending(site, staff("marketing"), 10)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = {**form_of(client, address), **nested_form_data({"body": streamfield([])})}
    before = page.latest_revision_id
    move(client, f"expiry-{page.pk}", "2026-12-20T10:00")
    page = StandardPage.objects.get(pk=page.pk)
    assert page.latest_revision_id not in (None, before), "the editor tells of a newer version"
    assert page.latest_revision_id == page.live_revision_id
    assert not page.has_unpublished_changes
    assert form["loaded_revision_id"] == str(before)
    assert Revision.objects.get(pk=before).as_object().expire_at == in_days(10), "history stays"


def test_what_a_colleague_has_locked_is_not_moved(site, staff, client):
    user = staff("marketing")
    page = put(site.home, StandardPage(title="Annonce", slug="annonce"), live=False)
    page.go_live_at = in_days(5)
    page.save_revision(user=user).publish(user=user)
    Page.objects.filter(pk=page.pk).update(locked=True)
    assert "verrouillée" in move(client, str(page.pk), "2026-12-10T08:30")
    planned = Revision.page_revisions.get(approved_go_live_at__isnull=False)
    assert planned.approved_go_live_at == in_days(5)
