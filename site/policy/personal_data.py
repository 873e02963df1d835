from privacy.registry import declare

declare(
    nothing_personal={
        "policy.YourDataPage": "a page that the company publishes; requests are kept in privacy.rights",
    }
)
