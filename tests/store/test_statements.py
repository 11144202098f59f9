"""The statements that run as text are what SQLAlchemy writes, over the columns that there are."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import (
    Delete,
    Insert,
    LargeBinary,
    TableClause,
    Update,
    bindparam,
    cast,
    delete,
    update,
)
from sqlalchemy import insert as core_insert
from sqlalchemy.dialects.sqlite import Insert as Upsert
from sqlalchemy.dialects.sqlite import insert as upsert

from tests.learner import Learner
from tutor.store import statements, tables

_MEMORY = ("due", "interval", "ease", "repetitions", "lapses", "last", "quality")


def _all(table: TableClause, *without: str) -> dict[str, object]:
    return {each.name: bindparam(each.name) for each in table.c if each.name not in without}


def _put_recall() -> Upsert:
    row = upsert(tables.recall).values(_all(tables.recall))
    return row.on_conflict_do_update(
        index_elements=["card"],
        set_={"grades": row.excluded.grades, "codes": row.excluded.codes},
    )


def _add_recall() -> Upsert:
    row = upsert(tables.recall).values(_all(tables.recall))
    return row.on_conflict_do_update(
        index_elements=["card"],
        set_={
            name: cast(tables.recall.c[name].op("||")(row.excluded[name]), LargeBinary)
            for name in ("grades", "codes")
        },
    )


def _add_tally() -> Upsert:
    row = upsert(tables.tally).values(_all(tables.tally))
    return row.on_conflict_do_update(
        index_elements=["day", "quarter", "event"],
        set_={
            name: tables.tally.c[name] + row.excluded[name] for name in ("answers", "milliseconds")
        },
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


STATEMENTS: dict[str, Insert | Update | Delete] = {
    "INSERT_ENTRY": core_insert(tables.log).values(_all(tables.log)),
    "INSERT_MEMORY": core_insert(tables.memory).values(_all(tables.memory)),
    "UPDATE_MEMORY": _of_card(
        update(tables.memory).values({name: bindparam(name) for name in _MEMORY}), tables.memory
    ),
    "UPDATE_QUALITY": _of_card(
        update(tables.memory).values(quality=bindparam("quality")), tables.memory
    ),
    "DELETE_MEMORY": _of_card(delete(tables.memory), tables.memory),
    "PUT_RECALL": _put_recall(),
    "ADD_RECALL": _add_recall(),
    "DELETE_RECALL": _of_card(delete(tables.recall), tables.recall),
    "ADD_TALLY": _add_tally(),
    "DELETE_EMPTY_TALLY": _delete_empty_tally(),
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
                found = [name for _, name, *_ in columns if name != "sequence"]
                assert found == [each.name for each in table.c]
