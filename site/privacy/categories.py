"""The closed lists a declaration chooses from: legal bases, categories of data, staff roles."""

from __future__ import annotations

from enum import Enum

from .texts import Text


class LegalBasis(Enum):
    """The bases of GDPR article 6 §1, by letter."""

    CONSENT = "a"
    CONTRACT = "b"
    LEGAL_OBLIGATION = "c"
    VITAL_INTERESTS = "d"
    PUBLIC_TASK = "e"
    LEGITIMATE_INTERESTS = "f"

    @property
    def label(self) -> Text:
        return _BASES[self]


_BASES = {
    LegalBasis.CONSENT: Text(
        fr="votre consentement (RGPD, art. 6 §1 a)", en="your consent (GDPR, art. 6(1)(a))"
    ),
    LegalBasis.CONTRACT: Text(
        fr="un contrat avec vous, ou les démarches que vous demandez avant de le conclure "
        "(RGPD, art. 6 §1 b)",
        en="a contract with you, or steps you ask for before entering into one "
        "(GDPR, art. 6(1)(b))",
    ),
    LegalBasis.LEGAL_OBLIGATION: Text(
        fr="une obligation légale (RGPD, art. 6 §1 c)",
        en="a legal obligation (GDPR, art. 6(1)(c))",
    ),
    LegalBasis.VITAL_INTERESTS: Text(
        fr="la sauvegarde d’intérêts vitaux (RGPD, art. 6 §1 d)",
        en="the protection of vital interests (GDPR, art. 6(1)(d))",
    ),
    LegalBasis.PUBLIC_TASK: Text(
        fr="une mission d’intérêt public (RGPD, art. 6 §1 e)",
        en="a task in the public interest (GDPR, art. 6(1)(e))",
    ),
    LegalBasis.LEGITIMATE_INTERESTS: Text(
        fr="notre intérêt légitime (RGPD, art. 6 §1 f)",
        en="our legitimate interests (GDPR, art. 6(1)(f))",
    ),
}


class Category(Enum):
    """What kind of data about a person a column holds; the policy prints the labels."""

    IDENTITY = "identity"
    CONTACT = "contact"
    PROFESSIONAL = "professional"
    CAREER = "career"
    WRITTEN = "written"
    PREFERENCE = "preference"
    EVIDENCE = "evidence"
    ASSESSMENT = "assessment"
    HISTORY = "history"
    ORIGIN = "origin"
    CONNECTION = "connection"
    CREDENTIAL = "credential"
    REFERENCE = "reference"

    @property
    def label(self) -> Text:
        return _CATEGORIES[self]


_CATEGORIES = {
    Category.IDENTITY: Text(fr="identité", en="identity"),
    Category.CONTACT: Text(fr="coordonnées", en="contact details"),
    Category.PROFESSIONAL: Text(fr="vie professionnelle", en="professional life"),
    Category.CAREER: Text(fr="parcours et CV", en="career and CV"),
    Category.WRITTEN: Text(
        fr="ce que vous nous écrivez et ce que nous vous répondons",
        en="what you write to us and what we answer",
    ),
    Category.PREFERENCE: Text(fr="préférences et choix", en="preferences and choices"),
    Category.EVIDENCE: Text(fr="preuve de votre accord", en="evidence of your agreement"),
    Category.ASSESSMENT: Text(
        fr="avis et notes de nos équipes", en="opinions and notes of our staff"
    ),
    Category.HISTORY: Text(fr="dates et suivi des échanges", en="dates and progress of exchanges"),
    Category.ORIGIN: Text(fr="origine de la demande", en="where the request came from"),
    Category.CONNECTION: Text(fr="connexion et sécurité", en="connection and security"),
    Category.CREDENTIAL: Text(fr="moyens d’authentification", en="means of signing in"),
    Category.REFERENCE: Text(
        fr="références internes à votre dossier", en="internal references to your record"
    ),
}


class Role(Enum):
    """The staff roles of the site; the values are the slugs of `accounts/roles.py`."""

    EDITING = "redaction"
    MARKETING = "marketing"
    HR = "rh"
    INTERVIEW = "entretien"
    DPO = "dpo"
    ADMINISTRATION = "administration"

    @property
    def label(self) -> Text:
        return _ROLES[self]


_ROLES = {
    Role.EDITING: Text(fr="Rédaction", en="Editors"),
    Role.MARKETING: Text(fr="Marketing", en="Marketing"),
    Role.HR: Text(fr="RH", en="Human resources"),
    Role.INTERVIEW: Text(fr="Entretien", en="Interviewers"),
    Role.DPO: Text(fr="DPO", en="Data protection officer"),
    Role.ADMINISTRATION: Text(fr="Administration", en="Administration"),
}
