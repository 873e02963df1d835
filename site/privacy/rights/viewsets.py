"""The addresses of the screens of requests."""

from __future__ import annotations

from django.urls import path
from django.urls.resolvers import URLPattern
from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.base import ViewSet

from privacy.menu import shown_with
from privacy.rights import admin, admin_acts, admin_templates
from privacy.rights.queries import ANSWER


class RequestsViewSet(ViewSet):
    name = "privacy_requests"
    url_prefix = "privacy/requests"
    icon = "user"
    menu_label = _("Requests of persons")
    menu_item_class = shown_with(ANSWER)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", admin.RequestsView.as_view(), name="index"),
            path("results/", admin.RequestsView.as_view(results_only=True), name="index_results"),
            path("find/", admin.FindView.as_view(), name="find"),
            path("enter/", admin.EnterView.as_view(), name="enter"),
            path("<int:pk>/", admin.DetailView.as_view(), name="detail"),
            path("<int:pk>/answer/", admin.AnswerView.as_view(), name="answer"),
            path("<int:pk>/extend/", admin.ExtendView.as_view(), name="extend"),
            path("<int:pk>/close/", admin.CloseView.as_view(), name="close"),
            path("<int:pk>/held/", admin_acts.HeldView.as_view(), name="held"),
            path("<int:pk>/archive/", admin_acts.ArchiveView.as_view(), name="archive"),
            path("<int:pk>/erase/", admin_acts.EraseView.as_view(), name="erase"),
            path("<int:pk>/link/", admin_acts.LinkView.as_view(), name="link"),
        ]


class TemplatesViewSet(ViewSet):
    name = "privacy_templates"
    url_prefix = "privacy/templates"
    icon = "doc-full"
    menu_label = _("Templates of answers")
    menu_item_class = shown_with(ANSWER)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", admin_templates.TemplatesView.as_view(), name="index"),
            path("new/", admin_templates.EditTemplateView.as_view(), name="add"),
            path("<int:pk>/", admin_templates.EditTemplateView.as_view(), name="edit"),
            path("<int:pk>/delete/", admin_templates.DeleteTemplateView.as_view(), name="delete"),
        ]
