"""How long the builds take and how much memory they need: ``make bench``."""
