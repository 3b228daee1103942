"""What whole pages ask the database."""
