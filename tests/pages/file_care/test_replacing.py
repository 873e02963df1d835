"""A file is replaced: its address stays, what was there before goes."""

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import ModelLogEntry

from cms.models import SiteDocument, SiteImage
from outbox.delivering import drain
from pages.file_care.models import FormerAddress
from tests.careers.test_publication import said
from tests.cms.conftest import site, staff
from tests.cms.test_renditions import drawing
from tests.pages.file_care.making import LIST, document, listed, picture, png, read, replace

__all__ = ["site", "staff"]  # the fixtures


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
