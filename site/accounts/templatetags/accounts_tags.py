"""What templates of the admin ask about staff."""

from typing import Any

from django import template

from accounts.declarations import Role
from accounts.queries import roles_of

register = template.Library()


@register.simple_tag(name="roles_of")
def roles_of_tag(user: Any) -> list[Role]:
    """The roles of this person, in order."""
    return roles_of(user)
