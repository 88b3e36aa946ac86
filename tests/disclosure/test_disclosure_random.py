"""Attack 26 on any towns: whatever its size, its courses and its corrections, nothing follows."""

import tempfile
from copy import deepcopy
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from dashboard.editions import writer
from dashboard.published import reference
from tests.disclosure.attacker import Attack
from tests.disclosure.test_disclosure_audit import contents, found_out
from tests.disclosure.towns import files, snapshot_of, together, town

CODES = sorted(reference.municipalities())[:3]
SHARES = st.sampled_from([0.0, 0.1, 0.3, 0.6, 0.95])
TOWNS = st.lists(
    st.fixed_dictionaries(
        {"citizens": st.integers(3, 80), "seed": st.integers(0, 9999), "charged": SHARES,
         "completed": SHARES, "repeats": st.sampled_from([0.0, 0.05, 0.3])}
    ),
    min_size=1,
    max_size=len(CODES),
)  # fmt: skip
# a town takes seconds: none is tried a second time to find a smaller one
FEW = settings(
    max_examples=5,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.large_base_example],
)


@FEW
@given(given_towns=TOWNS)
def test_attack_26_random_towns_give_nothing_away(given_towns):
    with tempfile.TemporaryDirectory() as folder:
        rows = [town(code, **given) for code, given in zip(CODES, given_towns, strict=False)]
        data, current = snapshot_of(Path(folder), together(*rows))
        assert not [each for each in writer.write(data, current) if each.state == "held"]
        for code, _given in zip(CODES, given_towns, strict=False):
            public, everything = contents(data, code, "public"), contents(data, code)
            for attack in (Attack(public), Attack(everything, after="authority")):
                assert found_out(attack) == []


@FEW
@given(
    citizens=st.integers(3, 80),
    seed=st.integers(0, 9999),
    charged=st.tuples(*[st.sets(st.integers(0, 79), max_size=9)] * 2),
)
def test_attack_28_whoever_the_few_charged_are_the_bytes_are_the_same(citizens, seed, charged):
    """Nought to nine charged in a whole town: two towns that differ in nothing else look alike.

    Charges are agreed to be kept: where they are not, a firm without any is told so.
    """
    rows = town(CODES[0], citizens, seed, charged=0)
    written = []
    for places in charged:
        swapped = deepcopy(rows)
        for place, case in enumerate(swapped["cases"]):
            if place in places:
                case["charged_on"] = case["started_on"]
        with tempfile.TemporaryDirectory() as folder:
            data, current = snapshot_of(
                Path(folder), swapped, settings='registered = ["charged_on"]'
            )
            list(writer.write(data, current))
            moment = current.id.partition("-")[0].encode()
            written.append(
                {name.rpartition("-")[0]: content.replace(moment, b"")
                 for name, content in files(data).items()}
            )  # fmt: skip
    assert written[0] == written[1]
