"""The roles that the packages declare, as `manage.py apply_roles` makes them."""

from accounts.apply import apply_roles
from tests.again import again


@again
def all_roles() -> None:
    """Every group with its permissions, for the pages that there are."""
    apply_roles()
