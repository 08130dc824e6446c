"""Measures the finished pages of a PDF against what a book designer asks; ``python -m tools.typography`` prints them."""
