"""Random histories of events against a simple oracle, through the real eraser and database."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from privacy import queries
from privacy.eraser import run as eraser
from privacy.ledger import book
from privacy.models import Erasure, ErasureRun, LedgerPosition
from tests.privacy.conftest import BOTH, PARIS, empty_ledger
from tests.privacy.rehearsal_app.models import Candidate, Exchange

pytestmark = [pytest.mark.django_db(databases=BOTH), pytest.mark.usefixtures("ledger")]

START = datetime(2026, 8, 25, 12, 0, tzinfo=PARIS)

# One event in the life of the site: so many days pass, then something happens to somebody.
events = st.lists(
    st.tuples(
        st.integers(0, 75),
        st.sampled_from(["apply", "write", "dispute", "settle", "run", "run", "run"]),
        st.integers(0, 3),
    ),
    min_size=1,
    max_size=25,
)


def six_months_later(day):
    """The oracle's own calendar: count months on fingers, then step back to a day that exists."""
    year, month = day.year, day.month
    for _ in range(6):
        month += 1
        if month == 13:
            year, month = year + 1, 1
    number = day.day
    while True:
        try:
            return date(year, month, number)
        except ValueError:
            number -= 1


class Oracle:
    """What people are promised: nobody is kept past the date, nobody goes before it."""

    def __init__(self):
        self.last, self.disputes, self.gone = {}, set(), set()

    def tell(self, event, who, now):
        if event == "apply":
            self.last.setdefault(who, now)
        elif event == "write" and who in self.last:
            self.last[who] = now
        elif event == "dispute" and who in self.last:
            self.disputes.add(who)
        elif event == "settle":
            self.disputes.discard(who)
        elif event == "run":
            for person, when in list(self.last.items()):
                if six_months_later(when.date()) <= now.date() and person not in self.disputes:
                    del self.last[person]
                    self.gone.add(person)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(history=events)
def test_the_eraser_agrees_with_the_oracle(history):
    for model in (Exchange, Candidate, Erasure, ErasureRun, LedgerPosition):
        model._base_manager.all().delete()
    empty_ledger()
    oracle, now, identities = Oracle(), START, {}
    for days, event, who in history:
        now = datetime.combine(now.date() + timedelta(days=days), now.time(), tzinfo=PARIS)
        name = f"p{who}"
        if event == "apply" and who in oracle.gone:
            continue  # someone who applies again later is a new person to the oracle
        oracle.tell(event, who, now)
        rows = Candidate.objects.filter(name=name)
        with time_machine.travel(now, tick=False):
            if event == "apply" and not rows.exists():
                row = Candidate.objects.create(
                    name=name, email=f"{name}@example.com", last_exchange=now
                )
                identities[who] = row.uuid.hex
            elif event == "write":
                for row in rows:
                    Exchange.objects.create(candidate=row, body="x")
                rows.update(last_exchange=now)
            elif event in ("dispute", "settle"):
                rows.update(in_dispute=event == "dispute")
            elif event == "run":
                eraser.erase_due(released=True)
                here = {int(name[1:]) for name in Candidate.objects.values_list("name", flat=True)}
                assert here == set(oracle.last)
                assert not queries.must_replay()
    done = {entry.row for entry in book.entries() if entry.model == "rehearsal.candidate"}
    assert done == {identities[who] for who in oracle.gone}
    assert not Exchange.objects.exclude(candidate__in=Candidate.objects.all()).exists()
