"""Structured data (schema.org as JSON-LD). Required properties: the table in tests/cms/seo.

Values are those the visitor can read on the page; what is not known is left out, never invented.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from cms.models import CompanyIdentity
from cms.seo.addresses import absolute, home_path, static_address
from cms.seo.trail import Step

LOGO = "cms/icons/icon-512.png"
NAME = "Dimelo"

# Inside <script> nothing may look like markup; JSON reads these escapes as the characters they are.
_ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def organization_id() -> str:
    return absolute("/#organization")


def organization(
    identity: CompanyIdentity | None, social: Iterable[str] = (), *, in_full: bool = False
) -> dict[str, Any]:
    """The company; `in_full` on pages that print its legal identity."""
    data: dict[str, Any] = {
        "@type": "Organization",
        "@id": organization_id(),
        "name": identity.name if identity and identity.name else NAME,
        "url": absolute("/"),
        "logo": static_address(LOGO),
        "sameAs": list(social),
    }
    if in_full and identity is not None:
        data |= {
            "address": " ".join(identity.registered_office.split()),
            "telephone": identity.telephone,
            "email": identity.email,
            "vatID": identity.vat_number,
        }
    return without_empty(data)


def website(language: str, search_path: str, identity: CompanyIdentity | None) -> dict[str, Any]:
    """The site in one language, and how to search it."""
    data: dict[str, Any] = {
        "@type": "WebSite",
        "@id": absolute(f"{home_path(language)}#website"),
        "name": identity.name if identity and identity.name else NAME,
        "url": absolute(home_path(language)),
        "inLanguage": language,
        "publisher": {"@id": organization_id()},
    }
    if search_path:
        data["potentialAction"] = {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": absolute(search_path) + "?q={search_term_string}",
            },
            "query-input": "required name=search_term_string",
        }
    return data


def breadcrumb_list(steps: Sequence[Step]) -> dict[str, Any]:
    """The trail shown above the page's title."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": step.title, "item": step.address}
            for number, step in enumerate(steps, start=1)
        ],
    }


def without_empty(data: Mapping[str, Any]) -> dict[str, Any]:
    """`data` without empty texts, lists and objects: what is not known is not said."""
    return {name: value for name, value in data.items() if value not in ("", None, [], {}, ())}


def as_script(objects: Sequence[Mapping[str, Any]]) -> SafeString:
    """The objects as one JSON-LD graph, safe between <script> and </script>."""
    graph = {"@context": "https://schema.org", "@graph": list(objects)}
    text = json.dumps(graph, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.translate(_ESCAPES))
