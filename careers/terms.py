"""The words of employment that an offer chooses among."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Contract(models.TextChoices):
    """The kinds of contract; the values stand in addresses and feeds."""

    PERMANENT = "cdi", _("Permanent contract (CDI)")
    FIXED_TERM = "cdd", _("Fixed-term contract (CDD)")
    INTERNSHIP = "stage", _("Internship")
    APPRENTICESHIP = "alternance", _("Work-study contract")
    FREELANCE = "freelance", _("Freelance")


# Contracts that end: their length is part of the offer.
LIMITED = (Contract.FIXED_TERM, Contract.INTERNSHIP, Contract.APPRENTICESHIP)


class FixedTermReason(models.TextChoices):
    """Why the law allows the contract to be for a fixed term (labour code, L1242-2)."""

    REPLACEMENT = "remplacement", _("replacement of an absent employee")
    WORKLOAD = "accroissement", _("temporary increase in activity")
    SEASONAL = "saisonnier", _("seasonal work")
    PROJECT = "objet-defini", _("defined project (engineers and managers)")


class WorkingTime(models.TextChoices):
    FULL = "plein", _("Full time")
    PART = "partiel", _("Part time")


class Currency(models.TextChoices):
    EUR = "EUR", _("euros")
    CHF = "CHF", _("Swiss francs")
    GBP = "GBP", _("pounds sterling")
    USD = "USD", _("US dollars")


class Period(models.TextChoices):
    """What the salary is counted by."""

    YEAR = "an", _("year")
    MONTH = "mois", _("month")
    DAY = "jour", _("day")
    HOUR = "heure", _("hour")


class QuestionKind(models.TextChoices):
    """How an offer's own question is answered."""

    LINE = "ligne", _("One line")
    TEXT = "texte", _("Several lines")
    YES_NO = "oui-non", _("Yes or no")
    CHOICE = "choix", _("One of several answers")


# Five days a week at home is work from home altogether; fewer are hybrid work.
ALL_DAYS = 5
