"""A campaign under way before anybody comes: what people do on its pages counts for it."""

import datetime

from accounts.models import User
from leads.models import ContactPage, ResourcePage
from newsletter.models import NewsletterPage
from pages.campaigns import services
from pages.campaigns.models import Campaign, Word
from pages.models import LandingPage


def begin(*, today: datetime.date, owner: User) -> None:
    """Four weeks old, two to go; three pages and two links."""
    campaign = Campaign.objects.create(
        title="Compter vos canaux",
        name="compter-vos-canaux",
        starts_on=today - datetime.timedelta(days=28),
        ends_on=today + datetime.timedelta(days=14),
        goal="Dix demandes et dix inscriptions en six semaines.",
        owner=owner,
    )
    for model in (ContactPage, NewsletterPage, ResourcePage):
        page = model.objects.filter(locale__language_code="fr").first()
        assert page is not None
        services.add_page(campaign=campaign, page=page)
    landing = LandingPage.objects.get(locale__language_code="fr")
    words = {word.word: word for word in Word.objects.all()}
    for source, medium in (("linkedin", "social"), ("partenaire", "lien")):
        services.make_link(
            campaign=campaign, page=landing, source=words[source], medium=words[medium]
        )
