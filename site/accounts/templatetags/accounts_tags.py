"""What templates of the admin ask about staff."""

from typing import Any

from django import template

from accounts.declarations import Role
from accounts.queries import roles_in

register = template.Library()


@register.simple_tag(takes_context=True)
def own_roles(context: Any) -> list[Role]:
    """The roles of the person who asks, in order."""
    return roles_in(context["request"])
