"""The two kinds of files: their models, and the permissions of those who care for them."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.permissions import policy_registry

from cms.models import SiteDocument, SiteImage
from pages.file_care.models import Kind

MODELS: dict[str, type[SiteImage] | type[SiteDocument]] = {
    Kind.IMAGE.value: SiteImage,
    Kind.DOCUMENT.value: SiteDocument,
}
ACTIONS = ["change", "delete"]


def content_types() -> dict[str, int]:
    """The key of each kind in the reference index."""
    return {kind: ContentType.objects.get_for_model(model).pk for kind, model in MODELS.items()}


def policy_of(kind: str) -> Any:
    return policy_registry.get_by_type(MODELS[kind])


def kinds_of(user: Any) -> list[str]:
    """The kinds of which this member of staff may change or delete any."""
    return [kind for kind in MODELS if policy_of(kind).user_has_any_permission(user, ACTIONS)]


def collections_of(user: Any, kind: str) -> Any:
    """The collections in which this member of staff may change or delete files of this kind."""
    allowed = policy_of(kind).collections_user_has_any_permission_for(user, ACTIONS)
    return allowed.order_by("path")


def files_of(user: Any, kind: str) -> Any:
    """The images or documents that this member of staff may change or delete."""
    return policy_of(kind).instances_user_has_any_permission_for(user, ACTIONS)


def file_to_change(user: Any, kind: str, pk: int) -> Any:
    """The one of this key, if this member of staff may change it, else None."""
    allowed = policy_of(kind).instances_user_has_permission_for(user, "change")
    return allowed.filter(pk=pk).first()
