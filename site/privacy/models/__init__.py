from ..records import PersonalQuerySet, PersonalRecord
from .erasures import Cause, Erasure, ErasureCopy, ErasureRun, LedgerPosition, Phase, RunStatus
from .journal import JournalEntry
from .notices import ShownNotice
from .orphans import OrphanFile
from .retention import RetentionLength

__all__ = [
    "Cause",
    "Erasure",
    "ErasureCopy",
    "ErasureRun",
    "JournalEntry",
    "LedgerPosition",
    "OrphanFile",
    "PersonalQuerySet",
    "PersonalRecord",
    "Phase",
    "RetentionLength",
    "RunStatus",
    "ShownNotice",
]
