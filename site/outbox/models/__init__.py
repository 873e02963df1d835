"""What the outbox remembers: deliveries, channels, scheduled runs, workers, alerts sent."""

from .channel import ChannelState
from .delivery import Delivery, State
from .schedule import RunState, ScheduledJob, ScheduledRun
from .worker import AlertSent, WorkerHeartbeat

__all__ = [
    "AlertSent",
    "ChannelState",
    "Delivery",
    "RunState",
    "ScheduledJob",
    "ScheduledRun",
    "State",
    "WorkerHeartbeat",
]
