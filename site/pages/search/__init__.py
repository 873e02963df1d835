"""The search of the public site, one search configuration per language.

    search_site(query=, page_number=, language=) -> Results

words.py prepares text, indexing.py and backend.py keep the index, engine.py asks the database.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .results import Hit, Results, StartingPoint, search_site

__all__ = ["Hit", "Results", "StartingPoint", "search_site"]


def __getattr__(name: str) -> object:
    # Wagtail loads pages.search.backend while models are still being loaded; the rest needs them.
    if name in __all__:
        from . import results

        return getattr(results, name)
    raise AttributeError(name)
