"""Sections of the site: the pages that carry rights and workflows, named by their type."""

from django.apps import apps
from wagtail.models import Page


def section_paths(page_model: str) -> dict[int, str] | None:
    """Primary key and path of the topmost pages of a type, all languages; None for no such type.

    A page below another of its own type inherits, so it needs no row of its own. The root of the
    tree is never a section.
    """
    try:
        model = apps.get_model(page_model)
    except (LookupError, ValueError):
        return None
    if not issubclass(model, Page):
        return None
    sections: dict[int, str] = {}
    rows = model._default_manager.filter(depth__gt=1).order_by("path").values_list("pk", "path")
    for pk, path in rows:
        if not any(path.startswith(above) for above in sections.values()):
            sections[pk] = path
    return sections
