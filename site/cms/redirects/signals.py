"""When pages change their address or are published."""

from typing import Any

from wagtail.models import Page
from wagtail.signals import page_published, page_slug_changed, post_page_move

from .services import record_move, record_publication


def slug_changed(instance: Page, instance_before: Page, **_kwargs: Any) -> None:
    """A draft has no address that anybody knows."""
    if instance_before.live:
        record_move(page=instance, url_path_before=instance_before.url_path)


def page_moved(instance: Page, url_path_before: str, url_path_after: str, **_kwargs: Any) -> None:
    if url_path_before != url_path_after:
        record_move(page=instance.specific, url_path_before=url_path_before)


def published(instance: Page, **_kwargs: Any) -> None:
    record_publication(page=instance)


def connect() -> None:
    """Called once when the application is ready."""
    page_slug_changed.connect(slug_changed, dispatch_uid="cms.redirects.slug_changed")
    post_page_move.connect(page_moved, dispatch_uid="cms.redirects.page_moved")
    page_published.connect(published, dispatch_uid="cms.redirects.published")
