"""Campaigns: their pages, the links that are followed, and what came of them."""
