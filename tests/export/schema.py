"""As much of JSON Schema as ours uses: where a value breaks it."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

_TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "null": (type(None),),
}
_KNOWN = {
    *("$schema", "$defs", "title", "description", "type", "properties", "required", "items"),
    *("additionalProperties", "const", "enum", "pattern", "minimum", "maximum", "minLength"),
    *("maxLength", "anyOf", "$ref"),
}


def faults(
    value: Any, schema: Mapping[str, Any], root: Mapping[str, Any], at: str = ""
) -> list[str]:
    """Every fault of a value, by where it is."""
    return list(_faults(value, schema, root, at))


def _faults(
    value: Any, schema: Mapping[str, Any], root: Mapping[str, Any], at: str
) -> Iterator[str]:
    assert schema.keys() <= _KNOWN, schema.keys() - _KNOWN
    if "$ref" in schema:
        *_, name = schema["$ref"].split("/")
        yield from _faults(value, root["$defs"][name], root, at)
    if "type" in schema and (
        not isinstance(value, _TYPES[schema["type"]]) or isinstance(value, bool)
    ):
        yield f"{at}: {value!r} is no {schema['type']}"
        return
    if "const" in schema and value != schema["const"]:
        yield f"{at}: {value!r}"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{at}: {value!r}"
    if "pattern" in schema and not re.search(schema["pattern"], value):
        yield f"{at}: {value!r}"
    if "minimum" in schema and value < schema["minimum"]:
        yield f"{at}: {value!r}"
    if "maximum" in schema and value > schema["maximum"]:
        yield f"{at}: {value!r}"
    if (
        not schema.get("minLength", 0)
        <= len(value if isinstance(value, str) else "x")
        <= schema.get("maxLength", 10**9)
    ):
        yield f"{at}: {value!r}"
    if "anyOf" in schema and all(faults(value, each, root, at) for each in schema["anyOf"]):
        yield f"{at}: {value!r} is none of what it may be"
    if isinstance(value, dict):
        properties = schema.get("properties", {})
        yield from (f"{at}: no {name}" for name in schema.get("required", ()) if name not in value)
        for name, each in value.items():
            if name in properties:
                yield from _faults(each, properties[name], root, f"{at}/{name}")
            elif schema.get("additionalProperties") is False:
                yield f"{at}/{name}: not in the schema"
    if isinstance(value, list) and "items" in schema:
        for place, each in enumerate(value):
            yield from _faults(each, schema["items"], root, f"{at}/{place}")
