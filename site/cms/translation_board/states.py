"""The state of each page in each language, decided by the database so that it can be filtered there.

A page that exists in several languages is one line: its source is the version it is translated from
(as wagtail-localize knows), else the one in the site's first language, else the oldest.
A version is outdated when its source was published after it, when what was published has not been
sent to its translators yet, or when texts in it still wait for their translation.
"""

from collections.abc import Collection

from django.conf import settings
from django.db.models import (
    Case,
    CharField,
    Exists,
    OuterRef,
    Q,
    QuerySet,
    TextChoices,
    Value,
    When,
)
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from cms.seo.addresses import HOME_DEPTH


class State(TextChoices):
    """What a version of a page in one language is."""

    SOURCE = "source", _("Source")
    CURRENT = "current", _("Up to date")
    OUTDATED = "outdated", _("Outdated")
    DRAFT = "draft", _("Draft")
    MISSING = "missing", _("Missing")


# What can be filtered: a source waits for nobody.
TO_FILTER = (State.MISSING, State.OUTDATED, State.DRAFT, State.CURRENT)


def own_pages() -> "QuerySet[Page]":
    """Pages with a text of their own: copies that only wait for a translation are none."""
    return Page.objects.filter(depth__gte=HOME_DEPTH, alias_of__isnull=True)


def sources(allowed: "QuerySet[Page]") -> "QuerySet[Page]":
    """One page for each line of the board, of those in `allowed`, in the order of the tree."""
    same = own_pages().filter(translation_key=OuterRef("translation_key"))
    first = Q(locale__language_code=settings.LANGUAGE_CODE)
    known = TranslationSource.objects.filter(object_id=OuterRef("translation_key")).filter(
        Exists(
            own_pages().filter(
                translation_key=OuterRef("object_id"), locale_id=OuterRef("locale_id")
            )
        )
    )
    here = Exists(known.filter(locale_id=OuterRef("locale_id")))
    in_first = Exists(known.filter(locale__language_code=settings.LANGUAGE_CODE))
    older = same.filter(
        Q(locale__language_code=settings.LANGUAGE_CODE) | Q(pk__lt=OuterRef("pk"))
    ).exclude(pk=OuterRef("pk"))
    by_localize = here & (first | ~in_first)
    by_itself = ~Exists(known) & (first | ~Exists(older))
    return (
        own_pages()
        .filter(by_localize | by_itself)
        .filter(pk__in=allowed.values("pk"))
        .order_by("path")
    )


def with_states(pages: "QuerySet[Page]", locales: list[Locale]) -> "QuerySet[Page]":
    """`pages` (sources) annotated with `state_<code>` for each of `locales`."""
    return pages.annotate(
        **{f"state_{locale.language_code}": _state_in(locale) for locale in locales}
    )


def in_state(pages: "QuerySet[Page]", state: str, locales: list[Locale]) -> "QuerySet[Page]":
    """Those that are in `state` in at least one of `locales`; `pages` comes from `with_states`."""
    return in_one_of(pages, [state], locales)


def in_one_of(
    pages: "QuerySet[Page]", states: Collection[str], locales: list[Locale]
) -> "QuerySet[Page]":
    """Those that are in one of `states` in at least one of `locales`."""
    wanted = Q()
    for locale in locales:
        wanted |= Q(**{f"state_{locale.language_code}__in": states})
    return pages.filter(wanted)


def _state_in(locale: Locale) -> Case:
    version = own_pages().filter(translation_key=OuterRef("translation_key"), locale=locale)
    # From the page to its source to the work on it: the other way round, SQLite reads the work on every
    # page for each of them.
    source = TranslationSource.objects.filter(object_id=OuterRef("translation_key"))
    work = Translation.objects.filter(source=OuterRef("pk"), target_locale=locale, enabled=True)
    unsent = source.filter(last_updated_at__lt=OuterRef("last_published_at")).filter(Exists(work))
    late = source.filter(Exists(work.filter(_waiting())))
    behind = version.filter(last_published_at__lt=OuterRef("last_published_at"))
    return Case(
        When(locale=locale, then=Value(State.SOURCE)),
        When(~Exists(version), then=Value(State.MISSING)),
        When(~Exists(version.filter(live=True)), then=Value(State.DRAFT)),
        When(Exists(behind) | Exists(unsent) | Exists(late), then=Value(State.OUTDATED)),
        default=Value(State.CURRENT),
        output_field=CharField(),
    )


def _waiting() -> Exists:
    """Whether a Translation has texts without a translation."""
    done = StringTranslation.objects.filter(
        translation_of_id=OuterRef("string_id"),
        context_id=OuterRef("context_id"),
        locale_id=OuterRef("target"),
        has_error=False,
    )
    segments = StringSegment.objects.filter(source_id=OuterRef("source_id"))
    return Exists(segments.annotate(target=OuterRef("target_locale_id")).filter(~Exists(done)))
