"""`{% newsletter_form %}`: the sign-up form, wherever it stands."""

from typing import Any

from django import template
from django.http import HttpRequest
from django.utils.translation import get_language

from cms.freshness.memory import remembered
from newsletter.forms import SignUpForm
from newsletter.models import NewsletterPage
from newsletter.notice import newsletter_notice, wording

register = template.Library()


@register.inclusion_tag("newsletter/form.html", takes_context=True)
def newsletter_form(
    context: dict[str, Any], form_id: str = "letter", as_footer: bool = False
) -> dict[str, Any]:
    """An empty form that posts to the newsletter page of the language being read.

    Nothing is shown while that page is not published. `form_id` tells two forms of a page apart.
    """
    request: HttpRequest | None = context.get("request")
    page = _page(request)
    here = context.get("page")
    return {
        "form": SignUpForm(auto_id=f"{form_id}-%s") if page else None,
        "form_id": form_id,
        "as_footer": as_footer,
        "action": page.url if page else "",
        "page_path": getattr(here, "url", "") or (request.path if request else ""),
        "notice": newsletter_notice() if page else None,
        "wording": wording(),
    }


def _page(request: HttpRequest | None) -> NewsletterPage | None:
    """The newsletter page in the language being read, looked up once per request."""
    known = request.__dict__.setdefault("_newsletter_page", {}) if request is not None else {}
    language = (get_language() or "fr")[:2]
    if language not in known:
        known[language] = remembered(("newsletter.page", language), lambda: _find_page(language))
    return known[language]


def _find_page(language: str) -> NewsletterPage | None:
    found: NewsletterPage | None = (
        NewsletterPage.objects.live()
        .filter(locale__language_code=language, alias_of__isnull=True)
        .only("pk", "title", "url_path", "locale_id", "live")
        .first()
    )
    return found
