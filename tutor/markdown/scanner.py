"""The one scan of a text: where its code, maths, comments, links, pictures and brackets are.

Every step is linear in the text, whatever the text: what is looked for and not found is not looked
for again.
"""

import re
from bisect import bisect_left
from collections.abc import Callable

from tutor.markdown.fenced_code import CONTAINERS, MARKS, Fence, Fences
from tutor.markdown.links import Links
from tutor.markdown.spans import Open, Part, Span, UnclosedSign, outermost

# Every alternative begins with one plain character: then the search skips fast over all others.
_TOKEN = re.compile(
    rf"""
      \n [ \t]*+ (?= \n | \Z )          # before a blank line
    | \n {CONTAINERS} {MARKS}           # before a line that may be a fence
    | \\ [^\n]                          # an escaped character
    | `` * | \$ \$? | <!-- | !\[ | \[ | \]
    """,
    re.X,
)
_DIGIT = re.compile("[0-9]")
_INK = re.compile(r"\S")
_FOOTNOTE = re.compile(r"\^([^\s\[\]]+)\Z")
_BOX = re.compile(r"\[[xX]\](?=[ \t])")
_ITEM = re.compile(r"[ \t>]*(?:[-*+•]|[0-9]{1,9}[.)])[ \t]+\Z")
_NO_BLANKS = re.compile(r"\[[^\s\[\]]*\]")
_ADDRESS = re.compile(r"(?<![\w.])(?:[A-Za-z][A-Za-z0-9+.-]{1,15}://|www\.)([^\s<>\"`]*)\Z")
_LONGEST_ADDRESS = 500  # characters, so that an address of brackets only costs little
_WIKI_PICTURE = re.compile(r"!\[\[([^\[\]\n]+)\]\]")
_LATEX = re.compile(r"\\[A-Za-z]|[\^_=+<>]")
_RUN = re.compile("`+")
_AMOUNT = re.compile(r"(?:^|[\s(])[+-]?[0-9][0-9.,]*$")
_MAY_HOLD_WORDS = re.compile(r"\\text|box")
_BRACES = re.compile(r"\\(?:text[a-z]*|[mhf]box)\s*+\{|\\.|[{}]", re.S)
_MOST_IN_WORDS = 20  # tokens, so that dollars which never close cost little
_MATHS_ENDS = re.compile(
    rf"""
      \\ [^\n]
    | \n [ \t]*+ (?= \n | \Z ) | \n [^\S\n]*+ --- [^\S\n]*+ (?= \n | \Z ) | \n \ {{0,3}} {MARKS}
    | \$\$
    """,
    re.X,
)

Cut = Callable[[int], int]  # the end of a section that reaches at least to an offset


class Source:
    """A whole text, with what holds for all of it: its fences and its link definitions."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.fences = Fences(text)
        self.links = Links(text)


class Scan:
    """One section of a source, scanned from `start` to `end`.

    Code, maths and comments that begin in it go on past its end if they close there: `cut` then
    says where the section ends instead.
    """

    def __init__(self, source: Source, start: int, end: int, cut: Cut) -> None:
        self.start = start
        self.end = end
        self.unclosed: list[UnclosedSign] = []
        self._source = source
        self._text = source.text
        self._cut = cut
        self._spans: list[Span] = []
        self._tokens: list[tuple[int, str]] = []
        self._fenced: dict[int, Fence] = {}  # by place of the token
        self._breaks: list[int] = []
        self._brackets: list[int] = []
        self._runs: dict[int, list[int]] | None = None
        self._unfinished: dict[str, int] = {}  # the paragraph in which maths does not end
        self._next = 0  # the token to look at
        self._done = start  # the text is read up to here
        source.fences.begin(start)
        source.links.begin(start)
        self._tokenise(self._after_first_fence())
        self._run()
        self.spans = self._settled()

    def _settled(self) -> list[Span]:
        """The spans in order; code that never closes is code to the end."""
        for at, opened, _ in self.unclosed:
            if opened is Open.FENCE:
                before = [span for span in self._spans if span.end <= at]
                return outermost([*before, Span(Part.FENCED, at, self.end, self.end)])
        return outermost(self._spans)

    # -- tokens ------------------------------------------------------------------------------

    def _after_first_fence(self) -> int:
        """Take a fence on the first line: only a tag is before it, and no end of line."""
        if self._text[self.start : self.start + 1].isalpha():
            return self.start
        line_end = self._text.find("\n", self.start, self.end)
        line_end = self.end if line_end < 0 else line_end
        fence = self._source.fences.fence(self.start, line_end)
        if fence is None:
            return self.start
        self._fenced[self.start - 1] = fence
        self._tokens.append((self.start - 1, "\n"))
        return line_end

    def _tokenise(self, at: int) -> None:
        """Add the tokens from here to the end of the section."""
        tokens, text = self._tokens, self._text
        for match in _TOKEN.finditer(text, at, self.end):
            token = match[0]
            start = match.start()
            if token[0] == "\n":
                if "```" in token or "~~~" in token:
                    fence = self._source.fences.fence(start + 1, match.end())
                    if fence is None:
                        inside = _TOKEN.finditer(text, start + 1, match.end())
                        tokens += [(each.start(), each[0]) for each in inside]
                        continue
                    self._fenced[start] = fence
                self._breaks.append(start)
            tokens.append((start, token))

    def _go_on(self, at: int) -> None:
        """Let the section reach to here and on to its new end."""
        before = self.end
        self.end = self._cut(at)
        del self._tokens[self._next :]
        self._tokenise(at)
        if self._runs is not None:
            self._add_runs(before)

    # -- one token after the other -----------------------------------------------------------

    def _run(self) -> None:
        while self._next < len(self._tokens):
            at, token = self._tokens[self._next]
            self._next += 1
            if at < self._done and at >= self.start:
                continue
            kind = token[0]
            if kind == "$":
                self._maths(at, token)
            elif kind == "`":
                self._code(at, len(token))
            elif kind == "]":
                self._close(at)
            elif kind == "<":
                self._comment(at)
            elif kind == "[":
                if not self._plain(at):
                    self._brackets.append(at)
            elif kind == "!":
                if not self._wiki_picture(at):
                    self._brackets.append(at)
            elif token == "\\(":
                self._latex(at, "\\)")
            elif token == "\\[" and self._begins_line(at):
                self._latex(at, "\\]")
            elif at in self._fenced:
                self._fence(at)

    def _add(
        self,
        part: Part,
        start: int,
        end: int,
        brackets: int = 0,
        target: str = "",
        blank: bool = False,
    ) -> None:
        self._spans.append(Span(part, start, end, brackets, target, blank))
        self._done = max(self._done, end)

    def _paragraph_end(self, at: int) -> int:
        index = bisect_left(self._breaks, at)
        return self._breaks[index] if index < len(self._breaks) else self.end

    def _fence(self, at: int) -> None:
        start, marks, end = self._fenced[at]
        if end < 0:
            self.unclosed.append((start, Open.FENCE, marks))
            return
        if end > self.end:
            self._go_on(end)
        self._add(Part.FENCED, start, end, self._text.rfind("\n", start, end))

    def _code(self, at: int, marks: int) -> None:
        if self._runs is None:
            self._runs = {}
            self._add_runs(self.start)
        assert self._runs is not None
        runs = self._runs.get(marks, [])
        closing = bisect_left(runs, at + marks)
        if closing < len(runs) and runs[closing] < self._paragraph_end(at):
            self._add(Part.CODE, at, runs[closing] + marks)

    def _add_runs(self, at: int) -> None:
        assert self._runs is not None
        for run in _RUN.finditer(self._text, at, self.end):
            self._runs.setdefault(len(run[0]), []).append(run.start())

    def _maths(self, at: int, token: str) -> None:
        end = self._paragraph_end(at)
        closing, position = "", end
        for index in range(self._next, len(self._tokens)):
            position, closing = self._tokens[index]
            if position >= end:
                closing = ""
                break
            if closing[0] == "$" and (closing == "$$" or token == "$"):
                break
        else:
            closing = ""
        if closing and token == "$" and self._in_words(at, position):
            index, position, closing = self._after_words(at, index, end)
        if token == "$$":
            self._display(at, position if closing else -1, end)
        elif closing and self._may_enclose(at, position):
            self._add(Part.MATHS, at, position + 1)
            if closing == "$$":  # its first dollar closes, its second may open again
                self._tokens[index] = (position + 1, "$")
        elif not self._is_money(at):
            self.unclosed.append((at, Open.DOLLAR, "$"))

    def _latex(self, at: int, closing: str) -> None:
        r"""Take maths between \( and \), or, on lines of its own, between \[ and \]."""
        end = self._paragraph_end(at)
        if self._unfinished.get(closing) == end:
            return  # it was looked for in this paragraph before
        position, token = end, ""
        for index in range(self._next, len(self._tokens)):
            position, token = self._tokens[index]
            if position >= end or token == closing:
                break
        if position >= end or token != closing:
            self._unfinished[closing] = end
            return
        inside = self._text[at + 2 : position]
        if closing == "\\]":
            after = self._text.find("\n", position, self.end)
            rest = self._text[position + 2 : after if after >= 0 else self.end]
            if rest.strip(" \t.,;") or not _LATEX.search(inside):
                return
        if inside.strip():
            self._add(Part.MATHS, at, position + 2)

    def _in_words(self, start: int, end: int) -> bool:
        r"""Whether a place in a formula is inside the braces of \text{…}, where dollars nest."""
        if not _MAY_HOLD_WORDS.search(self._text, start, end):
            return False
        words: list[bool] = []
        for brace in _BRACES.finditer(self._text, start, end):
            sign = brace[0]
            if sign[-1] == "{":
                words.append(len(sign) > 1 or any(words[-1:]))
            elif sign == "}" and words:
                words.pop()
        return any(words[-1:])

    def _after_words(self, at: int, first: int, end: int) -> tuple[int, int, str]:
        r"""The dollar after the \text{…} that holds the first; the first if none is there."""
        for index in range(first + 1, min(first + _MOST_IN_WORDS, len(self._tokens))):
            position, closing = self._tokens[index]
            if position >= end:
                break
            if closing[0] == "$" and not self._in_words(at, position):
                return index, position, closing
        return first, *self._tokens[first]

    def _display(self, at: int, closing: int, end: int) -> None:
        if closing < 0 and end == self.end:
            closing = self._closing_dollars(end)
            if closing >= 0:
                self._go_on(closing + 2)
        if closing >= 0:
            self._add(Part.MATHS, at, closing + 2)
        else:
            self.unclosed.append((at, Open.DOLLARS, "$$"))

    def _closing_dollars(self, at: int) -> int:
        """The $$ in the lines of a paragraph that go on past the section; -1 if there is none."""
        for match in _MATHS_ENDS.finditer(self._text, at):
            if match[0] == "$$":
                return match.start()
            if match[0][0] == "\n":
                break
        return -1

    def _may_enclose(self, opening: int, closing: int) -> bool:
        # as in Pandoc: no space just inside the dollars, and no digit after them
        inner = self._text[opening + 1 : closing]
        return inner.strip() == inner != "" and not _DIGIT.match(self._text, closing + 1, self.end)

    def _is_money(self, at: int) -> bool:
        after = self._text[at + 1 : min(at + 2, self.end)]
        if not after.strip() or _DIGIT.match(after):
            return True
        return bool(_AMOUNT.search(self._text[max(self.start, at - 40) : at]))

    def _comment(self, at: int) -> None:
        text = self._text
        another = text.find("<!--", at + 4)
        closing = text.find("-->", at + 4, len(text) if another < 0 else another)
        if closing < 0 or (closing + 3 > self.end and self._never_closes(at)):
            self.unclosed.append((at, Open.COMMENT, "-->"))
            return
        if closing + 3 > self.end:
            self._go_on(closing + 3)
        self._add(Part.COMMENT, at, closing + 3)

    def _never_closes(self, at: int) -> bool:
        """Whether maths that never closes is on this line: no more sections should be lost."""
        if not self.unclosed or self.unclosed[-1][1] is not Open.DOLLARS:
            return False
        return "\n" not in self._text[self.unclosed[-1][0] : at]

    # -- brackets ----------------------------------------------------------------------------

    def _line(self, at: int) -> str:
        """What stands before a place on its line; a section begins a line."""
        return self._text[max(self.start, self._text.rfind("\n", self.start, at) + 1) : at]

    def _begins_line(self, at: int) -> bool:
        return not self._line(at).strip(" \t>")

    def _wiki_picture(self, at: int) -> bool:
        """Whether a picture as wikis write it, ![[path]], begins here."""
        found = _WIKI_PICTURE.match(self._text, at, self.end)
        if found:
            self._add(Part.PICTURE, at, found.end(), at + 2, found[1], blank=True)
        return found is not None

    def _plain(self, at: int) -> bool:
        """Whether brackets begin here that can hide nothing: a box, or brackets in an address."""
        text = self._text
        if text[at + 1 : at + 2] in ("x", "X"):
            part = Part.BOX
            found = _BOX.match(text, at, self.end) and _ITEM.match(self._line(at))
        elif at == self.start or text[at - 1] in " \n":
            return False
        else:
            part = Part.ADDRESS
            found = _NO_BLANKS.match(text, at, self.end) and self._is_in_address(at)
        if found:
            end = text.index("]", at) + 1
            self._spans.append(Span(part, at, end, end - 1))
            self._done = end
        return bool(found)

    def _is_in_address(self, at: int) -> re.Match[str] | None:
        """The address that reaches up to here."""
        line = self._text[max(self.start, at - _LONGEST_ADDRESS) : at]
        found = _ADDRESS.search(line, max(map(line.rfind, " \n\t")) + 1)
        if found is None or found[1].count(")") > found[1].count("("):
            return None
        return None if found[1].count("]") > found[1].count("[") else found

    def _close(self, at: int) -> None:
        if not self._brackets:
            return
        start = self._brackets.pop()
        is_picture = self._text[start] == "!"
        inside = start + 1 + is_picture
        target = self._source.links.target(inside, at, self.end, is_picture)
        if target is not None and target.defines:
            self._add(Part.DEFINITION, inside - 1, target.end)
        elif target is not None:
            part = Part.PICTURE if is_picture else Part.LINK
            self._add(part, start, target.end, at, target.address, target.blank)
        elif _INK.search(self._text, inside, at):
            label = _FOOTNOTE.match(self._text, inside, at)
            if label is None:
                self._spans.append(Span(Part.BRACKETS, inside - 1, at + 1, at))
            else:
                known = label[1].isdecimal() or label[1] in self._source.links.footnotes
                said = label[1] if known else ""
                self._spans.append(Span(Part.FOOTNOTE, inside - 1, at + 1, at, said))


def scan(text: str) -> Scan:
    """A whole text scanned as one section."""
    return Scan(Source(text), 0, len(text), int)
