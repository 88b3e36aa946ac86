"""How much is too much, counted in memory: failures of one address, reruns of one link."""

from collections import OrderedDict, deque

MOST_KEYS = 10_000  # a flood of addresses costs no more memory than this


class Throttle:
    """So many in so many seconds for each key; the clock is the caller's."""

    def __init__(self, limit: int, seconds: float) -> None:
        self.limit = limit
        self.seconds = seconds
        self._times: OrderedDict[str, deque[float]] = OrderedDict()

    def wait(self, key: str, at: float) -> float:
        """How long until one more fits; 0 where it does now."""
        times = self._times.get(key)
        if not times or len(times) < self.limit:
            return 0.0
        return max(0.0, times[0] + self.seconds - at)

    def add(self, key: str, at: float) -> None:
        """One more; only the newest of a key are remembered, and only the newest keys."""
        times = self._times.setdefault(key, deque(maxlen=self.limit))
        times.append(at)
        self._times.move_to_end(key)
        if len(self._times) > MOST_KEYS:
            self._times.popitem(last=False)
