"""Pages that an editor has chosen by hand."""

from collections.abc import Iterable
from typing import TypeVar

from django.db.models import Q
from django.utils.translation import get_language
from wagtail.models import Page

AnyPage = TypeVar("AnyPage", bound=Page)


def as_read(model: type[AnyPage], chosen: Iterable[Page | None]) -> list[AnyPage]:
    """Those of `chosen` that are published, in their order, with one query.

    Each is its twin in the language being read, where that is published. A preview may hold None.
    """
    wanted = [page for page in chosen if page is not None and page.live]
    if not wanted:
        return []
    found = (
        model.objects.live()
        .filter(
            Q(pk__in=[page.pk for page in wanted])
            | Q(
                translation_key__in=[page.translation_key for page in wanted],
                locale__language_code=get_language(),
            )
        )
        .select_related("locale")
    )
    by_number = {page.pk: page for page in found}
    twins = {
        page.translation_key: page
        for page in by_number.values()
        if page.locale.language_code == get_language()
    }
    read = (twins.get(page.translation_key) or by_number.get(page.pk) for page in wanted)
    return [page for page in read if page is not None]
