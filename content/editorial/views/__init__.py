"""The desk's own pages; each view is given the ModelAdmin whose kind of page it serves."""
