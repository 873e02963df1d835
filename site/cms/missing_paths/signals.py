"""An address that leads somewhere is not missing any more."""

from typing import Any

from django.db.models.signals import post_save
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page
from wagtail.signals import page_published

from cms.redirects.addresses import addresses

from .services import forget_paths


def redirect_saved(instance: Redirect, **_kwargs: Any) -> None:
    forget_paths([instance.old_path])


def published(instance: Page, **_kwargs: Any) -> None:
    forget_paths([address.path for address in addresses(instance)])


def connect() -> None:
    """Called once when the application is ready."""
    post_save.connect(redirect_saved, sender=Redirect, dispatch_uid="cms.missing.redirect_saved")
    page_published.connect(published, dispatch_uid="cms.missing.published")
