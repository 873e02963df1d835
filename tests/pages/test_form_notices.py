"""The gate's check « forms »: a form stands on a page only beside what becomes of the data it takes."""

import datetime

import pytest
from wagtail.models import Page

from cms.publishing.checks import findings_of
from leads.models import ContactForm
from newsletter.models import NewsletterPage
from pages.models import StandardPage
from policy.models import PolicyPage, PolicyVersion
from tests.cms.conftest import site, staff
from tests.factories.small_site import put

__all__ = ["site", "staff"]  # the fixtures
pytestmark = pytest.mark.django_db


def said(page) -> list[str]:
    found = findings_of([page], only=["forms"]).get(page.pk, [])
    return [str(one.message).replace("\xa0", " ") for one in found]


@pytest.fixture
def policy(site):
    page = put(site.home, PolicyPage(title="Confidentialité", slug="confidentialite"))
    PolicyVersion.objects.create(
        number="1.0",
        effective_on=datetime.date(2026, 1, 1),
        author="SB",
        comment_fr="Première version.",
        comment_en="First version.",
    )
    return page


def test_a_page_without_a_form_needs_no_policy(site):
    assert said(site.about) == []


def test_a_form_needs_a_published_policy_in_its_language(site, policy):
    letter = put(site.home, NewsletterPage(title="La lettre", slug="lettre"))
    assert said(letter) == []
    policy.unpublish()
    assert said(letter) == [
        "Publiez la politique de confidentialité dans cette langue : un formulaire d’ici y renvoie."
    ]


def test_a_form_needs_a_version_in_force(site):
    put(site.home, PolicyPage(title="Confidentialité", slug="confidentialite"))
    letter = put(site.home, NewsletterPage(title="La lettre", slug="lettre"))
    assert "Publiez une version" in said(letter)[0]


def test_a_contact_form_is_there_and_in_the_language_of_the_page(site, policy):
    form = ContactForm.objects.create(name="Presse", locale=site.english)
    body = [("contact_form", {"heading": "Presse", "form": form})]
    page = put(site.home, StandardPage(title="Presse", slug="presse", body=body))
    assert said(page) == [
        "Traduisez le formulaire de contact « Presse » : il n’existe pas dans cette langue."
    ]
    form.delete()
    page = Page.objects.get(pk=page.pk).specific
    assert said(page) == ["Choisissez un formulaire de contact : celui qui était ici a disparu."]


def test_a_form_of_another_company_has_no_notice_of_ours(site):
    body = [("text", {"text": '<p><a href="https://Forms.gle/abc">Répondez ici</a></p>'})]
    page = put(site.home, StandardPage(title="Enquête", slug="enquete", body=body))
    assert said(page) == [
        "Prenez un formulaire de ce site : un formulaire de forms.gle n’a pas de notice de notre part."
    ]
