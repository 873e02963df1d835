"""The newsletter in the admin: its menu, its permissions, and the way from an issue to its sending."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button

from newsletter.admin.base import SEND
from newsletter.models import IssuePage
from newsletter.viewsets import NewsletterGroup


@hooks.register("register_admin_viewset")
def newsletter_viewsets() -> NewsletterGroup:
    return NewsletterGroup()


@hooks.register("register_permissions")
def newsletter_permissions() -> "QuerySet[Permission]":
    return Permission.objects.filter(
        content_type__app_label="newsletter",
        codename__in=[
            "view_subscriber",
            "change_subscriber",
            "import_subscriber",
            "export_subscriber",
            "send_issue",
        ],
    )


@hooks.register("register_page_header_buttons")
def send_button(page: Any, user: Any, **kwargs: Any) -> Iterator[Button]:
    """From the page of an issue to the screen that sends it."""
    if isinstance(page.specific_deferred, IssuePage) and user.has_perm(SEND):
        yield Button(
            _("Try out and send"),
            reverse("newsletter_issues:send", args=[page.pk]),
            icon_name="mail",
            priority=15,
        )
