"""The pages of notes: each parses, asks one thing, answers."""
