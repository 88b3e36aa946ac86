"""So many in so many seconds, for each key, with a clock of the test's own."""

from hypothesis import given
from hypothesis import strategies as some

from dashboard.web import throttle
from dashboard.web.throttle import Throttle


def test_the_limit_is_reached_and_passes_with_time():
    counted = Throttle(limit=3, seconds=60)
    for at in (0.0, 10.0, 20.0):
        assert counted.wait("a", at) == 0
        counted.add("a", at)
    assert counted.wait("a", 25.0) == 35.0
    assert counted.wait("a", 60.0) == 0
    assert counted.wait("b", 25.0) == 0


@given(some.lists(some.floats(0, 100), max_size=60).map(sorted))
def test_whoever_waits_as_told_never_does_more_than_the_limit(times):
    counted, done = Throttle(limit=4, seconds=10), []
    now = 0.0
    for asked in times:
        now = max(now, asked)
        now += counted.wait("a", now)
        counted.add("a", now)
        done.append(now)
    for first, fifth in zip(done, done[4:], strict=False):
        assert fifth - first >= 10 - 1e-9


def test_a_flood_of_addresses_is_forgotten_oldest_first():
    counted = Throttle(limit=1, seconds=60)
    for number in range(throttle.MOST_KEYS + 5):
        counted.add(str(number), 0.0)
    assert len(counted._times) == throttle.MOST_KEYS
    assert counted.wait("0", 1.0) == 0
    assert counted.wait(str(throttle.MOST_KEYS), 1.0) > 0
