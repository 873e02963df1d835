"""Loads side by side, form posts, starts and memory: what a visitor and a small machine notice."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from statistics import median

from tests.bench.load import BROWSER, Load, Result, interleaved
from tests.bench.others import EmptyProject
from tests.bench.ours import OurSite
from tests.bench.posts import Form, bare, ours
from tests.bench.processes import Server
from tests.bench.table import Line

QUIET = 0.1  # of the machine: more than that, taken by other work, spoils requests a second
DIFFERENT = 500  # requests of a load that are all different
FORM = "/contact/"
FORMS = (FORM, "/newsletter/", "/carrieres/candidature-spontanee/")
# Some of every kind, in both languages; each is kept whole, so that what they show makes no difference.
KEPT = ("/", "/en/news/", "/carrieres/developpement-python/", "/en/legal/")
POSTS = 40  # a round
# Leaves the page to Django, as if there were no page cache; what pages share stays in memory.
TO_DJANGO = {"Authorization": "Bench none"}


@dataclass(frozen=True)
class Rounds:
    """How often and how long each load is sent."""

    number: int
    seconds: int


def variants() -> dict[str, list[str]]:
    """Requests for the home page that are never twice the same, but for what the page depends on."""
    chance = Random(9)

    def some(pattern: str) -> list[str]:
        return [pattern.format(chance.randrange(10**9)) for _ in range(DIFFERENT)]

    return {
        "with a random cookie": some("/\t_ga=GA1.1.{0}.1; _pk_id=x{0}"),
        "with utm_* arguments": some("/?utm_source=letter&utm_medium=email&utm_campaign={}"),
        "with unknown arguments": some("/?fbclid={0}&session_id={0}"),
    }


def ratio(ones: Sequence[Result], others: Sequence[Result], figure: str) -> float:
    """The median of the ratios round by round: what disturbs one round disturbs both alike."""
    return median(
        getattr(one, figure) / getattr(other, figure)
        for one, other in zip(ones, others, strict=True)
    )


def compared(what: str, ones: list[Result], others: list[Result], bound: float) -> Line:
    """Requests a second against another server's, and the CPU of each beside it.

    Where other work took so much of the machine that requests a second say little, CPU decides.
    """
    cpu, rate = ratio(others, ones, "cpu"), ratio(ones, others, "a_second")
    a_second = f"{median(one.a_second for one in ones):,.0f}/s"
    taken = median(one.taken for one in [*ones, *others])
    if taken <= QUIET:
        return Line(what, rate, bound, at_least=True, note=f"{a_second}; by CPU {cpu:.2f} ×")
    note = f"by CPU, as other work took {taken:.0%} of the machine; {a_second}, {rate:.2f} ×"
    return Line(what, cpu, bound, at_least=True, note=note)


def slowest(seen: dict[str, list[Result]], paths: Sequence[str]) -> str:
    """Of these pages, the one that takes the most CPU."""
    return max(paths, key=lambda path: median(one.cpu for one in seen[path]))


def warm(site: Server, view: Server, nginx: Server, rounds: Rounds) -> list[Line]:
    """Kept pages against a bare view and nginx."""
    different = variants()
    loads = [
        Load("view", view),
        Load("nginx", nginx),
        *(Load(name, site, requests) for name, requests in different.items()),
        *(Load(path, site, [path]) for path in (*KEPT, *FORMS)),
    ]
    seen = interleaved(loads, rounds=rounds.number, seconds=rounds.seconds)
    home, page, form = seen["/"], slowest(seen, KEPT), slowest(seen, FORMS)
    spread = Line(
        "p99 / p50, warm, 16 connections",
        median(one.p99 / one.p50 for one in home),
        8,
        note=f"p50 {median(one.p50 for one in home):.2f} ms; nginx in the same run "
        f"{median(one.p99 / one.p50 for one in seen['nginx']):.1f} ×",
    )
    return [
        compared("Warm home page / bare Django view under gunicorn", home, seen["view"], 8),
        compared("Warm home page / nginx serving the same answer", home, seen["nginx"], 0.4),
        compared(
            f"Slowest warm page of {len(KEPT)}, {page} / bare view", seen[page], seen["view"], 8
        ),
        *(
            compared(f"Warm page {name} / plain warm page", seen[name], home, 0.9)
            for name in different
        ),
        compared(
            f"Slowest page with forms of {len(FORMS)}, {form} / plain warm page",
            seen[form],
            home,
            0.9,
        ),
        spread,
    ]


def made(site: Server, empty: Server, contents: Sequence[str], rounds: Rounds) -> list[Line]:
    """Pages that Django makes, against the home page of the empty project: CPU of each.

    `contents`: the content pages that cost most.
    """
    loads = [
        Load("empty", empty, connections=2),
        Load("home", site, connections=2, headers=TO_DJANGO),
        *(Load(path, site, [path], connections=2, headers=TO_DJANGO) for path in contents),
    ]
    seen = interleaved(loads, rounds=rounds.number, seconds=rounds.seconds)
    page = slowest(seen, contents)
    names = {
        "home": "Home with all its blocks",
        page: f"Slowest content page, {page}",
    }
    return [
        Line(
            f"{title}, page cache off: CPU / home of the empty project",
            ratio(seen[name], seen["empty"], "cpu"),
            1.5,
            note=f"{median(one.cpu for one in seen[name]):.1f} ms against "
            f"{median(one.cpu for one in seen['empty']):.1f} ms",
        )
        for name, title in names.items()
    ]


def posted(site: Server, empty: Server, rounds: Rounds, number: int = POSTS) -> Line:
    """The contact form against a bare one."""
    mine = Form("contact form", site, FORM, ours, 303)
    other = Form("bare form", empty, FORM, bare, 200)
    for form in (mine, other):
        form.send(5)
    pairs = [(mine.send(number), other.send(number)) for _round in range(rounds.number)]
    return Line(
        "Contact form POST: CPU / bare Wagtail form",
        median(one / another for one, another in pairs),
        1.8,
        note=f"{median(one for one, _ in pairs):.1f} ms against "
        f"{median(another for _, another in pairs):.1f} ms",
    )


def started(site: OurSite, empty: EmptyProject, rounds: Rounds) -> Line:
    """Start to first answer, both prepared beforehand."""
    pairs = []
    for _round in range(rounds.number):
        with empty.served() as other:
            pass
        with site.served("started") as mine:
            pass
        pairs.append((mine.seconds_to_answer, other.seconds_to_answer))
    return Line(
        "Start to first answer / empty project",
        median(one / another for one, another in pairs),
        2,
        note=f"{median(one for one, _ in pairs):.1f} s against "
        f"{median(another for _, another in pairs):.1f} s",
    )


def memory(site: Server, empty: Server) -> Line:
    """The largest process of the site after all that, with the empty project's beside it."""
    mine, other = site.largest, empty.largest
    return Line(
        "Memory of one web process, warm",
        mine.resident,
        150,
        "MiB",
        note=f"{mine.proportional:.0f} MiB its share; empty project {other.resident:.0f} MiB",
    )


def answer_of(site: Server) -> tuple[bytes, dict[str, str]]:
    """The kept home page as a browser gets it, and its headers but those that every server makes."""
    for _time in range(3):
        _status, headers, body = site.ask("/", BROWSER)
    own = {"content-length", "content-type", "date", "server", "etag", "connection"}
    return body, {name: value for name, value in headers.items() if name not in own}
