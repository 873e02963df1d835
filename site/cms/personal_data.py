"""What stands around the pages: contents of the site, published by the company."""

from privacy.registry import declare

PUBLISHED = "content that the company publishes about itself"

declare(
    nothing_personal={
        "cms.AnnouncementBar": PUBLISHED,
        "cms.Change": "which contents of the site have changed: names of tables, ids and addresses",
        "cms.CompanyIdentity": "the company's own particulars, which the law makes it publish",
        "cms.Footer": PUBLISHED,
        "cms.MainMenu": PUBLISHED,
        "cms.MissingPath": "an address that does not exist and how often it was asked for; addresses "
        "that could name a person or open something are not kept",
        "cms.PublicationRule": "which checks refuse a publication, and for which roles",
        "cms.SiteDocument": "open documents; records about people are never documents",
        "cms.SiteImage": "images of the site; portraits only with the agreement of the person",
        "cms.SiteRendition": "sizes of the images of the site",
        "cms.SocialImage": "an image made from the title of a page",
    }
)
