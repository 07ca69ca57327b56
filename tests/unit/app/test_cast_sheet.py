import copy
import pickle
from types import MappingProxyType

from studio.model.sheet import CharacterSheet

SHEET = CharacterSheet("Ilvane Marrow", ("Ness",), "A note.", extra=MappingProxyType({"age": 31}))


def test_sheets_travel_between_processes() -> None:
    assert pickle.loads(pickle.dumps(SHEET)) == SHEET
    assert copy.deepcopy(SHEET) == SHEET
    assert pickle.loads(pickle.dumps(CharacterSheet("Nobody"))) == CharacterSheet("Nobody")
