"""Images and documents in order: what is unused, too large, without words or there twice."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect
from wagtail.models import Collection

from cms.models import SiteDocument, SiteImage
from outbox.delivering import drain
from pages.file_care.models import DraftUse
from pages.models import StandardPage
from tests.browser.looking import is_readable
from tests.careers.test_publication import said
from tests.cms.conftest import page_of, site, staff
from tests.cms.test_renditions import drawing
from tests.factories.small_site import put
from tests.growth.bulk import analyse
from tests.pages.file_care.making import LIST, document, listed, picture, png

__all__ = ["page_of", "site", "staff"]  # the fixtures


def test_what_no_page_no_draft_and_no_plan_shows_is_unused(site, staff, client):
    staff("marketing")
    published, drafted, planned, _nowhere = (
        picture(title, number)
        for number, title in enumerate(("Publiée", "Brouillon", "Programmée", "Nulle part"))
    )
    site.about.social_image = published
    site.about.save_revision().publish()
    assert listed(client, matter="unused") == ["Brouillon", "Nulle part", "Programmée"]
    site.legal.social_image = planned
    revision = site.legal.save_revision()
    revision.approved_go_live_at = timezone.now() + timezone.timedelta(days=2)
    revision.save()
    site.legal.social_image = drafted
    site.legal.save_revision()
    assert listed(client, matter="unused") == ["Nulle part"]
    assert "Dans un brouillon seulement" in said(client.get(LIST))
    site.legal.social_image = None
    site.legal.save_revision()
    assert listed(client, matter="unused") == ["Brouillon", "Nulle part"], "planned still"


def test_a_draft_from_before_is_noted_at_night(site, staff, client):
    staff("marketing")
    site.about.social_image = picture("Vue")
    site.about.save_revision()
    file = picture("Sans mesure", 1)
    DraftUse.objects.all().delete()
    SiteImage.objects.filter(pk=file.pk).update(file_hash="", file_size=None)
    assert listed(client, matter="unused") == ["Sans mesure", "Vue"]
    call_command("look_after_files", verbosity=0)
    assert listed(client, matter="unused") == ["Sans mesure"]
    file.refresh_from_db()
    assert (len(file.file_hash), file.file_size) == (40, file.file.size)


def test_what_a_row_points_at_is_used_whatever_the_index_knows(site, staff, client):
    staff("marketing")
    image = picture("Couverture")
    StandardPage.objects.filter(pk=site.about.pk).update(social_image=image)
    assert listed(client, matter="unused") == []
    (row,) = client.get(LIST).context["rows"]
    assert (row.unused, row.delete_url) == (False, "")


def test_an_image_in_the_bin_is_used(site, staff, client):
    staff("marketing")
    page = put(site.home, StandardPage(title="N", slug="n", social_image=picture("Vue")))
    client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    assert listed(client, matter="unused") == []


def test_large_wordless_and_double_files_are_found(site, staff, client):
    staff("marketing")
    picture("Large", 1, size=(2881, 2), description="Une ligne")
    picture("Lourde", 2, description="Un carré")
    SiteImage.objects.filter(title="Lourde").update(file_size=2 * 1024 * 1024 + 1)
    picture("Muette", 3)
    picture("Double", 4, description="x")
    picture("Jumelle", 4, description="x")
    assert listed(client, matter="large") == ["Large", "Lourde"]
    assert listed(client, matter="wordless") == ["Muette"]
    assert listed(client, matter="twice") == ["Double", "Jumelle"]
    html = said(client.get(LIST))
    assert "Trop de pixels" in html
    assert "Trop lourd" in html
    assert "Sans texte de remplacement (1)" in html
    for content, title in ((b"1", "Un"), (b"1", "Encore un"), (b"2", "Deux")):
        document(title, content)
    SiteDocument.objects.filter(title="Deux").update(file_size=6 * 1024 * 1024)
    assert listed(client, kind="document", matter="twice") == ["Encore un", "Un"]
    assert listed(client, kind="document", matter="large") == ["Deux"]
    assert len(listed(client, kind="nonsense", matter="nonsense", collection="99", p="x")) == 5


def test_choices_are_kept_and_lead_to_wagtail_s_own_confirmation(site, staff, client):
    staff("marketing")
    for number in range(26):
        picture(f"Image {number}", number)
    here = f"{LIST}?matter=unused&p=2"
    answer = client.get(here)
    html = said(answer)
    assert 'href="?matter=unused&amp;p=1"' in html
    (row,) = answer.context["rows"]
    asked = client.get(row.delete_url)
    assert "vouloir supprimer cette image" in said(asked)
    assert SiteImage.objects.count() == 26
    assert client.post(row.delete_url, follow=True).redirect_chain[-1][0] == here
    several = SiteImage.objects.order_by("pk")[:2]
    bulk = client.get(answer.context["delete_url"], {"id": [one.pk for one in several]})
    assert "supprimer" in said(bulk)
    used = picture("Vue", 99)
    site.about.social_image = used
    site.about.save_revision().publish()
    row = next(row for row in client.get(LIST).context["rows"] if row.item == used)
    assert (row.item.uses, row.delete_url) == (1, "")
    assert "Utilisé 1 fois" in said(client.get(LIST))


def test_ten_thousand_files_are_paged_with_few_queries(
    site, staff, client, django_assert_max_num_queries
):
    user = staff("marketing")
    other = Collection.get_first_root_node().add_child(name="Presse")
    root = Collection.get_first_root_node()
    for model, extra in ((SiteImage, {"width": 3000, "height": 10}), (SiteDocument, {})):
        model.objects.bulk_create(
            model(
                title=f"Fichier {number}",
                file=f"documents/{number}.png",
                file_hash=f"{number // 2:040d}",
                file_size=9,
                uploaded_by_user=user,
                collection=root if number % 2 else other,
                **extra,
            )
            for number in range(10_000)
        )
    analyse()
    client.get(LIST)
    for kind in ("image", "document"):
        for matter in ("", "unused", "twice", "large"):
            with django_assert_max_num_queries(15):
                answer = client.get(LIST, {"kind": kind, "matter": matter})
            assert len(answer.context["rows"]) in {0, 25}
    with django_assert_max_num_queries(15):
        answer = client.get(LIST, {"matter": "twice", "collection": other.pk})
    assert answer.context["page_obj"].paginator.count == 5000


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_files_are_put_in_order_by_keyboard_and_can_be_read_by_all(site, page_of, tmp_path):
    image = SiteImage.objects.create(title="Une vue de la console", file=drawing())
    picture("Double", 4)
    picture("Jumelle", 4)
    drain(only="renditions")
    screen = page_of(f"{LIST}?matter=unused")
    is_readable(screen, ".board")
    link = screen.get_by_role("link", name="Remplacer le fichier… Une vue de la console")
    link.focus()
    screen.keyboard.press("Enter")
    expect(screen.get_by_role("heading", name="Une vue de la console").last).to_be_visible()
    screen.wait_for_load_state()
    found = Axe().run(screen, context=".board").response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
    new = tmp_path / "new.png"
    new.write_bytes(png(200, size=(90, 54)).read())
    screen.get_by_label("Nouveau fichier").set_input_files(new)
    screen.get_by_role("button", name="Remplacer le fichier").press("Enter")
    expect(screen.get_by_text("a été remplacé.")).to_be_visible()
    screen.wait_for_url("**/admin/files/?matter=unused")
    image.refresh_from_db()
    assert image.width == 90
    screen.get_by_role("checkbox", name="Cocher Jumelle").press("Space")
    screen.get_by_role("button", name="Supprimer les fichiers cochés…").press("Enter")
    expect(screen.get_by_text("Jumelle").first).to_be_visible()
    screen.wait_for_url("**/bulk/cms/siteimage/delete/**")
    expect(screen.get_by_role("button", name="Oui, supprimer")).to_be_visible()
