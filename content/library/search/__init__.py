"""Search: pure modules that read words and queries, and the two databases that match them."""
