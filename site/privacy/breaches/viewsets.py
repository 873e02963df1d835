"""The addresses of the register of breaches."""

from __future__ import annotations

from django.urls import path
from django.urls.resolvers import URLPattern
from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.base import ViewSet

from privacy.menu import shown_with

from .admin import VIEW, AddBreachView, BreachesView, BreachView


class BreachesViewSet(ViewSet):
    name = "privacy_breaches"
    url_prefix = "privacy/breaches"
    icon = "warning"
    menu_label = _("Breaches")
    menu_item_class = shown_with(VIEW)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", BreachesView.as_view(), name="index"),
            path("new/", AddBreachView.as_view(), name="add"),
            path("<int:pk>/", BreachView.as_view(), name="edit"),
        ]
