"""What a layout may read: files in the book's own folders, and data in the document. No network, no redirects."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse


class ConfinedFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no annotations
    """Fetches ``data:`` and those ``file:`` addresses that lie in ``roots``, links followed.

    Anything else ends the layout: WeasyPrint would only log another error and go on without the resource. ``refused`` holds the
    addresses, since WeasyPrint catches every exception while it draws an SVG; ``reads`` gets the files that were asked for.
    """

    def __init__(self, roots: Iterable[Path], reads: set[str] | None = None) -> None:
        super().__init__(allowed_protocols=("file", "data"), allow_redirects=False)
        self.refused: list[str] = []
        self._reads = set[str]() if reads is None else reads
        self._roots = tuple(root.resolve() for root in roots)

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """The resource at ``url``. Raises FatalURLFetchingError, with the address, for what may not be read."""
        if not self._allows(url):
            self.refused.append(url)
            self.stop_if_refused()
        return super().fetch(url, headers)

    def stop_if_refused(self) -> None:
        """Raise FatalURLFetchingError when something was refused."""
        if self.refused:
            raise FatalURLFetchingError(self.refused[0])

    def _allows(self, url: str) -> bool:
        parts = urlsplit(url)
        if parts.scheme != "file":
            return parts.scheme == "data"
        path = Path(unquote(parts.path)).resolve()
        self._reads.add(str(path))
        return parts.netloc in {"", "localhost"} and any(path.is_relative_to(root) for root in self._roots)
