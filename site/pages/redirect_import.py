"""Redirects of an older site, read from a CSV file: what each line asks, and what can be done of it.

A line holds the old address, the new one, and whether the move is permanent (yes when left empty).
"""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from pages.addresses import answers, page_at, path_here, path_only

LONGEST = 255  # of both columns in Wagtail's table
HEADINGS = {"old", "from", "ancien", "ancienne adresse", "old address", "old path", "redirect from"}
YES = {"", "1", "true", "vrai", "yes", "oui", "permanent", "permanente", "301", "308"}
NO = {"0", "false", "faux", "no", "non", "temporary", "temporaire", "302", "307"}


class Unreadable(Exception):
    """The file cannot be read as a table; its text says why."""


@dataclass
class Line:
    """A line of the file and what is to be done of it.

    `refusal` says why it cannot be done; `known` that it has been done before. Otherwise the old
    address leads to `page` or, without one, to `address`.
    """

    number: int
    old: str
    new: str
    permanent: bool = True
    refusal: str = ""
    known: bool = False
    page: Page | None = None
    address: str = ""

    @property
    def to_create(self) -> bool:
        return not self.refusal and not self.known

    @property
    def target(self) -> str:
        """Where the line leads in the end."""
        return (self.page.url or "") if self.page is not None else self.address or self.new


@dataclass
class Plan:
    """Every line of a file with what is to be done of it."""

    lines: list[Line] = field(default_factory=list)

    @property
    def to_create(self) -> list[Line]:
        return [line for line in self.lines if line.to_create]

    @property
    def refused(self) -> list[Line]:
        return [line for line in self.lines if line.refusal]

    @property
    def known(self) -> list[Line]:
        return [line for line in self.lines if line.known]


def read_lines(content: bytes) -> list[Line]:
    """The lines of a CSV file in UTF-8 or Windows-1252, with semicolons, commas or tabs.

    A first line of headings and empty lines are passed over. Raises Unreadable.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = content.decode("cp1252")
        except UnicodeDecodeError as error:
            raise Unreadable(_("The file is neither UTF-8 nor Windows-1252.")) from error
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(";,\t", key=first.count)
    if delimiter not in first:
        raise Unreadable(_("The first line has no second column: separate them with ; or ,"))
    reader = csv.reader(text.splitlines(), delimiter=delimiter, strict=True)
    lines: list[Line] = []
    try:
        for cells in reader:
            cells = [cell.strip() for cell in cells]
            if any(cells) and not (not lines and cells[0].lower() in HEADINGS):
                lines.append(_line(reader.line_num, cells))
    except csv.Error as error:
        raise Unreadable(
            _("Line %(number)d is not well-formed: %(error)s.")
            % {"number": reader.line_num, "error": error}
        ) from error
    return lines


def _line(number: int, cells: list[str]) -> Line:
    old, new, permanent = (*cells, "", "")[:3]
    line = Line(number, old, new)
    if permanent.lower() not in YES | NO:
        line.refusal = _("“%(value)s” is neither yes nor no.") % {"value": permanent}
    line.permanent = permanent.lower() in YES
    for value in (old, new):
        if not value:
            line.refusal = _("An address is missing.")
        elif not value.isprintable():
            line.refusal = _("An address holds characters that no address has.")
    if not line.refusal:
        try:
            line.old = Redirect.normalise_path(path_only(old))
            path_here(new)
        except ValueError:
            line.refusal = _("An address cannot be read.")
    return line


def make_plan(lines: Iterable[Line]) -> Plan:
    """Decide line by line; nothing is written."""
    plan = Plan(list(lines))
    _refuse_repeated(plan)
    stored: dict[str, Redirect] = {
        redirect.old_path: redirect for redirect in Redirect.objects.select_related("redirect_page")
    }
    moves = {
        line.old: line.new for line in plan.lines if not line.refusal and line.old not in stored
    }
    moves |= {old: one.link for old, one in stored.items() if one.link}
    for line in plan.lines:
        if not line.refusal:
            line.refusal = _examine(line, stored.get(line.old), moves)
    return plan


def _refuse_repeated(plan: Plan) -> None:
    first: dict[str, int] = {}
    for line in plan.lines:
        if not line.refusal and first.setdefault(line.old, line.number) != line.number:
            line.refusal = _("Line %(number)d already says where this address leads.") % {
                "number": first[line.old]
            }


def _examine(line: Line, stored: Redirect | None, moves: Mapping[str, str]) -> str:
    """Why the line is refused, or nothing; finds where it leads."""
    if len(line.old) > LONGEST or len(line.new) > LONGEST:
        return _("An address is longer than %(number)d characters.") % {"number": LONGEST}
    if answers(line.old):
        return _("A page of this site stands at the old address: it would never be redirected.")
    refusal = _find_target(line, moves)
    if refusal:
        return refusal
    if stored is not None:
        if (stored.link or "").rstrip("/") != line.target.rstrip("/"):
            return _("A redirect already leads from there to %(target)s; it is kept.") % {
                "target": stored.link
            }
        line.known = True
    return ""


def _find_target(line: Line, moves: Mapping[str, str]) -> str:
    """Follow the new address to where it leads in the end, so that no chain is made.

    Returns why it leads nowhere, or nothing.
    """
    target, passed = line.new, {line.old}
    while True:
        path = path_here(target)
        if path is None:
            return _elsewhere(line, target)
        if not path.startswith("/"):
            return _("The new address must start with / or https://.")
        page = page_at(path)
        if page is not None and urlsplit(path).path == path:
            line.page = page
            return ""
        if page is not None or answers(path):
            line.address = path
            return ""
        step = Redirect.normalise_path(path)
        if step in passed:
            return _("These redirects go round in circles.")
        passed.add(step)
        if step not in moves:
            return _("Nothing stands at %(path)s.") % {"path": path}
        target = moves[step]


def _elsewhere(line: Line, target: str) -> str:
    try:
        URLValidator(schemes=["http", "https"])(target)
    except ValidationError:
        return _("The new address is not a valid web address.")
    line.address = target
    return ""


@transaction.atomic
def apply_plan(plan: Plan) -> int:
    """Make the redirects that can be made; how many. What exists is never changed."""
    for line in plan.to_create:
        Redirect.add_redirect(
            line.old,
            redirect_to=line.page if line.page is not None else line.address,
            is_permanent=line.permanent,
        )
    return len(plan.to_create)
