"""The part of the admin home that says when the policy no longer agrees with the register."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from policy.drafts import drift_lately
from policy.models import PolicyVersion


def disagreement(request: HttpRequest) -> Mapping[str, Any] | None:
    """What differs; None while everything agrees, or nothing has been published."""
    if not PolicyVersion.objects.in_force().exists():
        return None
    changes = drift_lately()
    if not changes:
        return None
    return {"changes": changes[:5], "more": max(len(changes) - 5, 0)}
