"""What in a deck file looks like something it is not: worth a note, and no fault."""

import re

from tutor.library.card_pictures import is_there, not_there
from tutor.library.colon_cards import is_pair
from tutor.library.near_tags import NearTag, near_tags, terms
from tutor.library.report import Report
from tutor.markdown.sections import Section
from tutor.markdown.spans import Part

_VERBATIM = (Part.FENCED, Part.CODE, Part.MATHS, Part.COMMENT, Part.PICTURE)
_LATEX = re.compile(r"(?<!\\)\\\[(?=[^\n\\]*\\[A-Za-z])[^\n\\]*+(?:\\(?![\[\]])[^\n\\]*+)*+\\\]")
_WIKI = re.compile(r"(?<![!\\])\[\[[^\[\]\n]+\]\]")
_HTML = re.compile(
    r"</?(?:a|b|i|u|s|em|strong|sub|sup|span|div|p|img|table|tr|td|th|ul|ol|li|font|center|code|pre"
    r"|h[1-6]|hr|details|summary|small|mark|del|ins|blockquote|kbd|audio|video)(?:\s[^<>\n]*)?/?>",
    re.I,
)
_HIDDEN_CODE = re.compile(r"\[(`++)([^`\n]*+)\1\]")
# By sign in the text: what is searched, and what is said of the first place in a file.
_KINDS = (
    ("\\[", _LATEX, "\\[…\\] is maths on lines of its own only: here, write $…$"),
    ("[[", _WIKI, "[[…]] is a link in a wiki; here it is text, and a C: hides [x] of [[x]]"),
    ("<", _HTML, "HTML is shown as it is written, but for <br>: write Markdown instead"),
)


class Remarks:
    """The notes of one file, section by section; of most kinds the first place is enough."""

    def __init__(self, text: str, start: int, report: Report, path: str = "") -> None:
        self._report = report
        self._path = path if "![" in text else ""  # of the file, if it is one
        self._near = near_tags(text, start)
        self._next = next(self._near, None)
        self._terms = set(terms(text, start)) if "\nD:" in text else set()
        self._kinds = [kind for kind in _KINDS if kind[0] in text]
        self._clozes = "\nC:" in text
        self._follows = ""  # the tag of the section before

    def take(self, section: Section) -> None:
        """Note what there is in the next section."""
        while self._next is not None and self._next.at < section.end:
            if self._next.at >= section.start and not _is_verbatim(section, self._next.at):
                self._report.note(section.line_at(self._next.at), _said(self._next))
            self._next = next(self._near, None)
        if self._terms:
            self._note_terms(section)
        if section.tag:
            if self._path:
                self._note_pictures(section)
            if self._kinds:
                self._note_kinds(section)
            if section.tag == "C":
                self._note_code(section)
            elif self._clozes and section.tag == "A":
                self._note_clozes(section)
        elif self._follows == "A":
            self._note_prose(section)
        self._follows = section.tag

    def _note_terms(self, section: Section) -> None:
        for at in [at for at in self._terms if section.start <= at < section.end]:
            self._terms.discard(at)
            if not _is_verbatim(section, at):
                self._report.note(section.line_at(at), _TERM)

    def _note_kinds(self, section: Section) -> None:
        for kind in self._kinds:
            sign, pattern, said = kind
            if sign not in section.text:
                continue
            for found in pattern.finditer(section.source, section.start, section.end):
                if not _is_verbatim(section, found.start()):
                    self._report.note(section.line_at(found.start()), said)
                    self._kinds = [other for other in self._kinds if other is not kind]
                    break

    def _note_pictures(self, section: Section) -> None:
        for span in section.spans:
            if span.part is Part.PICTURE and not is_there(span.target, self._path):
                self._report.note(section.line_at(span.start), not_there(span.target))

    def _note_code(self, section: Section) -> None:
        if "\\" not in section.text:
            return
        for code in _HIDDEN_CODE.finditer(section.source, section.start, section.end):
            if "\\[" in code[2] or "\\]" in code[2]:
                self._report.note(section.line_at(code.start()), _BACKSLASH)
                return

    def _note_clozes(self, section: Section) -> None:
        """A line C: that does not begin a note."""
        for found in re.finditer(r"\nC:(?![\\/])", section.text):
            at = section.start + found.start() + 1
            if not _is_verbatim(section, at):
                self._report.note(section.line_at(at), _INSIDE)

    def _note_prose(self, section: Section) -> None:
        """Text below a line --- that ends an answer, but for comments and lines left::right."""
        done = section.start
        left = ""
        for span in section.spans:
            if span.part is Part.COMMENT:
                comment = section.source[span.start : span.end]
                left += section.source[done : span.start] + "\n" * comment.count("\n")
                done = span.end
        left += section.source[done : section.end]
        for number, line in enumerate(left.split("\n")):
            if line.strip() and not is_pair(line):
                self._report.note(section.line + number, _PROSE)
                return


def _is_verbatim(section: Section, at: int) -> bool:
    return any(span.part in _VERBATIM and span.start <= at < span.end for span in section.spans)


def _said(near: NearTag) -> str:
    odd = [sign for sign in near.written if not (sign.isascii() or sign == "•")]
    code = f" (with U+{ord(odd[0]):04X})" if odd else ""
    said = f'"{near.written.strip()}"{code} looks like a tag, and is text: a tag is {near.tag}: at '
    return said + "the start of a line (if it should be text, a backslash before the colon says so)"


_PROSE = (
    "this text follows a ---, so it belongs to no card: if it belongs to the answer above, write "
    "*** for a line across"
)
_INSIDE = (
    "this C: is in the middle of a paragraph and hides nothing: it is text of the answer (if it "
    "should be a note, put a blank line above it and [brackets] in it)"
)
_TERM = (
    "T: and D: are text: for two cards of a term and what it means write C: Term: [term], a blank "
    "line, and Definition: [what it means]"
)
_BACKSLASH = "in code that is hidden, \\[ is read as [: write \\\\[ for a backslash and a bracket"
