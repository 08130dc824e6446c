"""``python -m bible_builder.cli``."""

from bible_builder.cli import main

main()
