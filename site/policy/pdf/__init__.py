"""The PDF of a version: tagged (PDF/UA-1), with bookmarks, the same bytes for the same content."""
