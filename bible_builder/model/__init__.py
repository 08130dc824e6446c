"""What things are: the bible, the book, the vocabulary they are written in."""
