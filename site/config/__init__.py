"""Settings, addresses and the processes that serve the site."""
