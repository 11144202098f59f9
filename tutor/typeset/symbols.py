"""Every command that is one sign: how it is written, shown in a terminal and spoken."""

import unicodedata

from tutor.typeset.tree import Kind, Symbol

# One symbol a line: its command, the sign, the words, and what a terminal shows instead where its
# usual fonts lack the sign (DejaVu Sans Mono is the yardstick).
_GREEK = """
alpha α alpha
beta β beta
gamma γ gamma
delta δ delta
epsilon ε epsilon
varepsilon ε epsilon
zeta ζ zeta
eta η eta
theta θ theta
vartheta ϑ theta
iota ι iota
kappa κ kappa
lambda λ lambda
mu μ mu
nu ν nu
xi ξ xi
omicron ο omicron
pi π pi
varpi ϖ pi
rho ρ rho
varrho ϱ rho
sigma σ sigma
varsigma ς sigma
tau τ tau
upsilon υ upsilon
phi φ phi
varphi φ phi
chi χ chi
psi ψ psi
omega ω omega
Gamma Γ capital_gamma
Delta Δ capital_delta
Theta Θ capital_theta
Lambda Λ capital_lambda
Xi Ξ capital_xi
Pi Π capital_pi
Sigma Σ capital_sigma
Upsilon Υ capital_upsilon
Phi Φ capital_phi
Psi Ψ capital_psi
Omega Ω capital_omega
"""

_ORDINARY = """
partial ∂ partial
nabla ∇ nabla
infty ∞ infinity
ell ℓ ell l
hbar ℏ h_bar
emptyset ∅ the_empty_set
varnothing ∅ the_empty_set
forall ∀ for_all
exists ∃ there_exists
nexists ∄ there_is_no
neg ¬ not
lnot ¬ not
angle ∠ angle
top ⊤ top
bot ⊥ bottom
prime ′ prime
dots … dots
ldots … dots
dotsc … dots
dotso … dots
cdots ⋯ dots
dotsb ⋯ dots
vdots ⋮ dots ┆
ddots ⋱ dots ˙·.
square □ square
Box □ box
triangle △ triangle
blacksquare ■ black_square
dagger † dagger
ddagger ‡ double_dagger
star ⋆ star
degree ° degrees
checkmark ✓ check_mark
% % percent
# # number_sign
& & and
$ $ dollars
_ _ underscore
"""

_BINARY = """
+ + plus
- − minus
pm ± plus_or_minus
mp ∓ minus_or_plus
times × times
div ÷ divided_by
cdot · times
ast ∗ star
* ∗ star
circ ∘ after
bullet ∙ bullet
odot ⊙ elementwise_times
oplus ⊕ direct_sum
ominus ⊖ circled_minus
otimes ⊗ tensor
oslash ⊘ elementwise_divided_by
cup ∪ union
cap ∩ intersection
sqcup ⊔ join
sqcap ⊓ meet
setminus ∖ without \\
wedge ∧ and
land ∧ and
vee ∨ or
lor ∨ or
"""

_RELATIONS = """
= = equals
< < is_less_than
> > is_greater_than
lt < is_less_than
gt > is_greater_than
: : colon
leq ≤ is_at_most
le ≤ is_at_most
geq ≥ is_at_least
ge ≥ is_at_least
neq ≠ is_not_equal_to
ne ≠ is_not_equal_to
ll ≪ is_much_less_than <<
gg ≫ is_much_greater_than >>
nless ≮ is_not_less_than
ngtr ≯ is_not_greater_than
nleq ≰ is_not_at_most
ngeq ≱ is_not_at_least
lesssim ≲ is_at_most_about
gtrsim ≳ is_at_least_about
prec ≺ precedes
succ ≻ succeeds
preceq ⪯ precedes_or_equals ≼
succeq ⪰ succeeds_or_equals ≽
equiv ≡ is_equivalent_to
approx ≈ is_approximately
sim ∼ is_distributed_as
simeq ≃ is_asymptotically_equal_to
cong ≅ is_congruent_to
asymp ≍ is_of_the_order_of
propto ∝ is_proportional_to
triangleq ≜ is_defined_as
coloneqq ≔ is_defined_as :=
in ∈ in
notin ∉ not_in
ni ∋ contains
subset ⊂ is_a_subset_of
subseteq ⊆ is_a_subset_of_or_equals
supset ⊃ is_a_superset_of
supseteq ⊇ is_a_superset_of_or_equals
nsubseteq ⊈ is_not_a_subset_of
perp ⊥ is_perpendicular_to
parallel ∥ is_parallel_to ‖
mid ∣ given |
vdash ⊢ proves
models ⊨ models |=
to → to
rightarrow → to
longrightarrow ⟶ to
leftarrow ← from
gets ← gets
longleftarrow ⟵ from
leftrightarrow ↔ corresponds_to
longleftrightarrow ⟷ corresponds_to
mapsto ↦ maps_to
longmapsto ⟼ maps_to ↦
hookrightarrow ↪ embeds_in
twoheadrightarrow ↠ maps_onto
rightharpoonup ⇀ tends_weakly_to
rightleftharpoons ⇌ is_in_balance_with
Rightarrow ⇒ implies
Longrightarrow ⟹ implies ⇒
implies ⟹ implies ⇒
Leftarrow ⇐ is_implied_by
Longleftarrow ⟸ is_implied_by ⇐
impliedby ⟸ is_implied_by ⇐
Leftrightarrow ⇔ if_and_only_if
Longleftrightarrow ⟺ if_and_only_if ⇔
iff ⟺ if_and_only_if ⇔
uparrow ↑ up
downarrow ↓ down
updownarrow ↕ up_and_down
Uparrow ⇑ up
Downarrow ⇓ down
nearrow ↗ rises_to
searrow ↘ falls_to
therefore ∴ therefore
because ∵ because
"""

_BIG = """
sum ∑ the_sum
prod ∏ the_product
coprod ∐ the_coproduct
int ∫ the_integral
iint ∬ the_double_integral
iiint ∭ the_triple_integral
bigcup ⋃ the_union
bigcap ⋂ the_intersection
bigoplus ⨁ the_direct_sum ⊕
bigotimes ⨂ the_tensor_product ⊗
bigodot ⨀ the_elementwise_product
bigvee ⋁ the_disjunction ∨
bigwedge ⋀ the_conjunction ∧
"""

_FENCES = """
( ( open_paren OPEN
) ) close_paren CLOSE
[ [ open_bracket OPEN
] ] close_bracket CLOSE
{ { open_brace OPEN
} } close_brace CLOSE
lbrace { open_brace OPEN
rbrace } close_brace CLOSE
lbrack [ open_bracket OPEN
rbrack ] close_bracket CLOSE
langle ⟨ open_angle OPEN
rangle ⟩ close_angle CLOSE
lfloor ⌊ open_floor OPEN
rfloor ⌋ close_floor CLOSE
lceil ⌈ open_ceiling OPEN
rceil ⌉ close_ceiling CLOSE
lvert | open_bar OPEN
rvert | close_bar CLOSE
lVert ‖ open_double_bar OPEN
rVert ‖ close_double_bar CLOSE
vert | given BARS
| ‖ double_bar BARS
Vert ‖ double_bar BARS
"""

_TYPED = """
/ / over ORDINARY
! ! factorial CLOSE
? ? question_mark ORDINARY
@ @ at ORDINARY
` ` backquote ORDINARY
" " quote ORDINARY
. . . PUNCTUATION
, , , PUNCTUATION
; ; ; PUNCTUATION
| | given BARS
"""


def _symbols(table: str, kind: Kind | None = None) -> dict[str, Symbol]:
    symbols = {}
    for line in table.split("\n")[1:-1]:
        name, char, spoken, *rest = line.split(" ")
        plain = char
        if kind is not None and rest:
            plain = rest[0]
        symbols[name] = Symbol(char, kind or Kind[rest[0]], spoken.replace("_", " "), plain)
    return symbols


FENCES = _symbols(_FENCES)
_ALL = {
    **_symbols(_GREEK, Kind.ORDINARY),
    **_symbols(_ORDINARY, Kind.ORDINARY),
    **_symbols(_BINARY, Kind.BINARY),
    **_symbols(_RELATIONS, Kind.RELATION),
    **_symbols(_BIG, Kind.BIG),
    **FENCES,
    "colon": Symbol(":", Kind.PUNCTUATION, "colon", ":"),
    "backslash": Symbol("\\", Kind.ORDINARY, "backslash", "\\"),
}

# What a command stands for, by its name without the backslash ...
SYMBOLS: dict[str, Symbol] = {n: s for n, s in _ALL.items() if n.isalpha() or n in "{}|%#&$_"}
# ... and what a character stands for that is typed as itself.
_TYPED_AS = {s.char: s for s in reversed(_ALL.values())}
_TYPED_AS |= {n: s for n, s in _ALL.items() if n in "+-*=<>:()[]"} | _symbols(_TYPED)


def symbol_of(character: str) -> Symbol | None:
    """The symbol a character that is no letter and no digit stands for, typed as itself."""
    if (known := _TYPED_AS.get(character)) is not None:
        return known
    if character[0].isalpha():
        return None
    spoken = unicodedata.name(character[0], "a sign").lower()
    return Symbol(character, Kind.ORDINARY, spoken, character)
