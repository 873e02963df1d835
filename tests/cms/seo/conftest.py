"""The head of a page as a browser would read it."""

import json
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

TEMPLATE = "{% load seo %}{% seo_head page title=title prefix=prefix %}"


def read_head(html: str) -> SimpleNamespace:
    """Title, metas by name or property, links by relation and the JSON-LD objects by type."""
    soup = BeautifulSoup(html, "html.parser")
    metas: dict[str, list[str]] = {}
    for meta in soup.find_all("meta"):
        metas.setdefault(meta.get("name") or meta.get("property"), []).append(meta["content"])
    links: dict[str, list[dict[str, str]]] = {}
    for link in soup.find_all("link"):
        links.setdefault(" ".join(link["rel"]), []).append(link.attrs)
    scripts = soup.find_all("script")
    objects = [one for script in scripts for one in json.loads(script.string)["@graph"]]
    return SimpleNamespace(
        html=html,
        title=soup.title.string,
        metas=metas,
        links=links,
        scripts=scripts,
        data={one["@type"]: one for one in objects},
    )


@pytest.fixture
def head() -> Callable[..., SimpleNamespace]:
    """Render the head of a page as its template would, in the page's language."""

    def render(page: object = None, path: str = "/", title: str = "", **context: object):
        request = RequestFactory().get(path)
        for name in ("is_preview",):
            if name in context:
                setattr(request, name, context.pop(name))
        language = page.locale.language_code if page is not None else context.pop("language", "fr")
        values = {"request": request, "page": page, "title": title, "prefix": "", **context}
        with translation.override(language):
            return read_head(Template(TEMPLATE).render(Context(values)))

    return render
