"""What the candidate is told about a file that is not taken: what is wrong, and what to do."""

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from careers.applications.cv.problems import Problem

SENTENCES: dict[Problem, "str | Promise"] = {
    Problem.EMPTY: _("Choose another file: this one is empty."),
    Problem.WRONG_TYPE: _("Choose a CV in PDF, DOCX or ODT format: this file is none of these."),
    Problem.OLD_WORD: _(
        "Save your CV as PDF or DOCX: this file is in an older Word format that we do not read."
    ),
    Problem.PICTURE: _(
        "Save your CV as PDF: this file is a picture. Scanners and telephones can make a PDF of it."
    ),
    Problem.DISGUISED: _(
        "Choose another file: this one is a web page or a program, whatever its name says."
    ),
    Problem.TRUNCATED: _(
        "Export your CV again: the end of this file is missing, it was not saved completely."
    ),
    Problem.DAMAGED: _("Export your CV again: this file is damaged and does not open."),
    Problem.PASSWORD: _("Remove the password: we cannot open this file."),
    Problem.MACROS: _("Save your CV without macros, for example as PDF: this file contains some."),
    Problem.ACTIVE: _(
        "Export your CV again as a plain PDF: this file holds a script, a program or an action that "
        "starts by itself."
    ),
    Problem.BOMB: _(
        "Export your CV again: unpacked, this file grows far beyond what a CV can hold."
    ),
    Problem.VIRUS: _("Choose another file: our virus scanner has recognised this one."),
    Problem.UNCHECKED: _(
        "Export your CV again, simpler if you can: this file took too long to check."
    ),
}


def largest() -> str:
    """The size of the largest CV taken, as people say it: "5 MB"."""
    return gettext("%(number)d MB") % {"number": settings.CV_MAX_BYTES // (1024 * 1024)}


def sentence(problem: Problem) -> str:
    """The message for a problem, in the active language."""
    if problem is Problem.TOO_LARGE:
        return gettext("Choose a file of at most %(size)s: this one is larger.") % {
            "size": largest()
        }
    return str(SENTENCES[problem])
