"""The statements that run as text are what SQLAlchemy writes, over the columns that there are."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import (
    Delete,
    Insert,
    Integer,
    Select,
    TableClause,
    Update,
    bindparam,
    column,
    delete,
    select,
    update,
)
from sqlalchemy import insert as core_insert
from sqlalchemy.dialects.sqlite import Insert as Upsert
from sqlalchemy.dialects.sqlite import insert as upsert

from tests.learner import Learner
from tutor.store import statements, tables

_CHANGING = ("due", "interval", "ease", "repetitions", "lapses", "last", "quality", "ready")


def _all(table: TableClause, *only: str) -> dict[str, object]:
    return {each.name: bindparam(each.name) for each in table.c if not only or each.name in only}


def _put(table: TableClause) -> Upsert:
    row = upsert(table).values(_all(table))
    names = [each.name for each in table.c if each.name != "card"]
    return row.on_conflict_do_update(
        index_elements=["card"], set_={name: row.excluded[name] for name in names}
    )


def _add(table: TableClause, *counts: str) -> Upsert:
    row = upsert(table).values(_all(table))
    return row.on_conflict_do_update(
        index_elements=[each.name for each in table.c if each.name not in counts],
        set_={name: table.c[name] + row.excluded[name] for name in counts},
    )


def _delete_empty_tally() -> Delete:
    row = tables.tally.c
    return delete(tables.tally).where(
        row.day == bindparam("a"),
        row.quarter == bindparam("b"),
        row.event == bindparam("c"),
        row.answers == bindparam("d"),
    )


def _of_card(statement: Update | Delete, table: TableClause) -> Update | Delete:
    return statement.where(table.c.card == bindparam("which"))


def _more(table: TableClause) -> dict[str, object]:
    return {name: table.c[name] + bindparam(f"more {name}") for name in ("asked", "passed")}


def _add_to_files() -> Update:
    files = select(tables.placement.c.file).where(tables.placement.c.card == bindparam("which"))
    return (
        update(tables.deck_file)
        .values(_more(tables.deck_file))
        .where(tables.deck_file.c.id.in_(files))
    )


def _insert_entry() -> Insert:
    number: Select[int] = select(column("number", Integer)).select_from(tables.device)
    found = number.where(tables.device.c.name == bindparam("which")).scalar_subquery()
    return core_insert(tables.entry).values(_all(tables.entry) | {"device": found})


STATEMENTS: dict[str, Insert | Update | Delete] = {
    "INSERT_ENTRY": _insert_entry(),
    "INSERT_DEVICE": core_insert(tables.device).values(_all(tables.device)),
    "INSERT_UNKNOWN_CARD": core_insert(tables.card).values(_all(tables.card, "id")),
    "PUT_MEMORY": _put(tables.memory),
    "PUT_STATE": _put(tables.state),
    "DELETE_STATE": _of_card(delete(tables.state), tables.state),
    "UPDATE_MEMORY": _of_card(
        update(tables.memory).values(_all(tables.memory, *_CHANGING) | _more(tables.memory)),
        tables.memory,
    ),
    "UPDATE_QUALITY": _of_card(
        update(tables.memory).values(quality=bindparam("quality")), tables.memory
    ),
    "DELETE_MEMORY": _of_card(delete(tables.memory), tables.memory),
    "ADD_TALLY": _add(tables.tally, "answers", "milliseconds"),
    "DELETE_EMPTY_TALLY": _delete_empty_tally(),
    "ADD_RECALLED": _add(tables.recalled, "reviews"),
    "ADD_FOUND": _add(tables.found, "reviews"),
    "ADD_BEGUN": _add(tables.begun, "cards"),
    "ADD_SPREAD": _add(tables.spread, "cards"),
    "ADD_TO_FILES": _add_to_files(),
    "MARK_SEEN": _of_card(
        update(tables.placement).values(seen=bindparam("seen")), tables.placement
    ),
}


def test_each_statement_is_compared() -> None:
    named = {name for name in vars(statements) if name.isupper()}
    assert named - {"BEGIN"} == STATEMENTS.keys()


@pytest.mark.parametrize("name", STATEMENTS)
def test_a_statement_is_what_sqlalchemy_writes(name: str) -> None:
    assert getattr(statements, name) == tables.as_text(STATEMENTS[name])


def test_the_tables_have_the_columns_of_the_database(tmp_path: Path) -> None:
    learner = Learner(tmp_path)
    with learner.opens() as study:
        study.prepare()
    with closing(sqlite3.connect(learner.database)) as connection:
        for table in vars(tables).values():
            if isinstance(table, TableClause):
                columns = connection.execute(f"PRAGMA table_info({table.name})")
                found = [name for _, name, *_ in columns if name not in ("sequence", "number")]
                assert found == [each.name for each in table.c]
