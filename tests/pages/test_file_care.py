"""Images and documents in order: what is unused, too large, without words or there twice; replacing."""

import io
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from playwright.sync_api import expect
from wagtail.images.rect import Rect
from wagtail.models import Collection, ModelLogEntry

from cms.models import SiteDocument, SiteImage
from cms.renditions.crops import CROPS
from cms.renditions.profiles import PROFILES
from outbox.delivering import drain
from pages.file_care.models import DraftUse, FormerAddress
from pages.models import StandardPage
from tests.careers.test_publication import said
from tests.cms.conftest import page_of, site, staff
from tests.cms.test_renditions import drawing
from tests.factories.small_site import put
from tests.servers import ROOT

__all__ = ["page_of", "site", "staff"]  # the fixtures
LIST = "/admin/files/"


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def picture(title: str, color: int = 0, size=(60, 40), **fields) -> SiteImage:
    written = io.BytesIO()
    Image.new("RGB", size, (color, 90, 90)).save(written, "PNG")
    file = ContentFile(written.getvalue(), name=f"{color}.png")
    return SiteImage.objects.create(title=title, file=file, **fields)


def document(title: str, content: bytes = b"one", name: str = "tarifs.txt") -> SiteDocument:
    return SiteDocument.objects.create(title=title, file=ContentFile(content, name=name))


def png(color: int, size=(60, 40), name: str = "new.png") -> SimpleUploadedFile:
    written = io.BytesIO()
    Image.new("RGB", size, (color, 9, 9)).save(written, "PNG")
    return SimpleUploadedFile(name, written.getvalue(), "image/png")


def listed(client, **choices: object) -> list[str]:
    rows = client.get(LIST, choices).context["rows"]
    return sorted(row.item.title for row in rows)


def replace(client, item, file):
    kind = "image" if isinstance(item, SiteImage) else "document"
    answer = client.post(reverse("file_care:replace", args=[kind, item.pk]), {"file": file})
    item.refresh_from_db()
    return answer


def read(client, address: str) -> bytes:
    answer = client.get(address)
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


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


def test_a_document_keeps_its_address_and_the_earlier_file_is_erased(site, staff, client):
    user = staff("marketing")
    item = document("Tarifs")
    address, former = item.url, item.file.name
    assert read(client, address) == b"one"
    wrong = replace(client, item, SimpleUploadedFile("new.docx", b"two"))
    assert "« .txt »" in said(wrong)
    assert read(client, address) == b"one"
    answer = replace(client, item, SimpleUploadedFile("autre nom.TXT", b"two"))
    assert answer.headers["Location"] == LIST
    assert (item.url, item.file_size) == (address, 3)
    assert read(client, address) == b"two"
    assert default_storage.exists(former), "it goes with the outbox"
    assert drain(only="files") == 1
    assert not default_storage.exists(former)
    assert read(client, address) == b"two"
    entry = ModelLogEntry.objects.get(action="pages.file.replaced")
    assert (entry.object_id, entry.user) == (str(item.pk), user)


def test_a_long_name_from_before_keeps_its_address(site, staff, client):
    staff("marketing")
    item = document("Tarifs")
    name = default_storage.save(f"documents/{'a' * 86}.txt", ContentFile(b"one"))
    SiteDocument.objects.filter(pk=item.pk).update(file=name)
    item.refresh_from_db()
    address = item.url
    replace(client, item, SimpleUploadedFile("x.txt", b"two"))
    assert item.url == address
    assert read(client, address) == b"two"


def test_wagtail_s_own_form_keeps_the_address_as_well(site, staff, client):
    staff("marketing")
    item, image = document("Tarifs"), picture("Vue")
    address, former, earlier = item.url, item.file.name, image.file.name
    given = {"title": "Tarifs 2027", "collection": item.collection_id, "tags": ""}
    file = SimpleUploadedFile("x.txt", b"two")
    client.post(reverse("wagtaildocs:edit", args=[item.pk]), {**given, "file": file})
    item.refresh_from_db()
    assert (item.title, item.url) == ("Tarifs 2027", address)
    assert read(client, address) == b"two"
    client.post(reverse("wagtailimages:edit", args=[image.pk]), {**given, "file": png(5)})
    image.refresh_from_db()
    assert read(client, f"/media/{earlier}")
    assert drain(only="files") == 2
    assert not default_storage.exists(former)
    moved = client.get(f"/media/{earlier}")
    assert (moved.status_code, moved["Location"]) == (302, image.file.url)


def test_every_address_of_an_image_leads_to_what_it_shows_now(
    site, staff, client, django_capture_on_commit_callbacks
):
    staff("marketing")
    image = SiteImage.objects.create(title="Vue", file=drawing(), description="Une console")
    site.about.social_image = image
    site.about.save_revision().publish()
    drain(only="renditions")
    image.refresh_from_db()
    sizes = image.prepared["files"]
    addresses = {spec: f"/media/{name}" for spec, (name, _w, _h) in sizes.items()}
    original = image.file.name
    new = SimpleUploadedFile("autre.jpg", drawing(800, 600).read(), "image/jpeg")
    with django_capture_on_commit_callbacks(execute=True):
        assert replace(client, image, new).status_code == 303
    waiting = client.get(addresses["width-480|format-webp"])
    assert waiting["Location"] == image.file.url, "while the worker makes its sizes"
    drain()
    image.refresh_from_db()
    assert not default_storage.exists(original)
    for spec, address in addresses.items():
        moved = client.get(address)
        assert "max-age=300" in moved["Cache-Control"]
        if spec in image.prepared["files"]:
            assert moved["Location"] == f"/media/{image.prepared['files'][spec][0]}" != address
            assert read(client, moved["Location"])
        else:
            assert moved["Location"] == image.file.url
    assert client.get("/media/original_images/never.jpg").status_code == 404
    with django_capture_on_commit_callbacks(execute=True):
        image.delete()
    assert not FormerAddress.objects.exists()
    assert client.get(addresses["width-480|format-webp"]).status_code == 404


def test_no_later_file_takes_a_name_that_browsers_keep(db, django_capture_on_commit_callbacks):
    first = picture("Une", 1)
    name = first.file.name
    with django_capture_on_commit_callbacks(execute=True):
        first.delete()
    assert not default_storage.exists(name)
    assert picture("Autre", 1).file.name != name


def test_the_focal_point_follows_the_picture_or_is_asked_again(site, staff, client):
    staff("marketing")
    image = picture("Vue", focal_point_x=30, focal_point_y=10, focal_point_width=6)
    SiteImage.objects.filter(pk=image.pk).update(focal_point_height=4)
    replace(client, image, png(7, size=(120, 80)))
    assert (image.focal_point_x, image.focal_point_y, image.focal_point_height) == (60, 20, 8)
    address = reverse("file_care:replace", args=["image", image.pk])
    html = said(client.post(address, {"file": png(8, size=(50, 80))}, follow=True))
    image.refresh_from_db()
    assert not image.has_focal_point()
    assert "choisissez de nouveau son point d’intérêt" in html


def test_a_damaged_image_is_refused_and_nothing_changes(site, staff, client):
    staff("marketing")
    image = picture("Vue")
    before = image.file.name
    answer = replace(client, image, SimpleUploadedFile("a.png", b"nothing"))
    assert answer.status_code == 200
    assert "error-message" in said(answer)
    assert image.file.name == before
    assert default_storage.exists(before)


def test_who_may_not_change_a_file_neither_sees_nor_replaces_it(site, staff, client):
    author = staff("redaction")
    mine, others = picture("La mienne", uploaded_by_user=author), picture("Une autre", 0)
    assert listed(client) == ["La mienne"]
    assert listed(client, matter="twice") == [], "not even that there is another"
    for pk in (others.pk, 99_999):
        address = reverse("file_care:replace", args=["image", pk])
        assert client.get(address).status_code == 404
        assert client.post(address, {"file": png(1)}).status_code == 404
    assert client.get(f"{LIST}nonsense/{mine.pk}/replace/").status_code == 404
    staff("dpo")
    assert client.get(LIST).status_code in {302, 403}
    assert "/admin/files/" not in said(client.get("/admin/"))


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
    client.get(LIST)
    for kind in ("image", "document"):
        for matter in ("", "unused", "twice", "large"):
            with django_assert_max_num_queries(15):
                answer = client.get(LIST, {"kind": kind, "matter": matter})
            assert len(answer.context["rows"]) in {0, 25}
    with django_assert_max_num_queries(15):
        answer = client.get(LIST, {"matter": "twice", "collection": other.pk})
    assert answer.context["page_obj"].paginator.count == 5000


def windows(client, image) -> dict[str, tuple[int, ...]]:
    """What each place shows of the image, as its edit screen says."""
    html = client.get(reverse("wagtailimages:edit", args=[image.pk])).content
    found = BeautifulSoup(html, "html.parser").select("[data-crop]")
    return {one["aria-label"]: tuple(map(int, one["viewbox"].split())) for one in found}


def test_the_edit_screen_shows_the_focal_point_in_each_crop(site, staff, client):
    staff("marketing")
    image = picture("Vue", size=(900, 300))
    assert windows(client, image) == {
        "Dans une galerie": (250, 0, 400, 300),
        "Avant une vidéo": (183, 0, 533, 300),
        "En portrait": (300, 0, 300, 300),
        "Sur les réseaux": (164, 0, 572, 300),
    }
    image.set_focal_point(Rect(800, 100, 880, 200))
    image.save()
    shown = windows(client, image)
    assert shown["Dans une galerie"] == (450, 0, 400, 300), "nine tenths of what is left over"
    assert shown["En portrait"] == (580, 0, 300, 300), "the whole of the box"
    html = client.get(reverse("wagtailimages:edit", args=[image.pk])).content
    circles = BeautifulSoup(html, "html.parser").select("[data-crop] circle")
    assert {one["cx"] for one in circles} == {"840"}


def test_no_place_that_cuts_is_forgotten():
    by_browser = {(one.width, one.height) for one in CROPS if one.by_browser}
    made = {(one.width, one.height) for one in CROPS if not one.by_browser}
    sizes = [size for profile in PROFILES.values() for size in profile.renditions]
    filled = {(size.width, size.height) for size in sizes if size.height and not size.fitted}
    assert made == filled - {(120, 120)}, "a smaller file of the same crop"
    sheets = "".join(path.read_text() for path in (ROOT / "static/css/components").glob("*.css"))
    rules = re.findall(r"([^{}]+)\{([^{}]*object-fit: cover[^{}]*)\}", sheets)
    cutting = {" ".join(selector.split()) for selector, _rule in rules}
    # The first two show a file that is cut already.
    assert cutting == {
        ".person__face img",
        ".member img",
        ".gallery img",
        ".video__poster img, .video__poster picture",
    }
    assert by_browser == {(4, 3), (16, 9)}


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_files_are_put_in_order_by_keyboard_and_can_be_read_by_all(site, page_of, tmp_path):
    image = SiteImage.objects.create(title="Une vue de la console", file=drawing())
    picture("Double", 4)
    picture("Jumelle", 4)
    drain(only="renditions")
    for width, theme in ((360, "dark"), (360, "light"), (1280, "dark"), (1280, "light")):
        screen = page_of(f"{LIST}?matter=unused", width, theme)
        assert screen.evaluate("() => document.documentElement.scrollWidth") <= width
        found = Axe().run(screen, context=".board").response["violations"]
        assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
    link = screen.get_by_role("link", name="Remplacer le fichier… Une vue de la console")
    link.focus()
    screen.keyboard.press("Enter")
    expect(screen.get_by_role("heading", name="Une vue de la console").last).to_be_visible()
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


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_each_crop_follows_the_focal_point_while_it_is_chosen_and_on_the_page(site, page_of):
    image = SiteImage.objects.create(title="Une vue", file=drawing(900, 300))
    drain(only="renditions")
    shown = {"images": [{"image": image, "caption": ""}] * 2}
    put(site.home, StandardPage(title="Vues", slug="vues", body=[("gallery", shown)]))
    address = reverse("wagtailimages:edit", args=[image.pk])
    for width, theme in ((360, "dark"), (360, "light"), (1280, "dark"), (1280, "light")):
        screen = page_of(address, width, theme)
        found = Axe().run(screen, context=".crops").response["violations"]
        assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
        assert screen.evaluate("() => document.documentElement.scrollWidth") <= width
    gallery = screen.get_by_role("img", name="Dans une galerie")
    expect(gallery).to_have_attribute("viewBox", "250 0 400 300")
    box = screen.locator(".jcrop-holder").bounding_box()
    right, middle = box["x"] + box["width"], box["y"] + box["height"] / 2
    screen.mouse.move(right - 20, middle - 20)
    screen.mouse.down()
    screen.mouse.move(right - 60, middle + 20, steps=4)
    screen.mouse.up()
    expect(gallery).to_have_attribute("viewBox", "450 0 400 300")
    screen.get_by_role("button", name="Enregistrer", exact=True).press("Enter")
    screen.wait_for_url("**/admin/images/")
    shown = page_of("/vues/").locator(".gallery img").first
    assert shown.evaluate("(img) => getComputedStyle(img).objectPosition") == "90% 50%"
    screen = page_of(address)
    gallery = screen.get_by_role("img", name="Dans une galerie")
    expect(gallery).to_have_attribute("viewBox", "450 0 400 300")
    screen.get_by_role("button", name="Retirer la zone d’intérêt").press("Enter")
    expect(gallery).to_have_attribute("viewBox", "250 0 400 300")
