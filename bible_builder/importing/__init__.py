"""From a Word document, whatever department sent it, to section files in our own vocabulary."""
