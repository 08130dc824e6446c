"""From a Book to files."""
