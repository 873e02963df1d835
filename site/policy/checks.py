"""What `manage.py check --deploy` says about the policy."""

from typing import Any

from django.core.checks import CheckMessage, Warning, register
from django.db import DatabaseError
from django.utils import translation

from policy.drafts import drift
from policy.models import PolicyVersion


@register("policy", deploy=True)
def check_policy_agrees(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """The last version published prints the facts of today. Silent where there is no database yet."""
    try:
        if not PolicyVersion.objects.in_force().exists():
            return []
        with translation.override("en"):
            changes = drift()
    except DatabaseError:
        return []
    if not changes:
        return []
    words = "\n".join(f"  - {change.text.en}" for change in changes)
    return [
        Warning(
            f"The published privacy policy no longer agrees with the register:\n{words}",
            hint="Publish a new version: in the admin, Privacy policy.",
            id="policy.W001",
        )
    ]
