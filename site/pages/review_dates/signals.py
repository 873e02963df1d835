"""A page that is published has been looked at."""

from typing import Any

from wagtail.models import Page
from wagtail.signals import page_published

from pages.review_dates.services import looked_at


def published(instance: Page, **_kwargs: Any) -> None:
    if instance.alias_of_id is None:
        looked_at(page=instance)


def connect() -> None:
    """Called once when the application is ready."""
    page_published.connect(published, dispatch_uid="pages.review_dates.published")
