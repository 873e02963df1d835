"""The first steps of those who write pages; each ticks itself off once it is done."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, PageLogEntry, WorkflowState

from accounts.declarations import Below, Link

WRITE_AN_ARTICLE = Below("pages.NewsIndexPage", "pages.NewsPage")
PUBLISHED = ("wagtail.publish", "wagtail.publish.schedule")

ARTICLE = Link(
    label=_("Write your first article"),
    url=WRITE_AN_ARTICLE,
    help=_("It is saved by itself as a draft while you write."),
    done=lambda user: Page.objects.filter(
        owner=user,
        content_type__in=ContentType.objects.filter(app_label="pages", model="newspage"),
    ),
    order=30,
)
TRANSLATION = Link(
    label=_("Translate a page"),
    url="translation_board",
    help=_("The board says which page is missing in which language, and leads there."),
    permission="wagtail_localize.submit_translation",
    done=lambda user: (
        PageLogEntry.objects.filter(user=user)
        .exclude(page__locale__language_code=settings.LANGUAGE_CODE)
        .filter(page__locale__isnull=False)
    ),
    order=40,
)
SUBMISSION = Link(
    label=_("Submit a page to Marketing"),
    url="wagtailadmin_explore_root",
    help=_("Open your draft; the button is at the bottom, beside “Save draft”."),
    done=lambda user: WorkflowState.objects.filter(requested_by=user),
    order=50,
)
PUBLICATION = Link(
    label=_("Publish a page, or plan it"),
    url="wagtailadmin_explore_root",
    help=_("Before it goes out you are told what is missing or weak on it."),
    done=lambda user: PageLogEntry.objects.filter(user=user, action__in=PUBLISHED),
    order=40,
)
