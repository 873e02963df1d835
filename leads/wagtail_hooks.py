"""Leads in the admin: one menu for the work, one for what visitors fill in."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.snippets.models import register_snippet

from leads.admin import acts, dashboard, detail, outgoing, resources
from leads.admin.base import REPORTS, WORK
from leads.admin.bulk_actions import ACTIONS
from leads.admin.inbox import InboxView
from leads.admin.setting_up import (
    AnswerTemplateViewSet,
    FormsGroup,
    RoutingRuleViewSet,
    TagViewSet,
)
from privacy.menu import Screens


class InboxViewSet(Screens):
    name = "leads"
    url_prefix = "leads"
    icon = "mail"
    menu_label = _("Inbox")
    permission = WORK

    addresses = [
        path("", InboxView.as_view(), name="index"),
        path("results/", InboxView.as_view(results_only=True), name="index_results"),
        path("views/new/", acts.SaveViewView.as_view(), name="save_view"),
        path("views/<int:pk>/drop/", acts.DropViewView.as_view(), name="drop_view"),
        path("notices/", acts.NoticesView.as_view(), name="notices"),
        path("export/<str:kind>/", outgoing.ExportView.as_view(), name="export"),
        path("<int:pk>/", detail.DetailView.as_view(), name="detail"),
        path("<int:pk>/answer/", detail.AnswerView.as_view(), name="answer"),
        path("<int:pk>/note/", detail.NoteView.as_view(), name="note"),
        path("<int:pk>/follow/", detail.FollowView.as_view(), name="follow"),
        path("<int:pk>/quarantine/", detail.QuarantineView.as_view(), name="quarantine"),
        path("<int:pk>/unread/", detail.UnreadView.as_view(), name="unread"),
        path("<int:pk>/objection/", detail.ObjectionView.as_view(), name="objection"),
        path("<int:pk>/merge/", detail.MergeView.as_view(), name="merge"),
    ]


class CompaniesViewSet(Screens):
    name = "lead_companies"
    url_prefix = "leads/companies"
    icon = "group"
    menu_label = _("Companies")
    permission = WORK

    addresses = [path("", acts.CompaniesView.as_view(), name="index")]


class ResourcesViewSet(Screens):
    name = "lead_resources"
    url_prefix = "leads/resources"
    icon = "download"
    menu_label = _("Resources")
    permission = WORK

    addresses = [
        path("", resources.ResourcesView.as_view(), name="index"),
        path("<int:pk>/", resources.FilesView.as_view(), name="files"),
        path("file/<int:pk>/", resources.FileView.as_view(), name="file"),
        path("announce/<int:pk>/", resources.AnnounceView.as_view(), name="announce"),
    ]


class FiguresViewSet(Screens):
    name = "lead_figures"
    url_prefix = "leads/figures"
    icon = "view"
    menu_label = _("Figures")
    permission = REPORTS

    addresses = [path("", dashboard.DashboardView.as_view(), name="index")]


class HooksViewSet(Screens):
    """The log of each webhook, beside the screens that edit them."""

    name = "lead_hooks"
    url_prefix = "leads/webhook-calls"

    addresses = [
        path("<int:pk>/", outgoing.WebhookLogView.as_view(), name="log"),
        path("<int:pk>/secret/", outgoing.NewSecretView.as_view(), name="turn"),
    ]


class LeadsGroup(ViewSetGroup):
    """The work with leads."""

    menu_label = _("Leads")
    menu_name = "leads"
    menu_icon = "mail"
    menu_order = 250
    items: tuple[Any, ...] = (
        InboxViewSet,
        CompaniesViewSet,
        ResourcesViewSet,
        FiguresViewSet,
        RoutingRuleViewSet,
        AnswerTemplateViewSet,
        TagViewSet,
        outgoing.WebhookViewSet,
    )


@hooks.register("register_admin_viewset")
def leads_viewsets() -> LeadsGroup:
    return LeadsGroup()


@hooks.register("register_admin_viewset")
def hooks_viewset() -> HooksViewSet:
    return HooksViewSet()


@hooks.register("register_permissions")
def leads_permissions() -> "QuerySet[Permission]":
    return Permission.objects.filter(
        content_type__app_label="leads",
        codename__in=["change_person", "export_person", "view_dailycount"],
    )


register_snippet(FormsGroup)

for action in ACTIONS:
    hooks.register("register_bulk_action", action)
