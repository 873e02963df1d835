"""The addresses of the newsletter's screens."""

from django.urls import path
from django.urls.resolvers import URLPattern
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.viewsets.base import ViewSet, ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet

from newsletter.admin import comparisons, issues, lists, overview, subscribers, waiting
from newsletter.admin.base import SEND, VIEW
from newsletter.models import Topic
from privacy.menu import shown_with


class OverviewViewSet(ViewSet):
    name = "newsletter_overview"
    url_prefix = "newsletter"
    icon = "mail"
    menu_label = _("Overview")
    menu_item_class = shown_with(VIEW)
    menu_order = 100

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", overview.OverviewView.as_view(), name="index"),
            path("sign-up/<int:pk>/", overview.ReleaseView.as_view(), name="release"),
        ]


class IssuesViewSet(ViewSet):
    name = "newsletter_issues"
    url_prefix = "newsletter/issues"
    icon = "doc-full"
    menu_label = _("Issues")
    menu_item_class = shown_with(SEND)
    menu_order = 200

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", issues.IssuesView.as_view(), name="index"),
            path("<int:pk>/", issues.SendView.as_view(), name="send"),
            path("<int:pk>/test/", issues.TestView.as_view(), name="test"),
            path("sending/<int:pk>/", issues.SendingView.as_view(), name="sending"),
        ]


class SubscribersViewSet(ViewSet):
    name = "newsletter_subscribers"
    url_prefix = "newsletter/subscribers"
    icon = "group"
    menu_label = _("Subscribers")
    menu_item_class = shown_with(VIEW)
    menu_order = 300

    def get_urlpatterns(self) -> list[URLPattern]:
        index = subscribers.SubscribersView
        return [
            path("", index.as_view(), name="index"),
            path("results/", index.as_view(results_only=True), name="index_results"),
            path("find/", subscribers.FindView.as_view(), name="find"),
            path("import/", lists.ImportView.as_view(), name="import"),
            path("export/", lists.ExportView.as_view(), name="export"),
            path("<int:pk>/", subscribers.SubscriberView.as_view(), name="detail"),
            path("<int:pk>/act/", subscribers.ActView.as_view(), name="act"),
        ]


class QueueViewSet(ViewSet):
    name = "newsletter_queue"
    url_prefix = "newsletter/queue"
    icon = "upload"
    menu_label = _("Queue")
    menu_item_class = shown_with(VIEW)
    menu_order = 400

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", waiting.QueueView.as_view(), name="index"),
            path("<int:pk>/", waiting.QueueActView.as_view(), name="act"),
        ]


class ComparisonsViewSet(ViewSet):
    name = "newsletter_comparisons"
    url_prefix = "newsletter/comparisons"
    icon = "resubmit"
    menu_label = _("Comparisons")
    menu_item_class = shown_with(VIEW)
    menu_order = 500

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
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
