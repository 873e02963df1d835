"""The checks: each reads several pages at once and says what it found on them.

    register_check(Check("links", label=_("Links"), find=links.find, blocks=True))

`find` takes pages (of their own types, as they would be published) and yields `(page, sentence)`: the
sentence tells the editor what to do. It asks a fixed number of queries, however many pages there are.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from wagtail.models import Locale, Page

Find = Callable[[Sequence[Page]], Iterator[tuple[Page, "str | Promise"]]]


@dataclass(frozen=True)
class Check:
    """Something that is looked at before publication. `blocks`: whether it refuses at first.

    `reads_raw`: it is asked before the others, which bind the blocks: a bound chooser forgets a page that is
    gone.
    """

    slug: str
    label: "str | Promise"
    find: Find
    blocks: bool = False
    reads_raw: bool = False


@dataclass(frozen=True)
class Finding:
    """What one check says about one page."""

    check: Check
    message: "str | Promise"


_checks: dict[str, Check] = {}


def register_check(check: Check) -> None:
    """Add a check. Raises ValueError when two have the same slug."""
    if _checks.get(check.slug, check) != check:
        raise ValueError(f"Two checks are called {check.slug!r}.")
    _checks[check.slug] = check


def checks() -> list[Check]:
    """Every check: those that read what is stored come first, then those that refuse at first."""
    return sorted(_checks.values(), key=lambda one: (not one.reads_raw, not one.blocks, one.slug))


def findings_of(
    pages: Iterable[Page], *, only: Iterable[str] | None = None
) -> dict[Any, list[Finding]]:
    """What the checks say about these pages, by primary key. `only`: the slugs of some checks."""
    specific = [page.specific for page in pages]
    if len(specific) > 1:
        languages = {locale.pk: locale for locale in Locale.objects.all()}
        for page in specific:
            page.locale = languages[page.locale_id]
    wanted = None if only is None else set(only)
    found: dict[Any, list[Finding]] = defaultdict(list)
    for check in checks():
        if wanted is None or check.slug in wanted:
            for page, message in check.find(specific):
                found[page.pk].append(Finding(check, message))
    return found
