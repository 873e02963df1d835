"""Beside the editor: closing an offer, texts for boards, links for colleagues. HR alone gets in."""

import re

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import Page

from careers.models import OfferPage, ReferralLink
from careers.queries import referral_link
from pages.bin.models import BinEntry
from tests.factories.offers import put_offer, put_translation


def address(name: str, offer: OfferPage) -> str:
    return reverse(f"offers:{name}", args=[offer.pk])


def said(response) -> str:
    page = BeautifulSoup(response.content, "html.parser")
    return page.get_text(" ", strip=True).replace("\xa0", " ")


def test_closing_is_refused_while_somebody_waits(site, staff, slots):
    client = staff("rh")
    offer = put_offer(site)
    slots.set_unanswered(
        slots.Unanswered(count=lambda one: 2, draft_url=lambda one: "/admin/draft/")
    )
    screen = client.get(address("close", offer))
    assert "2 personnes attendent encore une réponse" in said(screen)
    assert b'href="/admin/draft/"' in screen.content
    assert "encore une réponse" in said(client.post(address("close", offer)))
    offer.refresh_from_db()
    assert offer.is_open


def test_an_offer_is_not_deleted_while_somebody_waits_and_comes_back_with_its_english_version(
    site, staff, slots
):
    client = staff("rh")
    french = put_offer(site)
    english = put_translation(site, french)
    delete = reverse("wagtailadmin_pages:delete", args=[french.pk])
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    slots.set_unanswered(slots.Unanswered(count=lambda one: 2, draft_url=lambda one: ""))
    for refused in (
        client.post(delete, follow=True),
        client.post(f"{bulk}?id={french.pk}", follow=True),
    ):
        assert "quelqu’un attend encore une réponse" in said(refused)
        assert Page.objects.get(pk=french.pk).live
    slots.set_unanswered(slots.Unanswered(count=lambda one: 0, draft_url=lambda one: ""))
    client.post(delete)
    assert not Page.objects.filter(pk__in=[french.pk, english.pk], live=True).exists()
    entry = BinEntry.objects.get(page=french)
    client.post(reverse("restore_page", args=[entry.pk]), {"parent": entry.parent_id})
    assert Page.objects.filter(pk__in=[french.pk, english.pk], live=True).count() == 2


def test_closing_closes_both_languages_and_can_be_undone(site, staff, client):
    hr = staff("rh")
    french = put_offer(site)
    english = put_translation(site, french)
    assert "Chaque personne qui a postulé a reçu une réponse" in said(
        hr.get(address("close", french))
    )
    assert "Offre close" in said(hr.post(address("close", french), follow=True))
    assert "Position filled" in client.get(english.url).content.decode()
    assert "Offre pourvue" in client.get(french.url).content.decode()
    # An edit of the text does not open it again, nor does publishing an older version.
    french.get_latest_revision().publish()
    french.refresh_from_db()
    assert french.closed_at is not None
    hr.post(address("reopen", french))
    assert not OfferPage.objects.filter(closed_at__isnull=False).exists()


def test_texts_for_boards_can_be_copied(site, staff):
    client = staff("rh")
    offer = put_offer(site, title="Designer (H/F)")
    page = BeautifulSoup(client.get(address("kit", offer)).content, "html.parser")
    texts = {one["id"]: one.get_text() for one in page.select("textarea")}
    assert texts["piece-title"].strip() == "Designer"
    assert len(texts["piece-short"].strip()) <= 280
    whole = texts["piece-text"].replace("\xa0", " ")
    for part in ("48 000 – 58 000 € brut par an", "Expliquer ses choix", f"{offer.url}"):
        assert part in whole, part
    buttons = page.select("[data-controller=w-clipboard]")
    values = [one["data-w-clipboard-value-value"] for one in buttons]
    assert f"http://localhost:8000{offer.url}?via=linkedin" in values
    assert "http://localhost:8000/carrieres/offers.xml" in values


def test_a_referral_link_says_how_many_and_nothing_else(site, staff, slots, client):
    hr = staff("rh")
    offer = put_offer(site)
    slots.set_referrals(lambda link: (3, 1))
    hr.post(address("referrals", offer))
    link = ReferralLink.objects.get()
    screen = hr.get(address("referrals", offer))
    assert f"{offer.url}?r={link.code}" in screen.content.decode()
    assert "3 candidatures reçues, 1 close" in said(screen)
    assert referral_link(link.code) == link
    assert referral_link("\x00") is referral_link("zzz") is referral_link("") is None

    page = client.get(reverse("followed_referral", args=[link.key]))
    assert re.search(r"reçues 3 closes 1", said(page))
    assert "no-store" in page["Cache-Control"]
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    # The address that is passed on does not open it.
    for wrong in (link.code, "x" * 22, "é"):
        assert client.get(reverse("followed_referral", args=[wrong])).status_code == 404


@pytest.mark.parametrize("name", ["close", "reopen", "kit", "referrals"])
def test_only_hr_gets_in_and_nobody_learns_what_exists(site, staff, name):
    offer = put_offer(site)
    missing = reverse(f"offers:{name}", args=[offer.pk + 10**6])
    for role in ("redaction", "marketing", "entretien", "dpo", "administration"):
        client = staff(role)
        there = client.post(address(name, offer))
        assert there.status_code == client.post(missing).status_code == 404, role
    hr = staff("rh")
    assert hr.post(missing).status_code == 404
    assert hr.post(address(name, offer)).status_code in (200, 303)


def test_the_menu_of_an_offer_leads_there(site, staff):
    client = staff("rh")
    offer = put_offer(site)
    editor = client.get(reverse("wagtailadmin_pages:edit", args=[offer.pk])).content.decode()
    for name in ("close", "kit", "referrals"):
        assert address(name, offer) in editor


def test_hr_publishes_offers_and_no_other_page(site, staff):
    hr, user = (client := staff("rh")), client.user
    assert site.careers.permissions_for_user(user).can_publish_subpage()
    assert not site.about.permissions_for_user(user).can_edit()
    assert hr.get(reverse("wagtailadmin_pages:edit", args=[site.about.pk])).status_code == 302
    interviews = staff("entretien").user
    assert not site.careers.permissions_for_user(interviews).can_edit()


def test_marketing_corrects_offers_and_hr_publishes_them(site, staff):
    offer = put_offer(site)
    draft = put_offer(site, slug="brouillon", live=False)
    client = staff("marketing")
    assert site.about.permissions_for_user(client.user).can_publish()
    # As Wagtail's listings and bulk actions hold a page: not yet as what it is.
    for page in (offer, draft, site.careers, Page.objects.get(pk=offer.pk)):
        rights = page.permissions_for_user(client.user)
        assert rights.can_edit()
        for refused in ("publish", "unpublish", "publish_subpage", "delete", "move", "unschedule"):
            assert not getattr(rights, f"can_{refused}")() or (page, refused) in (
                (draft, "delete"),
                (draft, "move"),
            ), (page, refused)
    client.post(f"/admin/bulk/wagtailcore/page/publish/?id={draft.pk}&next=/admin/")
    client.post(f"/admin/bulk/wagtailcore/page/unpublish/?id={offer.pk}&next=/admin/")
    client.post(reverse("wagtailadmin_pages:unpublish", args=[offer.pk]))
    client.post(reverse("wagtailadmin_pages:unpublish", args=[site.careers.pk]))
    for page, live in ((offer, True), (draft, False), (site.careers, True)):
        page.refresh_from_db()
        assert page.live is live
    assert offer.closed_at is None


def test_the_checker_points_at_what_to_read_again(site, staff):
    from careers.lint import findings

    offer = put_offer(
        site,
        live=False,
        title="Développeur (H/F)",
        salary_max=90000,
        summary="Une équipe jeune cherche son ninja, de langue maternelle française.",
    )
    found = [one.message.replace("\xa0", " ") for one in findings(offer)]
    for part in ("« (H/F) »", "1,5", "« jeune »", "« ninja »", "« langue maternelle »"):
        assert any(part in one for one in found), (part, found)
    assert findings(put_offer(site, slug="autre")) == []
    client = staff("rh")
    editor = client.get(reverse("wagtailadmin_pages:edit", args=[offer.pk])).content.decode()
    assert "offer-words" in editor
    preview = client.get(reverse("wagtailadmin_pages:view_draft", args=[offer.pk])).content.decode()
    assert 'data-offer-finding="words"' in preview
    # Without Wagtail's bar in the preview its checker would never run.
    assert "<wagtail-userbar" in preview
    assert "data-offer-finding" not in client.get(site.careers.url).content.decode()
