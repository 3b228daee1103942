"""What the public reads: editions, passages, links and the public pages."""
