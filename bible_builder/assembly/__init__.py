"""From the model to the model, resolved: one pass a file, in a fixed order."""
