"""The project: settings, root addresses and what every page shares."""
