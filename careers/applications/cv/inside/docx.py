"""Word documents: genuine ones of any producer pass, those that do something by themselves do not."""

from __future__ import annotations

import posixpath
import re
from typing import Any
from urllib.parse import unquote

from careers.applications.cv.inside import magic
from careers.applications.cv.inside.containers import Box, opened
from careers.applications.cv.problems import Problem, Refused

MAIN = "wordprocessingml.document.main+xml"
TEMPLATE = "wordprocessingml.template.main+xml"
DDE = re.compile(r"^\s*(DDE|DDEAUTO)\s", re.IGNORECASE)
# Relations that bring something in when the document opens; links and linked pictures do not.
FETCHING = (
    "attachedtemplate",
    "oleobject",
    "frame",
    "subdocument",
    "afchunk",
    "package",
    "control",
)


def check(box: Box) -> None:
    """Raises Refused unless this is a Word document without anything active."""
    types = box.xml("[Content_Types].xml")
    kinds = {_local(one): (one.get("ContentType") or "") for one in types}
    all_kinds = " ".join((one.get("ContentType") or "").lower() for one in types)
    if any("vbaproject" in name.lower() or "vbadata" in name.lower() for name in box.names):
        raise Refused(Problem.MACROS)
    if "vbaproject" in all_kinds or ".macroenabled" in all_kinds:
        raise Refused(Problem.MACROS)
    main = main_part(box)
    kind = _type_of(types, main)
    if not kind.endswith((MAIN, TEMPLATE)):
        raise Refused(Problem.WRONG_TYPE if kinds else Problem.DAMAGED)
    if "activex" in all_kinds or any("/activex/" in name.lower() for name in box.names):
        raise Refused(Problem.ACTIVE)
    for name in box.names:
        if name.lower().endswith(".rels"):
            _check_relations(box.xml(name))
        elif "/embeddings/" in name.lower():
            _check_embedded(name, box.read(name))
        elif name.startswith(posixpath.dirname(main) + "/") and name.count("/") == main.count("/"):
            _check_fields(box, name)


def main_part(box: Box) -> str:
    """The name of the document's main part, as the package's relations tell. Raises Refused."""
    if not box.holds("_rels/.rels"):
        raise Refused(Problem.WRONG_TYPE)
    for relation in box.xml("_rels/.rels"):
        if (relation.get("Type") or "").lower().endswith("/officedocument"):
            name = unquote(relation.get("Target") or "").lstrip("/")
            if box.holds(name):
                return name
            raise Refused(Problem.DAMAGED)
    raise Refused(Problem.WRONG_TYPE)


def _type_of(types: Any, part: str) -> str:
    extension = part.rpartition(".")[2].lower()
    default = ""
    for one in types:
        if (one.get("PartName") or "").lstrip("/").lower() == part.lower():
            return (one.get("ContentType") or "").lower()
        if (one.get("Extension") or "").lower() == extension and not one.get("PartName"):
            default = (one.get("ContentType") or "").lower()
    return default


def _check_relations(root: Any) -> None:
    for relation in root:
        if (relation.get("TargetMode") or "").lower() != "external":
            continue
        kind = (relation.get("Type") or "").lower().rpartition("/")[2]
        target = unquote(relation.get("Target") or "").strip().lower()
        if target.startswith(("javascript:", "vbscript:", "mhtml:")):
            raise Refused(Problem.ACTIVE)
        # A template on the writer's own disk is written into every document made from it.
        if kind in FETCHING and is_remote(target):
            raise Refused(Problem.ACTIVE)


def is_remote(target: str) -> bool:
    """Whether opening this address would ask another machine."""
    if target.startswith(("\\\\", "//")):
        return True
    if target.startswith("file:"):
        path = target[5:].replace("\\", "/")
        return path.startswith("////") or (path.startswith("//") and not path.startswith("///"))
    return re.match(r"[a-z][a-z0-9+.-]+:", target) is not None and target[1:3] != ":\\"


def _check_embedded(name: str, content: bytes) -> None:
    """A chart's workbook is genuine; a packaged file or a macro is not."""
    if content.startswith(magic.OLE):
        if magic.wide("\x01Ole10Native") in content:
            raise Refused(Problem.ACTIVE)
        if magic.wide("_VBA_PROJECT") in content:
            raise Refused(Problem.MACROS)
    elif content.startswith(magic.ZIP):
        with opened(content) as inner:
            if any("vbaproject" in one.lower() for one in inner.names):
                raise Refused(Problem.MACROS)
            if any("/embeddings/" in one.lower() for one in inner.names):
                raise Refused(Problem.ACTIVE)


def _check_fields(box: Box, name: str) -> None:
    """Every part beside the main one is sound XML, and no field in it asks another program."""
    if not name.lower().endswith(".xml"):
        return
    words: list[str] = []
    for element in box.xml(name).iter():
        tag = _local(element)
        if tag == "fldSimple":
            _demand_no_dde(_attribute(element, "instr"))
        elif tag == "fldChar":
            if _attribute(element, "fldCharType") == "begin":
                words = []
            _demand_no_dde("".join(words))
        elif tag == "instrText":
            words.append(element.text or "")
            _demand_no_dde("".join(words) + " ")


def _demand_no_dde(instruction: str) -> None:
    if DDE.match(instruction.replace('"', "").replace("\\", "")):
        raise Refused(Problem.ACTIVE)


def _attribute(element: Any, name: str) -> str:
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return ""


def _local(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
