"""Any tree a formula can be, for property tests."""

from hypothesis import strategies as st

from tutor.typeset.named_commands import ACCENTS, MATRICES, NAMES, STYLES
from tutor.typeset.symbols import FENCES, SYMBOLS
from tutor.typeset.tree import (
    Accent,
    Binomial,
    Brace,
    Fenced,
    Formula,
    Fraction,
    Identifier,
    Middle,
    Node,
    Number,
    Root,
    Row,
    Scripts,
    Space,
    Styled,
    Table,
    Text,
    Unknown,
)

_letters = st.sampled_from("abcxyzéλ日") | st.characters(categories=["L"])
_texts = st.text(st.characters(categories=["L", "N", "P", "S", "Mn", "Zs"]), max_size=6)
_fences = st.none() | st.sampled_from(sorted(FENCES.values(), key=repr))

leaves: st.SearchStrategy[Node] = st.one_of(
    st.builds(Identifier, _letters),
    st.builds(Identifier, st.sampled_from(["NLL", "x\u0302", "日本"])),
    st.builds(Number, st.sampled_from(["0", "12", "3.14"])),
    st.sampled_from(sorted(SYMBOLS.values(), key=repr)),
    st.sampled_from(sorted(NAMES.values(), key=repr)),
    st.builds(Text, _texts),
    st.builds(Space, st.sampled_from([-1, 1, 2, 4])),
    st.builds(Unknown, _texts),
    st.builds(Middle, st.sampled_from(sorted(FENCES.values(), key=repr))),
)


def _above(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    rows = st.builds(Row, st.lists(inner, max_size=4).map(tuple))
    some: st.SearchStrategy[Node] = inner | rows
    cells = st.lists(st.lists(some, min_size=1, max_size=3).map(tuple), min_size=1, max_size=3)
    matrix_fences = st.sampled_from([*MATRICES.values(), (FENCES["{"], None)])
    return st.one_of(
        rows,
        st.builds(Styled, st.sampled_from(sorted(set(STYLES.values()))), some),
        st.builds(Fraction, some, some, st.booleans()),
        st.builds(Binomial, some, some),
        st.builds(Root, some, st.none() | some),
        st.builds(Scripts, some, st.none() | some, st.none() | some, st.none() | st.booleans()),
        st.builds(Accent, st.sampled_from(sorted(set(ACCENTS.values()))), some),
        st.builds(Brace, some, st.booleans()),
        st.builds(Fenced, _fences, rows, _fences, st.booleans()),
        st.builds(
            lambda layout, cells, fences: Table(layout, tuple(cells), *fences),
            st.sampled_from(["matrix", "cases", "aligned", "gathered"]),
            cells,
            matrix_fences,
        ),
    )


trees: st.SearchStrategy[Node] = st.recursive(leaves, _above, max_leaves=12)
formulas = trees.map(lambda tree: Formula("", tree, ()))
