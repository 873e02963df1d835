"""The admin home of those who write: what waits, what goes out, what is broken, and the first steps."""

import datetime
import socket

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.utils import timezone
from playwright.sync_api import expect
from wagtail.log_actions import log
from wagtail.models import Page

from accounts.models import User
from careers.models import CareersPage, OfferPage
from cms.models import MissingPath
from leads.models import ContactForm, Person
from newsletter.models import IssuePage, NewsletterPage, Sending
from outbox.models import Delivery
from outbox.models import State as Sent
from pages.link_keeper.models import BrokenLink
from pages.models import NewsPage, StandardPage
from pages.review_dates.models import ReviewDate
from privacy.rights.models import State, SubjectRequest
from privacy.services import journal
from tests.browser.following import follow
from tests.browser.looking import is_readable
from tests.cms.conftest import page_of, site, staff
from tests.factories.small_site import put

__all__ = ["page_of", "site", "staff"]  # the fixtures
NOW = datetime.datetime(2026, 11, 28, 9, tzinfo=datetime.UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _moment():
    with time_machine.travel(NOW, tick=False):
        yield


def home(client) -> str:
    return client.get("/admin/").content.decode().replace("\xa0", " ")


def busy(site, user: User) -> None:
    """Something of every kind that a home may speak of."""
    page = put(site.home, StandardPage(title="Annonce", slug="annonce"), live=False)
    page.go_live_at = NOW + datetime.timedelta(days=3)
    page.save_revision(user=user).publish()
    Page.objects.filter(pk=site.campaign.pk).update(
        expire_at=NOW + datetime.timedelta(days=2), owner=user
    )
    careers = put(site.home, CareersPage(title="Carrières", slug="carrieres"))
    offer = OfferPage(title="Développeuse", slug="dev", apply_until=datetime.date(2026, 12, 1))
    put(careers, offer, live=False)
    # Whether all is said in an offer is the business of its own gate.
    OfferPage.objects.filter(pk=offer.pk).update(live=True)
    day = NOW.date()
    MissingPath.objects.create(path="/ancien", count=7, first_day=day, last_day=day)
    Delivery.objects.create(channel="email", state=Sent.SET_ASIDE)
    Delivery.objects.create(channel="mailchimp", state=Sent.SET_ASIDE)
    BrokenLink.objects.create(
        key="x", why="address", target="/perdu/", page=site.about, first_seen=day
    )
    Page.objects.filter(pk=site.about.pk).update(owner=user)
    ReviewDate.objects.update_or_create(page=site.about, defaults={"due": day})
    letter = put(site.home, NewsletterPage(title="Lettre", slug="newsletter"))
    issue = put(letter, IssuePage(title="Décembre", slug="decembre", subject="x"), live=False)
    Sending.objects.create(
        issue=issue,
        subject="La lettre de décembre",
        language="fr",
        html="",
        text="",
        send_at=NOW + datetime.timedelta(days=4),
        state="scheduled",
    )


def test_marketing_is_told_what_waits_what_goes_out_and_what_is_broken(site, staff, client):
    user = staff("marketing")
    busy(site, user)
    page = home(client)
    for said in (
        "Ce qui vous attend",
        "traduction manque ou n’est plus à jour",
        "À remettre en ordre",
        "1 adresse demandée cette semaine n’existe pas",
        "2 messages ou tâches mis de côté attendent l’Administration",
        "1 lien cassé",
        "1 changement d’abonné n’est pas parvenu à Mailchimp",
        "1 de vos pages est à relire",
        "La lettre de décembre",
        "Voir les demandes",
        "Cette semaine",
        "Annonce",
        "à publier",
        "Développeuse",
        "dernier jour pour postuler",
        "retirée",
    ):
        assert said in page, said
    assert 'href="/admin/outbox/' not in page


def test_a_home_where_all_is_done_says_so_and_shows_no_fault(site, staff, client):
    staff("redaction")
    Page.objects.filter(depth__gt=1).update(live=False)
    page = home(client)
    assert "Rien : tout est fait." in page
    assert "Rien n’est prévu." in page
    assert "À remettre en ordre" not in page


def test_what_a_role_may_not_do_is_not_on_its_home(site, staff, client):
    busy(site, staff("redaction"))
    page = home(client)
    assert "mis de côté" not in page
    assert "adresse demandée" not in page


def test_pages_submitted_wait_for_marketing_and_are_seen_by_who_submitted_them(site, staff, client):
    writer = staff("redaction")
    article = put(site.news, NewsPage(title="Salon", slug="salon", owner=writer), live=False)
    article.save_revision(user=writer)
    article.get_workflow().start(article, writer)
    assert "Vous les avez soumises" in home(client)
    staff("marketing")
    page = home(client)
    assert "Elles vous attendent" in page
    assert f'href="/admin/pages/{article.pk}/edit/">Salon' in page


def test_what_waits_is_said_to_those_it_waits_for(site, staff, client):
    Person.objects.create(email="a@exemple.fr", last_name="Roux", first_name="Léa", language="fr")
    now = timezone.now()
    SubjectRequest.objects.create(
        email="b@exemple.fr", kind="access", state=State.OPEN, received_at=now, due_at=now
    )
    for role, said in (
        ("marketing", "1 contact non lu"),
        ("dpo", "1 personne attend une réponse au sujet de ses données"),
    ):
        staff(role)
        page = home(client)
        assert said in page, role
        assert "Rien : tout est fait." not in page
    staff("redaction")
    page = home(client)
    assert "non lu" not in page
    assert "attend une réponse" not in page


@pytest.mark.parametrize(
    "role", ["marketing", "redaction", "rh", "entretien", "dpo", "administration"]
)
def test_a_full_home_costs_few_queries(site, staff, client, role, django_assert_max_num_queries):
    user = staff(role)
    busy(site, user)
    for number in range(12):
        page = put(site.home, StandardPage(title=f"P{number}", slug=f"p{number}"))
        page.go_live_at = NOW + datetime.timedelta(days=1)
        page.save_revision(user=user, log_action=True).publish()
    assert "desk__head" in home(client)
    with django_assert_max_num_queries(15):
        home(client)


@pytest.mark.parametrize(
    ("role", "done", "actions"),
    [
        ("rh", 1, ["applications:rh:read", "applications:file:write"]),
        (
            "entretien",
            0,
            ["applications:entretien:read", "applications:file:opinion", "applications:file:note"],
        ),
        ("dpo", 1, ["privacy:request:find", "privacy:request:read", "privacy:register:export"]),
        ("administration", 2, ["accounts.invite", "accounts.roles"]),
    ],
)
def test_the_steps_of_every_role_tick_themselves_off(site, staff, client, role, done, actions):
    put(site.home, CareersPage(title="Carrières", slug="carrieres"))
    user = staff(role)
    assert f"{done} sur 5" in home(client)
    for number, action in enumerate(actions, done + 1):
        if role == "administration":
            log(instance=user, action=action, user=user)
        else:
            journal(actor=user, action=action)
        assert f"{number} sur 5" in home(client), action


@pytest.mark.sqlite
@pytest.mark.parametrize("role", ["marketing", "rh", "administration"])
def test_a_home_waits_for_no_other_company(site, staff, client, role, monkeypatch):
    busy(site, staff(role))

    def refuse(*_args: object) -> None:
        pytest.fail("The home opened a connection.")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert "desk__head" in home(client)


def test_the_five_first_steps_tick_themselves_off_and_then_go(site, staff, client):
    user = staff("marketing")
    assert "0 sur 5" in home(client)
    User.objects.filter(pk=user.pk).update(first_name="Léa", last_name="Roux")
    assert "1 sur 5" in home(client)
    article = put(site.news, NewsPage(title="Salon", slug="salon", owner=user), live=False)
    assert "2 sur 5" in home(client)
    article.save_revision(user=user).publish(user=user)
    assert "3 sur 5" in home(client)
    Authenticator.objects.create(user=user, type="totp", data={})
    ContactForm.objects.create(
        name="Contact", locale=site.french, recipients=[("recipient", "a@example.com")]
    )
    assert "Premiers pas" not in home(client)


# What each role does first: a link of its home, and the heading of the screen it opens.
FIRST = {
    "redaction": ("Écrire un article", "Nouveau"),
    "rh": ("Rédiger une offre", "Nouveau"),
    "entretien": ("Candidatures", "Candidatures"),
    "dpo": ("Politique de confidentialité", "Politique de confidentialité"),
    "administration": ("Équipe et rôles", "Équipe"),
}


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_every_role_reads_its_home_and_begins_its_work_with_the_keyboard(site, page_of):
    busy(site, User.objects.get())
    for role, (link, heading) in FIRST.items():
        screen = page_of("/admin/", role=role)
        expect(screen.get_by_text("sur 5")).to_be_visible()
        expect(screen.locator(".desk__steps li")).to_have_count(5)
        is_readable(screen, ".desk")
        screen.locator("main").get_by_role("link", name=link, exact=True).first.focus()
        with screen.expect_navigation():
            screen.keyboard.press("Enter")
        expect(screen.get_by_role("heading", level=1)).to_contain_text(heading)


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_home_is_read_at_any_width_and_leads_to_a_new_article_by_keyboard(site, page_of):
    busy(site, User.objects.get())
    screen = page_of("/admin/")
    is_readable(screen, ".desk")
    link = screen.get_by_role("link", name="Écrire un article", exact=True)
    link.focus()
    with screen.expect_navigation():
        screen.keyboard.press("Enter")
    expect(screen.locator("[name=title]")).to_be_visible()
    screen.go_back()
    follow(screen.get_by_role("link", name="Voir le calendrier"))
    expect(screen.get_by_role("heading", level=1)).to_contain_text("Calendrier")
