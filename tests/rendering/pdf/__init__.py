"""Tests of the PDF line."""
