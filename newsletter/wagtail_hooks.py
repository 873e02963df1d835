"""The newsletter in the admin: its permissions."""

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from wagtail import hooks


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
