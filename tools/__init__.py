"""What keeps the project itself: set-up, generated pages, figures, measures."""
