"""Told inside this package when something happened; what follows from it connects here."""

from django.dispatch import Signal

# A person wrote or asked for a resource, and it is no spam. Sent in the transaction that stores it,
# with `contact` (an Enquiry or a ResourceRequest).
contact_taken = Signal()
# The status of a person changed. Sent in its transaction, with `person`.
status_changed = Signal()
