"""A contract as plain data and back."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.base.problem import Refused
from desk_app.domain.ore.contract import FIELDS, Contract
from desk_app.domain.ore.contract_entry import contract_entry, contract_from
from tests.domain.ore.contract_terms import CAO, IRON

SAYINGS = st.dictionaries(
    st.sampled_from([each.key for each in FIELDS]), st.text(min_size=1).map(str.strip).filter(bool)
)


@given(SAYINGS, st.lists(st.sampled_from([IRON, CAO]), unique=True))
def test_nothing_is_lost(said: dict[str, str], rules: list[Any]) -> None:
    contract = Contract(said, tuple(rules))
    assert contract_from(json.loads(json.dumps(contract_entry(contract)))) == contract


@pytest.mark.parametrize(
    "entry",
    [
        {"basis": 50},
        {"elements": "TFe"},
        {"elements": [{"element": "TFe"}]},
        {"elements": [{"element": "TFe", "side": "beside", "tiers": []}]},
        {"elements": [{"element": "TFe", "side": "over", "tiers": [{"start": "7", "step": "1"}]}]},
        {"elements": [{"element": "TFe", "side": "over", "tiers": [{"start": 7.1, "step": "1", "yuan": "-1"}]}]},
        {"elements": [{"element": "TFe", "side": "over", "reject": "0,12"}]},
        {"elements": ["TFe"]},
    ],
)
def test_what_cannot_be_read_is_refused(entry: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        contract_from(entry)
