"""The public views: each parses, asks one thing, answers."""
