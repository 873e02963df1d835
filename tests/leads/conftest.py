"""A small site with a contact form, staff of Marketing, and a visitor who fills it in."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Locale, Page, Site

from accounts.apply import apply_roles
from accounts.models import User
from accounts.services import set_roles
from leads.models import ContactForm, ContactPage
from outbox.delivering import drain
from pages.models import HomePage

ANSWERS = {
    "last_name": "Lecœur",
    "first_name": "Anaïs",
    "email": "anais@entreprise.example",
    "company": "Entreprise",
    "message": "Bonjour, nous avons trois canaux et une question.",
}


@pytest.fixture(autouse=True)
def _no_waiting(settings):
    settings.FORM_POSTS_PER_MINUTE = 0
    settings.HUMAN_CHECK_MIN_SECONDS = 0


@pytest.fixture
def home(db) -> HomePage:
    """The French home page and its English twin."""
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
    apply_roles()

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


def reference_in(html: str) -> str:
    return re.search(r"<code>([0-9a-f]{8})</code>", html).group(1)
