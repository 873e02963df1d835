"""An offer that is not complete is refused on every way of publishing, with a list of what to do."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Workflow, WorkflowPage, WorkflowTask
from wagtail_localize.models import Translation, TranslationSource

from careers.models import OfferPage
from careers.publication.gate import NotPublishable
from outbox.models import Delivery
from tests.factories.offers import offer_values, put_offer, put_translation

NO_PAY = {"salary_min": None, "salary_max": None}


def live(offer) -> bool:
    return OfferPage.objects.get(pk=offer.pk).live


def said(response) -> str:
    """What the screen that follows tells the person."""
    return response.content.decode().replace("\xa0", " ").replace("&#x27;", "'")


@pytest.mark.parametrize(
    ("missing", "field", "words"),
    [
        (NO_PAY, "salary_min", "le bas de la fourchette"),
        ({"salary_max": 40000}, "salary_max", "pas inférieur"),
        ({"criteria": []}, "criteria", "critères"),
        ({"contract": ""}, "contract", "Choisissez le contrat"),
        ({"contract": "cdd"}, "fixed_term_reason", "motif"),
        ({"contract": "alternance", "months": 12}, "rhythm", "rythme"),
        ({"workplaces": []}, "workplaces", "Choisissez un lieu"),
        ({"salary_variable": "10 % selon profil"}, "salary_variable", "selon profil"),
        ({"description": "<p>Selon votre expérience.</p>"}, "description", "Selon votre exp"),
        (
            {"questions": [("question", {"text": "Pourquoi ?", "purpose": "", "kind": "ligne"})]},
            "questions",
            "question 1",
        ),
        (
            {
                "questions": [
                    (
                        "question",
                        {"text": "Votre dernier salaire ?", "purpose": "Savoir", "kind": "ligne"},
                    )
                ]
            },
            "questions",
            "salaire",
        ),
    ],
)
def test_what_is_missing_is_said_at_its_place(site, missing, field, words):
    draft = put_offer(site, live=False, **missing)
    with pytest.raises(NotPublishable) as refused:
        draft.get_latest_revision().publish()
    [obstacle] = [one for one in refused.value.obstacles if one.field == field]
    assert words in str(obstacle.message).replace("\xa0", " ")
    assert not live(draft)


def test_a_complete_offer_is_published(site):
    assert live(put_offer(site))


def form_of(client, address: str) -> dict[str, str]:
    """What the editor's form holds now."""
    from bs4 import BeautifulSoup

    page = BeautifulSoup(client.get(address).content, "html.parser")
    form = page.select_one("form#w-editor-form") or page.select_one("form[data-edit-form]")
    data: dict[str, str | list[str]] = {}
    for one in form.select("input[name], textarea[name], select[name]"):
        if one.name == "select":
            chosen = [option["value"] for option in one.select("option[selected]")]
            data[one["name"]] = chosen if one.has_attr("multiple") else "".join(chosen[:1])
        elif one.name == "textarea":
            data[one["name"]] = one.text
        elif one.get("type") not in ("checkbox", "radio") or one.has_attr("checked"):
            data[one["name"]] = one.get("value", "")
    data["criteria-count"] = data["steps-count"] = data["questions-count"] = "0"
    return data


def test_the_button_keeps_the_draft_and_says_what_is_missing(site, staff):
    client = staff("rh")
    draft = put_offer(site, live=False, **NO_PAY)
    address = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    data = form_of(client, address)
    refused = client.post(address, {**data, "action-publish": "1"})
    assert refused.status_code == 200
    assert "le bas de la fourchette" in said(refused)
    assert "Ajoutez les crit" in said(refused)
    assert not live(draft)
    saved = client.post(address, {**data, "summary": "Un brouillon."})
    assert saved.status_code == 302
    latest = OfferPage.objects.get(pk=draft.pk).get_latest_revision_as_object()
    assert latest.summary == "Un brouillon."


def test_the_bulk_action_publishes_none_and_lists(site, staff):
    client = staff("rh")
    good = put_offer(site, live=False)
    bad = put_offer(site, live=False, slug="autre", title="Autre", **NO_PAY)
    action = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = client.post(f"{action}?id={good.pk}&id={bad.pk}&next=/admin/", follow=True)
    assert "« Autre » n’a pas été publiée" in said(response)
    assert "le bas de la fourchette" in said(response)
    assert not live(good)
    assert not live(bad)


def test_a_date_is_refused_when_it_is_set(site, staff):
    draft = put_offer(site, live=False, **NO_PAY)
    draft.go_live_at = timezone.now() + timedelta(days=1)
    with pytest.raises(NotPublishable):
        draft.save_revision().publish()
    draft.refresh_from_db()
    assert draft.scheduled_revision is None


def test_a_date_that_has_come_holds_back_what_became_incomplete(site, staff):
    """The French version was taken off in the meantime; other pages still go out."""
    user = staff("rh").user
    french = put_offer(site, recruiter=user)
    english = put_translation(site, french, live=False, recruiter=user)
    other = put_offer(site, live=False, slug="autre")
    for offer in (english, other):
        offer.go_live_at = timezone.now() + timedelta(hours=1)
        offer.save_revision().publish()
    french.unpublish()
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        call_command("publish_scheduled")
    assert not live(english)
    assert live(other)
    english = OfferPage.objects.get(pk=english.pk)
    assert english.scheduled_revision is None
    [delivery] = Delivery.objects.filter(payload__mail="careers.emails.held_back")
    from careers.emails import held_back

    mail = held_back(user, **delivery.payload["ids"])
    assert mail.to == user.email
    assert "version française" in mail.text


def test_a_workflow_does_not_publish_it_either(site, staff):
    client = staff("rh")
    draft = put_offer(site, live=False, **NO_PAY)
    workflow = Workflow.objects.create(name="Relecture")
    task = GroupApprovalTask.objects.create(name="Relire")
    task.groups.add(*client.user.groups.all())
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=site.careers)
    state = workflow.start(draft, client.user)
    address = reverse(
        "wagtailadmin_pages:workflow_action",
        args=[draft.pk, "approve", state.current_task_state.pk],
    )
    response = client.post(address, follow=True)
    assert "n’a pas été publiée" in said(response)
    assert not live(draft)
    state.refresh_from_db()
    assert state.status == state.STATUS_IN_PROGRESS


@pytest.mark.django_db(transaction=True)
def test_a_translation_needs_the_french_version(site, staff):
    client = staff("rh")
    french = put_offer(site)
    source, _made = TranslationSource.get_or_create_from_instance(french)
    work = Translation.objects.create(source=source, target_locale=site.home_en.locale)
    work.save_target(publish=False)
    english = french.get_translation(site.home_en.locale)
    # The facts of the French page are those of the English one.
    assert list(english.workplaces.all()) == [site.workplace]
    assert english.salary_min == 48000
    french.unpublish()
    address = reverse("wagtailadmin_pages:edit", args=[english.pk])
    response = client.post(address, {"action": "publish"}, follow=True)
    assert "version française" in said(response)
    assert not live(english)
    french.save_revision().publish()
    client.post(address, {"action": "publish"})
    assert live(english)


def test_a_copy_is_refused_where_the_original_would_be(site, staff):
    client = staff("rh")
    french = put_offer(site)
    english = put_translation(site, french)
    data = {
        "new_title": "A copy",
        "new_slug": "a-copy",
        "new_parent_page": site.careers_en.pk,
        "publish_copies": "on",
    }
    address = reverse("wagtailadmin_pages:copy", args=[english.pk])
    response = client.post(address, data, follow=True)
    # The copy is another offer, which has no French version.
    assert "version française" in said(response)
    assert not OfferPage.objects.filter(slug="a-copy").exists()


def test_an_import_is_refused(site):
    values = {**offer_values(site), **NO_PAY}
    with pytest.raises(NotPublishable):
        site.careers.add_child(instance=OfferPage(**values))
    draft = put_offer(site, live=False, **NO_PAY)
    draft.live = True
    with pytest.raises(NotPublishable):
        draft.save(clean=False)
    assert not OfferPage.objects.live().exists()


def test_the_english_version_leaves_with_the_french_one(site):
    french = put_offer(site)
    english = put_translation(site, french)
    french.unpublish()
    assert not live(english)


def test_json_is_answered_with_json(site, staff):
    """The editor's own requests get the list as well."""
    client = staff("rh")
    draft = put_offer(site, live=False, **NO_PAY)
    action = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = client.post(f"{action}?id={draft.pk}", headers={"Accept": "application/json"})
    assert response.status_code == 400
    assert "fourchette" in json.loads(response.content)["error_message"]
