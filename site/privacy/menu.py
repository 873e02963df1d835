"""The menu entries of the register."""

from __future__ import annotations

from typing import ClassVar

from django.http import HttpRequest
from django.urls.resolvers import URLPattern
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet


def shown_with(permission: str) -> type[MenuItem]:
    """A menu item for those who have the permission."""

    class Item(MenuItem):
        def is_shown(self, request: HttpRequest) -> bool:
            return request.user.has_perm(permission)

    return Item


class Screens(ViewSet):
    """Screens with one entry in the menu, for those who have the permission."""

    permission = ""
    addresses: ClassVar[list[URLPattern]] = []

    @property
    def menu_item_class(self) -> type[MenuItem]:
        return shown_with(self.permission)

    def get_urlpatterns(self) -> list[URLPattern]:
        return self.addresses
