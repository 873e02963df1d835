"""The addresses of the newsletter's screens."""

from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet

from newsletter.admin import comparisons, issues, lists, overview, subscribers, waiting
from newsletter.admin.base import SEND, VIEW
from newsletter.models import Topic
from privacy.menu import Screens


class OverviewViewSet(Screens):
    name = "newsletter_overview"
    url_prefix = "newsletter"
    icon = "mail"
    menu_label = _("Overview")
    permission = VIEW
    menu_order = 100

    addresses = [
        path("", overview.OverviewView.as_view(), name="index"),
        path("sign-up/<int:pk>/", overview.ReleaseView.as_view(), name="release"),
    ]


class IssuesViewSet(Screens):
    name = "newsletter_issues"
    url_prefix = "newsletter/issues"
    icon = "doc-full"
    menu_label = _("Issues")
    permission = SEND
    menu_order = 200

    addresses = [
        path("", issues.IssuesView.as_view(), name="index"),
        path("<int:pk>/", issues.SendView.as_view(), name="send"),
        path("<int:pk>/test/", issues.TestView.as_view(), name="test"),
        path("sending/<int:pk>/", issues.SendingView.as_view(), name="sending"),
    ]


class SubscribersViewSet(Screens):
    name = "newsletter_subscribers"
    url_prefix = "newsletter/subscribers"
    icon = "group"
    menu_label = _("Subscribers")
    permission = VIEW
    menu_order = 300

    addresses = [
        path("", subscribers.SubscribersView.as_view(), name="index"),
        path(
            "results/",
            subscribers.SubscribersView.as_view(results_only=True),
            name="index_results",
        ),
        path("find/", subscribers.FindView.as_view(), name="find"),
        path("import/", lists.ImportView.as_view(), name="import"),
        path("export/", lists.ExportView.as_view(), name="export"),
        path("<int:pk>/", subscribers.SubscriberView.as_view(), name="detail"),
        path("<int:pk>/act/", subscribers.ActView.as_view(), name="act"),
    ]


class QueueViewSet(Screens):
    name = "newsletter_queue"
    url_prefix = "newsletter/queue"
    icon = "upload"
    menu_label = _("Queue")
    permission = VIEW
    menu_order = 400

    addresses = [
        path("", waiting.QueueView.as_view(), name="index"),
        path("<int:pk>/", waiting.QueueActView.as_view(), name="act"),
    ]


class ComparisonsViewSet(Screens):
    name = "newsletter_comparisons"
    url_prefix = "newsletter/comparisons"
    icon = "resubmit"
    menu_label = _("Comparisons")
    permission = VIEW
    menu_order = 500

    addresses = [
        path("", comparisons.ComparisonsView.as_view(), name="index"),
        path("<int:pk>/", comparisons.ComparisonView.as_view(), name="detail"),
    ]


class TopicsViewSet(ModelViewSet):
    model = Topic
    name = "newsletter_topics"
    url_prefix = "newsletter/topics"
    icon = "tag"
    menu_label = _("Topics")
    menu_order = 600
    form_fields = ["name_fr", "name_en", "tag", "offered"]
    list_display = ["name_fr", "name_en", "tag", "offered"]
    inspect_view_enabled = False
    copy_view_enabled = False


class NewsletterGroup(ViewSetGroup):
    menu_label = pgettext_lazy("newsletter", "Newsletter")
    menu_icon = "mail"
    menu_order = 450
    items = (
        OverviewViewSet("newsletter_overview"),
        IssuesViewSet("newsletter_issues"),
        SubscribersViewSet("newsletter_subscribers"),
        QueueViewSet("newsletter_queue"),
        ComparisonsViewSet("newsletter_comparisons"),
        TopicsViewSet("newsletter_topics"),
    )
