"""The kinds of card: every place that lists them lists these."""

import json
from pathlib import Path

from tutor.core.kind import Kind

PACKAGE = Path(__file__).parents[2] / "tutor"


def test_the_export_schema_lists_every_kind() -> None:
    schema = json.loads((PACKAGE / "export" / "schema.json").read_text(encoding="utf-8"))
    assert f'{{"enum": {json.dumps(list(Kind))}}}' in json.dumps(schema)


def test_a_kind_is_its_value_and_carries_what_is_known_of_it() -> None:
    for kind in Kind:
        assert Kind(str(kind)) is kind
        assert json.loads(json.dumps(kind)) == kind.value
        assert 0 < kind.usual_seconds < kind.longest_seconds
        assert kind.name_of_one
        assert kind.name_of_many
