"""The image networks show: made by the worker after publication, from the title or the choice."""

import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from PIL import Image

from cms.models import SiteImage, SocialImage
from cms.seo.drawing import fit, readable, social_picture
from outbox.delivering import drain
from outbox.models import Delivery

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def publish(page, **changes):
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision().publish()


def test_the_worker_draws_what_the_head_then_shows(site, head):
    assert "og:image" not in head(site.about).metas
    assert SocialImage.objects.count() == 0, "nothing is drawn before the worker has passed"
    drain()
    metas = head(site.about).metas
    name = SocialImage.objects.get(page=site.about).name
    assert metas["og:image"] == [f"http://localhost:8000/media/{name}"]
    assert metas["og:image:alt"] == ["Qui sommes-nous"]
    assert metas["twitter:card"] == ["summary_large_image"]
    with Image.open(default_storage.path(name)) as image:
        assert image.size == (1200, 630)
        assert [f"{image.width}"] == metas["og:image:width"]
        assert [f"{image.height}"] == metas["og:image:height"]


def test_a_first_page_is_shown_by_its_claim(site, head):
    publish(site.home, seo_title="Dimelo – Une seule conversation")
    drain()
    assert head(site.home).metas["og:image:alt"] == ["Une seule conversation"]
    call_command("request_social_images", verbosity=0, stdout=io.StringIO())
    assert drain() == 0


def test_a_new_title_gets_a_new_image_and_the_old_file_goes(site):
    drain()
    first = SocialImage.objects.get(page=site.about).name
    publish(site.about, title="L’équipe")
    drain()
    second = SocialImage.objects.get(page=site.about).name
    assert second != first
    assert default_storage.exists(second)
    assert not default_storage.exists(first)
    publish(site.about, summary="Autre chose.")
    drain()
    assert SocialImage.objects.get(page=site.about).name == second
    publish(site.about, title="Qui sommes-nous")
    drain()
    assert default_storage.exists(SocialImage.objects.get(page=site.about).name)


def test_a_page_that_goes_takes_its_image_along(site):
    drain()
    first = SocialImage.objects.get(page=site.about).name
    second = SocialImage.objects.get(page=site.only_french).name
    site.about.unpublish()
    site.only_french.delete()
    drain()
    assert not default_storage.exists(first)
    assert not default_storage.exists(second)


def test_the_editors_choice_replaces_the_drawing(site, head):
    drain()
    drawn = SocialImage.objects.get(page=site.about).name
    buffer = io.BytesIO()
    Image.new("RGB", (1600, 900), "#1f3fbf").save(buffer, "PNG")
    chosen = SiteImage.objects.create(
        title="Bureau",
        description="Le bureau de Paris",
        file=ContentFile(buffer.getvalue(), "bureau.png"),
    )
    publish(site.about, social_image=chosen)
    assert "og:image" not in head(site.about).metas, "no size is cut in a visitor's request"
    drain()
    metas = head(site.about).metas
    assert metas["og:image:width"] == ["1200"]
    assert metas["og:image:height"] == ["630"]
    assert metas["og:image:alt"] == ["Le bureau de Paris"]
    assert not default_storage.exists(drawn)


def test_the_nightly_round_asks_only_for_what_is_missing(site):
    drain()
    asked = Delivery.objects.filter(channel="social-images")
    before = asked.count()
    call_command("request_social_images", verbosity=0, stdout=io.StringIO())
    assert asked.count() == before
    SocialImage.objects.filter(page=site.about).update(drawn_from="an older style")
    call_command("request_social_images", verbosity=0, stdout=io.StringIO())
    assert asked.count() == before + 1


@pytest.mark.parametrize(
    "title",
    [
        "Oui",
        "Anticonstitutionnellement" * 20,
        "Tous vos canaux, une seule conversation, " * 12,
        "漢字 😀",
        "",
        "Ligne\nsuivante\u202f: Ÿ, Œuvre, ŀ",
    ],
)
def test_any_title_fits(title):
    lines, size = fit(readable(title))
    assert len(lines) * size * 1.1 <= 268
    with Image.open(
        io.BytesIO(social_picture(title, "Une section au nom très, très long" * 3))
    ) as one:
        assert one.size == (1200, 630)


def test_characters_without_a_drawing_are_left_out():
    assert readable("Bonjour 😀 漢字 !") == "Bonjour !"
    assert readable("À l’Œuvre\u00a0: Ÿ") == "À l’Œuvre\u00a0: Ÿ"
