"""Document assembly for reference manuals: one composition, versioned PDF and DOCX editions."""
