"""The offers: published by the company. Applications are declared in `careers.applications`."""

from privacy.registry import declare

declare(
    nothing_personal={
        "careers.CareersPage": "a page that the company publishes",
        "careers.OfferPage": "a page that the company publishes; its recruiter is a staff account, which "
        "is declared with the accounts",
        "careers.ReferralLink": "a random link to an offer; neither who passes it on nor who follows it "
        "is kept with it, and of applications that came through it and are erased two numbers remain",
        "careers.SpontaneousApplicationPage": "a page that the company publishes; applications are rows "
        "of their own",
        "careers.Team": "a word by which offers are filtered",
        "careers.Workplace": "the address of an office of the company",
    }
)
