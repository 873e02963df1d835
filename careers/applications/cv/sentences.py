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
    Problem.TOO_MANY: _("Send it with another mail: we take five files at a time."),
}
# The same as staff read it of a file that came by mail.
REASONS: dict[Problem, "str | Promise"] = {
    Problem.EMPTY: _("it is empty"),
    Problem.WRONG_TYPE: _("it is neither PDF nor DOCX nor ODT"),
    Problem.OLD_WORD: _("it is in an older Word format"),
    Problem.PICTURE: _("it is a picture"),
    Problem.DISGUISED: _("it is a web page or a program, whatever its name says"),
    Problem.TRUNCATED: _("its end is missing"),
    Problem.DAMAGED: _("it is damaged"),
    Problem.PASSWORD: _("a password protects it"),
    Problem.MACROS: _("it contains macros"),
    Problem.ACTIVE: _("it holds a script, a program or an action that starts by itself"),
    Problem.BOMB: _("unpacked, it grows far beyond what a document can hold"),
    Problem.VIRUS: _("the virus scanner has recognised it"),
    Problem.UNCHECKED: _("it took too long to check"),
    Problem.TOO_MANY: _("more than five files came with this message"),
}


def reason(problem: str) -> str:
    """Why a file was not kept, for staff; "" for no problem."""
    if problem == Problem.TOO_LARGE:
        return gettext("it is larger than %(size)s") % {"size": largest()}
    return str(REASONS[Problem(problem)]) if problem else ""


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
