"""Making the pictures networks show: by the worker, after publication, never for a visitor."""

import hashlib
from collections.abc import Iterator

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import SourceImageIOError
from wagtail.models import Page, get_page_models

from cms.models import BasePage, SiteRendition, SocialImage
from cms.seo.addresses import HOME_DEPTH
from cms.seo.pictures import SPEC, STYLE, picture_title
from outbox.channels import Refused
from outbox.models import Delivery
from outbox.services import post

CHANNEL = "social-images"


def request_picture(*, page_pk: int) -> None:
    """Have the picture of a page made by the worker, once however often it is asked."""
    post(channel=CHANNEL, payload={"page": page_pk}, key=f"page-{page_pk}")


def deliver(delivery: Delivery) -> None:
    """Make the picture of the page in `{"page": id}`, or take it away when the page needs none.

    Raises Refused when the picture the editors chose cannot be read.
    """
    page_pk = int(delivery.payload["page"])
    page = Page.objects.filter(pk=page_pk, live=True).specific().first()
    if page is None:
        take_away(page_pk=page_pk)
        return
    chosen = getattr(page, "social_image", None)
    if chosen is None:
        _draw(page)
        return
    try:
        chosen.get_rendition(SPEC)
    except (SourceImageIOError, InvalidFilterSpecError) as error:
        raise Refused(_("The image chosen for networks cannot be read.")) from error
    take_away(page_pk=page_pk)


def take_away(*, page_pk: int) -> None:
    """Forget the drawn picture of a page; its file follows (see cms/seo/publication.py)."""
    for drawn in SocialImage.objects.filter(page_id=page_pk):
        drawn.delete()


def post_removal(*, name: str) -> None:
    """Have a picture's file deleted by the worker."""
    post(channel="files", payload={"storage": "default", "name": name})


def _draw(page: Page) -> None:
    parent = page.get_parent()
    section = parent.title if parent is not None and parent.depth > HOME_DEPTH else ""
    title = picture_title(page.title, page.seo_title, page.depth)
    source = drawn_from(title, section)
    drawn = SocialImage.objects.filter(page_id=page.pk).first()
    if drawn is not None and drawn.drawn_from == source:
        return
    from cms.seo.drawing import social_picture  # with its fonts, in the worker only

    content = social_picture(title, section)
    # The revision makes a title that comes back another file: the first one's deletion may be on
    # its way. A delivery that is repeated finds the file it wrote before.
    digest = hashlib.sha256(content + str(page.live_revision_id).encode()).hexdigest()[:20]
    name = f"social/{page.pk}-{digest}.png"
    if not default_storage.exists(name):
        name = default_storage.save(name, ContentFile(content))
    with transaction.atomic():
        SocialImage.objects.update_or_create(
            page_id=page.pk, defaults={"name": name, "drawn_from": source}
        )
        if drawn is not None and drawn.name != name:
            post_removal(name=drawn.name)


def drawn_from(title: str, section: str) -> str:
    """What a picture is drawn from, as a hash: title, section and the style of the drawing."""
    return hashlib.sha256(f"{STYLE}\n{title}\n{section}".encode()).hexdigest()


def pages_without_picture() -> Iterator[int]:
    """Published pages whose picture is missing or was drawn from an older title or style."""
    chosen = _chosen_images()
    made = set(SiteRendition.objects.filter(filter_spec=SPEC).values_list("image_id", flat=True))
    drawn = dict(SocialImage.objects.values_list("page_id", "drawn_from"))
    titles: dict[str, str] = {}
    pages = Page.objects.filter(depth__gte=HOME_DEPTH).order_by("path")
    columns = ("pk", "path", "title", "seo_title", "depth", "live")
    for pk, path, title, seo_title, depth, live in pages.values_list(*columns):
        titles[path] = title
        if not live:
            continue
        if pk in chosen:
            if chosen[pk] not in made:
                yield pk
            continue
        section = titles.get(path[: -Page.steplen], "") if depth > HOME_DEPTH + 1 else ""
        if drawn.get(pk) != drawn_from(picture_title(title, seo_title, depth), section):
            yield pk


def _chosen_images() -> dict[int, int]:
    """The image editors chose for networks, by page."""
    found: dict[int, int] = {}
    for model in get_page_models():
        if issubclass(model, BasePage):
            rows = model._default_manager.filter(social_image__isnull=False)
            found.update(rows.values_list("pk", "social_image_id"))
    return found
