"""Measures the site: requests per second, latencies, queries, the cost of publishing."""
