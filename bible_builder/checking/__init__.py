"""The rules a bible is held to, one file a family."""
