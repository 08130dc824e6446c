"""From a Book to PDF."""
