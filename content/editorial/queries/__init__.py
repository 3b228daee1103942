"""What editors' pages ask of the database."""
