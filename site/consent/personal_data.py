from privacy.registry import declare

declare(
    nothing_personal={
        "consent.Activation": "which trackers the site uses, and the site's own account numbers",
        "cookie_consent.CookieGroup": "the purposes visitors are asked about",
        "cookie_consent.Cookie": "names of the cookies that the site's trackers set",
        "cookie_consent.LogItem": "never written: the site keeps its own evidence",
    }
)
