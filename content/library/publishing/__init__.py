"""How the working copy becomes an edition, step by step."""
