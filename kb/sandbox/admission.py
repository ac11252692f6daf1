"""What is looked at in a query before the engine sees it: its form, its dataset clause, and whether it may run.

The engine's parser overflows its stack on deep nesting and its planner takes cubic time in the number of joins, so both
are counted here. This is courtesy, not the wall: a query that slips through still runs in a process that has no way out
and can be killed.
"""

from dataclasses import dataclass, field

from kb.errors import QueryMalformed, QueryRefused
from kb.model.vocabulary import core
from kb.namespaces import PREFIXES
from kb.sandbox.mending import mend
from kb.sandbox.tokens import Token, decode, place, tokenize

FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"})
TERMS = frozenset({"iri", "string", "variable", "blank", "name", "number"})
PREFIX_OPERATORS = frozenset("!+-^")
CLOSES = {"}": "{", ")": "(", "]": "["}


@dataclass(frozen=True)
class Bounds:
    """How large a query may be to be admitted."""

    depth: int = 100
    patterns: int = 100


@dataclass
class Outline:
    """What a query is, as far as its tokens tell."""

    form: str = ""
    text: str = ""
    """The query as the engine is given it."""
    prologue: str = ""
    default_graphs: list[str] = field(default_factory=list)
    """The names after FROM, as written."""
    named_graphs: list[str] = field(default_factory=list)
    """The names after FROM NAMED, as written."""


def admit(query: str, bounds: Bounds, base: str = "") -> Outline:
    """The outline of a query that may run; `base` is what the IRIs of things begin with.

    Raises QueryRefused for updates, SERVICE, and what exceeds the bounds; QueryMalformed for what no engine could read.
    """
    query = decode(query)
    tokens = [token for token in tokenize(query) if token.kind != "space"]
    outline, body = _read_head(query, tokens, base)
    outline.text = mend(query, body)
    _read_dataset(outline, body)
    _refuse_service(query, body)
    _Measure(query, bounds).walk(body)
    return outline


def make_ready() -> None:
    """Reads what messages name, while files can be read."""
    _ = core().kinds


def _read_head(query: str, tokens: list[Token], base: str) -> tuple[Outline, list[Token]]:
    """The form and prologue of a query, and the tokens from the word that says its form on."""
    at = next((i for i, token in enumerate(tokens) if _is_form_word(tokens, i)), None)
    if at is None:
        raise QueryMalformed("The query has no SELECT, ASK, CONSTRUCT or DESCRIBE.", *place(query, len(query)))
    word, where = tokens[at].text.upper(), place(query, tokens[at].start)
    if word in UPDATES:
        raise QueryRefused(f"This service is read-only: {word} is an update, not a query.", *where)
    if word not in FORMS:
        raise QueryMalformed(f"Expected SELECT, ASK, CONSTRUCT or DESCRIBE, not {tokens[at].text[:20]!r}.", *where)
    _check_prefixes(query, tokens[:at], tokens[at:], base)
    return Outline(form=word, prologue=query[: tokens[at].start]), tokens[at:]


def _is_form_word(tokens: list[Token], i: int) -> bool:
    """Whether a token is the first that does not belong to the prologue."""
    token = tokens[i]
    if token.kind in {"iri", "name", "string"}:
        return False
    return token.kind != "word" or token.text.upper() not in {"BASE", "PREFIX", "VERSION"}


def _check_prefixes(query: str, prologue: list[Token], body: list[Token], base: str) -> None:
    """Names a prefix that is used and not declared, for which engines have poor words."""
    declared = {token.text for token in prologue if token.kind == "name"}
    for token in body:
        if token.kind == "name" and (prefix := token.text.partition(":")[0] + ":") not in declared:
            known = PREFIXES.get(prefix[:-1]) or (f"{base}{prefix[:-1]}/" if prefix[:-1] in core().kinds else None)
            remedy = f" Begin with PREFIX {prefix} <{known}>." if known else ""
            raise QueryMalformed(f"The prefix {prefix!r} is not declared.{remedy}", *place(query, token.start))


def _read_dataset(outline: Outline, body: list[Token]) -> None:
    """Adds the graphs named by FROM and FROM NAMED, which stand before the first brace."""
    for i, token in enumerate(body):
        if token.text == "{":
            return
        if token.kind == "word" and token.text.upper() == "FROM":
            is_named = i + 1 < len(body) and body[i + 1].text.upper() == "NAMED"
            graphs = outline.named_graphs if is_named else outline.default_graphs
            graphs += [name.text for name in body[i + 1 + is_named : i + 2 + is_named] if name.kind in {"iri", "name"}]


def _refuse_service(query: str, body: list[Token]) -> None:
    """Refuses federation: queries call no other host."""
    for token in body:
        if token.kind == "word" and token.text.upper() == "SERVICE":
            raise QueryRefused("SERVICE is refused: queries here call no other service.", *place(query, token.start))


class _Measure:
    """Counts how deeply a query nests, and how many triple patterns and steps of paths it would join."""

    def __init__(self, query: str, bounds: Bounds) -> None:
        self.query, self.bounds = query, bounds
        self.open: list[str] = []
        self.operators = 0
        self.patterns = 0
        self.data_follows = False

    def walk(self, body: list[Token]) -> None:
        """Goes through all tokens; raises QueryRefused at the first that exceeds a bound."""
        before = body[0]
        for token in body:
            self.step(token, before)
            self.check(token)
            before = token

    def step(self, token: Token, before: Token) -> None:
        """Takes one token into account."""
        self.operators = self.operators + 1 if token.text in PREFIX_OPERATORS else 0
        if token.kind == "word":
            self.data_follows |= token.text.upper() == "VALUES"
        elif token.text in "{([":
            self.enter(token.text, before)
        elif token.text in CLOSES:
            self.leave(CLOSES[token.text])
        elif self.joins(token, before):
            self.patterns += 1

    def enter(self, bracket: str, before: Token) -> None:
        """Opens a bracket; the block of a VALUES or a CONSTRUCT template is data, marked as `=`."""
        is_data = bracket == "{" and (self.data_follows or before.text.upper() == "CONSTRUCT")
        if bracket == "{":
            self.data_follows = False
        if bracket != "(" and not is_data and "=" not in self.open:
            self.patterns += 1
        self.open.append("=" if is_data else bracket)

    def leave(self, bracket: str) -> None:
        """Closes the nearest bracket of that kind; what does not match is left to the engine to report."""
        kinds = {bracket, "="} if bracket == "{" else {bracket}
        while self.open:
            if self.open.pop() in kinds:
                return

    def joins(self, token: Token, before: Token) -> bool:
        """Whether a token adds a triple pattern, a step of a path, or an element of a collection."""
        if not self.open or "=" in self.open:
            return False
        if token.text in ".;,":
            return self.open[-1] != "("
        return token.text == "/" or (self.open[-1] == "(" and token.kind in TERMS and before.kind in TERMS)

    def check(self, token: Token) -> None:
        """Raises QueryRefused when a bound is exceeded."""
        depth, patterns = self.bounds.depth, self.bounds.patterns
        if len(self.open) + self.operators > depth:
            raise QueryRefused(f"The query nests more than {depth} deep.", *place(self.query, token.start))
        if self.patterns > patterns:
            message = f"The query joins more than {patterns} triple patterns."
            raise QueryRefused(message, *place(self.query, token.start))
