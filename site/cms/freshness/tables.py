"""The tables whose contents visitors see, and by which columns their rows are told apart."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from django.apps import apps
from django.db import models
from treebeard.mp_tree import MP_Node
from wagtail.models import Locale

from privacy.registry import REGISTER

# Written all the time by the work behind the pages, and shown on none of them.
BEHIND = {
    "accounts",
    "auth",
    "figures",
    "file_care",
    "intake",
    "outbox",
    "wagtailadmin",
    "wagtail_localize",
    "wagtailsearch",
    "cms.change",
    "cms.missingpath",
    "consent.panelpicture",
    "consent.panelversion",
    "consent.undeclaredtracker",
    "leads.dailycount",
    "leads.savedview",
    "leads.webhookcall",
    "newsletter.comparison",
    "newsletter.dailycount",
    "newsletter.part",
    "newsletter.sending",
    "pages.searchentry",
    "policy.versionpdf",
    "pages.searchword",
    "privacy.erasurecopy",
    "privacy.erasurerun",
    "privacy.ledgerposition",
    "privacy.orphanfile",
    "wagtailcore.referenceindex",
    "wagtailcore.revision",
    "wagtailcore.task",
    "wagtailcore.taskstate",
    "wagtailcore.uploadedfile",
    "wagtailcore.workflow",
    "wagtailcore.workflowstate",
    "wagtailsearchpromotions.query",
    "wagtailsearchpromotions.querydailyhits",
}
# The same for everybody for ever; and a visitor's agreement, by which kept pages are told apart.
CONSTANT = {"django_content_type", "consent_receipt"}
# What these say stands on every page, or is remembered by other code.
EVERYWHERE = {
    "wagtailcore_site",
    "wagtailcore_locale",
    "consent_activation",
    "policy_policyversion",
}
# What drafts, locks and workflows write beside the published content.
QUIET = {
    "approved_schedule",
    "draft_title",
    "has_unpublished_changes",
    "latest_revision_created_at",
    "latest_revision_id",
    "locked",
    "locked_at",
    "locked_by_id",
    "numchild",
}
PAGES = "wagtailcore_page"
# Marks what depends on a page only as others show it: its address, its titles, whether it is there.
FACE = "~face"
FACE_COLUMNS = (
    "alias_of_id",
    "first_published_at",
    "search_description",
    "seo_title",
    "show_in_menus",
    "title",
    "url_path",
)
# The column that the versions of something in several languages have in common.
VERSIONS = "translation_key"
_NOT_TELLING = {"owner", "locked_by", "latest_revision", "live_revision", "content_type", "locale"}
STEP = MP_Node.steplen


@dataclass(frozen=True)
class Table:
    """A table that is followed."""

    name: str
    key: str
    # The table of the first model in the chain of inheritance (`wagtailcore_page` for a page type).
    root: str
    # The table above it in that chain.
    above: str | None
    columns: frozenset[str]
    live: bool
    locale: bool
    path: bool

    @property
    def asked(self) -> list[str]:
        """The columns by which a row's tags are made, its key first."""
        more = [name for name, has in (("live", self.live), ("locale_id", self.locale)) if has]
        if self.name == PAGES:
            more += ["content_type_id", *(set(FACE_COLUMNS) - self.columns)]
        return [self.key, *sorted(self.columns - {self.key}), *more]


@cache
def followed() -> dict[str, Table]:
    """Every table of public content by its name: what the register calls nobody's data, but for BEHIND."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        made_for = model._meta.auto_created
        owner = made_for if isinstance(made_for, type) else model
        label = owner._meta.label_lower
        if label not in REGISTER.nothing_personal:
            continue
        if {label, owner._meta.app_label} & BEHIND or model._meta.db_table in CONSTANT:
            continue
        found[model._meta.db_table] = _table(model)
    return found


def _table(model: type[models.Model]) -> Table:
    own = model._meta.local_concrete_fields
    names = {field.column: field for field in own}
    pk = model._meta.pk
    assert pk is not None and pk.column is not None  # noqa: S101, PT018 - for the type checker
    chain = [model, *model._meta.get_parent_list()]
    above = pk.remote_field.model._meta.db_table if len(chain) > 1 and pk.remote_field else None
    return Table(
        name=model._meta.db_table,
        key=pk.column,
        root=chain[-1]._meta.db_table,
        above=above,
        columns=frozenset(str(field.column) for field in own if _tells(field)) | {pk.column},
        live="live" in names,
        locale="locale_id" in names,
        path=issubclass(model, MP_Node) and "path" in names,
    )


def _tells(field: "models.Field[object, object]") -> bool:
    """Whether the values of this column tell rows apart, rather than sort them in two or three heaps."""
    if field.name in _NOT_TELLING:
        return False
    return (
        field.is_relation
        or field.unique
        or field.name == "path"
        or isinstance(field, (models.UUIDField, models.SlugField))
    )


@cache
def tables_below(label: str) -> tuple[str, ...]:
    """The tables that rows of this model (its label) have beside that of the first in the chain."""
    model = apps.get_model(label)
    chain = [model, *model._meta.get_parent_list()]
    return tuple(one._meta.db_table for one in chain[:-1])


@cache
def languages() -> dict[str, str]:
    """The code of each language by the id of its row."""
    return {str(pk): code for pk, code in Locale.objects.values_list("pk", "language_code")}


def prefixes(path: str) -> Iterable[str]:
    """The path itself and of everything above it."""
    return (path[:end] for end in range(STEP, len(path) + 1, STEP))
