"""What processors answered about a person, with what the register says of it: why, since, until."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from privacy import registry
from privacy.declarations import Activity, Processor, ProcessorCopy
from privacy.rights.holdings import Held, in_words
from privacy.rights.models import ProcessorAnswer, SubjectRequest


@dataclass(frozen=True)
class AtProcessor:
    """One company: its answer in words, and the records of ours of which it has a copy."""

    answer: ProcessorAnswer
    processor: Processor | None
    activities: tuple[Activity, ...]
    held: tuple[Held, ...]

    @property
    def name(self) -> str:
        return self.processor.name if self.processor else self.answer.processor

    @property
    def answered(self) -> bool:
        return self.answer.answered_at is not None

    @property
    def items(self) -> list[tuple[str, str]]:
        """(name, value) of what the company says it holds; empty when it holds nothing."""
        content = self.answer.content or {}
        return [(str(name), in_words(value)) for name, value in content.items()]


def at_processors(request: SubjectRequest, held: Iterable[Held]) -> list[AtProcessor]:
    """The processors that were asked for this request, in the order of asking."""
    known = {one.slug: one for one in registry.processors(in_use=False)}
    held = list(held)
    return [
        AtProcessor(
            answer,
            known.get(answer.processor),
            tuple(
                activity
                for activity in registry.activities()
                if any(one.slug == answer.processor for one in activity.processors)
            ),
            tuple(one for one in held if has_copy(one, answer.processor)),
        )
        for answer in request.processor_answers.order_by("pk")
    ]


def has_copy(held: Held, slug: str) -> bool:
    """Whether a processor has a copy of this record, erased there with it."""
    return any(
        isinstance(copy, ProcessorCopy)
        and copy.processor.slug == slug
        and copy.payload(held.row) is not None
        for copy in held.declaration.copies
    )
