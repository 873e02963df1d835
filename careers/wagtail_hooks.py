"""What this package adds to the Wagtail admin."""

from typing import Any

from django.urls import URLResolver, include, path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import hooks

from careers import deleting, seo, snippets
from careers.admin import buttons
from careers.lint.checker import check_offers
from careers.publication.dates import HELD_BACK
from careers.services import CLOSED, REOPENED

snippets.register()

hooks.register("describe_page", seo.describe_page)
hooks.register("construct_wagtail_userbar", check_offers)
hooks.register("register_page_header_buttons", buttons.buttons)
hooks.register("register_page_listing_more_buttons", buttons.buttons)
hooks.register("leave_out_of_sitemap", seo.leave_out_of_sitemap)
hooks.register("before_delete_page", deleting.before_delete)
hooks.register("before_bulk_action", deleting.before_bulk)


@hooks.register("register_log_actions")
def words_of_the_log(actions: Any) -> None:
    actions.register_action(CLOSED, pgettext_lazy("careers", "Close"), _("Closed: position filled"))
    actions.register_action(REOPENED, _("Reopen"), _("Takes applications again"))
    actions.register_action(HELD_BACK, _("Hold back"), _("Not published on its date: incomplete"))


@hooks.register("register_admin_urls")
def offer_urls() -> list[URLResolver]:
    return [path("offers/", include("careers.admin.urls"))]
