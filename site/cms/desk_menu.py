"""The menu « Suivi des pages »: the screens by which the pages are kept in order.

A package adds its screen with the hook `register_desk_menu_item`, as to any menu of Wagtail's.
"""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

DESK = "register_desk_menu_item"

desk_menu = Menu(register_hook_name=DESK, construct_hook_name="construct_desk_menu")


@hooks.register("register_admin_menu_item")
def desk() -> MenuItem:
    # Right after the pages (100); gone for whom none of its screens is.
    return SubmenuMenuItem(
        _("Care of the pages"), desk_menu, name="desk", icon_name="tasks", order=110
    )
