"""Wagtail's apps without its programming interface (API v3), which this site does not offer.

Each of them registers its part of it when it is ready, whether any address leads there or not: with
pydantic and ninja that is 25 MB of every process and a fifth of its start. Stand-ins take these parts in.
What its libraries import only in case it is there is left out as well, another 10 MB.
"""

from importlib import import_module
from types import ModuleType
from typing import Any

from django.apps import AppConfig, apps

from config.without import left_out

# Willow opens HEIC with the first, which this site does not take (WAGTAILIMAGES_EXTENSIONS); AVIF opens
# Pillow. Beautiful Soup guesses encodings with the second; it is only ever given text.
with left_out({"pillow_heif": None, "charset_normalizer": None}):
    import bs4  # noqa: F401
    from wagtail.images.apps import WagtailImagesAppConfig

from wagtail.contrib.redirects.apps import WagtailRedirectsAppConfig
from wagtail.documents.apps import WagtailDocsAppConfig
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


class Later(ModuleType):
    """Has whatever is imported from it: a function that imports the module itself when it is called."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)

        def later(*args: Any, **kwargs: Any) -> Any:
            return getattr(import_module(self.__name__), name)(*args, **kwargs)

        return later


def interface_of(app: str) -> dict[str, ModuleType | None]:
    """What this app of Wagtail imports for the interface, as stand-ins."""
    parts = (f"{app}.api.v3", f"{app}.api.v3.registry", f"{app}.api.v3.router")
    return {name: StandIn(name) for name in ("wagtail.api.v3.api", *parts)}


# The admin's own interface (API v2) is made of JSON alone, and its lists of pages know their site.
UNUSED: dict[str, ModuleType | None] = dict.fromkeys(("yaml", "pygments", "markdown", "requests"))
POSTGRESQL = "django.contrib.postgres"


def import_interface() -> None:
    """Import what the admin's interface needs (once all models are known), without what it does not."""
    absent = dict(UNUSED)
    if not apps.is_installed(POSTGRESQL):
        absent[f"{POSTGRESQL}.fields"] = None
    absent["wagtail.api.validators"] = Later("wagtail.api.validators")
    with left_out(absent):
        import_module("rest_framework.compat")
        import_module("wagtail.api.querysets")


class WithoutApi(AppConfig):
    """What the apps below have in common."""

    def ready(self) -> None:
        with left_out(interface_of(self.name)):
            super().ready()


class Redirects(WithoutApi, WagtailRedirectsAppConfig):
    """wagtail.contrib.redirects"""


class Documents(WithoutApi, WagtailDocsAppConfig):
    """wagtail.documents"""


class Images(WithoutApi, WagtailImagesAppConfig):
    """wagtail.images"""


class Snippets(WithoutApi, WagtailSnippetsAppConfig):
    """wagtail.snippets"""
