"""What the pages put on the admin home: what waits for somebody, what goes out this week, what is broken."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db.models import F, Max, QuerySet, Value
from django.utils import timezone
from django.utils.translation import ngettext
from wagtail.models import Locale, Page, PageLogEntry, WorkflowState

from accounts.asking import Line
from accounts.duties import Duty, register_duty
from accounts.home import Home, Panel, register_panel
from cms.dates import Rows, sources
from cms.desk import has_pages, pages_of
from cms.models import MissingPath
from cms.translation_board.states import State, in_one_of, with_states
from cms.translation_board.states import sources as lines_of_board
from pages.link_keeper.views import rows_for as broken_links_for
from pages.planning.page_dates import gone_wrong
from pages.review_dates.queries import due_soon

EDITORS = ("redaction", "marketing")
LATELY = timedelta(days=31)
WEEK = timedelta(days=7)
SHOWN = 6
EDITED = "wagtail.edit"
CSS = ("accounts/home.css",)


# --- Pages that are read before they are published ---------------------------------------------------


def _under_way(states: "QuerySet[WorkflowState]") -> "QuerySet[Any, Any]":
    return (
        states.filter(current_task_state__isnull=False)
        .order_by("-current_task_state__started_at")
        .values(
            line_pk=F("object_id"),
            line_title=F("current_task_state__revision__object_str"),
            line_language=Value(""),
            line_at=F("current_task_state__started_at"),
        )[:SHOWN]
    )


def editing_lists(home: Home) -> dict[str, "QuerySet[Any, Any]"]:
    """Pages others have submitted, one's own that are being read, and those one worked on last."""
    if not has_pages(home.user):
        return {}
    pages = WorkflowState.objects.active().filter(base_content_type__model="page")
    edits = PageLogEntry.objects.filter(
        user=home.user, action=EDITED, deleted=False, page__draft_title__isnull=False
    )
    return {
        "to approve": _under_way(
            pages.filter(
                status=WorkflowState.STATUS_IN_PROGRESS,
                current_task_state__task__groupapprovaltask__groups__user=home.user,
            )
        ),
        "submitted": _under_way(pages.filter(requested_by=home.user)),
        "recent": edits.values(
            line_pk=F("page_id"),
            line_title=F("page__draft_title"),
            line_language=F("page__locale__language_code"),
        )
        .annotate(line_at=Max("timestamp"))
        .order_by("-line_at")[:SHOWN],
    }


def moderation(home: Home) -> Mapping[str, list[Line]] | None:
    lists = {"to_approve": home.lists.get("to approve"), "submitted": home.lists.get("submitted")}
    return {name: found or [] for name, found in lists.items()} if any(lists.values()) else None


def recent(home: Home) -> Mapping[str, Any] | None:
    found = home.lists.get("recent")
    return {"pages": found} if found else None


# --- What goes out this week -------------------------------------------------------------------------


@dataclass(frozen=True)
class Coming:
    """A line of the week."""

    line: Line
    what: Any
    url: str


def _week(home: Home) -> dict[str, Rows]:
    now = timezone.now()
    return {
        f"week {source.name} {place}": rows
        for source in sources()
        if source.coming is not None
        for place, rows in enumerate(source.coming(home.user, now, now + WEEK))
    }


def week_lists(home: Home) -> dict[str, "QuerySet[Any, Any]"]:
    """What the calendar has for the seven days to come, whoever contributes it."""
    return {name: rows.rows.order_by("line_at")[: SHOWN + 1] for name, rows in _week(home).items()}


def this_week(home: Home) -> Mapping[str, Any] | None:
    """The first of them; nothing for those who have neither pages nor anything to come."""
    coming = [
        Coming(line, rows.what, rows.url(line.pk))
        for name, rows in _week(home).items()
        for line in home.lists.get(name, [])
        if line.at is not None
    ]
    coming.sort(key=lambda one: str(one.line.at))
    if not coming and not has_pages(home.user):
        return None
    more = len(coming) > SHOWN
    return {"coming": coming[:SHOWN], "more": more, "calendar": has_pages(home.user)}


# --- What waits, and what is broken ------------------------------------------------------------------


def to_translate(user: Any) -> "QuerySet[Page] | None":
    """Published pages of the first language whose other version is missing or outdated."""
    if not user.has_perm("wagtail_localize.submit_translation") or not has_pages(user):
        return None
    others = list(_other_languages())
    own = lines_of_board(pages_of(user, ("change",))).filter(live=True)
    stated = with_states(own, others)
    late = in_one_of(stated, [State.MISSING, State.OUTDATED], others)
    return late.filter(locale__language_code=settings.LANGUAGE_CODE)


def _other_languages() -> list[Locale]:
    """The languages pages are translated into; they change with a deployment, not with a request."""
    known: list[Locale] | None = cache.get("pages:other-languages")
    if known is None:
        known = list(Locale.objects.exclude(language_code=settings.LANGUAGE_CODE))
        cache.set("pages:other-languages", known, 60)
    return known


def _of_editors(rows: Any) -> Any:
    return lambda user: rows(user) if has_pages(user) else None


for duty in (
    Duty(
        "pages.review",
        label=lambda number: ngettext(
            "%(number)s page of yours to look at again",
            "%(number)s pages of yours to look at again",
            number,
        ),
        rows=_of_editors(lambda user: due_soon().filter(page__owner=user)),
        url="review_dates",
        order=30,
    ),
    Duty(
        "pages.translate",
        label=lambda number: ngettext(
            "%(number)s page whose translation is missing or outdated",
            "%(number)s pages whose translation is missing or outdated",
            number,
        ),
        rows=to_translate,
        url="translation_board",
        order=40,
    ),
    Duty(
        "pages.dates",
        label=lambda number: ngettext(
            "%(number)s page was not published on its date",
            "%(number)s pages were not published on their date",
            number,
        ),
        rows=_of_editors(lambda user: gone_wrong(user, since=timezone.now() - LATELY)),
        url="planning",
        broken=True,
        order=10,
    ),
    Duty(
        "pages.links",
        label=lambda number: ngettext("%(number)s broken link", "%(number)s broken links", number),
        rows=_of_editors(lambda user: broken_links_for(user).filter(ignored=False)),
        url="link_keeper:index",
        broken=True,
        order=20,
    ),
    Duty(
        "pages.missing",
        label=lambda number: ngettext(
            "%(number)s address asked for this week that does not exist",
            "%(number)s addresses asked for this week that do not exist",
            number,
        ),
        rows=lambda user: MissingPath.objects.filter(
            ignored=False, last_day__gte=timezone.localdate() - WEEK, count__gt=1
        ),
        url="missing_paths:index",
        broken=True,
        permission="cms.view_missingpath",
        order=30,
    ),
):
    register_duty(duty)

for panel in (
    Panel(
        "pages.moderation",
        "pages/home/moderation.html",
        moderation,
        lists=editing_lists,
        order=14,
        css=CSS,
    ),
    Panel(
        "pages.this_week",
        "pages/home/this_week.html",
        this_week,
        lists=week_lists,
        order=60,
        css=CSS,
    ),
    Panel("pages.recent", "pages/home/recent.html", recent, order=250, css=CSS),
):
    register_panel(panel)
