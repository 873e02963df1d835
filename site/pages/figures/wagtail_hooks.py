"""The figures in the admin: a screen for the site, a panel beside the editor."""

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from accounts.views.pages import SIDE_PANELS
from cms.desk import DESK, DeskMenuItem
from pages.figures import views
from pages.figures.panels import figures_panel

hooks.register(SIDE_PANELS, figures_panel)


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    return [
        path("figures/", views.FiguresView.as_view(), name="figures"),
        path("figures/figures.xlsx", views.ExportView.as_view(), name="figures_xlsx"),
    ]


@hooks.register(DESK)
def menu_item() -> MenuItem:
    return DeskMenuItem(
        _("Figures"), reverse("figures"), name="figures", icon_name="view", order=230
    )
