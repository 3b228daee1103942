"""What readers write in the margins: notes on passages, their threads, and their places in each edition."""
