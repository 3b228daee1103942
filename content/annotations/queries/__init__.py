"""What pages of notes ask the database."""
