"""Reading the SQL that Django writes: which tables, under which conditions.

Only what Django's compiler is known to write is understood; of anything else the tables are named and
nothing more, and they count as a whole.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

REF = r'(?:"(\w+)"|\b([A-Z]\w*))\."(\w+)"'
_REF = re.compile(REF)
_TABLE = re.compile(r'\b(?:FROM|JOIN) "(\w+)"(?: ([A-Z]\w*)\b(?=[ )]|$))?')
_JOIN = re.compile(rf"{REF} = {REF}")
_EQUAL = re.compile(rf"{REF} = %s")
_IN = re.compile(rf"{REF} IN \(%s(?:, %s)*\)")
_LIKE = re.compile(rf"{REF}(?:::text)? LIKE %s(?: ESCAPE '.+')?")
_BETWEEN = re.compile(rf"{REF} BETWEEN %s,%s")
_ENDS = (" GROUP BY ", " HAVING ", " ORDER BY ", " LIMIT ", " OFFSET ", " FOR UPDATE")
_KEYWORDS = {"INNER", "LEFT", "RIGHT", "CROSS", "WHERE", "ORDER", "GROUP", "LIMIT", "ON", "SET"}


@dataclass(frozen=True)
class Condition:
    """`column` of `table` is one of the parameters at these places ("in"), or begins so ("prefix")."""

    table: str
    column: str
    kind: str
    places: tuple[int, ...]


@dataclass(frozen=True)
class Select:
    """A query: its tables, the conditions all of its rows fulfil, and how its tables hang together."""

    tables: tuple[str, ...]
    conditions: tuple[Condition, ...] = ()
    # (table, column, table, column) of each join.
    joins: tuple[tuple[str, str, str, str], ...] = ()
    # (table, column) of what stands in a condition of another kind.
    judged: frozenset[tuple[str, str]] = frozenset()
    # (table, column) of what is taken out of the database.
    taken: frozenset[tuple[str, str]] = frozenset()
    simple: bool = True


@lru_cache(maxsize=4096)
def parse_select(sql: str) -> Select:
    """What a SELECT asks for."""
    named = [
        (match[1], match[2] if match[2] and match[2] not in _KEYWORDS else match[1])
        for match in _TABLE.finditer(sql)
    ]
    tables = tuple(dict.fromkeys(table for table, _alias in named))
    aliases = {alias: table for table, alias in named}
    if sql.count("SELECT ") > 1 or len(aliases) != len(tables):
        return Select(tables, simple=False)
    head, _, rest = sql.partition(" FROM ")
    where_at = rest.find(" WHERE ")
    end = min(
        (at for word in _ENDS if (at := rest.find(word, max(where_at, 0))) >= 0), default=len(rest)
    )
    joined = rest[: where_at if where_at >= 0 else end]
    where = rest[where_at + 7 : end] if where_at >= 0 else ""
    reader = _Where(aliases, (head + joined).count("%s"))
    reader.read(where)
    joins = tuple(
        (aliases[m[1] or m[2]], m[3], aliases[m[4] or m[5]], m[6])
        for m in _JOIN.finditer(joined)
        if (m[1] or m[2]) in aliases and (m[4] or m[5]) in aliases
    )
    taken = frozenset(
        (aliases[m[1] or m[2]], m[3]) for m in _REF.finditer(head) if (m[1] or m[2]) in aliases
    )
    return Select(tables, tuple(reader.found), joins, frozenset(reader.judged), taken)


class _Where:
    """Takes a WHERE apart at its ANDs."""

    def __init__(self, aliases: dict[str, str], place: int) -> None:
        self.aliases = aliases
        self.place = place  # of the next parameter
        self.found: list[Condition] = []
        self.judged: set[tuple[str, str]] = set()

    def read(self, text: str) -> None:
        text = unwrapped(text.strip().replace("BETWEEN %s AND %s", "BETWEEN %s,%s"))
        if not text:
            return
        parts = split(text, " AND ")
        if len(parts) > 1:
            for part in parts:
                self.read(part)
            return
        begin, self.place = self.place, self.place + text.count("%s")
        places = tuple(range(begin, self.place))
        kinds = {_EQUAL: "in", _IN: "in", _LIKE: "prefix", _BETWEEN: "between"}
        for pattern, kind in kinds.items():
            if match := pattern.fullmatch(text):
                self.add(match, kind, places)
                return
        either = [_EQUAL.fullmatch(unwrapped(part)) for part in split(text, " OR ")]
        if either[0] and len({match.groups() if match else None for match in either}) == 1:
            self.add(either[0], "in", places)
            return
        self.judged |= {
            (self.aliases[match[1] or match[2]], match[3])
            for match in _REF.finditer(text)
            if (match[1] or match[2]) in self.aliases
        }

    def add(self, match: re.Match[str], kind: str, places: tuple[int, ...]) -> None:
        if table := self.aliases.get(match[1] or match[2]):
            self.found.append(Condition(table, match[3], kind, places))


def unwrapped(text: str) -> str:
    """`text` without brackets that go all around it."""
    while text.startswith("(") and text.endswith(")"):
        depth = 0
        for at, letter in enumerate(text):
            depth += (letter == "(") - (letter == ")")
            if depth == 0 and at < len(text) - 1:
                return text
        text = text[1:-1].strip()
    return text


def split(text: str, word: str) -> list[str]:
    """`text` cut at `word` wherever that stands outside of brackets."""
    parts, depth, begin, at = [], 0, 0, 0
    while at < len(text):
        letter = text[at]
        depth += (letter == "(") - (letter == ")")
        if depth == 0 and text.startswith(word, at):
            parts.append(text[begin:at])
            at = begin = at + len(word)
        else:
            at += 1
    return [*parts, text[begin:]]


# --- Writes --------------------------------------------------------------------------------------
_INSERT = re.compile(r'INSERT (?:OR \w+ )?INTO "?(\w+)"? \(([^)]*)\) (VALUES|SELECT)')
_UPDATE = re.compile(r'UPDATE "?(\w+)"? SET (.*)', re.DOTALL)
_DELETE = re.compile(r'DELETE FROM "?(\w+)"?(.*)', re.DOTALL)
_SET = re.compile(r'"?(\w+)"? ?= ')


@dataclass(frozen=True)
class Write:
    """An INSERT, UPDATE or DELETE: the columns it sets, and its WHERE as it stands."""

    verb: str
    table: str
    columns: tuple[str, ...] = ()
    where: str = ""
    plain: bool = True  # of an INSERT: every value is a parameter


@lru_cache(maxsize=1024)
def parse_write(sql: str) -> Write | None:
    """What a statement writes; None when it is no write that is known."""
    if match := _INSERT.match(sql):
        columns = tuple(name.strip(' "') for name in match[2].split(","))
        return Write("INSERT", match[1], columns, plain=match[3] == "VALUES")
    if match := _UPDATE.match(sql):
        assigned, _, where = match[2].partition(" WHERE ")
        names = tuple(m[1] for part in split(assigned, ", ") if (m := _SET.match(part)))
        return Write("UPDATE", match[1], names, where)
    if match := _DELETE.match(sql):
        return Write("DELETE", match[1], where=match[2].partition(" WHERE ")[2])
    return None
