"""What grows with what is kept: a site of some dozens beside one with twenty years of everything.

Processes ask their own copies of one site, in turn, so that whatever else the machine does meets them
alike: CPU, the median of the ratios of each question to its neighbour. A page begins at the starter site
(37 pages in each language); a list begins where it is full, so that the same is shown. The site's own
caches are as in the web process; no page is kept whole.
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlsplit

from tests.bench.ours import OurSite
from tests.bench.processes import NotMeasured
from tests.bench.table import Line
from tests.growth.asking import Station
from tests.servers import ROOT

ROUNDS, OF_PAGES = 11, 31  # what takes some milliseconds is asked more often
WARM = 5  # rounds at most that are not measured
SMALL = {"pages": 120, "leads": 1_000, "applications": 1_000, "subscribers": 1_000}
LARGE = {"pages": 20_000, "leads": 100_000, "applications": 100_000, "subscribers": 200_000}
PER_MAP = 10_000  # pages in one file of the site map
READ = 1_000  # pages that are asked of the web process
# Of newsletter.stand_in, which nothing but a process of the site can import.
KEY, AUDIENCE = "0123456789abcdef0123456789abcdef-us6", "a1b2c3d4e5"


@dataclass(frozen=True)
class Asked:
    """An address, who asks for it, and how much more it may cost the large site."""

    what: str
    path: str
    bound: float
    who: str = "visitor"
    is_list: bool = False
    is_new: bool = False  # nobody has asked this before: its number is not remembered


PAGES = (
    Asked("home", "/", 1.1),
    Asked("content page", "/mentions-legales/", 1.1),
    Asked("404", "/nulle-part/", 1.1),
    Asked("list of articles", "/actualites/", 1.1, is_list=True),
    Asked("list of articles, last page of the small one", "/actualites/?p=5", 1.1, is_list=True),
    Asked("list in English", "/en/news/", 1.1, is_list=True),
    Asked("an article", "/actualites/canaux-prives-canaux-publics/", 1.1),
    Asked("stories", "/clients/", 1.1),
    Asked("job offers", "/carrieres/", 1.1),
)
EVERY, ALL = "/admin/leads/?q=societe", "/admin/applications/?q=example"
OTHERS = (
    Asked("search", "/recherche/?q=messages", 3),
    Asked("search, nothing found", "/recherche/?q=mesages", 3),
    Asked("explorer, home page", "/admin/pages/{home}/", 1.3, "marketing"),
    Asked("explorer, articles", "/admin/pages/{news}/", 1.3, "marketing"),
    Asked("inbox", "/admin/leads/", 1.1, "marketing"),
    Asked("inbox, page 9", "/admin/leads/?p=9", 1.1, "marketing"),
    Asked("inbox, filtered", "/admin/leads/?status=new&status=lost&unread=on", 1.4, "marketing"),
    Asked("inbox, nobody's", "/admin/leads/?owner=nobody", 1.4, "marketing"),
    Asked("inbox, of a campaign", "/admin/leads/?campaign=autumn", 1.4, "marketing"),
    Asked("inbox, by name", "/admin/leads/?ordering=last_name", 1.1, "marketing"),
    Asked("inbox, search", "/admin/leads/?q=garnier", 1.4, "marketing"),
    Asked("inbox, in one language", "/admin/leads/?language=fr", 1.4, "marketing"),
    Asked("inbox, search, in every row", EVERY, 1.4, "marketing"),
    Asked("inbox, search, in every row, first look", EVERY, 1.4, "marketing", is_new=True),
    Asked("inbox, two words, first look", f"{EVERY}+example", 1.4, "marketing", is_new=True),
    Asked(
        "inbox, word and filter, first look", f"{EVERY}&status=new", 1.4, "marketing", is_new=True
    ),
    Asked("inbox, a whole name", "/admin/leads/?q=alix+garnier", 1.4, "marketing", is_new=True),
    Asked(
        "inbox, words of messages and of every row, first look",
        f"{EVERY}+canal",
        1.4,
        "marketing",
        is_new=True,
    ),
    Asked("inbox, search, nothing found", "/admin/leads/?q=nobodyatall", 1.4, "marketing"),
    Asked("review list", "/admin/applications/", 1.1, "rh"),
    Asked("review list, view", "/admin/applications/?view=to-answer", 1.4, "rh"),
    Asked("review list, filtered", "/admin/applications/?stage=refused&source=site", 1.4, "rh"),
    Asked("review list, talent pool", "/admin/applications/?pool=yes", 1.4, "rh"),
    Asked("review list, search", "/admin/applications/?q=garnier", 1.4, "rh"),
    Asked("review list, search, in every row", ALL, 1.4, "rh"),
    Asked("review list, search, in every row, first look", ALL, 1.4, "rh", is_new=True),
    Asked("review list, two words, first look", f"{ALL}+societe", 1.4, "rh", is_new=True),
    Asked(
        "review list, word and filter, first look", f"{ALL}&stage=refused", 1.4, "rh", is_new=True
    ),
    Asked("review list, search, nothing found", "/admin/applications/?q=nobodyatall", 1.4, "rh"),
)
STAFF_QUERIES = 15
EXPORTS = (
    Asked("leads as CSV", "/admin/leads/export/csv/", 25, "marketing"),
    Asked("leads as XLSX", "/admin/leads/export/xlsx/", 25, "marketing"),
    Asked("applications as CSV", "/admin/applications/export/?format=csv", 25, "rh"),
    Asked("applications as XLSX", "/admin/applications/export/?format=xlsx", 25, "rh"),
    Asked("subscribers as CSV", "/admin/newsletter/subscribers/export/", 25, "marketing"),
)


def measure(
    few: Mapping[str, int] = SMALL,
    many: Mapping[str, int] = LARGE,
    rounds: int = ROUNDS,
    prepared: Path | None = None,
) -> list[Line]:
    """Every line about growth from `few` of everything (pages: from the starter site) to `many`.

    `prepared`: a folder with a prepared site, to be copied. Takes some twelve minutes without other
    numbers, most of them to make what is measured.
    """
    with tempfile.TemporaryDirectory(prefix="dimelo-growth-") as folder, ExitStack() as stack:
        copies = _grown(Path(folder), few, many, prepared)
        starter, small, large = (stack.enter_context(Station.of(copy)) for copy in copies)
        of_pages = rounds * OF_PAGES // ROUNDS
        lines = [
            line
            for asked in PAGES
            for line in ratios(
                [small if asked.is_list else starter, large], asked, of_pages, also_bytes=True
            )
        ]
        stations = [small, large]
        lines += [line for asked in OTHERS for line in ratios(stations, asked, rounds)]
        lines.append(_site_map(large, many["pages"]))
        lines += [_export(copies[-1], asked) for asked in EXPORTS]
        lines += _jobs(copies[-1], many["subscribers"])
        lines.append(_web_process(Path(folder), copies[-1]))
    return lines


def _grown(
    folder: Path, few: Mapping[str, int], many: Mapping[str, int], prepared: Path | None
) -> list[dict[str, str]]:
    """The environments of the starter site, the small one, the large one; files of SQLite, whatever
    database the rest is measured with.
    """
    starter = OurSite(folder / "starter", f"sqlite:///{folder / 'starter' / 'site.sqlite3'}")
    starter.environment |= {"LOG_LEVEL": "CRITICAL", "PAGE_CACHE_MEGABYTES": "32"}
    if prepared is None:
        starter.make()
    else:
        shutil.copytree(prepared, starter.folder, dirs_exist_ok=True)
    copies, last = [starter.environment], starter.folder
    more = {name: number - few[name] for name, number in many.items()}
    for place, grown in ((folder / "small", few), (folder / "large", more)):
        shutil.copytree(last, place)
        copies.append(
            {name: value.replace(str(last), str(place)) for name, value in copies[-1].items()}
        )
        grow(copies[-1], grown)
        last = place
    return copies


def grow(environment: dict[str, str], wanted: Mapping[str, int]) -> None:
    """Put so much into the site of this environment."""
    _run(environment, "tests.growth", *(f"{name}={number}" for name, number in wanted.items()))


def _run(environment: dict[str, str], *module: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", *module],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(module)}:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done.stdout


def ratios(
    stations: list[Station], asked: Asked, rounds: int, *, also_bytes: bool = False
) -> Iterator[Line]:
    """How much more the large site's answer costs, and how many more bytes it has."""
    answers: list[list[dict[str, Any]]] = [[], []]
    warm = min(WARM, rounds + 1)
    for turn in range(rounds + warm):
        for place, station in enumerate(stations):
            if (
                asked.is_new
            ):  # the numbers beside it are those of the list, which was looked at before
                station.forget()
                station.ask(urlsplit(asked.path).path, asked.who)
            answer = station.ask(asked.path, asked.who)
            if turn >= warm:
                answers[place].append(answer)
    costs = [median(one["cpu"] for one in of) for of in answers]
    ratio = median(large["cpu"] / small["cpu"] for small, large in zip(*answers, strict=True))
    last = [of[-1] for of in answers]
    few, many = (int(median(one["queries"] for one in of)) for of in answers)
    note = f"{costs[0]:.0f} and {costs[1]:.0f} ms"
    yield Line(f"Growth, CPU: {asked.what}", ratio, asked.bound, note=note)
    most = (
        STAFF_QUERIES if asked.path.startswith(("/admin/leads/", "/admin/applications/")) else few
    )
    note = f"{few} before"
    yield Line(f"Growth, queries: {asked.what}", many, min(few, most), "", note=note)
    if also_bytes:
        ratio = last[1]["bytes"] / last[0]["bytes"]
        yield Line(f"Growth, bytes: {asked.what}", ratio, asked.bound)


def _site_map(station: Station, pages: int) -> Line:
    """What one page of the site map costs; more than fit in one file are in several."""
    path = "/sitemap-1.xml" if pages > PER_MAP else "/sitemap.xml"
    answers = [station.ask(path) for _turn in range(ROUNDS)]
    each = median(one["cpu"] for one in answers) * 1000 / min(pages, PER_MAP)
    if not answers[0]["streamed"]:
        raise NotMeasured("The site map is not streamed")
    return Line("Growth: site map, for each page", each, 20, "µs", note="streamed")


def _export(environment: dict[str, str], asked: Asked) -> Line:
    """MiB that an export takes beyond what its process held before: a new one, with no room left over."""
    with Station.of(environment) as station:
        station.ask("/admin/", asked.who)
        answer = station.ask(asked.path, asked.who, post="format=" not in asked.path)
    if not answer["streamed"]:
        raise NotMeasured(f"{asked.what}: not streamed")
    seconds = answer["cpu"] / 1000
    note = f"streamed, {answer['bytes'] / 2**20:.1f} MB, {seconds:.1f} s of CPU"
    return Line(f"Growth: {asked.what}, above idle", answer["above"], asked.bound, "MiB", note=note)


def _web_process(folder: Path, environment: dict[str, str]) -> Line:
    """The memory of a web process that has been asked for more pages than it can keep."""
    site = OurSite(folder, "")
    site.environment = {**environment, "PAGE_CACHE_MEGABYTES": ""}  # as by default
    with site.served("grown") as server:
        listed = server.ask("/sitemap.xml")[2] + server.ask("/sitemap-1.xml")[2]
        paths = [urlsplit(one.decode()).path for one in re.findall(rb"<loc>(.*?)</loc>", listed)]
        for path in paths[:: max(1, len(paths) // READ)]:
            server.ask(path)
        largest = server.largest
    note = f"{min(READ, len(paths)):,} pages read; {largest.proportional:.0f} MiB its share"
    what = "Growth: memory of one web process, its page cache full"
    return Line(what, largest.resident, 150, "MiB", note=note)


def _jobs(environment: dict[str, str], subscribers: int) -> Iterator[Line]:
    """The most memory of each job."""
    with _mailchimp(environment, subscribers) as url:
        known = {"MAILCHIMP_API_KEY": KEY, "MAILCHIMP_AUDIENCE_ID": AUDIENCE}
        for name in ("purge", "reconciliation", "register"):
            at_mailchimp = {**environment, **known, "MAILCHIMP_BASE_URL": url}
            told = json.loads(_run(at_mailchimp, "tests.growth.jobs", name).splitlines()[-1])
            note = f"{told['number']:,}, {told['cpu']:.0f} s of CPU"
            yield Line(f"Growth: memory of the {name}", told["most"], 300, "MiB", note=note)


@contextmanager
def _mailchimp(environment: dict[str, str], subscribers: int) -> Iterator[str]:
    """The address of a stand-in that knows every subscriber."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.growth.mailchimp", str(subscribers)],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin
        assert process.stdout
        try:
            yield process.stdout.readline().strip()
        finally:
            process.stdin.close()
