from outbox.channels import Channel, register
from privacy.services import confirm_copy_erased

# What the processor has been told, in this process.
TOLD = []


def deliver(delivery):
    TOLD.append(delivery.payload["member"])
    confirm_copy_erased(copy=delivery.payload["erasure_copy"])


register(Channel(name="rehearsal", label="Rehearsal", deliver=deliver))
