"""Where a row leaves traces of itself. Each kind finds, erases and verifies for a batch of rows."""

from .base import KEPT, Trace, Verdict
from .files import FileTraces
from .outbox import OutboxTraces
from .search import SearchTraces
from .sessions import SessionTraces
from .wagtail import DraftTraces, LogTraces, ReferenceTraces, RevisionTraces, WorkflowTraces

# In this order; the row itself has gone before.
ALL: tuple[Trace, ...] = (
    LogTraces(),
    RevisionTraces(),
    WorkflowTraces(),
    DraftTraces(),
    ReferenceTraces(),
    SearchTraces(),
    OutboxTraces(),
    SessionTraces(),
    FileTraces(),
)

__all__ = ["ALL", "KEPT", "Trace", "Verdict"]
