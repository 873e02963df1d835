"""`{% seo_head page %}` for the head of every page, `{% breadcrumbs page as steps %}` for its trail."""

from typing import Any

from django import template
from django.template import Context
from wagtail.models import Page

from cms.chrome import chrome_for
from cms.freshness.memory import remembered
from cms.seo.addresses import current_language
from cms.seo.head import Head, head_of_page, head_without_page
from cms.seo.icons import icons
from cms.seo.trail import Step, trail

register = template.Library()


@register.inclusion_tag("cms/seo/head.html", takes_context=True)
def seo_head(
    context: Context,
    page: Page | str | None = None,
    *,
    title: str = "",
    description: str = "",
    prefix: str = "",
    number: int = 0,
    noindex: bool = False,
    path: str = "",
) -> dict[str, Any]:
    """Title, description, addresses, languages, sharing, structured data, icons: the whole head.

    `page` may be missing (errors, players): then `title` is the page's, and nothing is asked of the
    database. `prefix` stands before the title (« Erreur – »; also read from `title_prefix` in the
    context). `number` is the page of a list (read from `listing` in the context unless given).
    """
    language = current_language()
    prefix = prefix or str(context.get("title_prefix") or "")
    head: Head
    if isinstance(page, Page):
        overrides = context.get("preview_parts")
        request = context.get("request")
        number = number or _number(context)

        def make() -> Head:
            return head_of_page(
                page,
                request=request,
                language=page.locale.language_code if page.locale_id else language,
                chrome=chrome_for(request, language, overrides),
                number=number,
                title=title,
                description=description,
                prefix=prefix,
                noindex=noindex,
            )

        if overrides or not page.live or getattr(request, "is_preview", False):
            head = make()
        else:
            told = (str(title), str(description), str(prefix), number, noindex)
            head = remembered(("cms.head", page.pk, language, *told), make, of=[page])
    else:
        head = head_without_page(
            language=language, title=title, description=description, prefix=prefix, path=path
        )
    return {"head": head, "icons": icons(language)}


def _number(context: Context) -> int:
    """Which page of a list is shown; a filtered list counts as the list itself."""
    listing = context.get("listing")
    if listing is None or getattr(listing, "filtered", False):
        return 1
    return int(getattr(getattr(listing, "items", None), "number", 1))


@register.inclusion_tag("cms/seo/icons.html")
def seo_icons() -> dict[str, Any]:
    """Icons, manifest and colours alone, for pages that write the rest of their head themselves."""
    return {"icons": icons(current_language())}


@register.simple_tag
def breadcrumbs(page: Page | str | None) -> list[Step]:
    """The steps from the first page to this one (title, href, current); empty on a first page."""
    return trail(page) if isinstance(page, Page) else []
