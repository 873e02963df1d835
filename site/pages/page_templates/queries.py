"""What is asked about page templates: which pages may be one, which are offered where."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.models import Page

from cms.desk import pages_of
from cms.seo.addresses import HOME_DEPTH
from pages.bin.models import BinPage
from pages.page_templates.models import PageTemplate

if TYPE_CHECKING:
    from django.db.models import QuerySet

# Marking a page is a word to the whole team: it is for those who publish.
ACTIONS = ("publish",)
PACKAGE = "pages"


@dataclass(frozen=True)
class Offer:
    """A template, in the language in which a page is begun."""

    template: PageTemplate
    page: Page


def may_be_template(model: type[Page]) -> bool:
    """Whether there may be many pages of this type, so that one can begin another.

    Offers, resources and issues are not pages to copy: what stands around them is begun on their screens.
    """
    return (
        model._meta.app_label == PACKAGE
        and model.max_count is None
        and model.max_count_per_parent is None
    )


def markable(user: Any) -> "QuerySet[Page]":
    """The pages this person may make a template of."""
    found: QuerySet[Page] = pages_of(user, ACTIONS).filter(depth__gt=HOME_DEPTH, alias_of=None)
    return found


def templates_for(user: Any) -> "QuerySet[PageTemplate]":
    """The templates this person looks after."""
    rows = PageTemplate.objects.filter(page__in=markable(user).values("pk"))
    return rows.exclude(_in_the_bin("page__"))


def offered(model: type[Page], language: str) -> list[Offer]:
    """The templates of a page type in this language: the marked page, or its translation."""
    binned = _in_the_bin("")
    kind = ContentType.objects.get_for_model(model)
    rows = list(
        PageTemplate.objects.filter(page__content_type=kind)
        .exclude(page__in=Page.objects.filter(binned).values("pk"))
        .select_related("page")
    )
    if not rows:
        return []
    by_key = {row.page.translation_key: row for row in rows}
    own = {row.page_id: row for row in rows}
    pages = (
        Page.objects.filter(
            translation_key__in=list(by_key),
            locale__language_code=language,
            content_type=kind,
            alias_of=None,
        )
        .exclude(binned)
        .select_related("locale")
    )
    found = [Offer(own.get(page.pk) or by_key[page.translation_key], page) for page in pages]
    return sorted(found, key=lambda one: (one.template.name.casefold(), one.page.pk))


def _in_the_bin(prefix: str) -> Q:
    path = BinPage.objects.values_list("path", flat=True).first()
    return Q(**{f"{prefix}path__startswith": path}) if path else Q(pk__in=[])
