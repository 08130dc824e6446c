"""Readers of finished PDF and DOCX files that share nothing with the writers: what a parity test compares."""
