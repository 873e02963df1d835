"""The newsletter page in both languages, people who sign up, and a Mailchimp that a test can break."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale, Page, Site

from accounts.services import set_roles
from newsletter.models import IssuePage, NewsletterPage, Source, State, Subscriber
from newsletter.queue import tell_mailchimp
from newsletter.stand_in.audience import LIST
from newsletter.stand_in.server import KEY
from outbox.delivering import drain
from outbox.models import ChannelState, Delivery
from pages.models import HomePage
from tests.again import again
from tests.factories import blocks as factory
from tests.factories import files
from tests.factories.roles import all_roles
from tests.intake.recaptcha_on import google, verifier  # noqa: F401 - fixtures

from .faults import Faulty

ADDRESS = "lea@example.com"
LINK = {"label": "Lire l’article", "page": None, "address": "/actualites/"}
SECRET = "a-secret-of-the-tests-only"


@pytest.fixture(autouse=True)
def _quick(settings):
    settings.FORM_POSTS_PER_MINUTE = 0
    settings.HUMAN_CHECK_MIN_SECONDS = 0
    settings.MAILCHIMP_API_KEY = settings.MAILCHIMP_AUDIENCE_ID = ""


@pytest.fixture
def letter(db) -> NewsletterPage:
    """The French newsletter page, with the English one under its own home."""
    return letters()


@again
def letters() -> NewsletterPage:
    pages = {}
    Page.objects.filter(depth=2).delete()
    for language in ("fr", "en"):
        locale, _made = Locale.objects.get_or_create(language_code=language)
        home = HomePage(title="Dimelo", slug=f"home-{language}", locale=locale)
        if pages:
            home.translation_key = pages["fr"].get_parent().translation_key
        Page.get_first_root_node().add_child(instance=home)
        page = NewsletterPage(title="La lettre", slug="newsletter", locale=locale)
        if pages:
            page.translation_key = pages["fr"].translation_key
        home.add_child(instance=page)
        pages[language] = page
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "hostname": "localhost",
            "port": 8000,
            "root_page": HomePage.objects.get(locale__language_code="fr"),
        },
    )
    return pages["fr"]


@pytest.fixture
def sign_up(letter) -> Callable[..., object]:
    """Fill in the form as a browser does, and let the worker do its part."""

    def go(email: str = ADDRESS, path: str = "/newsletter/", client: Client | None = None, **extra):
        client = client or Client()
        token = client.get("/form-token/?form=newsletter").json()["token"]
        answer = client.post(path, {"email": email, "form_token": token, **extra})
        drain()
        return answer

    return go


@pytest.fixture
def staff(letter, django_user_model):
    """Somebody with a role, signed in: staff("marketing")."""
    all_roles()

    def go(*roles: str) -> Client:
        user = django_user_model.objects.create_user(f"{'-'.join(roles)}@dimelo.example", "x" * 14)
        set_roles(by=None, user=user, roles=roles)
        client = Client()
        client.force_login(user)
        session = client.session
        session["account_authentication_methods"] = [{"method": "mfa", "at": 1.0, "type": "totp"}]
        session.save()
        return client

    return go


def link_in(message, word: str) -> str:
    """The path of the last link of this kind in a mail."""
    return re.findall(rf"http://localhost:8000((?:/en)?/lettre/{word}/[^/\s]+/)", message.body)[-1]


def subscribed(email: str = ADDRESS, **fields) -> Subscriber:
    """Somebody who has confirmed a while ago."""
    moment = timezone.now() - timedelta(days=40)
    fields = {
        "language": "fr",
        "source": Source.FORM,
        "state": State.SUBSCRIBED,
        "asked_at": moment,
        "agreed_at": moment,
        "confirmed_at": moment,
        **fields,
    }
    return Subscriber.objects.create(email=email, **fields)


def pass_time_over_queue() -> None:
    """Let what waits for its next attempt, and a paused channel's probe, be due now."""
    now = timezone.now()
    ChannelState.objects.filter(probe_at__isnull=False).update(probe_at=now)
    Delivery.objects.filter(next_attempt_at__gt=now).update(next_attempt_at=now)


@pytest.fixture
def mailchimp(settings):
    """A Mailchimp on loopback with a key that works; break it with `mailchimp.fault(…)`."""
    with Faulty() as stand_in:
        settings.MAILCHIMP_API_KEY = KEY
        settings.MAILCHIMP_AUDIENCE_ID = LIST
        settings.MAILCHIMP_BASE_URL = stand_in.url
        settings.MAILCHIMP_WEBHOOK_SECRET = SECRET
        settings.MAILCHIMP_SIGNING_SECRET = ""
        yield stand_in


def hand_over(subscriber: Subscriber) -> Delivery:
    """Have the subscriber told to Mailchimp, once; the delivery as it ended."""
    tell_mailchimp(subscriber)
    drain(only="mailchimp", limit=1)
    subscriber.refresh_from_db()
    return Delivery.objects.filter(channel="mailchimp").latest("pk")


@pytest.fixture
def issue(letter) -> IssuePage:
    """A draft with every block."""
    picture = files.image("Un canal")
    body = [
        {
            "type": "text",
            "value": {
                "heading": "Ce mois-ci",
                "text": '<p>Bonjour & <b>merci</b>, <a href="/produits/">voyez</a></p><ul><li>un</li></ul>',
            },
        },
        {"type": "article", "value": {"title": "Titre", "text": "Résumé.", "link": LINK}},
        {
            "type": "image",
            "value": {"image": factory.picture(picture, "Un dessin"), "caption": "Légende"},
        },
        {"type": "quote", "value": {"quote": "Bravo", "source": "Une cliente"}},
        {"type": "divider", "value": None},
        {"type": "button", "value": {"link": {**LINK, "label": "Voir"}}},
    ]
    page = IssuePage(
        title="Novembre",
        slug="novembre",
        subject="Compter ses canaux",
        preheader="Un quart d’heure",
        body=[],
        locale=letter.locale,
        live=False,
    )
    letter.add_child(instance=page)
    page.body = page._meta.get_field("body").stream_block.to_python(body)
    page.save_revision()
    return page
