"""The rooms of the publication, one app each; docs/ARCHITECTURE.md says who may import whom."""
