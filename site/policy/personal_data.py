from privacy.registry import declare

declare(
    nothing_personal={
        "policy.YourDataPage": "a page that the company publishes; requests are kept in privacy.rights",
        "policy.PolicyPage": "a page that the company publishes",
        "policy.PolicyVersion": "what the company published; the author's initials are public, who "
        "pressed the button stands as an account number",
        "policy.VersionText": "what the company published",
        "policy.VersionPdf": "the same as a PDF",
    }
)
