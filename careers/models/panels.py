"""How an offer is edited: in the order in which HR thinks of it."""

from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

OFFER_PANELS = [
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("contract"), FieldPanel("months")]),
            FieldRowPanel([FieldPanel("fixed_term_reason"), FieldPanel("rhythm")]),
            FieldRowPanel([FieldPanel("working_time"), FieldPanel("hours")]),
            FieldRowPanel([FieldPanel("starts_on"), FieldPanel("posts")]),
        ],
        heading=_("Contract"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("workplaces", widget=CheckboxSelectMultiple),
            FieldPanel("remote_days"),
            FieldPanel("team"),
        ],
        heading=_("Place and team"),
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("salary_min"), FieldPanel("salary_max")]),
            FieldRowPanel([FieldPanel("salary_currency"), FieldPanel("salary_period")]),
            FieldPanel("salary_gross"),
            FieldPanel("salary_variable"),
            FieldRowPanel([FieldPanel("agreement"), FieldPanel("classification")]),
        ],
        heading=_("Pay"),
    ),
    FieldPanel("summary"),
    FieldPanel("description"),
    FieldPanel("criteria"),
    FieldPanel("steps"),
    FieldPanel("questions"),
    MultiFieldPanel(
        [
            FieldPanel("recruiter"),
            FieldPanel("readers"),
            FieldRowPanel([FieldPanel("answer_within"), FieldPanel("apply_until")]),
            FieldPanel("blind_reading"),
            FieldPanel("is_example"),
        ],
        heading=_("Applications"),
    ),
]
