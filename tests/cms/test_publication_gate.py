"""What refuses a publication does so on every way to publish, and says why."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowTask
from wagtail_localize.models import Translation, TranslationSource

from accounts.models import User
from cms.models import PublicationRule
from outbox.models import Delivery
from pages.models import StandardPage
from tests.browser.looking import is_readable
from tests.careers.test_publication import said
from tests.cms.held_back import EDIT, LINK, broken, editor_data, live, text
from tests.factories.small_site import put

__all__ = ["broken"]  # the fixture


def test_the_button_says_so_and_keeps_what_was_typed(staff, client, broken):
    staff("marketing")
    address = reverse(EDIT, args=[broken.pk])
    data = editor_data(client, address, broken.typed, title="Annonce importante")
    refused = client.post(address, {**data, "action-publish": "1"})
    assert refused.status_code == 200
    assert "« Bientôt »" in said(refused)
    assert 'value="Annonce importante"' in said(refused)
    assert not live(broken)
    assert client.post(address, data).status_code == 302
    draft = Page.objects.get(pk=broken.pk).get_latest_revision_as_object()
    assert draft.title == "Annonce importante"


def test_bulk_action_publishes_none_and_lists(site, staff, client, broken):
    staff("marketing")
    good = put(site.home, StandardPage(title="Bonne", slug="bonne"), live=False)
    action = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = client.post(f"{action}?id={good.pk}&id={broken.pk}&next=/admin/", follow=True)
    assert "« Annonce » n’a pas été publiée" in said(response)
    assert not live(broken)
    assert not live(good)
    answer = client.post(f"{action}?id={broken.pk}", headers={"Accept": "application/json"})
    assert answer.status_code == 400
    assert "Bientôt" in json.loads(answer.content)["error_message"]


def test_a_workflow_does_not_publish_it_either(site, staff, client, broken):
    user = staff("marketing")
    workflow = Workflow.objects.create(name="Relecture")
    task = GroupApprovalTask.objects.create(name="Relire")
    task.groups.add(*user.groups.all())
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    state = workflow.start(broken, user)
    address = reverse(
        "wagtailadmin_pages:workflow_action",
        args=[broken.pk, "approve", state.current_task_state.pk],
    )
    assert "n’a pas été publiée" in said(client.post(address, follow=True))
    assert not live(broken)
    state.refresh_from_db()
    assert state.status == state.STATUS_IN_PROGRESS


@pytest.mark.django_db(transaction=True)
def test_a_translation_is_published_when_it_may_be(site, staff, client):
    staff("marketing")
    aim = put(site.home, StandardPage(title="Cible", slug="cible"))
    page = put(site.home, StandardPage(title="Sens", slug="sens", body=text(LINK.format(aim.pk))))
    source, _made = TranslationSource.get_or_create_from_instance(page)
    Translation.objects.create(source=source, target_locale=site.english).save_target(publish=False)
    english = page.get_translation(site.english)
    aim.unpublish()
    address = reverse(EDIT, args=[english.pk])
    response = client.post(address, {"action": "publish"}, follow=True)
    assert "« Cible »" in said(response)
    assert not live(english)
    aim.save_revision().publish()
    client.post(address, {"action": "publish"})
    assert live(english)


@pytest.mark.django_db(
    transaction=True
)  # wagtail-localize publishes once the transaction is through
def test_an_imported_translation_is_published_when_it_may_be(site, staff, client):
    staff("marketing")
    aim = put(site.home, StandardPage(title="Cible", slug="cible"))
    page = put(site.home, StandardPage(title="Sens", slug="sens", body=text(LINK.format(aim.pk))))
    source, _made = TranslationSource.get_or_create_from_instance(page)
    work = Translation.objects.create(source=source, target_locale=site.english)
    work.save_target(publish=False)
    english = page.get_translation(site.english)
    aim.unpublish()
    entries = work.export_po()
    for entry in entries:
        words = {"Sens": "Direction", "sens": "direction"}
        entry.msgstr = words.get(entry.msgid, entry.msgid)
    file = SimpleUploadedFile("sens.po", str(entries).encode())
    client.post(reverse("wagtail_localize:upload_pofile", args=[work.pk]), {"file": file})
    assert not live(english)
    address = reverse(EDIT, args=[english.pk])
    assert "« Cible »" in said(client.post(address, {"action": "publish"}, follow=True))
    assert not live(english)
    aim.save_revision().publish()
    client.post(address, {"action": "publish"})
    assert live(english)
    assert Page.objects.get(pk=english.pk).title == "Direction"


def test_a_copy_that_would_be_published_at_once_is_refused(site, staff, client):
    staff("marketing")
    aim = put(site.home, StandardPage(title="Cible", slug="cible"))
    page = put(site.home, StandardPage(title="Sens", slug="sens", body=text(LINK.format(aim.pk))))
    aim.unpublish()
    data = {
        "new_title": "Copie",
        "new_slug": "copie",
        "new_parent_page": site.home.pk,
        "publish_copies": "on",
    }
    response = client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), data, follow=True)
    assert "« Cible »" in said(response)
    assert not Page.objects.filter(slug="copie", live=True).exists()


def test_a_date_is_refused_when_it_is_set_and_again_when_it_has_come(site, staff, client, broken):
    user = staff("marketing")
    address = reverse(EDIT, args=[broken.pk])
    tomorrow = timezone.localtime() + timedelta(days=1)
    date = {"go_live_at": tomorrow.strftime("%Y-%m-%d 10:30"), "action-publish": "1"}
    data = editor_data(client, address, broken.typed, **date)
    assert "« Bientôt »" in said(client.post(address, data))
    assert Page.objects.get(pk=broken.pk).scheduled_revision is None
    aim = put(site.home, StandardPage(title="Cible", slug="cible"))
    held, other = (
        put(site.home, StandardPage(title=slug, slug=slug, body=body), live=False)
        for slug, body in (("retenue", text(LINK.format(aim.pk))), ("partie", []))
    )
    for page in (held, other):
        page.go_live_at = timezone.now() + timedelta(hours=1)
        page.save_revision(user=user).publish(user=user)
    aim.unpublish()
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        call_command("publish_scheduled")
    assert not live(held)
    assert live(other)
    assert Page.objects.get(pk=held.pk).scheduled_revision is None
    [delivery] = Delivery.objects.filter(payload__mail="pages.emails.held_back")
    from pages.emails import held_back

    mail = held_back(user, **delivery.payload["ids"])
    assert mail.to == user.email
    assert "« Cible »" in mail.text.replace("\xa0", " ")


def test_marketing_decides_what_refuses_and_for_whom(staff, client, broken):
    user = staff("marketing")
    rules = reverse("publication_rules")
    data = {"description-blocks": "1", "links-blocks": "1"}
    data["links-exempt"] = str(user.groups.get().pk)
    assert client.post(rules, data).status_code == 302
    assert PublicationRule.objects.get(check_slug="alternatives").blocks is False
    address = reverse(EDIT, args=[broken.pk])
    publishing = editor_data(client, address, broken.typed, **{"action-publish": "1"})
    refused = said(client.post(address, publishing))
    assert "description" in refused
    assert "« Bientôt »" not in refused
    client.post(rules, {"links-blocks": "1", "links-exempt": data["links-exempt"]})
    assert client.post(address, publishing).status_code == 302
    assert live(broken)


def test_the_report_lists_pages_and_is_for_those_who_edit_them(
    staff, client, broken, django_assert_max_num_queries
):
    staff("marketing")
    report = reverse("publication_report")
    client.get(report)
    with django_assert_max_num_queries(41):
        shown = said(client.get(report))
    assert "« Bientôt »" in shown
    assert "Annonce" not in said(client.get(report, {"state": "live"}))
    one = said(client.get(reverse("publication_checks", args=[broken.pk])))
    assert one.index("Refus") < one.index("Conseil")
    User.objects.all().delete()
    staff("entretien")
    assert client.get(reverse("publication_rules")).status_code in (302, 403)
    assert client.get(reverse("publication_checks", args=[broken.pk])).status_code == 404


def test_it_holds_when_the_account_of_who_planned_is_gone(site, broken, staff):
    user = staff("marketing")
    PublicationRule.objects.update_or_create(check_slug="links", defaults={"blocks": False})
    broken.go_live_at = timezone.now() + timedelta(hours=1)
    broken.save_revision(user=user).publish(user=user)
    PublicationRule.objects.update(blocks=True)
    User.objects.all().delete()
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        call_command("publish_scheduled")
    assert not live(broken)


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_with_the_keyboard_the_editor_says_what_keeps_a_page_back(site, broken, page_of):
    screen = page_of(reverse(EDIT, args=[broken.pk]))
    screen.locator("footer [data-w-dropdown-target=toggle]").press("Enter")
    publish = screen.get_by_role("button", name="Publier", exact=True)
    expect(publish).to_be_visible()
    with screen.expect_navigation():
        publish.press("Enter")
    expect(screen.locator(".messages .error")).to_contain_text("« Bientôt »")
    assert not live(broken)
    report = page_of("/admin/before-publication/")
    is_readable(report, ".board")
    report.get_by_role("link", name="Annonce", exact=True).press("Enter")
    expect(report.locator("#id_title")).to_have_value("Annonce")
