"""Comparison: what changes from one edition of a bible to another, word by word; pure, on snapshots."""

from bible_builder.comparison.compare import compare
from bible_builder.comparison.comparison import Comparison
from bible_builder.comparison.marking import marked
from bible_builder.comparison.redlining import redline
from bible_builder.comparison.serial import LARGEST, from_json, to_json
from bible_builder.comparison.snapshot import Snapshot
from bible_builder.comparison.taking import take
from bible_builder.comparison.told import told

__all__ = ["LARGEST", "Comparison", "Snapshot", "compare", "from_json", "marked", "redline", "take", "to_json", "told"]
