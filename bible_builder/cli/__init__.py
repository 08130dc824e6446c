"""Commands; the words of messages; the only place that prints or exits."""

from __future__ import annotations

import gc
import os
import sys
from typing import Final

COLLECTIONS: Final = (100_000, 50, 100)
"""When memory is looked through: a bible is a million small things that stay, and looking often finds nothing."""


def main() -> None:
    """The console script ``bible``: run the command line of this process and exit with its code."""
    from bible_builder.cli.program import run

    gc.set_threshold(*COLLECTIONS)
    for stream in (sys.stdout, sys.stderr):  # a terminal that cannot show a sign shows "?" rather than a traceback
        getattr(stream, "reconfigure", lambda **_: None)(errors="replace")
    try:
        code = run(sys.argv[1:], os.environ)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever was reading (``| head``) has left; Python would complain of it once more at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    sys.exit(code)
