import re

from studio.proofing.registry import all_checkers


def test_every_rule_has_a_stable_dotted_id_of_its_own() -> None:
    ids = [rule for checker in all_checkers() for rule in checker.rules]
    assert ids
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[a-z_]+(\.[a-z_]+)*", rule) for rule in ids), ids


def test_the_registry_finds_a_checker_in_every_kind_of_rule() -> None:
    kinds = {type(c).__module__.split(".")[3] for c in all_checkers()}
    assert {"dialogue", "spelling", "tense", "grammar"} <= kinds
