"""From a Book to DOCX."""
