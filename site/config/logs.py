"""Log lines: one JSON object each, on the error stream, with nothing personal in them.

What is never written: query strings, bodies, headers, addresses, who is signed in, and the text of an
exception (a database quotes the value it refuses). A message of a library is written as its template,
without what was put into it; our own packages put into a message only what may be read by anyone.
"""

import json
import logging
import re
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

request_id: ContextVar[str] = ContextVar("request_id", default="")

OURS = {"config", "pages", "policy", "intake", "cms", "consent", "accounts", "privacy", "outbox"}
OURS |= {"careers", "leads", "newsletter", "_granian", "granian"}
PLAIN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
# Never written, even when a library hands it over as an extra.
PRIVATE = frozenset({"request", "user", "params", "sql", "alias", "reverse", "environ", "email"})


def trace(error: BaseException) -> list[str]:
    """Where an exception and its causes came from: class names and places, never their text."""
    lines: list[str] = []
    seen: BaseException | None = error
    while seen is not None:
        lines.append(type(seen).__qualname__)
        lines += [
            f"{frame.filename}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(seen.__traceback__)
        ]
        seen = seen.__cause__ or seen.__context__
    return lines


class JsonFormatter(logging.Formatter):
    """A record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        ours = record.name.partition(".")[0] in OURS
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage() if ours else str(record.msg),
        }
        if request_id.get():
            line["request"] = request_id.get()
        line |= {
            name: value
            for name, value in vars(record).items()
            if name not in PLAIN and name not in PRIVATE
        }
        if record.exc_info and record.exc_info[1] is not None:
            line["error"] = trace(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False, default=lambda value: type(value).__qualname__)


def settings(level: str) -> dict[str, Any]:
    """Django's LOGGING: everything from `level` up, as JSON, on the error stream.

    An unknown level counts as INFO here, so that `manage.py check` can still name it.
    """
    if level not in logging.getLevelNamesMapping():
        level = "INFO"
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "config.logs.JsonFormatter"}},
        "handlers": {"stream": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stream"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": level, "propagate": True},
            # The access line says what was refused; these would quote what the visitor sent.
            "django.request": {"level": "ERROR"},
            "django.security": {"level": "CRITICAL"},
            "django.server": {"handlers": [], "level": "ERROR", "propagate": True},
            # A line for each page and each index entry, without its arguments: noise.
            "django_tasks": {"level": "WARNING"},
            "wagtail": {"level": "WARNING"},
            "_granian": {"handlers": [], "level": "WARNING", "propagate": True},
            "granian.access": {"handlers": [], "level": "WARNING", "propagate": False},
        },
    }


# --- Addresses -----------------------------------------------------------------------------------
MASK = "…"
MASKED_ARGUMENTS = re.compile(r"token|secret|key|signature|uid|code|hash|email", re.IGNORECASE)


def looks_private(segment: str) -> bool:
    """Whether a part of a path may be a key to something or an address, rather than a word.

    Slugs are words and numbers joined by hyphens; keys mix letters, digits and cases in one run.
    """
    if "@" in segment or ":" in segment or "=" in segment:
        return True
    if len(segment) < 12:
        return False
    for run in re.split(r"[-_.]", segment):
        letters, digits = any(map(str.isalpha, run)), any(map(str.isdigit, run))
        mixed = run.lower() != run and run.upper() != run and not run.istitle()
        if (len(run) >= 6 and ((letters and digits) or mixed)) or len(run) > 40:
            return True
    return False


def public_path(path: str, match: Any = None) -> str:
    """`path` as it may stand in a log: keys and addresses in it are replaced by an ellipsis.

    `match` is the request's resolver match, when there is one: an argument named like a key is
    masked whatever it looks like.
    """
    hidden = {
        str(value)
        for name, value in (getattr(match, "kwargs", None) or {}).items()
        if MASKED_ARGUMENTS.search(name)
    }
    parts = path[:2000].split("/")
    return "/".join(
        MASK if (part in hidden and part) or looks_private(part) else part for part in parts
    )
