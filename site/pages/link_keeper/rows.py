"""What a line of the list says about a broken link."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.text import capfirst
from wagtail.models import Page

from pages.link_keeper.mending import Suggestion, suggestions
from pages.link_keeper.models import BrokenLink, Why


@dataclass(frozen=True)
class Row:
    """A broken link as it is shown. `place`: the title of what it stands on; `to`: where it led."""

    link: BrokenLink
    place: str
    edit_url: str
    language: str
    to: str
    publish_url: str
    suggestion: Suggestion | None


def rows_of(links: list[BrokenLink]) -> list[Row]:
    """The lines for these links, with a fixed number of queries."""
    offered = suggestions(links)
    aims = {pk for link in links if (pk := link.page_id_of_target)}
    titles = dict(Page.objects.filter(pk__in=aims).values_list("pk", "draft_title"))
    return [_row(link, titles, offered.get(link.pk)) for link in links]


def _row(link: BrokenLink, titles: dict[int, str], offered: Suggestion | None) -> Row:
    aim = link.page_id_of_target
    to = titles.get(aim, "") if aim else link.target
    publish = (
        reverse("wagtailadmin_pages:edit", args=[aim]) if link.why == Why.DRAFT and aim else ""
    )
    if link.page is not None:
        edit = reverse("wagtailadmin_pages:edit", args=[link.page_id])
        language = link.page.locale.language_code
        return Row(link, link.page.get_admin_display_title(), edit, language, to, publish, offered)
    return Row(link, _name_of_piece(link), _edit_piece(link), "", to, publish, offered)


def _name_of_piece(link: BrokenLink) -> str:
    model = link.piece_type.model_class() if link.piece_type else None
    return capfirst(str(model._meta.verbose_name)) if model else ""


def _edit_piece(link: BrokenLink) -> str:
    if link.piece_type is None:
        return ""
    name = f"wagtailsnippets_{link.piece_type.app_label}_{link.piece_type.model}:edit"
    try:
        return reverse(name, args=[link.piece_id])
    except NoReverseMatch:
        return ""
