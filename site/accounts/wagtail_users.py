"""Wagtail's user management with our screens in it (named in INSTALLED_APPS in its place)."""

from wagtail.users.apps import WagtailUsersAppConfig


class StaffUsersAppConfig(WagtailUsersAppConfig):
    user_viewset = "accounts.viewsets.StaffViewSet"
