"""The models of libraries, and of the two lowest packages, that hold nothing personal, and why."""

from __future__ import annotations

from .registry import declare

EDITORIAL = "contents of the site; who changed them is in Wagtail's history, as an account number"
STRUCTURE = "structure and settings of the site"
TRANSLATION = "translations of the site's contents"
RIGHTS = "rights of roles, not of people"
INDEX = "search index of the site's contents; personal models may not be indexed, by a check"
DELIVERY = "ids and states of deliveries; the outbox refuses addresses and scrubs what has ended"

declare(
    nothing_personal={
        "wagtail_localize.TranslatableObject": TRANSLATION,
        "wagtail_localize.TranslationSource": TRANSLATION,
        "wagtail_localize.Translation": TRANSLATION,
        "wagtail_localize.TranslationLog": TRANSLATION,
        "wagtail_localize.String": TRANSLATION,
        "wagtail_localize.TranslationContext": TRANSLATION,
        "wagtail_localize.StringTranslation": TRANSLATION,
        "wagtail_localize.Template": TRANSLATION,
        "wagtail_localize.SegmentOverride": TRANSLATION,
        "wagtail_localize.StringSegment": TRANSLATION,
        "wagtail_localize.TemplateSegment": TRANSLATION,
        "wagtail_localize.RelatedObjectSegment": TRANSLATION,
        "wagtail_localize.OverridableSegment": TRANSLATION,
        "wagtail_localize.LocaleSynchronization": TRANSLATION,
        "wagtailredirects.Redirect": "addresses of pages",
        "wagtailsearchpromotions.Query": "words searched on the site, without who searched",
        "wagtailsearchpromotions.QueryDailyHits": "how often words were searched, without who did",
        "wagtailsearchpromotions.SearchPromotion": EDITORIAL,
        "wagtailembeds.Embed": "public descriptions of embedded videos",
        "wagtaildocs.Document": "not used: open documents are cms.SiteDocument",
        "wagtailimages.Image": "not used: images are cms.SiteImage",
        "wagtailimages.Rendition": "not used: images are cms.SiteImage",
        "wagtailsearch.IndexEntry": INDEX,
        "wagtailsearch.SQLiteFTSIndexEntry": INDEX,
        "modelsearch.IndexEntry": INDEX,
        "modelsearch.SQLiteFTSIndexEntry": INDEX,
        "wagtailadmin.Admin": RIGHTS,
        "wagtailcore.Locale": STRUCTURE,
        "wagtailcore.Site": STRUCTURE,
        "wagtailcore.GroupSitePermission": RIGHTS,
        "wagtailcore.Revision": EDITORIAL,
        "wagtailcore.CollectionViewRestriction": RIGHTS,
        "wagtailcore.Collection": STRUCTURE,
        "wagtailcore.GroupCollectionPermission": RIGHTS,
        "wagtailcore.UploadedFile": "files of the media library in the course of being added",
        "wagtailcore.WorkflowContentType": STRUCTURE,
        "wagtailcore.WorkflowState": EDITORIAL,
        "wagtailcore.Workflow": STRUCTURE,
        "wagtailcore.WorkflowTask": STRUCTURE,
        "wagtailcore.Task": STRUCTURE,
        "wagtailcore.GroupApprovalTask": STRUCTURE,
        "wagtailcore.TaskState": EDITORIAL,
        "wagtailcore.Page": EDITORIAL,
        "wagtailcore.GroupPagePermission": RIGHTS,
        "wagtailcore.PageViewRestriction": RIGHTS,
        "wagtailcore.WorkflowPage": STRUCTURE,
        "wagtailcore.ReferenceIndex": "which content uses which, by number",
        "taggit.Tag": EDITORIAL,
        "taggit.TaggedItem": EDITORIAL,
        "auth.Permission": RIGHTS,
        "auth.Group": RIGHTS,
        "contenttypes.ContentType": STRUCTURE,
        "outbox.Delivery": DELIVERY,
        "outbox.ChannelState": DELIVERY,
        "outbox.ScheduledJob": "the schedule",
        "outbox.ScheduledRun": "when a job ran; who asked for it, as an account number",
        "outbox.WorkerHeartbeat": "which worker process is alive",
        "outbox.AlertSent": "which alarm was sent on which day",
    },
)

declare(
    nothing_personal={
        "privacy.ErasureRun": "when and how many; who released a run, as an account number",
        "privacy.ErasureCopy": "random names of files being deleted, gone once they are",
        "privacy.LedgerPosition": "a place in the ledger",
        "privacy.OrphanFile": "random names of files that belong to nobody any more, or are missing, and "
        "references of records",
        "privacy.ShownNotice": "the words of a notice, the same for everybody who read it",
        "privacy.RetentionLength": "a setting; who changed it, as an account number",
    },
)
