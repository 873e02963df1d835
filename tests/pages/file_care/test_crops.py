"""The focal point of an image, shown in each crop."""

import re

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from playwright.sync_api import expect
from wagtail.images.rect import Rect

from cms.models import SiteImage
from cms.renditions.crops import CROPS
from cms.renditions.profiles import PROFILES
from outbox.delivering import drain
from pages.models import StandardPage
from tests.browser.looking import is_readable
from tests.cms.conftest import page_of, site, staff
from tests.cms.test_renditions import drawing
from tests.factories.small_site import put
from tests.pages.file_care.making import picture
from tests.servers import ROOT

__all__ = ["page_of", "site", "staff"]  # the fixtures


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
def test_each_crop_follows_the_focal_point_while_it_is_chosen_and_on_the_page(site, page_of):
    image = SiteImage.objects.create(title="Une vue", file=drawing(900, 300))
    drain(only="renditions")
    shown = {"images": [{"image": image, "caption": ""}] * 2}
    put(site.home, StandardPage(title="Vues", slug="vues", body=[("gallery", shown)]))
    address = reverse("wagtailimages:edit", args=[image.pk])
    screen = page_of(address)
    is_readable(screen, ".crops")
    gallery = screen.get_by_role("img", name="Dans une galerie")
    expect(gallery).to_have_attribute("viewBox", "250 0 400 300")
    # With the keyboard alone.
    slider = screen.get_by_label("De gauche à droite")
    slider.focus()
    screen.keyboard.press("End")
    expect(gallery).to_have_attribute("viewBox", "500 0 400 300")
    for _ in range(100):
        screen.keyboard.press("ArrowLeft")
    expect(gallery).to_have_attribute("viewBox", "0 0 400 300")
    screen.get_by_role("button", name="Retirer la zone d’intérêt").press("Enter")
    expect(gallery).to_have_attribute("viewBox", "250 0 400 300")
    screen = page_of(address)
    gallery = screen.get_by_role("img", name="Dans une galerie")
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
