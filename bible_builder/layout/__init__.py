"""From the resolved model to a Book: Jinja layouts and style sheets."""
