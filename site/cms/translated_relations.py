"""A translated page leads to things in its own language: products of a story, authors of an article.

Wagtail copies many-to-many fields as they are and wagtail-localize leaves them alone, so without this
the English story would stand under French products.
"""

from collections.abc import Iterator
from typing import Any

from django.db.models import Model
from modelcluster.fields import ParentalManyToManyField
from wagtail.models import Page, TranslatableMixin
from wagtail.signals import copy_for_translation_done, page_published
from wagtail_localize.models import Translation


def connect() -> None:
    """Follow the language when a page is copied for translation and whenever one is published."""
    copy_for_translation_done.connect(_on_copy, dispatch_uid="cms.relations.copy")
    page_published.connect(_on_publish, dispatch_uid="cms.relations.publish")


def relations_of(page: Page) -> Iterator[str]:
    """The names of the page's many-to-many fields whose other side exists once per language."""
    for field in page._meta.get_fields():
        if isinstance(field, ParentalManyToManyField) and issubclass(
            field.related_model, TranslatableMixin
        ):
            yield field.name


def follow_language(source: Page, target: Page) -> None:
    """Give `target` what `source` leads to, in the language of `target` where it exists."""
    for name in relations_of(target):
        wanted = [_in_language(item, target.locale_id) for item in getattr(source, name).all()]
        relation = getattr(target, name)
        if {item.pk for item in relation.all()} != {item.pk for item in wanted}:
            relation.set(wanted)
            relation.commit()


def _in_language(item: Any, locale_id: int) -> Model:
    if item.locale_id == locale_id:
        return item
    return item.get_translations().filter(locale_id=locale_id).first() or item


def _on_copy(source_obj: Model, target_obj: Model, **_kwargs: Any) -> None:
    if isinstance(source_obj, Page) and isinstance(target_obj, Page):
        follow_language(source_obj.specific, target_obj.specific)


def _on_publish(instance: Page, **_kwargs: Any) -> None:
    """The published page, and its translations that wagtail-localize keeps in step with it."""
    page = instance.specific
    if not any(relations_of(page)):
        return
    follow_language(page, page)
    kept = Translation.objects.filter(
        source__object_id=page.translation_key, source__locale_id=page.locale_id, enabled=True
    )
    languages = list(kept.values_list("target_locale_id", flat=True))
    for twin in page.get_translations().filter(locale_id__in=languages).specific():
        follow_language(page, twin)
