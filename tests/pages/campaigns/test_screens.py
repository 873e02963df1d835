"""The screens of campaigns: whose they are, what they cost, and all of it with the keyboard."""

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from leads.models import DailyCount
from leads.services.counting import count
from pages.campaigns.models import Campaign, CampaignPage, TrackedLink, Word
from pages.models import LandingPage
from pages.page_templates.models import PageTemplate
from tests.browser.following import follow
from tests.browser.looking import faults, is_readable
from tests.cms.conftest import page_of, site, staff
from tests.pages.campaigns.making import LINKS, LIST, SCREENS, WORDS, campaign

__all__ = ["campaign", "page_of", "site", "staff"]  # the fixtures


def test_campaigns_are_marketings_alone(site, campaign, staff, client):
    link_words = Word.objects.first()
    paths = [LIST, LINKS, WORDS, reverse("new_campaign")]
    for pk in (campaign.pk, 99_999):
        paths += [reverse(name, args=[pk]) for name in SCREENS]
    posts = [LINKS, WORDS]
    for pk in (campaign.pk, link_words.pk, 99_999):
        posts += [
            reverse(name, args=[pk])
            for name in (
                "remove_campaign",
                "add_campaign_page",
                "start_campaign_page",
                "remove_campaign_link",
                "remove_campaign_word",
            )
        ]
    staff("redaction")
    answers = [*map(client.get, paths), *map(client.post, posts)]
    assert {(one.status_code, one.headers.get("Location")) for one in answers} == {(302, "/admin/")}
    assert Campaign.objects.exists()
    staff("marketing")
    assert client.get(reverse("campaign", args=[99_999])).status_code == 404
    assert client.get(f"{LINKS}?campaign=x&page=y&p=z&made=w").status_code == 200
    assert client.get(f"{LIST}?phase=x&p=z").status_code == 200


def test_many_campaigns_pages_and_links_take_few_queries(
    site, campaign, staff, client, django_assert_max_num_queries
):
    staff("marketing")
    Campaign.objects.bulk_create(
        Campaign(title=f"C {number}", name=f"c-{number}") for number in range(40)
    )
    source, medium = Word.objects.filter(kind="source").first(), Word.objects.get(word="social")
    for number, page in enumerate((site.about, site.about_en, site.home, site.article) * 8):
        CampaignPage.objects.get_or_create(campaign=campaign, key=page.translation_key)
        TrackedLink.objects.create(
            campaign=campaign, page=page, source=source, medium=medium, content=f"n-{number}"
        )
    chosen = f"{LINKS}?campaign={campaign.pk}&page={site.about.pk}"
    screens = [reverse(name, args=[campaign.pk]) for name in SCREENS]
    for address in (LIST, LINKS, chosen, WORDS, *screens):
        client.get(address)
        with django_assert_max_num_queries(15):
            assert client.get(address).status_code == 200


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_campaign_is_begun_and_its_link_made_with_the_keyboard(site, page_of):
    for kind, word in (("source", "linkedin"), ("medium", "social")):
        Word.objects.get_or_create(kind=kind, word=word)
    PageTemplate.objects.create(page=site.campaign, name="Promesse")
    screen = page_of(LIST)

    def press(role: str, name: str) -> None:
        screen.get_by_role(role, name=name, exact=True).focus()
        with screen.expect_navigation():
            screen.keyboard.press("Enter")

    press("link", "Nouvelle campagne")
    assert faults(screen, ".board") == []
    press("button", "Enregistrer")
    assert faults(screen, ".board") == []
    expect(screen.get_by_text("Donnez un titre à la campagne.")).to_be_visible()
    expect(screen.locator(".error-message")).to_have_count(1)
    screen.get_by_label("Titre").focus()
    screen.keyboard.type("Été à Paris")
    screen.get_by_label("Objectif").focus()
    screen.keyboard.type("Quarante démonstrations.")
    press("button", "Enregistrer")
    campaign = Campaign.objects.get()
    assert (campaign.name, campaign.goal) == ("ete-a-paris", "Quarante démonstrations.")

    press("link", "Commencer une page de campagne")
    screen.get_by_label("Titre de la nouvelle page").focus()
    screen.keyboard.type("Un été de messages")
    press("button", "Commencer le brouillon")
    expect(screen.locator("[name=campaign]")).to_have_value("ete-a-paris")
    begun = LandingPage.objects.get(title="Un été de messages")
    assert not begun.live

    Campaign.objects.filter(pk=campaign.pk).update(ends_on=timezone.localdate())
    count(kind=DailyCount.Kind.ENQUIRY, thing="x", language="fr", campaign=campaign.name)
    screen = page_of(f"{LINKS}?campaign={campaign.pk}&page={site.about.pk}")
    screen.get_by_label("Source").focus()
    screen.keyboard.type("LinkedIn")
    screen.keyboard.press("Tab")
    screen.keyboard.type("Social")
    screen.keyboard.press("Enter")
    expect(screen.get_by_text("Voici le lien.")).to_be_visible()
    expect(screen.locator("#made input[readonly]")).to_have_value(TrackedLink.objects.get().url)
    follow(screen.get_by_role("link", name="Été à Paris", exact=True))
    expect(screen.locator("h2#numbers")).to_be_visible()
    screen.get_by_text("Jour par jour, en tableau").focus()
    screen.keyboard.press("Enter")
    expect(screen.get_by_role("columnheader", name="Demandes")).to_be_visible()

    for address in (LIST, LINKS, WORDS, *(reverse(name, args=[campaign.pk]) for name in SCREENS)):
        is_readable(page_of(address), ".board")
