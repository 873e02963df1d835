"""What this package changes in the Wagtail admin: homes, menus, the account, the log's words."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from accounts.gates import REPORTS
from accounts.home import panels_for
from accounts.views.pages import EveryPageViewSet, every_page

# Links to Wagtail's own site: in English, and about things that are done otherwise here.
FOREIGN_HELP = ("whats-new-in-wagtail", "editor-guide")


@hooks.register("register_admin_viewset")
def editor_of_pages() -> EveryPageViewSet:
    """After Wagtail's own, whose place it takes."""
    return every_page


@hooks.register("construct_homepage_panels", order=1000)
def home_of_the_role(request: HttpRequest, panels: list[Any]) -> None:
    """The role's panels. What Wagtail's say about editing is among them, for fewer queries."""
    panels[:] = panels_for(request)


@hooks.register("construct_main_menu")
def reports_for_those_who_need_them(request: HttpRequest, items: list[MenuItem]) -> None:
    if not request.user.has_perm(REPORTS):
        items[:] = [item for item in items if item.name != "reports"]


@hooks.register("construct_reports_menu")
def reports_of_this_house(request: HttpRequest, items: list[MenuItem]) -> None:
    """The translation board says more than the report does. Wagtail shows the history to editors
    only, though whoever may see the reports may open it.
    """
    items[:] = [item for item in items if "localize" not in item.url]
    history = reverse("wagtailadmin_reports:site_history")
    if all(item.url != history for item in items):
        items.append(MenuItem(_("Site history"), history, icon_name="history", order=1000))


@hooks.register("construct_help_menu")
def help_of_this_house(request: HttpRequest, items: list[MenuItem]) -> None:
    items[:] = [item for item in items if not item.name.startswith(FOREIGN_HELP)]


@hooks.register("construct_settings_menu", order=1000)
def roles_are_declared(request: HttpRequest, items: list[MenuItem]) -> None:
    """Groups are made from the declared roles; editing them by hand would not last."""
    items[:] = [item for item in items if item.name != "groups"]


@hooks.register("register_account_menu_item")
def security_of_the_account(request: HttpRequest) -> dict[str, Any]:
    return {
        "url": reverse("accounts_security"),
        "label": _("Account security"),
        "help_text": _("Second factor, recovery codes, sessions on other devices."),
    }


@hooks.register("register_log_actions")
def words_of_the_log(actions: Any) -> None:
    actions.register_action("accounts.invite", _("Invite"), _("Invited"))
    actions.register_action("accounts.roles", _("Change roles"), _("Roles changed"))
    actions.register_action("accounts.disable", _("Disable the account"), _("Account disabled"))
    actions.register_action("accounts.enable", _("Enable the account"), _("Account enabled"))
    actions.register_action(
        "accounts.second_factor_removed",
        _("Remove the second factor"),
        _("Second factor removed"),
    )
