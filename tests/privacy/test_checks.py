"""`manage.py check` on faults planted in the declarations and models."""

import dataclasses
from datetime import date

import pytest
from django.db import models

from privacy import registry
from privacy.checks import activities, columns
from privacy.checks import models as model_checks
from privacy.declarations import (
    Category,
    FileCopy,
    GoesWith,
    JsonKeys,
    LegalBasis,
    NotPersonal,
    Retention,
    Text,
)
from tests.privacy.rehearsal_app import personal_data as rehearsal
from tests.privacy.rehearsal_app.models import Candidate, Exchange


@pytest.fixture(autouse=True)
def _planted(monkeypatch):
    """A copy of the register to plant faults in."""
    monkeypatch.setattr(
        registry,
        "REGISTER",
        registry.Register(
            activities=dict(registry.REGISTER.activities),
            models=dict(registry.REGISTER.models),
            nothing_personal=dict(registry.REGISTER.nothing_personal),
        ),
    )


def plant(**changes):
    changed = dataclasses.replace(rehearsal.CANDIDATE, **changes)
    registry.REGISTER.models["rehearsal.candidate"] = changed
    return changed


def plant_activity(**changes):
    changed = dataclasses.replace(rehearsal.REHEARSAL, **changes)
    registry.REGISTER.activities["rehearsal"] = changed


def without(name):
    return {key: kind for key, kind in rehearsal.CANDIDATE.columns.items() if key != name}


def told():
    found = [
        *activities.check_contradictions(None),
        *activities.check_activities(None),
        *columns.check_every_model_is_known(None),
        *columns.check_columns(None),
        *model_checks.check_models(None),
    ]
    return [f"{message.id} {message.msg}" for message in found]


def about_rehearsal():
    return [line for line in told() if "rehearsal" in line.lower()]


def test_the_real_register_has_nothing_to_tell():
    assert told() == []


@pytest.mark.parametrize("name", ["email", "answers", "in_dispute", "cv"])
def test_an_unclassified_column(name):
    plant(columns=without(name))
    assert [line for line in about_rehearsal() if line.startswith("privacy.E012")]
    assert f"rehearsal.Candidate.{name} is not classified" in "".join(about_rehearsal())


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"columns": {**rehearsal.CANDIDATE.columns, "shoe_size": Category.IDENTITY}}, "E015"),
        ({"columns": {**rehearsal.CANDIDATE.columns, "answers": Category.WRITTEN}}, "E013"),
        ({"columns": {**rehearsal.CANDIDATE.columns, "answers": JsonKeys({})}}, "E013"),
        ({"columns": {**rehearsal.CANDIDATE.columns, "in_dispute": NotPersonal(" ")}}, "E012"),
        ({"copies": ()}, "E014"),
        ({"copies": (FileCopy("photo"),)}, "E014"),
        ({"find": ("mail",)}, "E016"),
        ({"subject": "person__email"}, "E016"),
        ({"correct": ("in_dispute",)}, "E016"),
        ({"retention": ()}, "E017"),
        ({"retention": GoesWith("email")}, "E017"),
        ({"activity": "nothing"}, "E018"),
        ({"name": Text(fr="Candidatures", en="")}, "E002"),
    ],
)
def test_a_fault_in_a_model(changes, code):
    plant(**changes)
    assert [line for line in told() if line.startswith(f"privacy.{code}")], told()


@pytest.mark.parametrize(
    "rule",
    [
        {"months": 0},
        {"months": 6, "days": 3},
        {"months": -6},
        {"event": "last_exchanges"},
        {"slug": "signup"},
    ],
)
def test_a_fault_in_a_retention(rule):
    changed = dataclasses.replace(rehearsal.CANDIDATE.retention[0], **rule)
    plant(retention=(changed,))
    assert about_rehearsal()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"purpose": Text(fr="répéter", en=" ")}, "E002"),
        ({"legal_basis": LegalBasis.LEGITIMATE_INTERESTS}, "E003"),
        ({"legal_basis": "f"}, "E003"),
        ({"readers": ()}, "E004"),
        ({"readers": ("chief",)}, "E004"),
        ({"processors": (dataclasses.replace(rehearsal.POST, checked=None),)}, "E005"),
        ({"processors": (dataclasses.replace(rehearsal.POST, checked=date(2999, 1, 1)),)}, "E005"),
    ],
)
def test_a_fault_in_an_activity(changes, code):
    plant_activity(**changes)
    assert [line for line in about_rehearsal() if line.startswith(f"privacy.{code}")]


def test_a_model_nobody_has_declared():
    del registry.REGISTER.models["rehearsal.candidate"]
    (found,) = columns.check_every_model_is_known(None)
    assert "rehearsal.Candidate" in found.msg
    assert '"email": …' in found.hint
    assert found.is_serious()


def test_declared_twice_or_both_ways():
    registry.declare(models=[rehearsal.CANDIDATE])
    registry.declare(nothing_personal={"rehearsal.Signup": "why", "rehearsal.Tally": ""})
    lines = "\n".join(told())
    assert "rehearsal.Candidate is declared twice" in lines
    assert "rehearsal.signup is declared and also listed" in lines
    assert "without a reason" in lines


@pytest.mark.parametrize(
    ("model", "function"),
    [
        (Candidate, lambda self: self.name),
        (Candidate, lambda self: f"Application of {self.email}"),
        (Candidate, lambda self: str(self.answers)),
        (Exchange, lambda self: f"To {self.candidate.email}"),
    ],
)
def test_a_str_that_tells(monkeypatch, model, function):
    monkeypatch.setattr(model, "__str__", function)
    assert [line for line in about_rehearsal() if line.startswith("privacy.E021")]


def test_a_str_that_only_refers(monkeypatch):
    monkeypatch.setattr(Candidate, "__str__", lambda self: f"{self.reference} ({self.in_dispute})")
    assert about_rehearsal() == []


def test_revisions_index_and_snippets_are_refused():
    from wagtail.models import RevisionMixin
    from wagtail.search.index import Indexed

    for base in (RevisionMixin, Indexed):
        lines = [m.id for m in model_checks.copying_problems(rehearsal.CANDIDATE, base)]
        assert lines == ["privacy.E020"]


def test_a_registered_snippet_is_refused(monkeypatch):
    monkeypatch.setattr(model_checks, "get_snippet_models", lambda: [Candidate])
    assert [line for line in about_rehearsal() if "snippet" in line]


def test_retention_of_an_annotated_event_is_known():
    def counted(rows):
        return rows.annotate(latest=models.Max("exchange__id"))

    rule = Retention(
        slug="candidate", event="latest", counted_from=Text("a", "a"), months=6, rows=counted
    )
    plant(retention=(rule,))
    assert about_rehearsal() == []
