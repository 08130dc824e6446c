"""What keeps the project itself: set-up, generated pages."""
