"""How pages change: the admin, preview, publishing."""
