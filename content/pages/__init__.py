"""The working copy: what editors write."""
