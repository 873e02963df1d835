"""The kinds of facts that a part of the policy can print."""

from django.utils.translation import gettext_lazy as _

KINDS = [
    ("controller", _("Who is responsible, and the data protection officer")),
    ("purposes", _("What data are used for, and on which basis")),
    ("details", _("Each use in full (GDPR art. 13)")),
    ("durations", _("How long data are kept")),
    ("recipients", _("Who receives data, in which country, by which instrument")),
    ("cookies", _("Cookies and other traces")),
    ("rights", _("Rights, and how to use them")),
    ("backups", _("Backups and the proof of erasure")),
]
