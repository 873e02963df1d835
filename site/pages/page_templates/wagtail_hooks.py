"""Page templates in the admin: a list, a panel in the editor, and a choice before an empty page."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from accounts.views.pages import SIDE_PANELS
from cms.desk import DESK, DeskMenuItem
from pages.page_templates import services, views
from pages.page_templates.panels import template_panel
from pages.page_templates.queries import ACTIONS, offered

hooks.register(SIDE_PANELS, template_panel)


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    return [
        path("page-templates/", views.ListView.as_view(), name="page_templates"),
        path("page-templates/<int:pk>/", views.MarkView.as_view(), name="page_template"),
        path(
            "page-templates/<int:pk>/withdraw/",
            views.WithdrawView.as_view(),
            name="withdraw_page_template",
        ),
        path(
            "page-templates/start/<slug:app>/<slug:model>/<int:parent>/",
            views.StartView.as_view(),
            name="start_page",
        ),
    ]


@hooks.register(DESK)
def menu_item() -> MenuItem:
    return DeskMenuItem(
        _("Page templates"),
        reverse("page_templates"),
        name="page-templates",
        icon_name="copy",
        order=220,
        actions=ACTIONS,
    )


@hooks.register("before_create_page")
def offer_templates(request: HttpRequest, parent: Page, model: type[Page]) -> HttpResponse | None:
    """Before the empty form, the templates of the type; the empty form is one of the choices."""
    if request.method != "GET" or views.BLANK in request.GET:
        return None
    if not offered(model, parent.locale.language_code):
        return None
    meta = model._meta
    return HttpResponseRedirect(
        reverse("start_page", args=[meta.app_label, meta.model_name, parent.pk])
    )


@hooks.register("register_log_actions")
def words_of_the_log(actions: Any) -> None:
    actions.register_action(
        services.MARKED, pgettext_lazy("pages", "Template"), _("Made a page template")
    )
    actions.register_action(
        services.WITHDRAWN,
        pgettext_lazy("pages", "Template"),
        _("Is a page template no more"),
    )
    actions.register_action(
        services.STARTED, pgettext_lazy("pages", "Template"), _("Begun from a page template")
    )
