"""What every page stands on: base page, blocks, images, navigation, SEO, site settings."""
