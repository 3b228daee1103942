"""Documents become pages."""
