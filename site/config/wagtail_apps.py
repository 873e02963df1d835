"""Wagtail's apps without its programming interface (API v3), which this site does not offer.

Each of them registers its part of it when it is ready, whether any address leads there or not: with
pydantic and ninja that is 25 MB of every process and a fifth of its start. Stand-ins take these parts in.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

from django.apps import AppConfig
from wagtail.contrib.redirects.apps import WagtailRedirectsAppConfig
from wagtail.documents.apps import WagtailDocsAppConfig
from wagtail.images.apps import WagtailImagesAppConfig
from wagtail.snippets.apps import WagtailSnippetsAppConfig


class StandIn(ModuleType):
    """Has whatever is imported from it: a function that does nothing, with such functions in it."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)

        def nothing(*args: Any, **kwargs: Any) -> None:
            return None

        nothing.add_router = nothing  # type: ignore[attr-defined]
        return nothing


@contextmanager
def without_api(app: str) -> Iterator[None]:
    """Within it, what this app of Wagtail imports for the interface are stand-ins."""
    parts = (f"{app}.api.v3", f"{app}.api.v3.registry", f"{app}.api.v3.router")
    names = [name for name in ("wagtail.api.v3.api", *parts) if name not in sys.modules]
    sys.modules.update({name: StandIn(name) for name in names})
    try:
        yield
    finally:
        for name in names:
            del sys.modules[name]


class WithoutApi(AppConfig):
    """What the apps below have in common."""

    def ready(self) -> None:
        with without_api(self.name):
            super().ready()


class Redirects(WithoutApi, WagtailRedirectsAppConfig):
    """wagtail.contrib.redirects"""


class Documents(WithoutApi, WagtailDocsAppConfig):
    """wagtail.documents"""


class Images(WithoutApi, WagtailImagesAppConfig):
    """wagtail.images"""


class Snippets(WithoutApi, WagtailSnippetsAppConfig):
    """wagtail.snippets"""
