"""Campaigns: landing pages, links that are spelled in one way, and what comes of it without people."""

import datetime

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect
from wagtail.models import Locale

from intake.evidence import Evidence
from leads.models import ContactForm, DailyCount, Person
from leads.services.counting import count
from leads.services.links import count_download
from leads.services.receiving import receive_enquiry
from newsletter.models import Consent, Subscriber
from pages.campaigns.models import Campaign, CampaignPage, TrackedLink, Word
from pages.campaigns.spelling import close_to, spell
from pages.models import LandingPage
from pages.page_templates.models import PageTemplate
from tests.browser.following import follow
from tests.careers.test_publication import said
from tests.cms.conftest import page_of, site, staff

__all__ = ["page_of", "site", "staff"]  # the fixtures
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


def test_a_campaign_gets_its_name_from_us_and_keeps_it(site, staff, client):
    user = staff("marketing")
    new = reverse("new_campaign")
    assert client.get(new).status_code == 200
    data = {"title": "Été à Paris", "name": "", "starts_on": "2026-06-01", "owner": user.pk}
    answer = client.post(new, {**data, "ends_on": "2026-05-01"})
    assert "Choisissez le premier jour" in said(answer)
    answer = client.post(new, data, follow=True)
    assert "« Été à Paris » est enregistrée" in said(answer)
    row = Campaign.objects.get()
    assert (row.name, row.owner) == ("ete-a-paris", user)
    again = client.post(new, {**data, "name": "Ete-aParis"})
    assert "s’appelle déjà « ete-a-paris »" in said(again)
    assert "Saisissez un nom" in said(client.post(new, {**data, "title": "…"}))
    client.post(reverse("edit_campaign", args=[row.pk]), {**data, "title": "Été", "name": "autre"})
    row.refresh_from_db()
    assert (row.title, row.name) == ("Été", "ete-a-paris")
    link = f'href="{reverse("campaign", args=[row.pk])}"'
    found = [phase for phase in Campaign.Phase if link in said(client.get(f"{LIST}?phase={phase}"))]
    assert found == [row.phase]
    gone = client.post(reverse("remove_campaign", args=[row.pk]), follow=True)
    assert "est supprimée" in said(gone)


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


def test_pages_belong_in_all_languages_and_landing_pages_begin_from_templates(
    site, campaign, staff, client
):
    staff("marketing")
    add = reverse("add_campaign_page", args=[campaign.pk])
    assert "Choisissez une page" in said(client.post(add, {"page": ""}))
    html = said(client.post(add, {"page": site.about.pk}, follow=True))
    assert "« Qui sommes-nous » fait partie de la campagne" in html
    assert "About us" in html
    html = said(
        client.post(
            reverse("take_out_campaign_page", args=[campaign.pk, site.about_en.pk]), follow=True
        )
    )
    assert "ne fait plus partie" in html
    assert not CampaignPage.objects.exists()
    # A landing page that holds the name belongs to the campaign by that.
    landing = LandingPage.objects.filter(locale=site.french).first()
    landing.campaign = campaign.name
    landing.save()
    assert landing.title in said(client.get(screen_of(campaign)))
    start = reverse("start_campaign_page", args=[campaign.pk])
    html = said(client.get(start))
    assert "n’est encore un modèle" in html
    assert "Page vide en français" in html
    assert "Page vide en anglais" in said(client.get(f"{start}?language=en"))
    PageTemplate.objects.create(page=landing, name="Promesse")
    assert "Donnez un titre" in said(client.post(start, {"title": "", "template": landing.pk}))
    client.post(start, {"title": "Page de rentrée", "template": landing.pk})
    begun = LandingPage.objects.get(title="Page de rentrée")
    assert (begun.live, begun.campaign) == (False, "rentree-2026")
    assert begun.get_latest_revision_as_object().campaign == "rentree-2026"
    assert "Page de rentrée" in said(client.get(screen_of(campaign)))


def enquiry_from(path, origin):
    form = ContactForm.objects.create(name="Contact", locale=Locale.objects.get(language_code="fr"))
    return receive_enquiry(
        contact_form=form,
        answers={
            "email": f"{len(path)}{len(origin)}@exemple.fr",
            "last_name": "Martin",
            "first_name": "Alix",
            "message": "Bonjour",
            "page": path,
        },
        evidence=Evidence(path=path, language="fr", notice=""),
        origin=origin,
    )


def test_what_comes_of_it_is_counted_without_people(site, campaign, staff, client):
    staff("marketing")
    CampaignPage.objects.create(campaign=campaign, key=site.about.translation_key)
    came = enquiry_from("/contact/", {"last": {"utm_campaign": "rentree-2026"}})
    wrote = enquiry_from("/en/about/", {})
    enquiry_from("/francais/", {})
    # Where nobody agreed to be measured, the person keeps no campaign; the page says it of the number.
    assert (came.campaign, wrote.campaign) == ("rentree-2026", "")
    for path in ("/a-propos/", "/francais/"):
        count_download(request=None, thing="guide", language="fr", path=path)
    now = timezone.now()
    for number, (page, confirmed) in enumerate(
        (("/a-propos/", now), ("/a-propos/", None), ("/francais/", now))
    ):
        someone = Subscriber.objects.create(email=f"s{number}@exemple.fr", language="fr")
        Consent.objects.create(
            subscriber=someone, at=now, confirmed_at=confirmed, wording="Oui", page=page
        )
    old = timezone.localdate() - datetime.timedelta(days=60)
    count(kind=DailyCount.Kind.ENQUIRY, thing="x", language="fr", campaign="rentree-2026", day=old)
    context = client.get(screen_of(campaign)).context["figures"]
    assert [(str(one.label), one.total) for one in context.counted] == [
        ("Demandes", 2),
        ("Téléchargements", 1),
        ("Inscriptions à la lettre", 1),
    ]
    assert len(context.rows) == 10
    html = said(client.get(f"{screen_of(campaign)}?period=84"))
    assert "Semaine par semaine" in html
    assert '<p class="campaigns__total">3</p>' in html
    assert "/admin/leads/?campaign=rentree-2026" in html
    inbox = said(client.get("/admin/leads/?campaign=rentree-2026"))
    for one in Person.objects.all():
        wanted = one.pk in (came.person_id, wrote.person_id)
        assert (f"/admin/leads/{one.pk}/" in inbox or one.email in inbox) == wanted
    # Erasing somebody changes no number of enquiries.
    Person.objects.all().delete()
    assert client.get(screen_of(campaign)).context["figures"].counted[0].total == 2
    campaign.ends_on = timezone.localdate() - datetime.timedelta(days=1)
    campaign.save()
    enquiry_from("/a-propos/", {})
    assert client.get(f"{screen_of(campaign)}?period=28").context["figures"].counted[0].total == 2


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
def test_a_link_is_made_by_keyboard_and_all_screens_can_be_read(site, campaign, page_of):
    CampaignPage.objects.create(campaign=campaign, key=site.about.translation_key)
    count(kind=DailyCount.Kind.ENQUIRY, thing="x", language="fr", campaign="rentree-2026")
    screen = page_of(f"{LINKS}?campaign={campaign.pk}&page={site.about.pk}")
    screen.get_by_label("Source").focus()
    screen.keyboard.type("LinkedIn")
    screen.keyboard.press("Tab")
    screen.keyboard.type("Social")
    screen.keyboard.press("Enter")
    expect(screen.get_by_text("Voici le lien.")).to_be_visible()
    link = screen.locator("#made input[readonly]")
    expect(link).to_have_value(TrackedLink.objects.get().url)
    follow(screen.get_by_role("link", name="Rentrée", exact=True))
    expect(screen.locator("h2#numbers")).to_be_visible()
    screen.get_by_text("Jour par jour, en tableau").focus()
    screen.keyboard.press("Enter")
    expect(screen.get_by_role("columnheader", name="Demandes")).to_be_visible()
    PageTemplate.objects.create(page=site.campaign, name="Promesse")
    screens = [reverse(name, args=[campaign.pk]) for name in SCREENS]
    for address in (LIST, LINKS, WORDS, *screens):
        for width, theme in ((360, "dark"), (360, "light"), (1280, "dark"), (1280, "light")):
            screen = page_of(address, width, theme)
            assert screen.evaluate("() => document.documentElement.scrollWidth") <= width, address
            found = Axe().run(screen, context=".board").response["violations"]
            assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
