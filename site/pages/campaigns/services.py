"""What is done with campaigns. One transaction each."""

from typing import Any

from django.db import transaction
from django.utils.text import slugify
from wagtail.coreutils import find_available_slug
from wagtail.log_actions import log
from wagtail.models import Page

from cms.seo.addresses import page_address
from pages.campaigns.models import Campaign, CampaignPage, TrackedLink, Word
from pages.models import LandingPage
from pages.page_templates.services import start


@transaction.atomic
def add_page(*, campaign: Campaign, page: Page) -> None:
    """The page belongs to the campaign, in all its languages."""
    CampaignPage.objects.get_or_create(campaign=campaign, key=page.translation_key)


@transaction.atomic
def take_out(*, campaign: Campaign, page: Page) -> None:
    """The page belongs to the campaign no more; the page stays."""
    campaign.pages.filter(key=page.translation_key).delete()


@transaction.atomic
def start_landing_page(
    *, campaign: Campaign, source: Page | None, parent: Page, title: str, by: Any
) -> Page:
    """A draft from a template, or an empty one; it holds the campaign's name from the beginning."""
    page: Any
    if source is None:
        slug = find_available_slug(parent, slugify(title)[:240] or "page")
        page = LandingPage(title=title, slug=slug, locale=parent.locale, live=False, owner=by)
        parent.add_child(instance=page)
        log(instance=page, action="wagtail.create", user=by)
    else:
        page = start(source=source, parent=parent, title=title, by=by).specific
    page.campaign = campaign.name
    page.save()
    page.save_revision(user=by)
    add_page(campaign=campaign, page=page)
    return page


@transaction.atomic
def make_link(
    *, campaign: Campaign, page: Page, source: Word, medium: Word, content: str = ""
) -> TrackedLink:
    """The link of these words; made once, found again afterwards."""
    link, _made = TrackedLink.objects.get_or_create(
        campaign=campaign,
        page_id=page.pk,
        source=source,
        medium=medium,
        content=content,
        defaults={"address": page_address(page)[:500]},
    )
    return link


@transaction.atomic
def remove_campaign(*, campaign: Campaign) -> bool:
    """Delete it; not while links of it are kept."""
    if campaign.links.exists():
        return False
    campaign.delete()
    return True


@transaction.atomic
def remove_word(*, word: Word) -> bool:
    """Take a word off its list; not while links are made of it."""
    if TrackedLink.objects.filter(source=word).exists():
        return False
    if TrackedLink.objects.filter(medium=word).exists():
        return False
    word.delete()
    return True
