"""The terms of an offer: contract, time, place and pay."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField

from careers.models.lists import Team, Workplace
from careers.terms import (
    ALL_DAYS,
    Contract,
    Currency,
    FixedTermReason,
    Period,
    WorkingTime,
)


class TermsMixin(models.Model):
    """What a contract would say. Facts, so they are the same in every language."""

    contract = models.CharField(
        _("contract"), max_length=16, choices=Contract.choices, blank=True, default=""
    )
    fixed_term_reason = models.CharField(
        _("reason of the fixed term"), max_length=16, choices=FixedTermReason.choices, blank=True
    )
    months = models.PositiveSmallIntegerField(
        _("length in months"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
    )
    rhythm = models.CharField(
        _("rhythm"),
        max_length=120,
        blank=True,
        help_text=_("Of a work-study contract: three weeks with us, one week at school."),
    )
    working_time = models.CharField(
        _("working time"),
        max_length=16,
        choices=WorkingTime.choices,
        default=WorkingTime.FULL,
    )
    hours = models.CharField(
        _("hours"),
        max_length=80,
        blank=True,
        help_text=_("35 hours a week; 218 days a year; Tuesday to Thursday."),
    )
    workplaces = ParentalManyToManyField(
        Workplace, verbose_name=_("workplaces"), blank=True, related_name="offers"
    )
    remote_days = models.PositiveSmallIntegerField(
        _("days of remote work a week"),
        default=0,
        validators=[MaxValueValidator(ALL_DAYS)],
        help_text=_("0: none. 5: remote work altogether."),
    )
    team = models.ForeignKey(
        Team,
        verbose_name=_("team"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="offers",
    )
    starts_on = models.DateField(
        _("start"), null=True, blank=True, help_text=_("Empty: as soon as possible.")
    )
    posts = models.PositiveSmallIntegerField(
        _("number of posts"), default=1, validators=[MinValueValidator(1), MaxValueValidator(99)]
    )
    salary_min = models.DecimalField(
        _("salary from"), max_digits=9, decimal_places=2, null=True, blank=True
    )
    salary_max = models.DecimalField(
        _("salary to"), max_digits=9, decimal_places=2, null=True, blank=True
    )
    salary_currency = models.CharField(
        _("currency"), max_length=3, choices=Currency.choices, default=Currency.EUR
    )
    salary_period = models.CharField(
        _("per"), max_length=8, choices=Period.choices, default=Period.YEAR
    )
    salary_gross = models.BooleanField(_("gross"), default=True)
    salary_variable = models.CharField(
        _("variable part"),
        max_length=160,
        blank=True,
        help_text=_("Up to 10 % on the team's objectives. Not counted in the range."),
    )
    agreement = models.CharField(
        _("collective agreement"), max_length=80, blank=True, help_text=_("Syntec (IDCC 1486).")
    )
    classification = models.CharField(
        _("classification"), max_length=80, blank=True, help_text=_("Manager, position 2.2.")
    )

    class Meta:
        abstract = True
