"""Images as visitors get them: made by the worker, never by a visit."""

import io

import pytest
from bs4 import BeautifulSoup
from django.core.files.images import ImageFile
from django.core.management import call_command
from django.template import Context, Template
from PIL import Image
from wagtail.models import ReferenceIndex

from cms.models import SiteImage, SiteRendition
from cms.renditions.pictures import picture, ready_file
from cms.renditions.prepare import is_prepared, prepare
from cms.renditions.signals import pictures_ready
from outbox.delivering import drain
from outbox.models import Delivery
from pages.models import StandardPage
from tests.factories.small_site import put


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def drawing(width=900, height=540, form="JPEG", mode="RGB", **options) -> ImageFile:
    """A picture that does not compress to nothing, and is quick to make."""
    image = Image.effect_noise((60, 36), 60).resize((width, height)).convert(mode)
    written = io.BytesIO()
    image.save(written, form, **options)
    written.seek(0)
    return ImageFile(written, name=f"image.{form.lower().replace('jpeg', 'jpg')}")


def upload(**fields) -> SiteImage:
    file = fields.pop("file", None) or drawing()
    return SiteImage.objects.create(title="image.jpg", file=file, **fields)


def show(image: SiteImage | None, arguments: str = '"wide"') -> BeautifulSoup:
    code = "{% load pictures %}{% site_picture image " + arguments + " %}"
    return BeautifulSoup(Template(code).render(Context({"image": image})), "html.parser")


@pytest.fixture
def image(db) -> SiteImage:
    """An image whose files the worker has made."""
    made = upload(description="Une console")
    assert drain(only="renditions") == 1
    made.refresh_from_db()
    return made


def test_the_worker_makes_every_format_after_an_upload(image):
    shown = show(image)
    sources = shown.find_all("source")
    assert [source["type"] for source in sources] == ["image/avif", "image/webp"]
    assert [part.split()[1] for part in sources[0]["srcset"].split(", ")] == ["480w", "900w"]
    img = shown.img
    assert (img["width"], img["height"], img["alt"]) == ("900", "540", "Une console")
    assert (img["loading"], img["decoding"]) == ("lazy", "async")
    assert img["sizes"] == sources[0]["sizes"] != ""


def test_each_file_is_what_it_says(image, client, settings):
    storage = SiteRendition._meta.get_field("file").storage
    for spec, (name, width, height) in image.prepared["files"].items():
        with storage.open(name) as file, Image.open(file) as made:
            assert made.size == (width, height)
            assert made.format.lower() == spec.rsplit("format-", 1)[1]


def test_nothing_is_made_or_asked_for_while_a_visitor_waits(db, django_assert_num_queries):
    image = upload(file=drawing(3000, 1800, quality=100))
    Delivery.objects.all().delete()
    with django_assert_num_queries(0):
        shown = show(image)
    assert shown.find("source") is None
    assert shown.img["src"].endswith("picture-pending.svg")
    assert (shown.img["width"], shown.img["height"]) == ("1440", "864")
    assert not Delivery.objects.exists()
    assert not SiteRendition.objects.exists()


def test_a_small_original_stands_in_for_itself(db):
    image = upload(file=drawing(64, 48))
    img = show(image).img
    assert img["src"] == image.file.url
    assert (img["width"], img["height"]) == ("64", "48")


def test_ten_images_on_a_page_cost_no_query_of_their_own(
    site, client, image, django_assert_max_num_queries
):
    body = [
        (
            "gallery",
            {"images": [{"image": {"image": image, "decorative": True, "alt_text": ""}}] * 10},
        )
    ]
    page = put(site.home, StandardPage(title="Galerie", slug="galerie", body=body))
    address = page.url
    client.get(address)
    with django_assert_max_num_queries(40) as with_images:
        answer = client.get(address)
    assert answer.content.count(b"<picture>") == 10
    page.body = []
    page.save_revision().publish()
    client.get(address)
    with django_assert_max_num_queries(40) as without:
        client.get(address)
    # One to read the images themselves, all at once.
    assert len(with_images) <= len(without) + 1


def test_a_decorative_image_says_nothing_and_a_title_is_never_read_out(image):
    image.decorative = True
    assert show(image).img["alt"] == ""
    image.decorative = False
    image.contextual_alt_text = "Ici, la file d’attente"
    assert show(image).img["alt"] == "Ici, la file d’attente"
    image.contextual_alt_text = None
    image.description = ""
    assert show(image).img["alt"] == ""
    assert show(image, '"wide" alt="Logo <b>"').img["alt"] == "Logo <b>"


def test_attributes_reach_the_image(image):
    img = show(image, '"hero" loading="eager" fetchpriority="high" class="x" sizes="50vw"').img
    assert (img["loading"], img["fetchpriority"], img["class"], img["sizes"]) == (
        "eager",
        "high",
        ["x"],
        "50vw",
    )


def test_no_image_shows_nothing():
    assert str(show(None)) == ""


def test_nothing_is_enlarged(db):
    image = upload(file=drawing(700, 500))
    prepare(image)
    widths = [part.split()[1] for part in show(image).source["srcset"].split(", ")]
    assert widths == ["480w", "700w"]


def test_a_transparent_logo_stays_transparent(db):
    file = drawing(300, 200, "PNG", "RGBA")
    image = upload(file=file)
    prepare(image)
    shown = picture(image, "logo")
    assert shown.sources[-1].mime_type == "image/png"


def test_networks_get_one_jpeg(image):
    file = ready_file(image, "social")
    assert file.width / file.height == pytest.approx(1200 / 630, rel=0.01)
    assert file.url.endswith(".jpg")
    assert ready_file(None, "social") is None
    assert ready_file(upload(), "social") is None


def test_another_focal_point_makes_other_crops_and_drops_the_old_ones(
    image, django_capture_on_commit_callbacks
):
    before = image.prepared["files"]
    crop = "fill-480x480|format-jpeg"
    image.focal_point_x = image.focal_point_y = 100
    image.focal_point_width = image.focal_point_height = 50
    image.save()
    assert show(image).find("source"), "the old crops are shown until the new ones are there"
    with django_capture_on_commit_callbacks(execute=True):
        assert drain(only="renditions") == 1
    image.refresh_from_db()
    after = image.prepared["files"]
    assert after[crop][0] != before[crop][0]
    assert after["width-480|format-jpeg"] == before["width-480|format-jpeg"]
    storage = SiteRendition._meta.get_field("file").storage
    assert not storage.exists(before[crop][0])


def test_another_original_is_never_shown_with_files_of_the_first(image):
    image.file = drawing(500, 500)
    image.save()
    assert not show(image).find("source")
    drain(only="renditions")
    image.refresh_from_db()
    assert show(image).img["height"] == "500"


def test_publishing_a_page_asks_for_files_that_were_lost(site, image):
    SiteImage.objects.update(prepared={})
    body = [
        (
            "gallery",
            {"images": [{"image": {"image": image, "decorative": True, "alt_text": ""}}] * 2},
        )
    ]
    page = put(site.home, StandardPage(title="Galerie", slug="galerie", body=body))
    assert ReferenceIndex.get_references_for_object(page).exists()
    assert (
        Delivery.objects.filter(
            channel="renditions", key=f"image-{image.pk}", state="waiting"
        ).count()
        == 1
    )


def test_a_file_that_was_deleted_is_made_anew(image):
    image.renditions.get(filter_spec="width-480|format-webp").delete()
    image.refresh_from_db()
    assert not show(image).find("source"), "no address of a file that is gone"
    drain(only="renditions")
    image.refresh_from_db()
    assert is_prepared(image)


def test_whoever_keeps_pages_is_told_when_pictures_are_ready(db):
    told = []

    def note(image, **_kwargs):
        told.append(image.pk)

    pictures_ready.connect(note)
    try:
        image = upload()
        drain(only="renditions")
    finally:
        pictures_ready.disconnect(note)
    assert told == [image.pk]


def test_an_original_that_is_gone_is_set_aside_for_staff(db):
    image = upload()
    image.file.storage.delete(image.file.name)
    drain(only="renditions")
    delivery = Delivery.objects.get(channel="renditions")
    assert delivery.state == "set_aside"


def test_a_deleted_image_leaves_nothing_to_do(db):
    upload().delete()
    assert not Delivery.objects.filter(channel="renditions", state="waiting").exists()


def test_the_command_makes_what_is_missing_once(db, capsys):
    upload()
    call_command("prepare_renditions")
    assert "1 images looked at, 19 files made." in capsys.readouterr().out
    call_command("prepare_renditions")
    assert "0 images looked at, 0 files made." in capsys.readouterr().out


def test_the_command_can_look_for_files_that_the_store_lost(image, capsys):
    name = image.prepared["files"]["width-480|format-avif"][0]
    storage = SiteRendition._meta.get_field("file").storage
    storage.delete(name)
    call_command("prepare_renditions", check_files=True)
    assert "1 files made." in capsys.readouterr().out
    assert storage.exists(SiteImage.objects.get().prepared["files"]["width-480|format-avif"][0])


@pytest.mark.parametrize(
    "path",
    ["/images/x/1/width-99999/", "/images/abc/1/fill-5000x5000/x.jpg", "/en/images/x/1/width-10/"],
)
def test_no_address_makes_an_image_of_a_visitors_choice(site, image, client, path):
    count = SiteRendition.objects.count()
    assert client.get(path).status_code == 404
    assert SiteRendition.objects.count() == count
