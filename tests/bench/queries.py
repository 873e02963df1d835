"""SQL queries of every page of the starter site, in both languages: not kept, and kept."""

from collections.abc import Iterator
from statistics import median

from tests.bench.processes import Server
from tests.bench.table import Line
from tests.growth.asking import Station

# What each kind may ask, whatever the number of pages, blocks and entries of the menu; any other is content.
MOST = {"home": 12, "content": 8, "listing": 12, "form": 8, "404": 4}
MISSING = ("/nulle-part/", "/en/nowhere/", "/actualites/nulle-part/")
# Words that stand nowhere, are mistyped, or are found by some of them only: each is asked in more ways.
SEARCHES = (
    "/recherche/?q=messages",
    "/recherche/?q=mesages+canaal+client",
    "/recherche/?q=mesages+canal",
    "/en/search/?q=chanel+mesage+customer",
)
FORMS = (
    "ContactPage",
    "LandingPage",
    "NewsletterPage",
    "OfferPage",
    "ResourcePage",
    "SpontaneousApplicationPage",
    "YourDataPage",
)
LISTINGS = (
    "CareersPage",
    "NewsIndexPage",
    "ProductIndexPage",
    "ResourceIndexPage",
    "SearchPage",
    "SiteMapPage",
    "StoryIndexPage",
)
LOOKS = 9  # at each page, to tell which cost most
KINDS = {"HomePage": "home", **dict.fromkeys(FORMS, "form"), **dict.fromkeys(LISTINGS, "listing")}


def counted(station: Station) -> Iterator[tuple[str, str, int]]:
    """Kind, path and queries of every live page, some searches and a 404, the third time each is asked for.

    Of an address that is missing for the first time as well: it is noted for the editors.
    """
    asked = [(path, KINDS.get(model, "content")) for path, model in station.pages()]
    asked += [(path, "listing") for path in SEARCHES]
    for path, kind in [*asked, *((path, "404") for path in MISSING)]:
        for _time in range(2):
            station.ask(path)
        yield kind, path, station.ask(path)["queries"]
    new = f"{MISSING[0]}encore/"
    yield "404", new, station.ask(new)["queries"]


def dearest(environment: dict[str, str], number: int = 5) -> list[str]:
    """Of all content pages in both languages, those that take the most CPU when they are made."""
    with Station.of(environment) as station:
        paths = [path for path, model in station.pages() if model not in KINDS]
        costs = {path: median(station.ask(path)["cpu"] for _time in range(LOOKS)) for path in paths}
    return sorted(paths, key=lambda path: -costs[path])[:number]


def measure(environment: dict[str, str], server: Server) -> Iterator[Line]:
    """One line for each kind of page, and one for those that are kept: the most of any page."""
    with Station.of(environment) as station:
        seen = list(counted(station))
    for kind, bound in MOST.items():
        asked = [(number, path) for one, path, number in seen if one == kind]
        number, path = max(asked)
        note = f"the most of {len(asked)}: {path}" if len(asked) > 1 else ""
        yield Line(f"SQL queries, page cache off: {kind}", number, bound, "", note=note)
    pages = [path for kind, path, _number in seen if kind != "404" and path not in SEARCHES]
    # A kept page is answered before Django, which has the only connections to the database.
    reached = [path for path in pages if not is_kept(server, path)]
    note = f"of {len(pages)} pages" + (f": {', '.join(reached)}" if reached else "")
    yield Line("Pages that are not answered from the page cache", len(reached), 0, "", note=note)


def is_kept(server: Server, path: str) -> bool:
    """Whether the second or third answer comes from the page cache."""
    return any("hit" in server.ask(path)[1].get("cache-status", "") for _time in range(3))
