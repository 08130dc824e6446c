"""What a reader's Ctrl-F finds in a finished PDF, held against what the Book says."""
