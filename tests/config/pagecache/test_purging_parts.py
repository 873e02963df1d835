"""What goes when a part of every page, a setting or something it shows is changed, and what stays."""

import pytest
from wagtail.models import PageViewRestriction, Site

from cms.models import CompanyIdentity, Footer
from leads.models import LeadSettings
from newsletter.models import NewsletterSettings
from policy.models import PolicyVersion
from privacy.models import RetentionLength
from tests.config.pagecache.test_purging import ALL, ENGLISH, LEGAL, NEWS, publish, warm

__all__ = ["warm"]  # the fixture
FRENCH = [path for path in ALL if path != ENGLISH]


def put_footer(site) -> None:
    """A footer in both languages that leads to the page about the company."""
    for locale, page in ((site.french, site.about), (site.english, site.about_en)):
        footer = Footer.objects.filter(locale=locale).first() or Footer(locale=locale)
        links = [{"label": "", "page": page, "address": ""}]
        footer.columns = [("column", {"title": "Dimelo", "links": links})]
        footer.live = True
        footer.save()


def test_a_title_in_the_footer_changes_the_pages_of_its_language_alone(site, visitor, warm):
    put_footer(site)
    assert warm() == ALL
    publish(site.about, title="Notre équipe")
    assert warm() == FRENCH
    assert "Notre équipe" in visitor.get(LEGAL).content.decode()
    publish(site.about_en, title="Our team")
    assert ENGLISH in (dropped := warm())
    assert not {LEGAL} & set(dropped)
    assert "Our team" in visitor.get(ENGLISH).content.decode()


def test_a_draft_of_a_footer_drops_nothing(site, visitor, warm):
    put_footer(site)
    assert warm() == ALL
    footer = Footer.objects.get(locale=site.french)
    footer.introduction = "Un brouillon"
    revision = footer.save_revision()
    assert warm() == []
    revision.publish()
    assert warm() == FRENCH
    assert "Un brouillon" in visitor.get(LEGAL).content.decode()


def test_the_company_s_name_changes_the_pages_that_show_it(site, visitor, warm):
    CompanyIdentity.objects.create(locale=site.english, name="Dimelo SA", live=True)
    assert warm() == [ENGLISH]
    assert "Dimelo SA" in visitor.get(ENGLISH).content.decode()


@pytest.mark.parametrize("whose", ["leads", "newsletter"])
def test_a_setting_that_no_page_shows_drops_none(site, warm, whose):
    if whose == "leads":
        LeadSettings.objects.create(site=Site.objects.get(), reply_to="bonjour@dimelo.example")
    else:
        NewsletterSettings.load().save()
    assert warm() == []


def test_a_shorter_length_drops_the_pages_whose_notice_says_it(site, visitor, warm):
    RetentionLength.objects.create(rule="application", length=3)
    assert warm() == []  # no page of this site has a form for applications


def test_a_version_of_the_policy_drops_every_page(site, warm):
    """What may load on a page depends on it: nothing is told apart here, on purpose."""
    PolicyVersion.objects.create(number="9", effective_on="2020-01-01", applied=True)
    assert warm() == ALL


def test_what_is_closed_leaves_lists_and_search_at_once_wherever_it_is_moved(site, visitor, warm):
    search, link = f"{site.search.url}?q={site.article.title.split()[-1]}", f"/{site.article.slug}/"

    def shown() -> tuple[bool, ...]:
        return tuple(link in visitor.get(path).content.decode() for path in (NEWS, search))

    assert shown() == (True, True)
    closed = PageViewRestriction.objects.create(page=site.article, restriction_type="login")
    assert shown() == (False, False)
    closed.delete()
    assert shown() == (True, True)
    # A closed part that moves stays closed, with all below it.
    PageViewRestriction.objects.create(page=site.news, restriction_type="login")
    assert not shown()[1]
    type(site.news).objects.get(pk=site.news.pk).move(site.about, pos="last-child")
    assert not shown()[1]
