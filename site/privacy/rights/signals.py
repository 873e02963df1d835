"""Told to the packages that hold a record; they may not be imported from here."""

from django.dispatch import Signal

# A person objects to the use of one of their records (art. 21). Sent with `row` (the record),
# `request` (the SubjectRequest); the receiver stops at once what does not serve a legal duty.
objected = Signal()
# The use of a record is restricted (art. 18), or no longer. Sent with `row`, `restricted` (bool).
restricted = Signal()
# A person has proved that the address is theirs. Sent with `request`; the receiver asks the processors
# it knows what they hold, by the outbox, and keeps their answer in a ProcessorAnswer.
proved = Signal()
