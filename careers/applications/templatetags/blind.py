"""What the review screens show of typed texts while the reading is blind."""

from django import template
from django.utils.safestring import SafeString

from careers.applications.models import Application
from careers.applications.review.blind import known

register = template.Library()


@register.filter
def known_of(text: str, application: Application) -> SafeString:
    """`{{ answer|known_of:application }}`: known identifiers are struck out before the shortlist."""
    return known(str(text), application)
