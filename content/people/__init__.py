"""Accounts, roles, and what a role may do."""
