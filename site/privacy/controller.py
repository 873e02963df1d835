"""Who is responsible for the data, and how to reach the data protection officer."""

from __future__ import annotations

from dataclasses import dataclass

from .texts import Text


@dataclass(frozen=True)
class Controller:
    """The controller (GDPR art. 4 §7) and its data protection officer.

    The officer's address is told in words: scrapers must not collect it, people must be able to
    read, hear and copy it.
    """

    name: str
    described: Text
    dpo: Text


CONTROLLER = Controller(
    name="Dimelo",
    described=Text(
        fr="Dimelo, une entreprise RingCentral, éditrice du site www.dimelo.com (France).",
        en="Dimelo, a RingCentral company, publisher of the site www.dimelo.com (France).",
    ),
    dpo=Text(
        fr="Vous pouvez écrire à notre délégué à la protection des données : "
        "dpo [arobase] dimelo [point] com.",
        en="You can write to our data protection officer: dpo [at] dimelo [dot] com.",
    ),
)
