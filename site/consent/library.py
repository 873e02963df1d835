"""The groups and cookies of django-cookie-consent, kept in step with what is declared and switched on.

The library keeps these rows and nothing else here: its cookie, its middleware, its addresses, its log
and its script are not used (consent.checks holds that).
"""

from __future__ import annotations

from collections.abc import Iterable

from cookie_consent.models import Cookie, CookieGroup
from django.db import transaction

from consent import trackers
from consent.declarations import Trace
from consent.purposes import PURPOSES

ESSENTIAL = "essential"


@transaction.atomic
def keep_in_step() -> None:
    """Make the library's rows say what the register says."""
    _group(ESSENTIAL, "Nécessaires", "Ce que le site garde pour ce que vous demandez.", 0, True)
    _cookies(ESSENTIAL, trackers.essentials())
    on = trackers.switched_on()
    for slug, purpose in PURPOSES.items():
        _group(slug, purpose.name.fr, purpose.line.fr, purpose.order, False)
        _cookies(
            slug,
            [trace for one in on if one.service.purpose == slug for trace in one.service.traces],
        )
    CookieGroup.objects.exclude(varname__in=[ESSENTIAL, *PURPOSES]).delete()


def _group(varname: str, name: str, description: str, order: int, required: bool) -> None:
    CookieGroup.objects.update_or_create(
        varname=varname,
        defaults={
            "name": name,
            "description": description,
            "ordering": order,
            "is_required": required,
            "is_deletable": not required,
        },
    )


def _cookies(varname: str, traces: Iterable[Trace]) -> None:
    group = CookieGroup.objects.get(varname=varname)
    wanted = {(trace.name, trace.host): trace for trace in traces}
    for cookie in Cookie.objects.filter(cookiegroup=group):
        trace = wanted.pop((cookie.name, cookie.domain), None)
        if trace is None:
            cookie.delete()
        elif cookie.description != _described(trace):
            cookie.description = _described(trace)
            cookie.save()
    for (name, domain), trace in wanted.items():
        Cookie.objects.create(
            cookiegroup=group, name=name, domain=domain, description=_described(trace)
        )


def _described(trace: Trace) -> str:
    return f"{trace.kind.label.fr} : {trace.purpose.fr} ({trace.duration.fr})"
