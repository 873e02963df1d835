"""The figures of the dashboard, out of counts without people (and answer times of those still here)."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any

from django.db.models import QuerySet, Sum
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from leads.models import ContactForm, DailyCount, Enquiry, ResourcePage

WEEKS = (4, 12, 52)
Kind = DailyCount.Kind


@dataclass(frozen=True)
class Bar:
    """One value of a chart, with its height and place in percent of the drawing."""

    label: str
    value: float
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Chart:
    """A bar chart and the same as rows."""

    slug: str
    title: str
    unit: str
    bars: list[Bar]
    highest: float

    @property
    def is_empty(self) -> bool:
        return self.highest == 0


@dataclass(frozen=True)
class Line:
    """A row of a table: what it is about, and its numbers."""

    label: str
    numbers: list[Any] = field(default_factory=list)


def chart(slug: str, title: str, unit: str, values: list[tuple[str, float]]) -> Chart:
    """Bars over a drawing of 100 by 40."""
    highest = max((value for _label, value in values), default=0)
    step = 100 / max(len(values), 1)
    bars = [
        Bar(
            label,
            value,
            x=round(number * step + step * 0.15, 3),
            y=round(40 - (40 * value / highest if highest else 0), 3),
            width=round(step * 0.7, 3),
            height=round(40 * value / highest if highest else 0, 3),
        )
        for number, (label, value) in enumerate(values)
    ]
    return Chart(slug, title, unit, bars, highest)


def mondays(weeks: int) -> list[date]:
    """The first days of the last weeks, this one included."""
    today = timezone.localdate()
    this = today - timedelta(days=today.weekday())
    return [this - timedelta(weeks=number) for number in reversed(range(weeks))]


def counts_since(first: date) -> "QuerySet[DailyCount]":
    return DailyCount.objects.filter(day__gte=first)


def weekly(weeks: int) -> list[Chart]:
    """Enquiries, requests and downloads by week, and the time to the first answer."""
    starts = mondays(weeks)
    labels = {start: date_format(start, "SHORT_DATE_FORMAT") for start in starts}
    numbers: dict[tuple[str, date], int] = defaultdict(int)
    for kind, day, number in counts_since(starts[0]).values_list("kind", "day", "number"):
        numbers[kind, day - timedelta(days=day.weekday())] += number
    named = (
        (Kind.ENQUIRY, _("Messages per week")),
        (Kind.REQUEST, _("Resources requested per week")),
        (Kind.DOWNLOAD, _("Downloads per week")),
    )
    charts = [
        chart(kind, title, "", [(labels[start], numbers[kind, start]) for start in starts])
        for kind, title in named
    ]
    return [*charts, _answer_times(starts, labels)]


def _answer_times(starts: list[date], labels: dict[date, str]) -> Chart:
    spans: dict[date, list[float]] = defaultdict(list)
    first = timezone.make_aware(datetime.combine(starts[0], datetime.min.time()))
    answered = Enquiry.objects.filter(received_at__gte=first, answered_at__isnull=False)
    for received, at in answered.values_list("received_at", "answered_at"):
        if at is None:
            continue
        day = timezone.localtime(received).date()
        spans[day - timedelta(days=day.weekday())].append((at - received).total_seconds() / 3600)
    values = [
        (labels[start], round(median(spans[start]), 1) if spans[start] else 0) for start in starts
    ]
    return chart("answers", _("Hours to the first answer (half are faster)"), "h", values)


def by_form(first: date) -> list[Line]:
    """Messages by form."""
    names: dict[str, str] = {}
    for form in ContactForm.objects.order_by("locale_id"):
        names.setdefault(form.key, form.name)
    rows = _summed(counts_since(first).filter(kind=Kind.ENQUIRY), "thing")
    return [Line(names.get(key, _("a form that is gone")), [number]) for key, number in rows]


def by_resource(first: date) -> list[Line]:
    """Seen, requested, downloaded, and how many of a hundred views led to one."""
    names: dict[str, str] = {}
    for page in ResourcePage.objects.order_by("locale_id").only("title", "translation_key"):
        names.setdefault(str(page.translation_key), page.title)
    numbers: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    rows = counts_since(first).exclude(kind=Kind.ENQUIRY).values_list("thing", "kind")
    for thing, kind, number in rows.annotate(total=Sum("number")):
        numbers[thing][kind] += number
    lines = []
    for thing, found in numbers.items():
        seen, asked, taken = (found[kind] for kind in (Kind.VIEW, Kind.REQUEST, Kind.DOWNLOAD))
        reached = max(asked, taken)
        # Never above a hundred: views by machines are left out, their downloads cannot be told.
        share = f"{min(100, round(100 * reached / seen))} %" if seen else "–"
        lines.append(
            Line(names.get(thing, _("a resource that is gone")), [seen, asked, taken, share])
        )
    return sorted(lines, key=lambda line: -line.numbers[0])


def by_campaign(first: date) -> list[Line]:
    """Messages, requests and downloads by campaign: its pages, and links of those who agreed to it."""
    numbers: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    rows = counts_since(first).exclude(campaign="").values_list("campaign", "kind")
    for campaign, kind, number in rows.annotate(total=Sum("number")):
        numbers[campaign][kind] += number
    lines = [
        Line(campaign, [found[kind] for kind in (Kind.ENQUIRY, Kind.REQUEST, Kind.DOWNLOAD)])
        for campaign, found in numbers.items()
    ]
    return sorted(lines, key=lambda line: -sum(line.numbers))[:50]


def by_language(first: date) -> list[Line]:
    """Messages, requests and downloads by language."""
    numbers: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    rows = counts_since(first).values_list("language", "kind")
    for language, kind, number in rows.annotate(total=Sum("number")):
        numbers[language][kind] += number
    names = {"fr": _("French"), "en": _("English")}
    return [
        Line(
            names.get(language, language),
            [found[kind] for kind in (Kind.ENQUIRY, Kind.REQUEST, Kind.DOWNLOAD)],
        )
        for language, found in sorted(numbers.items(), reverse=True)
    ]


def _summed(rows: "QuerySet[DailyCount]", name: str) -> list[tuple[str, int]]:
    found = rows.values_list(name).annotate(total=Sum("number")).order_by("-total")
    return [(key, number) for key, number in found]
