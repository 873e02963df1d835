"""Doors of Wagtail that are closed here, or open with a right only.

Wagtail shows some screens to everyone who may enter the admin and filters their rows as well as it
can. Where a role has no business at all, the door is closed instead.
"""

from typing import Any

from django.urls import ResolverMatch

REPORTS = "accounts.view_reports"
# No right opens this door.
NEVER = ""

# By namespace or by name of the address. Apps add theirs with `close`.
_gates: dict[str, str] = {
    "wagtailadmin_reports": REPORTS,
    # Raises an error on purpose, to see the error page.
    "wagtailadmin_error_test": NEVER,
    # Lists of every image and document, whatever their collection; no screen asks for them.
    "wagtailadmin_api:images": NEVER,
    "wagtailadmin_api:documents": NEVER,
}

# Bulk actions that would give roles, or delete and disable accounts, without the rules of services.
_closed_bulk_actions = {"accounts"}


def close(name: str, *, unless: str = NEVER) -> None:
    """Close a namespace or a named address to all but those with the permission `unless`."""
    _gates[name] = unless


def gate_for(match: ResolverMatch, kwargs: dict[str, Any]) -> str | None:
    """The permission this address needs ("" for none will do), or None when it is not gated."""
    if match.url_name == "wagtail_bulk_action" and kwargs.get("app_label") in _closed_bulk_actions:
        return NEVER
    for name in (*_prefixes(match.namespaces), match.view_name):
        if name in _gates:
            return _gates[name]
    return None


def _prefixes(namespaces: list[str]) -> list[str]:
    return [":".join(namespaces[: i + 1]) for i in range(len(namespaces))]
