"""A campaign under way, and where its screens are."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from pages.campaigns.models import Campaign, Word

LIST, LINKS, WORDS = "/admin/campaigns/", "/admin/campaigns/links/", "/admin/campaigns/words/"


SCREENS = ("campaign", "edit_campaign", "add_campaign_page", "start_campaign_page")


@pytest.fixture
def campaign(site):
    """A campaign under way, and the words that links are made of."""
    for kind, word in (("source", "linkedin"), ("source", "google"), ("medium", "social")):
        Word.objects.get_or_create(kind=kind, word=word)
    today = timezone.localdate()
    return Campaign.objects.create(
        title="Rentrée",
        name="rentree-2026",
        starts_on=today - datetime.timedelta(days=9),
        ends_on=today + datetime.timedelta(days=20),
        goal="Quarante démonstrations.",
    )


def screen_of(campaign) -> str:
    return reverse("campaign", args=[campaign.pk])
