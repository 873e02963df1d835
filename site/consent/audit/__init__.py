"""The auditor: what a real browser does on the site, compared with the register of trackers."""
