"""What HR does with a published offer: closing it, carrying it to boards, links for colleagues."""
