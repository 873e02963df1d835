"""What visitors come for, told when it has happened: by the packages where it does, to whoever counts.

`converted` is sent inside the transaction that keeps the form, with `kind` (a value of Conversion), `path`
(of the page it was sent from, "" when that is not known) and `language`. It names nobody.
"""

from django.db.models import TextChoices
from django.dispatch import Signal
from django.utils.translation import pgettext_lazy


class Conversion(TextChoices):
    """What visitors come for."""

    ENQUIRY = "enquiry", pgettext_lazy("conversion", "Enquiry")
    RESOURCE = "resource", pgettext_lazy("conversion", "Resource requested")
    DOWNLOAD = "download", pgettext_lazy("conversion", "Download")
    APPLICATION = "application", pgettext_lazy("conversion", "Application")
    SIGN_UP = "sign_up", pgettext_lazy("conversion", "Newsletter sign-up")


converted = Signal()
