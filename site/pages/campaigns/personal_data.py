"""Campaigns, their words and links: nothing about those who follow them, who are counted elsewhere."""

from privacy.registry import declare

declare(
    nothing_personal={
        "campaigns.Campaign": "what the company is about to tell, and the account that looks after it",
        "campaigns.CampaignPage": "which pages belong to a campaign",
        "campaigns.Word": "words that links are made of, the same for everybody",
        "campaigns.TrackedLink": "a public address of a page; who follows it is not kept here",
    }
)
