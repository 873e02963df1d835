"""The buttons of the candidate's page. What cannot be taken back is asked once more."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest

from careers.applications.candidate import story
from careers.applications.forms import ReplaceForm, WriteForm
from careers.applications.models import Application
from careers.applications.services import applying, candidates

AGAIN = "applications/candidate/again.html"
PAGE = "applications/candidate/page.html"


@dataclass(frozen=True)
class Outcome:
    """What a button did: a word for the page to say, or a page of its own."""

    done: str = ""
    template: str = ""
    context: Mapping[str, Any] = field(default_factory=dict)
    status: int = 200


Act = Callable[[HttpRequest, Application], Outcome]


def carry_out(request: HttpRequest, application: Application) -> Outcome:
    """Do what the button says; an unknown one does nothing."""
    act = ACTS.get(request.POST.get("action", ""))
    if act is None or (application.pending and act not in PENDING_ACTS):
        return Outcome()
    try:
        return act(request, application)
    except candidates.NotPossible:
        return Outcome(done="changed")


def ask(question: str) -> Act:
    """A page that asks once more before `question` is carried out."""
    return lambda request, application: Outcome(template=AGAIN, context={"question": question})


def keep(request: HttpRequest, application: Application) -> Outcome:
    candidates.keep(application=application)
    return Outcome(done="keep")


def erase(request: HttpRequest, application: Application) -> Outcome:
    candidates.erase_now(application=application)
    return Outcome(done="erase")


def withdraw(request: HttpRequest, application: Application) -> Outcome:
    candidates.withdraw(application=application)
    return Outcome(done="withdraw")


def write(request: HttpRequest, application: Application) -> Outcome:
    form = WriteForm(request.POST)
    if not form.is_valid():
        return Outcome(template=PAGE, context={"write_form_bound": form}, status=200)
    candidates.write(application=application, text=form.cleaned_data["text"])
    return Outcome(done="write")


def replace(request: HttpRequest, application: Application) -> Outcome:
    form = ReplaceForm(request.POST, request.FILES)
    if not form.is_valid():
        return Outcome(template=PAGE, context={"replace_form_bound": form}, status=200)
    candidates.replace_cv(application=application, cv=form.cleaned_data["cv"])
    return Outcome(done="replace")


def choose(request: HttpRequest, application: Application) -> Outcome:
    chosen = request.POST.get("slot", "")
    slot = next((one for one in application.slots.current() if str(one.uuid) == chosen), None)
    if slot is None:
        return Outcome(done="changed")
    candidates.choose_slot(application=application, slot=slot)
    return Outcome(done="choose")


def join_pool(request: HttpRequest, application: Application) -> Outcome:
    if request.POST.get("agree") != "yes":
        return Outcome(done="pool-untold")
    candidates.join_pool(application=application, wording=str(story.POOL_WORDING))
    return Outcome(done="pool")


def confirm(request: HttpRequest, application: Application) -> Outcome:
    applying.confirm(application=application)
    return Outcome(done="confirm")


# What the links of a mail ask for: the page asks once more, its button does it.
FROM_MAIL = ("keep", "erase")

ACTS: dict[str, Act] = {
    "keep": keep,
    "ask-erase": ask("erase"),
    "erase": erase,
    "ask-withdraw": ask("withdraw"),
    "withdraw": withdraw,
    "write": write,
    "replace": replace,
    "choose": choose,
    "pool": join_pool,
    "confirm": confirm,
}
PENDING_ACTS = (confirm, erase)
