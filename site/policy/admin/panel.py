"""The part of the admin home that says when the policy no longer agrees with the register."""

from collections.abc import Mapping
from typing import Any

from accounts.asking import Asked
from accounts.home import Home
from policy.drafts import drift_lately
from policy.models import PolicyVersion

IN_FORCE = "policy in force"


def asked(home: Home) -> dict[str, Asked]:
    return {IN_FORCE: Asked(PolicyVersion.objects.in_force())}


def disagreement(home: Home) -> Mapping[str, Any] | None:
    """What differs; None while everything agrees, or nothing has been published."""
    if not home.number(IN_FORCE):
        return None
    changes = drift_lately()
    if not changes:
        return None
    return {"changes": changes[:5], "more": max(len(changes) - 5, 0)}
