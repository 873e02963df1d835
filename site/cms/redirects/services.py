"""What happens to redirects when pages change their address or are published."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from .addresses import Address, addresses

CHUNK = 300


@transaction.atomic
def record_move(*, page: Page, url_path_before: str) -> int:
    """The published pages from `page` down have left `url_path_before`: lead to where they are now.

    Earlier redirects that name the old address as their target are pointed at the page itself, so
    that nobody is sent twice. A redirect that an editor made for an old address stays as it is.
    How many redirects were made.
    """
    length = len(page.url_path)
    left: dict[Address, Page] = {}
    taken: list[Address] = []
    for moved in (
        page.get_descendants(inclusive=True).live().defer_streamfields().specific().iterator()
    ):
        now = addresses(moved)
        before = addresses(moved, url_path=url_path_before + moved.url_path[length:])
        left.update({address: moved for address in before if address not in now})
        taken += now
    _free(taken)
    made = 0
    names = {site.pk: site.root_url for site in Site.objects.all()}
    pending = list(left.items())
    for start in range(0, len(pending), CHUNK):
        some = dict(pending[start : start + CHUNK])
        _point_at_pages(some, names)
        made += _lead(some)
    return made


@transaction.atomic
def record_publication(*, page: Page) -> None:
    """`page` answers at its address: what led away from there automatically is not needed any more."""
    _free(addresses(page))


def _free(taken: list[Address]) -> None:
    """Remove automatic redirects from addresses that a page has again."""
    for some in _chunks(taken):
        Redirect.objects.filter(_at(some), automatically_created=True).delete()


def _lead(left: dict[Address, Page]) -> int:
    Redirect.objects.filter(_at(left), automatically_created=True).delete()
    decided = set(Redirect.objects.filter(_at(left)).values_list("old_path", flat=True))
    made = Redirect.objects.bulk_create(
        [
            Redirect(
                old_path=address.path,
                site_id=address.site_id,
                redirect_page_id=page.pk,
                redirect_page_route_path=address.route,
                automatically_created=True,
            )
            for address, page in left.items()
            if address.path not in decided
        ],
        ignore_conflicts=True,
    )
    return len(made)


def _point_at_pages(left: dict[Address, Page], names: dict[int, str]) -> None:
    """Redirects to an old address, written as a link, become redirects to the page."""
    targets = {}
    for address, page in left.items():
        for start in ("", names.get(address.site_id, "")):
            targets[f"{start}{address.path}"] = targets[f"{start}{address.path}/"] = (address, page)
    for redirect in Redirect.objects.filter(redirect_link__in=targets, redirect_page=None):
        address, page = targets[redirect.redirect_link]
        redirect.redirect_link = ""
        redirect.redirect_page_id = page.pk
        redirect.redirect_page_route_path = address.route
        redirect.save()


def _at(some: Iterable[Address]) -> Q:
    paths: dict[int, list[str]] = {}
    for address in some:
        paths.setdefault(address.site_id, []).append(address.path)
    condition = Q(pk__in=())
    for site_id, known in paths.items():
        condition |= Q(old_path__in=known) & (Q(site_id=site_id) | Q(site_id=None))
    return condition


def _chunks(taken: list[Address]) -> Iterable[list[Address]]:
    return (taken[start : start + CHUNK] for start in range(0, len(taken), CHUNK))
