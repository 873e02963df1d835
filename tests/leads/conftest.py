"""A small site with a contact form, staff of Marketing, and a visitor who fills it in."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.models import Locale, Page, Site

from accounts.models import User
from accounts.services import set_roles
from leads.models import ContactForm, ContactPage, Person, ResourceIndexPage, ResourcePage
from leads.services.files import add_version
from leads.starter import texts
from leads.starter.booklet import booklet
from outbox.delivering import drain
from pages.models import HomePage
from tests.again import again
from tests.factories.roles import all_roles
from tests.intake.recaptcha_on import google, verifier  # noqa: F401 - fixtures

ANSWERS = {
    "last_name": "Lecœur",
    "first_name": "Anaïs",
    "email": "anais@entreprise.example",
    "company": "Entreprise",
    "message": "Bonjour, nous avons trois canaux et une question.",
}


WHO = {"last_name": "Roux", "first_name": "Chloé", "email": "chloe@autre.example"}
BOOK = booklet(title="Guide", subtitle="S", kind="K", language="fr", parts=texts.GRID_FR)


@pytest.fixture(autouse=True)
def _no_waiting(settings):
    settings.FORM_POSTS_PER_MINUTE = 0
    settings.HUMAN_CHECK_MIN_SECONDS = 0


@pytest.fixture
def home(db) -> HomePage:
    """The French home page and its English twin."""
    return homes()


@again
def homes() -> HomePage:
    french, english = (Locale.objects.get_or_create(language_code=code)[0] for code in ("fr", "en"))
    Page.objects.filter(depth=2).delete()
    root = Page.get_first_root_node()
    home = root.add_child(instance=HomePage(title="Accueil", slug="accueil", locale=french))
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "port": 8000, "root_page": home}
    )
    home.copy_for_translation(english)
    Page.objects.filter(locale=english).update(live=True)
    return HomePage.objects.get(pk=home.pk)


@pytest.fixture
def form(home) -> ContactForm:
    """A form with two subjects, each with its own recipient; one for all others."""
    return ContactForm.objects.create(
        locale=home.locale,
        name="Contact",
        email_policy="accept",
        subjects=[
            ("subject", {"label": "Démonstration", "recipients": ["demo@dimelo.example"]}),
            ("subject", {"label": "Presse", "recipients": []}),
        ],
        recipients=[("recipient", "bonjour@dimelo.example")],
    )


@pytest.fixture
def page(home, form) -> ContactPage:
    page = ContactPage(
        title="Contact", slug="contact", summary="Écrivez-nous", form=form, locale=home.locale
    )
    home.add_child(instance=page)
    return page


@pytest.fixture
def write(page, form) -> Callable[..., Any]:
    """Fill in and send the contact form: `write(message="…")`."""

    def go(client: Client | None = None, **changes: Any):
        client = client or Client()
        token = client.get("/form-token/?form=contact").json()["token"]
        subject = form.subject_choices()[1][0]
        return client.post(
            page.url, {**ANSWERS, "subject": subject, "form_token": token, **changes}
        )

    return go


@pytest.fixture
def marketer(db) -> Callable[..., User]:
    """A member of Marketing."""
    all_roles()

    def make(email: str = "marketing@dimelo.example", *roles: str) -> User:
        user = User.objects.create_user(email, "x", first_name="Camille", last_name="Martin")
        set_roles(by=None, user=user, roles=roles or ("marketing",))
        return user

    return make


@pytest.fixture
def staff(marketer) -> Client:
    """A browser in which a member of Marketing is signed in."""
    client = Client()
    client.force_login(marketer())
    return client


@pytest.fixture
def post_office(mailoutbox) -> Callable[[], list[Any]]:
    """Let the worker deliver what waits, and give the mails there are."""

    def go() -> list[Any]:
        drain()
        return mailoutbox

    return go


@pytest.fixture
def shelf(home) -> ResourceIndexPage:
    page = ResourceIndexPage(title="Ressources", slug="ressources", locale=home.locale)
    home.add_child(instance=page)
    return page


@pytest.fixture
def resource(shelf) -> ResourcePage:
    page = ResourcePage(
        title="Un guide",
        slug="guide",
        summary="Pour décider",
        kind="guide",
        email_policy="accept",
        contents=[("chapter", {"title": "Compter ses canaux", "text": "Par où l’on écrit"})],
        locale=shelf.locale,
    )
    shelf.add_child(instance=page)
    add_version(page=page, file=ContentFile(BOOK, name="guide.pdf"))
    return page


@pytest.fixture
def ask(resource):
    def go(client: Client | None = None, **changes):
        client = client or Client()
        token = client.get("/form-token/?form=resource").json()["token"]
        return client.post(resource.url, {**WHO, "form_token": token, **changes})

    return go


def link_in(mail) -> str:
    return re.search(r"http://localhost:8000(/ressource/lien/[\w-]+/)", mail.body).group(1)


def content(response) -> bytes:
    return b"".join(response.streaming_content)


@pytest.fixture
def three(write):
    """Three people: Anaïs (two messages), Bruno, Chloé at another company."""
    write()
    write(message="Encore moi")
    write(email="bruno@entreprise.example", first_name="Bruno", last_name="Petit", message="Prix ?")
    write(email="chloe@autre.example", first_name="Chloé", last_name="Roux", company="Autre")
    return {person.first_name: person for person in Person.objects.all()}


def shown(client: Client, query: str = "") -> set[str]:
    html = client.get(f"/admin/leads/{query}").content.decode()
    return set(re.findall(r"<a href=\"/admin/leads/\d+/\">(\S+) ", html))


def reference_in(html: str) -> str:
    return re.search(r"<code>([0-9a-f]{8})</code>", html).group(1)
