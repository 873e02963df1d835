"""Who sees what in the bin."""

from typing import Any

from django.db.models import Q, QuerySet
from wagtail.models import Page, PageLogEntry
from wagtail.permissions import policy_registry

from pages.bin.models import BinEntry, BinPage
from pages.bin.services import THROWN


def may_look(user: Any) -> bool:
    """Whether this member of staff deletes pages at all."""
    policy: Any = policy_registry.get_by_type(Page)
    return bool(policy.user_has_any_permission(user, {"publish", "add"}))


def entries_for(user: Any) -> QuerySet[BinEntry]:
    """What stood where this person may add pages; what has lost its place, for those who publish."""
    policy: Any = policy_registry.get_by_type(Page)
    places = policy.instances_user_has_any_permission_for(user, {"add"})
    everywhere = policy.user_has_any_permission(user, {"publish"})
    mine = Q(parent__in=places.values("pk"))
    if everywhere:
        mine |= Q(parent__isnull=True)
        if (bin_page := BinPage.objects.first()) is not None:
            mine |= Q(parent__path__startswith=bin_page.path)
    return BinEntry.objects.filter(mine)


def throwers_of(entries: list[BinEntry]) -> dict[int, str]:
    """Who deleted each, from the pages' history; one query."""
    logged = PageLogEntry.objects.filter(
        action=THROWN, page__in={entry.page_id for entry in entries}
    ).select_related("user")
    return {
        one.data["entry"]: one.user.get_full_name() or one.user.email
        for one in logged
        if one.user is not None
    }


def twins_of(entry: BinEntry) -> list[BinEntry]:
    """The translations of the page that are in the bin as well."""
    page = entry.page
    return list(
        BinEntry.objects.filter(page__translation_key=page.translation_key)
        .exclude(pk=entry.pk)
        .select_related("page__locale", "parent")
    )
