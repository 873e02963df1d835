"""What a file is, and whether it is taken: the one decision, by content alone."""

from __future__ import annotations

from careers.applications.cv.inside import containers, docx, magic, odt, pdf
from careers.applications.cv.problems import Problem, Refused


def look(content: bytes) -> dict[str, object]:
    """Kind and number of pages of a genuine file. Raises Refused."""
    if not content.strip(b"\0 \t\r\n"):
        raise Refused(Problem.EMPTY)
    if content.startswith(magic.PDF):
        return {"kind": "pdf", "pages": pdf.check(content)}
    if content.startswith(b"PK"):
        return {"kind": _container(content), "pages": 0}
    raise Refused(_other(content))


def _container(content: bytes) -> str:
    with containers.opened(content) as box:
        if box.holds("[Content_Types].xml"):
            docx.check(box)
            return "docx"
        if odt.is_text(box):
            odt.check(box)
            return "odt"
        if any(magic.has_program_name(name) for name in box.names):
            raise Refused(Problem.DISGUISED)
    raise Refused(Problem.WRONG_TYPE)


def _other(content: bytes) -> Problem:
    if content.startswith(magic.OLE):
        if magic.wide("EncryptedPackage") in content:
            return Problem.PASSWORD
        return Problem.OLD_WORD if magic.wide("WordDocument") in content else Problem.WRONG_TYPE
    if content.startswith(b"{\\rtf"):
        return Problem.OLD_WORD
    if magic.is_program(content) or magic.is_markup(content) or content.startswith(b"MZ"):
        return Problem.DISGUISED
    if magic.is_picture(content):
        return Problem.PICTURE
    return Problem.WRONG_TYPE
