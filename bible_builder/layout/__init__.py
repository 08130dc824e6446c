"""From the resolved model to a Book: Jinja layouts and style sheets."""

from bible_builder.layout.compose import compose

__all__ = ["compose"]
