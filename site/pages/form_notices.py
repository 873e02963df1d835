"""The check « forms »: whoever writes to us on a page is told what becomes of it, in the page's language.

Our own forms take their notice from the register. What can go wrong is around them: no published policy in
that language, no version in force, a notice without words, a form that is gone or was never translated.
And a form of another company behind a link or an embed has no notice of ours at all (GDPR art. 13).
"""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Page
from wagtail.rich_text import RichText

from cms.publishing.checks.content import leaves_of, structs_of
from leads.models import ContactForm
from policy.models import PolicyPage, PolicyVersion
from privacy.register import notice_for
from privacy.registry import NotDeclared

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

# Services whose pages are forms; their address in a link or an embed says so.
ELSEWHERE = re.compile(
    r"(?:https?:)?//(?:[\w-]+\.)*("
    r"forms\.gle|docs\.google\.com/forms|forms\.office\.com|forms\.microsoft\.com|typeform\.com|"
    r"jotform\.com|tally\.so|surveymonkey\.(?:com|fr)|framaforms\.org|airtable\.com/shr|hsforms\.com|"
    r"list-manage\.com|calendly\.com)",
    re.IGNORECASE,
)


def find(pages: Sequence[Page]) -> "Iterator[tuple[Page, str | _StrPromise]]":
    """What is the matter with the forms of these pages; two or three queries."""
    carrying = {page.pk: found for page in pages if (found := _activities(page))}
    policies: set[int] = set()
    versions = True
    if carrying:
        policies = set(PolicyPage.objects.live().values_list("locale_id", flat=True))
        versions = PolicyVersion.objects.in_force().exists()
    for page in pages:
        for name in sorted(_elsewhere(page)):
            yield (
                page,
                _("Use a form of this site: one at %(name)s has no notice of ours.")
                % {"name": name},
            )
        if page.pk not in carrying:
            continue
        if page.locale_id not in policies:
            yield page, _("Publish the privacy policy in this language: a form here refers to it.")
        elif not versions:
            yield page, _("Publish a version of the privacy policy: a form here refers to it.")
        with override(page.locale.language_code):
            silent = [one for one in sorted(carrying[page.pk]) if not _has_words(one)]
        for activity in silent:
            yield page, _("The form “%(name)s” has no complete notice.") % {"name": activity}
        yield from ((page, sentence) for sentence in _contact_forms(page))


def _activities(page: Page) -> set[str]:
    """The activities of the register that the forms of this page serve."""
    own = {str(getattr(page, "form_activity", ""))}
    inside = {str(getattr(block, "activity", "")) for block, _value in structs_of(page)}
    return (own | inside) - {""}


def _has_words(activity: str) -> bool:
    try:
        items = notice_for(activity).items
    except NotDeclared:
        return False
    return bool(items) and all(str(item.text).strip() for item in items)


def _contact_forms(page: Page) -> Iterator[str]:
    for block, value in structs_of(page):
        if getattr(block, "activity", "") != "contact":
            continue
        form = value.get("form")
        if not isinstance(form, ContactForm):
            yield _("Choose a contact form: the one that stood here is gone.")
        elif form.localized.locale_id != page.locale_id:
            yield _(
                "Translate the contact form “%(name)s”: it has no version in this language."
            ) % {"name": form.name}


def _elsewhere(page: Page) -> set[str]:
    found: set[str] = set()
    for leaf in leaves_of(page):
        text = leaf.value.source if isinstance(leaf.value, RichText) else leaf.value
        address = getattr(text, "url", text)
        if isinstance(address, str):
            found.update(match.lower() for match in ELSEWHERE.findall(address))
    return found
