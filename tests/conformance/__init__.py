"""Finished PDF and DOCX files read by independent validators, and by our own lint."""
