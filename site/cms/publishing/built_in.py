"""The checks that every page passes through."""

from django.utils.translation import gettext_lazy as _

from cms.publishing.checks import Check, finding, links, pictures, register_check, text


def register() -> None:
    """Called once, when the app is ready."""
    for check in (
        Check("links", _("Links within the site"), links.find, blocks=True, reads_raw=True),
        Check("alternatives", _("Alternative texts"), pictures.alternatives, blocks=True),
        Check("documents", _("Links to documents"), links.documents, blocks=True),
        Check("description", _("Description"), finding.description),
        Check("headings", _("Order of headings"), text.headings),
        Check("reading", _("Reading ease"), text.reading),
        Check("social", _("Image for social networks"), pictures.social),
        Check("translation", _("Translation"), finding.translation),
        Check("weight", _("Weight of the page"), pictures.weight),
    ):
        register_check(check)
