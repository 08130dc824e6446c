"""Commands; the words of messages; the only place that prints or exits."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """The console script ``bible``: run the command line of this process and exit with its code."""
    from bible_builder.cli.program import run

    for stream in (sys.stdout, sys.stderr):  # a terminal that cannot show a sign shows "?" rather than a traceback
        getattr(stream, "reconfigure", lambda **_: None)(errors="replace")
    sys.exit(run(sys.argv[1:], os.environ))
