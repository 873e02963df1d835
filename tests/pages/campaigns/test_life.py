"""A campaign: its name, its pages, and what came of it, told without people."""

import datetime

from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale

from intake.evidence import Evidence
from leads.models import ContactForm, DailyCount, Person
from leads.services.counting import count
from leads.services.links import count_download
from leads.services.receiving import receive_enquiry
from newsletter.models import Consent, Subscriber
from pages.campaigns.models import Campaign, CampaignPage
from pages.models import LandingPage
from pages.page_templates.models import PageTemplate
from tests.careers.test_publication import said
from tests.cms.conftest import site, staff
from tests.pages.campaigns.making import LIST, campaign, screen_of

__all__ = ["campaign", "site", "staff"]  # the fixtures


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
    client.post(f"{start}?language=en", {"title": "Back to work", "template": ""})
    empty = LandingPage.objects.get(title="Back to work")
    assert (empty.live, empty.campaign, empty.locale) == (False, "rentree-2026", site.english)
    assert client.get(reverse("wagtailadmin_pages:edit", args=[empty.pk])).status_code == 200
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
    for number, (page, name, confirmed) in enumerate(
        (
            ("/a-propos/", "", now),
            ("/a-propos/", "", None),
            ("/francais/", "", now),
            ("/newsletter/", "rentree-2026", now),
            ("/newsletter/", "autre", now),
        )
    ):
        someone = Subscriber.objects.create(email=f"s{number}@exemple.fr", language="fr")
        Consent.objects.create(
            subscriber=someone,
            at=now,
            confirmed_at=confirmed,
            wording="Oui",
            page=page,
            campaign=name,
        )
    old = timezone.localdate() - datetime.timedelta(days=60)
    count(kind=DailyCount.Kind.ENQUIRY, thing="x", language="fr", campaign="rentree-2026", day=old)
    context = client.get(screen_of(campaign)).context["figures"]
    assert [(str(one.label), one.total) for one in context.counted] == [
        ("Demandes", 2),
        ("Téléchargements", 1),
        ("Inscriptions à la lettre", 2),
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
