"""The menu entries of the register."""

from __future__ import annotations

from django.http import HttpRequest
from wagtail.admin.menu import MenuItem


def shown_with(permission: str) -> type[MenuItem]:
    """A menu item for those who have the permission."""

    class Item(MenuItem):
        def is_shown(self, request: HttpRequest) -> bool:
            return request.user.has_perm(permission)

    return Item
