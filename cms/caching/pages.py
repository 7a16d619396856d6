"""The public pages that this process keeps."""

import threading
from collections import OrderedDict
from collections.abc import Hashable

from django.conf import settings
from wagtail.models import Site

from .entry import Entry


class Pages:
    """Entries of one state of the database; the one not asked for longest goes first.

    Django's cache in the process would copy each entry for each visitor, and count entries, not
    bytes. A cache that outlives the process could hold what an older version of the site made.
    """

    def __init__(self) -> None:
        self._entries: OrderedDict[Hashable, Entry] = OrderedDict()
        self._bytes = 0
        self._state: int | None = None
        self._lock = threading.Lock()

    def turn_to(self, state: int) -> None:
        """Drop what was kept of another state."""
        if state != self._state:
            self.clear()
            self._state = state
            # Wagtail's own, which each process may have for itself.
            Site.clear_site_root_paths_cache()

    def get(self, key: Hashable) -> Entry | None:
        with self._lock:
            if key in self._entries:
                self._entries.move_to_end(key)
            return self._entries.get(key)

    def keep(self, key: Hashable, entry: Entry) -> None:
        with self._lock:
            before = self._entries.pop(key, None)  # two visitors may have asked at once
            self._bytes += entry.size - (before.size if before else 0)
            self._entries[key] = entry
            while self._bytes > settings.PAGE_CACHE_BYTES:
                _key, oldest = self._entries.popitem(last=False)
                self._bytes -= oldest.size

    def clear(self) -> None:
        with self._lock:
            self._entries.clear()
            self._bytes = 0

    def __len__(self) -> int:
        return len(self._entries)


pages = Pages()
