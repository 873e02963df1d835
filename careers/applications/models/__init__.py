from .applications import Application, Source, Stage
from .exchanges import Exchange, Kind, MailState
from .files import ApplicationFile, Attachment, PoolFile, ScanState, StagedFile
from .links import LinkKind, PrivateLink
from .messages import MessageTemplate, Reason
from .pool import PoolEntry
from .remains import Outcome
from .review import Assignment, InterviewSlot, Note, Opinion, Reading

__all__ = [
    "Application",
    "ApplicationFile",
    "Assignment",
    "Attachment",
    "Exchange",
    "InterviewSlot",
    "Kind",
    "LinkKind",
    "MailState",
    "MessageTemplate",
    "Note",
    "Opinion",
    "Outcome",
    "PoolEntry",
    "PoolFile",
    "PrivateLink",
    "Reading",
    "Reason",
    "ScanState",
    "Source",
    "Stage",
    "StagedFile",
]
