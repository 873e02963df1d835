"""A draft that something keeps back, and what the editor sends of it."""

import pytest
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from cms.publishing.checks import findings_of
from pages.models import StandardPage
from tests.careers.test_publication import form_of
from tests.factories.small_site import put

LINK = '<p>Voyez <a linktype="page" id="{}">notre page</a>.</p>'
EDIT = "wagtailadmin_pages:edit"


def live(page) -> bool:
    return Page.objects.get(pk=page.pk).live


def text(html: str) -> list:
    return [("text", {"text": html})]


@pytest.fixture
def broken(site):
    """A draft that links to another draft."""
    aim = put(site.home, StandardPage(title="Bientôt", slug="bientot"), live=False)
    body = text(LINK.format(aim.pk))
    page = put(site.home, StandardPage(title="Annonce", slug="annonce", body=body), live=False)
    page.typed = body[0][1]["text"]
    return page


def editor_data(client, address: str, html: str, **fields: str) -> dict[str, str]:
    """What the editor would send, with this text in the page's body."""
    return {
        **form_of(client, address),
        **nested_form_data({"body": streamfield([("text", {"text": rich_text(html)})])}),
        **fields,
    }


def messages_of(page) -> dict[str, str]:
    return {
        one.check.slug: str(one.message).replace("\xa0", " ")
        for one in findings_of([page]).get(page.pk, [])
    }
