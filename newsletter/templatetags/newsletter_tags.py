"""`{% newsletter_form %}`: the sign-up form, wherever it stands."""

from typing import Any

from django import template
from django.http import HttpRequest
from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from cms.freshness.memory import remembered
from intake.notices import notice_under
from newsletter.forms import SignUpForm
from newsletter.models import NewsletterPage
from newsletter.notice import ACTIVITY, wording

register = template.Library()


# Stands for the path of the page in the form that is made once for all pages.
HERE = "[[the page that the form stands on]]"


@register.simple_tag(takes_context=True)
def newsletter_form(
    context: Context, form_id: str = "letter", as_footer: bool = False
) -> SafeString:
    """An empty form that posts to the newsletter page of the language being read.

    Nothing is shown while that page is not published. `form_id` tells two forms of a page apart.
    """
    request: HttpRequest | None = context.get("request")
    here = getattr(context.get("page"), "url", "") or (request.path if request else "")
    language = (get_language() or "fr")[:2]
    form = remembered(
        ("newsletter.form", language, form_id, as_footer),
        lambda: _make(language, form_id, as_footer),
    )
    return mark_safe(form.replace(HERE, conditional_escape(here)))


def _make(language: str, form_id: str, as_footer: bool) -> str:
    page = _page(language)
    values: dict[str, Any] = {
        "form": SignUpForm(auto_id=f"{form_id}-%s") if page else None,
        "form_id": form_id,
        "as_footer": as_footer,
        "action": page.url if page else "",
        "page_path": HERE,
        "notice": notice_under(ACTIVITY) if page else None,
        "wording": wording(),
    }
    return render_to_string("newsletter/form.html", values)


def _page(language: str) -> NewsletterPage | None:
    """The newsletter page of a language."""
    found: NewsletterPage | None = (
        NewsletterPage.objects.live()
        .filter(locale__language_code=language, alias_of__isnull=True)
        .only("pk", "title", "url_path", "locale_id", "live")
        .first()
    )
    return found
