"""The register in the admin: runs of the eraser, lengths of retention, the access journal."""
