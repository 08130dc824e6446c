"""Commands; the words of messages; the only place that prints or exits."""
