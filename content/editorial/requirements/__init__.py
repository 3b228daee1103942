"""What a page must have to be saved and to be published, and what an editor should look at before."""
