"""Every relation and arrow: its command, sign, words, and what a terminal shows instead."""

RELATIONS = """
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
triangleq ≜ is_by_definition
coloneqq ≔ is_defined_as :=
in ∈ in
notin ∉ not_in
ni ∋ contains
subset ⊂ is_a_subset_of
subseteq ⊆ is_a_subset_of_or_equals
supset ⊃ is_a_superset_of
supseteq ⊇ is_a_superset_of_or_equals
nsubseteq ⊈ is_not_a_subset_of_or_equals
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
Uparrow ⇑ double_up
Downarrow ⇓ double_down
nearrow ↗ rises_to
searrow ↘ falls_to
therefore ∴ therefore
because ∵ because
approxeq ≊ is_approximately_or_equals
thickapprox ≈ is_approximately
thicksim ∼ is_similar_to
backsim ∽ is_reversely_similar_to
backsimeq ⋍ is_reversely_equal_to
leqslant ⩽ is_at_most ≤
geqslant ⩾ is_at_least ≥
leqq ≦ is_at_most
geqq ≧ is_at_least
lneq ⪇ is_less_than_but_not ≨
gneq ⪈ is_greater_than_but_not ≩
lneqq ≨ is_less_than_but_not
gneqq ≩ is_greater_than_but_not
nleqslant ≰ is_not_at_most
ngeqslant ≱ is_not_at_least
lll ⋘ is_very_much_less_than <<<
ggg ⋙ is_very_much_greater_than >>>
doteq ≐ approaches
doteqdot ≑ is_geometrically_equal_to
Doteq ≑ is_geometrically_equal_to
eqcirc ≖ is_equal_with_a_circle_to
circeq ≗ is_equal_to
risingdotseq ≓ is_the_image_of_or_approximately_equals
fallingdotseq ≒ approximately_equals_or_is_the_image_of
bumpeq ≏ is_nearly_equal_to
Bumpeq ≎ is_nearly_equivalent_to
nsim ≁ is_not_similar_to
ncong ≇ is_not_congruent_to
napprox ≉ is_not_approximately
nsimeq ≄ is_not_asymptotically_equal_to
nequiv ≢ is_not_equivalent_to
nmid ∤ does_not_divide
nparallel ∦ is_not_parallel_to
shortmid ∣ divides |
shortparallel ∥ is_parallel_to ‖
nprec ⊀ does_not_precede
nsucc ⊁ does_not_succeed
preccurlyeq ≼ precedes_or_equals
succcurlyeq ≽ succeeds_or_equals
precsim ≾ precedes_or_is_like
succsim ≿ succeeds_or_is_like
precapprox ⪷ precedes_or_is_about ≾
succapprox ⪸ succeeds_or_is_about ≿
lessapprox ⪅ is_less_than_or_about ≲
gtrapprox ⪆ is_greater_than_or_about ≳
lessgtr ≶ is_less_or_greater_than
gtrless ≷ is_greater_or_less_than
lesseqgtr ⋚ is_less_equal_or_greater_than
gtreqless ⋛ is_greater_equal_or_less_than
vDash ⊨ entails |=
Vdash ⊩ forces ||-
nvdash ⊬ does_not_prove
nvDash ⊭ does_not_entail
dashv ⊣ is_proved_by
smile ⌣ smile ‿
frown ⌢ frown ⌒
bowtie ⋈ is_joined_with
Join ⋈ is_joined_with
sqsubset ⊏ is_a_square_subset_of
sqsupset ⊐ is_a_square_superset_of
sqsubseteq ⊑ is_a_square_subset_of_or_equals
sqsupseteq ⊒ is_a_square_superset_of_or_equals
subsetneq ⊊ is_a_proper_subset_of
supsetneq ⊋ is_a_proper_superset_of
subsetneqq ⫋ is_a_proper_subset_of ⊊
supsetneqq ⫌ is_a_proper_superset_of ⊋
varsubsetneq ⊊ is_a_proper_subset_of
varsupsetneq ⊋ is_a_proper_superset_of
subseteqq ⫅ is_a_subset_of_or_equals ⊆
supseteqq ⫆ is_a_superset_of_or_equals ⊇
Subset ⋐ is_a_double_subset_of
Supset ⋑ is_a_double_superset_of
nsupseteq ⊉ is_not_a_superset_of_or_equals
nsubset ⊄ is_not_a_subset_of
nsupset ⊅ is_not_a_superset_of
owns ∋ contains
notni ∌ does_not_contain
trianglelefteq ⊴ is_a_normal_subgroup_of_or_equals
trianglerighteq ⊵ contains_as_a_normal_subgroup_or_equals
vartriangleleft ⊲ is_a_normal_subgroup_of
vartriangleright ⊳ contains_as_a_normal_subgroup
ntriangleleft ⋪ is_not_a_normal_subgroup_of
ntriangleright ⋫ does_not_contain_as_a_normal_subgroup
varpropto ∝ is_proportional_to
between ≬ between
pitchfork ⋔ is_transverse_to
multimap ⊸ multimap
coloneq ≔ is_defined_as :=
colonequals ≔ is_defined_as :=
eqqcolon ≕ defines =:
equalscolon ≕ defines =:
Coloneqq ⩴ is_formally_defined_as ::=
coloncolon :: double_colon
dblcolon :: double_colon
vcentcolon : colon
ratio : colon
backepsilon ∍ such_that
leadsto ⇝ leads_to
rightsquigarrow ⇝ leads_to
leftrightsquigarrow ↭ corresponds_loosely_to
upharpoonright ↾ restricted_to
restriction ↾ restricted_to
upharpoonleft ↿ harpoon_up
downharpoonright ⇂ harpoon_down_right
downharpoonleft ⇃ harpoon_down_left
nrightarrow ↛ does_not_go_to
nleftarrow ↚ does_not_come_from
nleftrightarrow ↮ does_not_correspond_to
nRightarrow ⇏ does_not_imply
nLeftarrow ⇍ is_not_implied_by
nLeftrightarrow ⇎ not_if_and_only_if
rightleftarrows ⇄ goes_to_and_from
leftrightarrows ⇆ comes_from_and_goes_to
rightrightarrows ⇉ goes_twice_to
leftleftarrows ⇇ comes_twice_from
upuparrows ⇈ up_twice
downdownarrows ⇊ down_twice
rightarrowtail ↣ is_injected_into
leftarrowtail ↢ is_injected_from
twoheadleftarrow ↞ is_mapped_onto_from
looparrowright ↬ loops_to
looparrowleft ↫ loops_from
curvearrowright ↷ turns_to
curvearrowleft ↶ turns_from
circlearrowright ↻ circles_to
circlearrowleft ↺ circles_from
hookleftarrow ↩ is_embedded_from
rightharpoondown ⇁ tends_weakly_down_to
leftharpoonup ↼ tends_weakly_from
leftharpoondown ↽ tends_weakly_down_from
leftrightharpoons ⇋ is_in_reverse_balance_with
nwarrow ↖ rises_from
swarrow ↙ falls_from
Updownarrow ⇕ double_up_and_down
dashrightarrow ⇢ goes_to
dasharrow ⇢ goes_to
dashleftarrow ⇠ comes_from
Lleftarrow ⇚ is_triply_implied_by
Rrightarrow ⇛ triply_implies
mapsfrom ↤ is_mapped_from
longmapsfrom ⟻ is_mapped_from ↤
longleftrightarrows ⇄ goes_to_and_from
Mapsto ⤇ doubly_maps_to ⇒
longequal ═ equals
"""
