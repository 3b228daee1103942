"""The pages of the upload: files, and one document at a time."""
