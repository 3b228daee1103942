"""`manage.py import_documents` and `manage.py write_fixtures`."""
