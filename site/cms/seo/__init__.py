"""Being found and shared: the head of pages, structured data, images for networks, site map."""
