"""What `manage.py check` demands of the declared roles."""

from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, register
from wagtail.models import DraftStateMixin, Page

from accounts import declarations
from accounts.declarations import PAGE_PERMISSIONS

# Made by migrations of Wagtail and wagtail-localize on content types without a model.
WITHOUT_MODEL = {"wagtailadmin.access_admin", "wagtail_localize.submit_translation"}


def is_page_model(label: str) -> bool:
    """Whether "app.Model" names a page type."""
    try:
        return issubclass(apps.get_model(label), Page)
    except (LookupError, ValueError):
        return False


def known_permissions() -> set[str]:
    """Every permission the models define, as "app.codename"."""
    names = set(WITHOUT_MODEL)
    for model in apps.get_models():
        meta = model._meta
        names |= {
            f"{meta.app_label}.{action}_{meta.model_name}" for action in meta.default_permissions
        }
        names |= {f"{meta.app_label}.{codename}" for codename, _label in meta.permissions}
        if issubclass(model, DraftStateMixin):  # Wagtail makes this one after migration
            names.add(f"{meta.app_label}.publish_{meta.model_name}")
    return names


@register()
def declared_roles_exist(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Every name in a `roles.py` leads somewhere, and no right is given at the root."""
    errors: list[CheckMessage] = [
        Error(f"No role or workflow is declared as {slug!r}.", id="accounts.E001")
        for slug in declarations.undeclared()
    ]
    known = known_permissions()
    for role in declarations.roles():
        names = [*role.grant.permissions]
        names += [name for scope in role.grant.collections for name in scope.permissions]
        names += [f"wagtailcore.{a}_page" for scope in role.grant.pages for a in scope.permissions]
        errors += [
            Error(f"Role {role.slug!r} names the unknown permission {name!r}.", id="accounts.E002")
            for name in sorted(
                set(names) - known - {f"wagtailcore.{a}_page" for a in PAGE_PERMISSIONS}
            )
        ]
    errors += [
        Error(f"{label!r} is named as a section but is no page type.", id="accounts.E003")
        for label in sorted(declarations.section_models())
        if not is_page_model(label) or label == "wagtailcore.Page"
    ]
    return errors
