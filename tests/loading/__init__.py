"""Tests of loading: tiny bibles are written into a folder and read."""
