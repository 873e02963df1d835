"""SQL queries of every page of the starter site, in both languages: not kept, and kept."""

from collections.abc import Iterator

from tests.bench.processes import Server
from tests.bench.table import Line
from tests.growth.asking import Station

# What each kind may ask, whatever the number of pages, blocks and entries of the menu; any other is content.
MOST = {"home": 12, "content": 8, "listing": 12, "form": 8, "404": 4}
MISSING = "/nulle-part/"
FORMS = (
    "ContactPage",
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
KINDS = {"HomePage": "home", **dict.fromkeys(FORMS, "form"), **dict.fromkeys(LISTINGS, "listing")}


def counted(station: Station) -> Iterator[tuple[str, str, int]]:
    """Kind, path and queries of every live page the third time it is asked for, and of a 404."""
    pages = [(path, KINDS.get(model, "content")) for path, model in station.pages()]
    for path, kind in [*pages, (MISSING, "404")]:
        for _time in range(2):
            station.ask(path)
        yield kind, path, station.ask(path)["queries"]


def measure(environment: dict[str, str], server: Server) -> Iterator[Line]:
    """One line for each kind of page, and one for those that are kept: the most of any page."""
    with Station.of(environment) as station:
        seen = list(counted(station))
    for kind, bound in MOST.items():
        asked = [(number, path) for one, path, number in seen if one == kind]
        number, path = max(asked)
        note = f"the most of {len(asked)}: {path}" if len(asked) > 1 else ""
        yield Line(f"SQL queries, page cache off: {kind}", number, bound, "", note=note)
    pages = [path for _kind, path, _number in seen if path != MISSING]
    # A kept page is answered before Django, which has the only connections to the database.
    reached = [path for path in pages if not is_kept(server, path)]
    note = f"of {len(pages)} pages" + (f": {', '.join(reached)}" if reached else "")
    yield Line("Pages that are not answered from the page cache", len(reached), 0, "", note=note)


def is_kept(server: Server, path: str) -> bool:
    """Whether the second or third answer comes from the page cache."""
    return any("hit" in server.ask(path)[1].get("cache-status", "") for _time in range(3))
