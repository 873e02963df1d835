"""Who sees what in the bin."""

from typing import Any

from django.db.models import Q, QuerySet

from cms.desk import has_pages, pages_of, who_did
from pages.bin.models import BinEntry, BinPage
from pages.bin.services import THROWN

# Who deletes pages, or puts them somewhere.
ACTIONS = ("publish", "add")


def entries_for(user: Any) -> QuerySet[BinEntry]:
    """What stood where this person may add pages; what has lost its place, for those who publish."""
    mine = Q(parent__in=pages_of(user, ["add"]).values("pk"))
    if has_pages(user, ["publish"]):
        mine |= Q(parent__isnull=True)
        if (bin_page := BinPage.objects.first()) is not None:
            mine |= Q(parent__path__startswith=bin_page.path)
    return BinEntry.objects.filter(mine)


def throwers_of(entries: list[BinEntry]) -> dict[int, str]:
    """Who deleted each; one query."""
    return who_did(THROWN, "entry", {entry.page_id for entry in entries})


def twins_of(entry: BinEntry) -> list[BinEntry]:
    """The translations of the page that are in the bin as well."""
    page = entry.page
    return list(
        BinEntry.objects.filter(page__translation_key=page.translation_key)
        .exclude(pk=entry.pk)
        .select_related("page__locale", "parent")
    )
