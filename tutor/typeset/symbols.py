"""Every command that is one sign: how it is written, shown in a terminal and spoken."""

import unicodedata

from tutor.typeset.relations import RELATIONS
from tutor.typeset.tree import Kind, Symbol

# One symbol a line: its command, the sign, the words, and what a terminal shows instead where its
# usual fonts lack the sign (DejaVu Sans Mono is the yardstick).
_GREEK = """
alpha α alpha
beta β beta
gamma γ gamma
delta δ delta
epsilon ϵ epsilon
varepsilon ε var_epsilon
zeta ζ zeta
eta η eta
theta θ theta
vartheta ϑ var_theta
iota ι iota
kappa κ kappa
lambda λ lambda
mu μ mu
nu ν nu
xi ξ xi
omicron ο omicron
pi π pi
varpi ϖ var_pi
rho ρ rho
varrho ϱ var_rho
sigma σ sigma
varsigma ς final_sigma
tau τ tau
upsilon υ upsilon
phi ϕ phi
varphi φ var_phi
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
varkappa ϰ var_kappa
Alpha Α capital_alpha
Beta Β capital_beta
Epsilon Ε capital_epsilon
Zeta Ζ capital_zeta
Eta Η capital_eta
Iota Ι capital_iota
Kappa Κ capital_kappa
Mu Μ capital_mu
Nu Ν capital_nu
Omicron Ο capital_omicron
Rho Ρ capital_rho
Tau Τ capital_tau
Chi Χ capital_chi
varGamma Γ capital_gamma
varDelta Δ capital_delta
varTheta Θ capital_theta
varLambda Λ capital_lambda
varXi Ξ capital_xi
varPi Π capital_pi
varSigma Σ capital_sigma
varUpsilon Υ capital_upsilon
varPhi Φ capital_phi
varPsi Ψ capital_psi
varOmega Ω capital_omega
digamma ϝ digamma
"""

_ORDINARY = """
partial ∂ partial
nabla ∇ nabla
infty ∞ infinity
ell ℓ script_l
hbar ℏ h_bar
hslash ℏ h_bar
imath ı dotless_i
jmath ȷ dotless_j
wp ℘ weierstrass_p
aleph ℵ aleph
beth ℶ beth
gimel ℷ gimel
eth ð eth
mho ℧ mho
complement ∁ complement
Finv Ⅎ turned_f
Bbbk 𝕜 double-struck_k
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
vdots ⋮ vertical_dots ┆
ddots ⋱ diagonal_dots ˙·.
square □ square
Box □ box
triangle △ triangle
blacksquare ■ black_square
dagger † dagger
ddagger ‡ double_dagger
star ⋆ pointed_star
degree ° degrees
checkmark ✓ check_mark
bigstar ★ black_star
lozenge ◊ lozenge
blacklozenge ⧫ black_lozenge ◆
diamondsuit ♢ diamond_suit
heartsuit ♡ heart
spadesuit ♠ spade
clubsuit ♣ club
flat ♭ flat
natural ♮ natural
sharp ♯ sharp
surd √ root
bigcirc ◯ circle
blacktriangle ▲ black_triangle
blacktriangledown ▼ black_down_triangle
triangledown ▽ down_triangle
vartriangle △ triangle
bigtriangleup △ triangle
bigtriangledown ▽ down_triangle
measuredangle ∡ measured_angle
sphericalangle ∢ spherical_angle
backprime ‵ back_prime
dotsm ⋯ dots
mathellipsis … dots
hdots … dots
dotsi ⋯ dots
iddots ⋰ rising_dots .·˙
adots ⋰ rising_dots .·˙
S § section
P ¶ paragraph
copyright © copyright
pounds £ pounds
euro € euros
yen ¥ yen
AA Å angstrom
aa å a_ring
ae æ ae
AE Æ capital_ae
oe œ oe
OE Œ capital_oe
ss ß sharp_s
o ø o_slash
O Ø capital_o_slash
l ł l_slash
L Ł capital_l_slash
i ı dotless_i
j ȷ dotless_j
dag † dagger
ddag ‡ double_dagger
qed □ end_of_proof
qedsymbol □ end_of_proof
qedhere □ end_of_proof
infin ∞ infinity
textbackslash \\ backslash
textbar | bar
textquotesingle ' quote
lq ‘ open_quote
rq ’ close_quote
% % percent
# # number_sign
& & ampersand
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
cdot · dot
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
wedge ∧ wedge
land ∧ and
bmod mod mod
centerdot · dot
diamond ⋄ small_diamond
Diamond ◇ diamond
triangleleft ◁ left_triangle
triangleright ▷ right_triangle
lhd ⊲ left_triangle
rhd ⊳ right_triangle
circledast ⊛ convolved_with
circledcirc ⊚ circled_circle
circleddash ⊝ circled_dash
boxplus ⊞ box_plus
boxminus ⊟ box_minus
boxtimes ⊠ box_times
boxdot ⊡ box_dot
rtimes ⋊ semidirect_product ×|
uplus ⊎ disjoint_union
amalg ⨿ coproduct ∐
wr ≀ wreath ~
dotplus ∔ dot_plus
barwedge ⊼ nand
veebar ⊻ xor
Cap ⋒ double_intersection
Cup ⋓ double_union
doublecap ⋒ double_intersection
doublecup ⋓ double_union
curlyvee ⋎ curly_or
curlywedge ⋏ curly_and
divideontimes ⋇ divided_on_times
intercal ⊺ intercal
smallsetminus ∖ without \\
leftthreetimes ⋋ left_semidirect_product
rightthreetimes ⋌ right_semidirect_product
ltimes ⋉ reversed_semidirect_product
unlhd ⊴ left_triangle_or_equals
unrhd ⊵ right_triangle_or_equals
vee ∨ or
lor ∨ or
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
oint ∮ the_contour_integral
oiint ∯ the_closed_surface_integral
oiiint ∰ the_closed_volume_integral
iiiint ⨌ the_quadruple_integral ∫∫∫∫
idotsint ∫⋯∫ the_multiple_integral
bigsqcup ⨆ the_join ⊔
biguplus ⨄ the_disjoint_union ⊎
smallint ∫ the_integral
intop ∫ the_integral
bigtimes ⨉ the_times_product ×
"""

_FENCES = """
( ( open OPEN
) ) close CLOSE
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
llbracket ⟦ open_double_bracket OPEN
rrbracket ⟧ close_double_bracket CLOSE
lBrack ⟦ open_double_bracket OPEN
rBrack ⟧ close_double_bracket CLOSE
lgroup ( open OPEN
rgroup ) close CLOSE
lparen ( open OPEN
rparen ) close CLOSE
ulcorner ⌜ open_corner OPEN
urcorner ⌝ close_corner CLOSE
llcorner ⌞ open_lower_corner OPEN
lrcorner ⌟ close_lower_corner CLOSE
vert | given BARS
| ‖ double_bar BARS
Vert ‖ double_bar BARS
"""

_TYPED = """
/ / slash SLASH
! ! factorial CLOSE
? ? question_mark ORDINARY
@ @ at ORDINARY
` ` backquote ORDINARY
" " quote ORDINARY
. . period PUNCTUATION
, , comma PUNCTUATION
; ; semicolon PUNCTUATION
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
    **_symbols(RELATIONS, Kind.RELATION),
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
