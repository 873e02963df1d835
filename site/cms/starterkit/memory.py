"""What wagtail-localize must remember so that it knows an English text as a translation.

It keeps, for each text of a source, the text's place and its translation. Without these rows its
screens call a page untranslated, and sending a page for translation would write French over the
English of everything the page refers to.
"""

import json
from collections import defaultdict
from typing import Any

from django.utils import timezone
from wagtail.models import Locale
from wagtail_localize.models import (
    OverridableSegment,
    SegmentOverride,
    StringSegment,
    StringTranslation,
    Translation,
    TranslationLog,
    TranslationSource,
)
from wagtail_localize.segments import OverridableSegmentValue, StringSegmentValue
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.strings import validate_translation_links


def remember_translation(original: Any, translated: Any) -> Translation:
    """Record `translated` as the translation of `original`, text by text.

    Both are saved. Raises ValueError when they do not have the same texts at the same places.
    """
    locale: Locale = translated.locale
    source, _created = TranslationSource.update_or_create_from_instance(original)
    translation, _created = Translation.objects.get_or_create(source=source, target_locale=locale)
    english = _by_path(translated)
    _remember_texts(source, locale, english[StringSegmentValue])
    _remember_links(source, locale, english[OverridableSegmentValue])
    TranslationLog.objects.create(
        source=source, locale=locale, revision=getattr(translated, "latest_revision", None)
    )
    translation.translations_last_updated_at = timezone.now()
    translation.destination_last_updated_at = timezone.now()
    translation.save()
    return translation


def _by_path(instance: Any) -> dict[type, dict[str, list[Any]]]:
    found: dict[type, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for segment in extract_segments(instance):
        found[type(segment)][segment.path].append(segment)
    return found


def _remember_texts(
    source: TranslationSource, locale: Locale, english: dict[str, list[StringSegmentValue]]
) -> None:
    french: dict[str, list[StringSegment]] = defaultdict(list)
    segments = StringSegment.objects.filter(source=source).select_related("context", "string")
    for segment in segments.order_by("order"):
        french[segment.context.path].append(segment)
    texts: dict[tuple[int, int], StringTranslation] = {}
    for path in french.keys() | english.keys():
        if len(french[path]) != len(english[path]):
            raise ValueError(
                f"{source.object_repr}: {path} has {len(french[path])} texts in French "
                f"and {len(english[path])} in {locale.language_code}."
            )
        for original, translated in zip(french[path], english[path], strict=True):
            validate_translation_links(original.string.data, translated.string.data)
            texts[original.string_id, original.context_id] = StringTranslation(
                translation_of=original.string,
                locale=locale,
                context=original.context,
                data=translated.string.data,
                translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
            )
    StringTranslation.objects.bulk_create(
        texts.values(),
        update_conflicts=True,
        unique_fields=["locale", "translation_of", "context"],
        update_fields=["data"],
    )


def _remember_links(
    source: TranslationSource, locale: Locale, english: dict[str, list[OverridableSegmentValue]]
) -> None:
    """Links that lead to the page's twin are noted as set by hand for this language."""
    for segment in OverridableSegment.objects.filter(source=source).select_related("context"):
        for translated in english.get(segment.context.path, ()):
            if translated.data != json.loads(segment.data_json):
                SegmentOverride.objects.update_or_create(
                    locale=locale,
                    context=segment.context,
                    defaults={"data_json": json.dumps(translated.data)},
                )
