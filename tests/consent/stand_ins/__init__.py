"""Services that stand in for those of other companies: same manners, on loopback."""
