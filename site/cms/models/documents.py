from wagtail.documents.models import AbstractDocument, Document


class SiteDocument(AbstractDocument):
    """An open document of the public media. Nothing about a person is ever kept as one."""

    admin_form_fields = Document.admin_form_fields
