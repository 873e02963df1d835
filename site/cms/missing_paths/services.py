"""What marketing does about a missing address."""

from django.db import transaction
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from cms.models import MissingPath


@transaction.atomic
def redirect_to(*, missing: MissingPath, page: Page | None = None, link: str = "") -> Redirect:
    """Lead the missing address to a page or to a link, for good; its line is done with.

    Raises ValueError without a target. A redirect that was there for the address is changed.
    """
    if (page is None) == (not link):
        raise ValueError("A redirect leads to a page or to a link: one of the two.")
    redirect = Redirect.objects.filter(old_path=missing.path).order_by("site_id").first()
    redirect = redirect or Redirect(old_path=missing.path)
    redirect.redirect_page = page
    redirect.redirect_page_route_path = ""
    redirect.redirect_link = link
    redirect.is_permanent = True
    redirect.automatically_created = False
    redirect.save()
    missing.delete()
    return redirect


def ignore(*, missing: MissingPath) -> None:
    """Keep the address out of the list, however often it is asked for."""
    MissingPath.objects.filter(pk=missing.pk).update(ignored=True)


def take_back(*, missing: MissingPath) -> None:
    """Show an ignored address again."""
    MissingPath.objects.filter(pk=missing.pk).update(ignored=False)


def forget(*, missing: MissingPath) -> None:
    """Delete the line; it starts anew when the address is asked for again."""
    missing.delete()


def forget_paths(paths: list[str]) -> None:
    """These addresses lead somewhere now."""
    MissingPath.objects.filter(path__in=paths).delete()
