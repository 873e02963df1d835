"""What a person can do on their page: correct, object, restrict, erase one thing or everything."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from privacy.rights.holdings import Held, holding_of, holdings_of
from privacy.rights.models import SubjectRequest
from privacy.rights.wishes import (
    CorrectionRefused,
    correct,
    erase,
    lift_restriction,
    object_to,
    restrict,
)

Answers = Mapping[str, str]


@dataclass(frozen=True)
class Outcome:
    """What follows: a page of its own (`template`), a certificate, or the list with `done` told."""

    done: str = ""
    certificate: UUID | None = None
    template: str = ""
    context: Mapping[str, Any] = field(default_factory=dict)
    status: int = 200


def _chosen(subject: SubjectRequest, answers: Answers) -> Held | None:
    return holding_of(subject.email, answers.get("record", ""))


def ask_erase(subject: SubjectRequest, answers: Answers) -> Outcome:
    """Show what would be erased and what is kept, before anything happens."""
    one = _chosen(subject, answers)
    held = [one] if one else holdings_of(subject.email, besides=subject)
    return Outcome(
        template="policy/confirm_erasure.html",
        context={"held": held, "record": one.key if one else ""},
    )


def do_erase(subject: SubjectRequest, answers: Answers) -> Outcome:
    """Erase the chosen record, or everything when none is named."""
    if key := answers.get("record", ""):
        one = holding_of(subject.email, key)
        rows = [one] if one else []
    else:
        rows = holdings_of(subject.email, besides=subject)
    return Outcome(certificate=erase(request=subject, held=rows).number)


def ask_correct(subject: SubjectRequest, answers: Answers) -> Outcome:
    one = _chosen(subject, answers)
    if one is None:
        return Outcome()
    return Outcome(template="policy/correct.html", context={"one": one, "typed": {}})


def do_correct(subject: SubjectRequest, answers: Answers) -> Outcome:
    """Store the corrected values, or show the form again with the messages and what was typed."""
    one = _chosen(subject, answers)
    if one is None:
        return Outcome()
    typed = {item.column: answers.get(item.column, "") for item in one.items if item.correctable}
    try:
        correct(request=subject, held=one, values=typed)
    except CorrectionRefused as refusal:
        return Outcome(
            template="policy/correct.html",
            context={"one": one, "typed": typed, "problems": refusal.problems},
            status=422,
        )
    return Outcome(done="corrected")


def ask_object(subject: SubjectRequest, answers: Answers) -> Outcome:
    """Let the person say why, if they wish (art. 21 §1)."""
    one = _chosen(subject, answers)
    if one is None:
        return Outcome()
    return Outcome(template="policy/object.html", context={"one": one})


def do_object(subject: SubjectRequest, answers: Answers) -> Outcome:
    one = _chosen(subject, answers)
    if one is None:
        return Outcome()
    object_to(request=subject, held=one, words=answers.get("words", ""))
    return Outcome(done="objected")


def do_restrict(subject: SubjectRequest, answers: Answers) -> Outcome:
    one = _chosen(subject, answers)
    if one is None:
        return Outcome()
    restrict(request=subject, held=one)
    return Outcome(done="restricted")


def do_lift(subject: SubjectRequest, answers: Answers) -> Outcome:
    one = _chosen(subject, answers)
    if one is None:
        return Outcome()
    lift_restriction(request=subject, held=one)
    return Outcome(done="lifted")


ACTIONS: dict[str, Callable[[SubjectRequest, Answers], Outcome]] = {
    "ask-erase": ask_erase,
    "erase": do_erase,
    "ask-correct": ask_correct,
    "correct": do_correct,
    "ask-object": ask_object,
    "object": do_object,
    "restrict": do_restrict,
    "lift": do_lift,
}
