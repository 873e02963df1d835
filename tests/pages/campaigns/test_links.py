"""Links of a campaign: spelled in one way, from lists that hold no word twice."""

from django.urls import reverse

from pages.campaigns.models import TrackedLink, Word
from pages.campaigns.spelling import close_to, spell
from tests.careers.test_publication import said
from tests.cms.conftest import site, staff
from tests.pages.campaigns.making import LINKS, WORDS, campaign

__all__ = ["campaign", "site", "staff"]  # the fixtures


def link_to(page, campaign, **more):
    words = {"source": "linkedin", "medium": "social", "content": "", **more}
    return {"campaign": campaign.pk, "page": page.pk, **words}


def test_words_are_spelled_in_one_way():
    assert spell("  Été & Hiver_2026 ") == "ete-hiver-2026"
    assert spell("LinkedIn") == "linkedin"
    assert spell("Œuvre !") == "oeuvre"
    assert spell("…") == ""
    known = ["linkedin", "google", "e-mail", "cpc"]
    assert close_to("linked-in", known) == "linkedin"
    assert close_to("linkdin", known) == "linkedin"
    assert close_to("email", known) == "e-mail"
    assert close_to("google-ads", known) == ""
    assert close_to("cpm", known) == ""


def test_a_link_takes_its_words_from_the_lists(site, campaign, staff, client):
    staff("marketing")
    html = said(client.get(f"{LINKS}?campaign={campaign.pk}&page={site.about_en.pk}"))
    assert '<option value="linkedin">' in html
    answer = client.post(
        LINKS, link_to(site.about_en, campaign, source="LinkedIn", content="Été 1")
    )
    assert answer.status_code == 303
    link = TrackedLink.objects.get()
    assert link.url == (
        f"{link.address}?utm_source=linkedin&utm_medium=social&utm_campaign=rentree-2026"
        "&utm_content=ete-1"
    )
    assert link.address.startswith("http")
    assert link.address.endswith("/en/about/")
    shown = said(client.get(answer.headers["Location"]))
    assert "Voici le lien" in shown
    assert link.url.replace("&", "&amp;") in shown
    near = client.post(LINKS, link_to(site.about, campaign, source="linked in"))
    assert "Vouliez-vous dire « linkedin »" in said(near)
    unknown = client.post(LINKS, link_to(site.about, campaign, source="Mastodon"))
    assert "« mastodon » n’est pas dans la liste" in said(unknown)
    assert 'value="Mastodon"' in said(unknown)
    # The same link is made once, and found again.
    client.post(LINKS, link_to(site.about_en, campaign, content="ETE 1"))
    assert TrackedLink.objects.count() == 1
    # A page that moves takes its links along; one that is deleted leaves them in the list.
    site.about_en.slug = "who"
    site.about_en.save()
    assert "/en/who/?utm_source" in TrackedLink.objects.get().url
    site.about_en.delete()
    assert "la page est supprimée" in said(client.get(LINKS))
    assert "/en/about/?utm_source" in TrackedLink.objects.get().url
    assert "Retirez-les d’abord" in said(
        client.post(reverse("remove_campaign", args=[campaign.pk]), follow=True)
    )
    client.post(reverse("remove_campaign_link", args=[link.pk]), {"next": LINKS})
    assert not TrackedLink.objects.exists()
    for bad in ({}, {"page": "x", "campaign": "y"}, link_to(site.home.get_parent(), campaign)):
        assert client.post(LINKS, bad).status_code == 200


def test_the_lists_take_no_word_twice(site, campaign, staff, client):
    staff("marketing")
    for text, words in (
        ("LinkedIn", "« linkedin » est dans la liste"),
        ("Linked-In", "est presque « linkedin »"),
        ("!!", "Saisissez un mot"),
    ):
        assert words in said(client.post(WORDS, {"kind": "source", "word": text}))
    client.post(WORDS, {"kind": "source", "word": "Salon de Lyon"})
    word = Word.objects.get(word="salon-de-lyon")
    client.post(LINKS, link_to(site.about, campaign, source="Salon de Lyon"))
    remove = reverse("remove_campaign_word", args=[word.pk])
    assert "il reste dans la liste" in said(client.post(remove, follow=True))
    TrackedLink.objects.all().delete()
    assert "est retiré de la liste" in said(client.post(remove, follow=True))
