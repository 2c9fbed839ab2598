(* InstancesProofs.v -- no theorem is empty: for each one an instance in which all its
   hypotheses hold, and, where there is one, the case in which it is sharp. *)
From mathcomp Require Import all_ssreflect all_algebra all_fingroup.
From Verbatim Require Import CopyTask CopyTaskProofs Gssm GssmProofs Ngram NgramProofs.
From Verbatim Require Import FailureSetProofs Tight TightProofs DeBruijnProofs.
From Verbatim Require Import PrefixSuffix PrefixProofs StateTracking Sampled.
From Verbatim Require Import Transformer Construction LengthFree Hybrid HybridProofs.
From Verbatim Require Import Cache CacheProofs WindowsProofs GateProofs ParametersProofs.
From Verbatim Require Import Statement StatementProofs.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory.

Notation Q := [realFieldType of rat].
Definition a0 : 'I_2 := Ordinal (isT : 0 < 2).
Definition a1 : 'I_2 := Ordinal (isT : 1 < 2).
Definition one_state := constant_gssm a0.

Lemma card_one_state : #|state one_state| = 1.
Proof. exact: card_unit. Qed.

(* T2.7, and its case of equality: one state, three bits: the error is 7/8. *)
Lemma instance_T2_7 : (err (uniform 2 Q 3) (gssm_model one_state) = 7%:R / 8%:R)%R.
Proof. by rewrite constant_attains card_one_state. Qed.

(* T2.7 for a source that is not uniform: always the string a0. *)
Lemma instance_T2_7_any_source :
  is_dist (uniform_on Q [set [tuple a0]]) /\
  (prob (uniform_on Q [set [tuple a0]]) (fun x => copies (gssm_model one_state) x) = 1)%R.
Proof.
have dP : is_dist (uniform_on Q [set [tuple a0]]).
  by apply: uniform_on_dist; rewrite -card_gt0 cards1.
split=> //; rewrite /prob (bigD1 [tuple a0]) /=; last exact: (constant_copies a0 1).
rewrite big1 => [|x /andP[_ /negbTE x0]]; rewrite /uniform_on ?inE ?x0 //.
by rewrite eqxx cards1 invr1 addr0.
Qed.

(* T2.7 for sampled outputs: one state that draws every symbol alike, the five of them
   with probability 1/5. *)
Definition dice : sampler 2 Q :=
  @Sampler 2 Q [finType of unit] tt (fun _ _ => tt) (fun _ _ => 5%:R^-1)%R.

Lemma instance_T2_7_sampled : is_sampler dice /\ #|sstate dice| = 1.
Proof.
split=> [q|]; last exact: card_unit.
by split=> [c|]; rewrite ?invr_ge0 // sumr_const card_sym.
Qed.

(* T2.7, equality: two cells, strings of five bits: 4 of 32 are copied. *)
Lemma instance_T2_7_register : let r := turning_register 5 [tuple a0; a0] in
  copied r 5 = 4 /\ (err (uniform 2 Q 5) (gssm_model r) = 1 - 4%:R / 32%:R)%R.
Proof. by have [_ c e] := @t2_7_register Q 2 5 2 [tuple a0; a0] isT; split; rewrite ?c ?e. Qed.

(* X.tight and X.twice for a number of states that is no power of D: five states, 8 strings. *)
Lemma instance_tight :
  (exists m : gssm 2, #|state m| = 5 /\ copied m 3 = 5) /\
  (exists m : gssm 2, #|state m| = 5 /\ copied_after_two m 3 = 5) /\
  (exists m : gssm 2, #|state m| = 5 /\ copied_from (@prompt_doubled 2) m 3 = 5) /\
  (exists m : gssm 2, #|state m| = 5 /\ (err (uniform 2 Q 3) (gssm_model m) = 1 - 5%:R / 8%:R)%R).
Proof.
split; first exact: (@x_tight 2 3 5 isT isT).1.
split; first exact: (@x_twice_attained 2 3 5 isT isT).1.
split; first exact: (@x_twice_doubled 2 3 5 isT isT).1.
exact: (@x_tight_error Q 2 3 5 isT isT).
Qed.

(* X.witness: one state, two strings of one bit. *)
Lemma instance_witness : exists x y : 1.-tuple 'I_2, x <> y /\
  gssm_run one_state (prompt x) = gssm_run one_state (prompt y).
Proof.
have [|x [y [xy E _]]] := @x_witness 2 1 one_state; first by rewrite card_one_state.
by exists x, y.
Qed.

(* C2.8 with no bits at all, and L = 2. *)
Lemma instance_C2_8 : (1 / 2%:R < err (uniform 2 Q 2) (gssm_model one_state))%R.
Proof. by apply: (@c2_8 Q 2 one_state 2); rewrite card_one_state. Qed.

(* R2.9: the shift register makes no error, so D^L states are needed and enough. *)
Lemma instance_R2_9 (s : 3.-tuple 'I_2) :
  (err (uniform 2 Q 3) (gssm_model (shift_register s)) <= 0)%R /\
  #|state (shift_register s)| = 2 ^ 3.
Proof. by rewrite shift_register_err card_shift_register. Qed.

(* R2.9: after the strings 0 and 1 the caches differ. *)
Lemma instance_R2_9_differ : cache 1 (prompt [:: a0]) <> cache 1 (prompt [:: a1]).
Proof. exact: (@r2_9_differ 1 2 [:: a0] [:: a1] erefl). Qed.

(* R2.9: for n = 1, D = 2 and one token the cache has 30 numbers, and the bound of
   60 n L log2 D bits is sharp. *)
Lemma instance_R2_9_bits : let c := cache 1 (prompt [:: a0] ++ toks [:: a0]) in
  size c = 30 /\ size (written c) = 60 * 1 * 1.
Proof. by move=> c; rewrite size_written /c (@r2_9_entries 1 2 [:: a0]). Qed.

(* R2.9: different inputs can leave one cache, and then the logits are the same. Bos and Copy
   have one piece, and behind Eos, whose piece is zero, both have the key zero. *)
Lemma instance_R2_9_enough (s : sym 2) :
  let w : seq (sym 2) := [:: Bos; Eos; Bos] in let w' := [:: Bos; Eos; Copy] in
  cache 1 w = cache 1 w' /\
  logit ex2 (copier 1 2) (w ++ [:: Tok a1]) s = logit ex2 (copier 1 2) (w' ++ [:: Tok a1]) s.
Proof.
move=> w w'; have E : cache 1 w = cache 1 w'.
  pose key v q (k : 'I_1) a := @X1 Q 1 (bits 2) 2 (@binary 2) ex2 v q (C true k a).
  have at_start v q k a : nth Bos v q = Bos -> key v q k a = 0%R.
    exact: (gate_start (@binary 2) ex2_gt0 k a).
  have behind_eos k a : key w' 2 k a = 0%R.
    have k0 : k = 0 :> nat by case: k => -[].
    have at_eos b : @Y1 Q 1 (bits 2) 2 (@binary 2) ex2 w' 2 (G (source true k) b) = 0%R.
      by rewrite (windows _ ex2_gt0) source_val ?k0 //; case: b.
    have open : gsum (@Y1 Q 1 (bits 2) 2 (@binary 2) ex2 w' 2) true k = 0%R.
      rewrite /gsum k0 Y1_Start (_ : (nth Bos w' 2 == Bos) = false) // mulr0 add0r.
      by rewrite big1 // => g /andP[lo]; rewrite add0n ltnNge lo.
    by rewrite /key; case: a => [b|]; rewrite ?X1_bit ?X1_flag open at_eos ?clip_zero.
  have keys : keys_at (head2 1 2) (stream1 1 w) (all_positions 3)
      = keys_at (head2 1 2) (stream1 1 w') (all_positions 3).
    apply: eq_allpairs => q i; rewrite !key2 -/(key w q i.1 i.2) -/(key w' q i.1 i.2).
    case: q => [|[|[|q]]].
    - by rewrite !at_start.
    - by apply: (X1_local ex2_gt0) => // -[|[|]].
    - by rewrite behind_eos at_start.
    - by rewrite !at_start //; apply: nth_default.
  have second : values_at (head2 1 2) (stream1 1 w) (all_positions 3)
      = values_at (head2 1 2) (stream1 1 w') (all_positions 3).
    by apply: eq_allpairs => q i; rewrite !value2; case: i q => [i|] [|[|[|q]]].
  have first : values_at (head1 1 2) (embed (copier 1 2) w) (last_positions 2 3)
      = values_at (head1 1 2) (embed (copier 1 2) w') (last_positions 2 3).
    by apply: eq_allpairs => q i; rewrite !value1; case: i q => [i|] [|[|[|q]]].
  by rewrite /cache keys /size second first.
split; [exact: E | exact: (@r2_9_enough 1 2 w w' [:: Tok a1] s E isT)].
Qed.

(* L2.4: ten bits repeat a 7-gram with probability below 100/128. *)
Lemma instance_L2_4 : (p_ngram (uniform 2 Q 10) 7 < 100%:R / 128%:R)%R.
Proof. exact: (@l2_4 Q 2 10 7 isT isT isT). Qed.

(* X.failure-set: a string with a conflict, one with a conflict at the end only, and
   one with none. *)
Lemma instance_conflict : conflict 1 [:: a0; a0; a1] /\
  ~~ conflict 1 [:: a0; a1; a0] /\ conflict_end 1 [:: a0; a1; a0] /\
  ~~ conflict_end 1 [:: a0; a1].
Proof.
split; first by apply/conflictP; exists 1, 2.
split.
  apply/negP => /conflictP[i [j [ij j3 E]]]; have := context_eq_inside ij (ltnW j3) E.
  by case: i j ij j3 E => [|[|[|i]]] [|[|[|j]]].
by rewrite !conflict_end_distinct -!(distinct_map _ _ val_inj).
Qed.

(* X.failure-set for the construction: a b a c is miscopied by n = 1, D = 4, as by every
   decoder of one output; 0 0 is copied by n = 1, D = 2, and not ended. *)
Lemma instance_failure_set_construction :
  ~~ copies (decode ex2 (copier 1 4)) abac /\
  copies (decode ex2 (copier 1 2)) [:: a0; a0] /\
  ~~ copies_and_ends (decode ex2 (copier 1 2)) [:: a0; a0].
Proof.
split.
  rewrite (@x_failure_set_construction 1 4 abac isT isT).1 -lookup_copiesE.
  by apply: near_miss_abac.2; apply: lookup_decoder.
have [-> ->] := @x_failure_set_construction 1 2 [:: a0; a0] isT isT; split=> //.
apply/negP => /conflictP[i [j [ij j2 _]]]; rewrite /successor.
by case: i j ij j2 => [|[|i]] [|[|j]].
Qed.

(* X.one-layer: the first layer of the construction for n = 1, whose windows are of one
   and two positions, and strings of three bits. *)
Definition first_layer_only : transformer Q 2 :=
  @Transformer Q 2 _ (@W_E Q 1 (bits 2) 2 (@binary 2)) [:: layer1 Q 1 (bits 2)]
    (@W_U Q 1 (bits 2) 2 (@binary 2)).

Lemma instance_one_layer : let next := decode ex2 first_layer_only in
  ~~ (copies next [:: a0; a1; a0] && copies next [:: a1; a0; a0]).
Proof.
apply: (@x_one_layer Q ex2 2 2 first_layer_only a0 a1 [:: a0] _ _ _).2 => //.
rewrite /windows_at_most /= andbT all_map; apply/allP => t _ /=; exact: ltn_ord.
Qed.

(* X.hybrid: 00110, as long as there is one with distinct 2-grams, is copied and ended by the
   whole.  With n = 1 each half takes 01 for another string and copies one of the two at most,
   and the whole, which copies them all, takes 01 for neither. *)
Lemma instance_hybrid :
  copies_and_ends (hybrid_decode ex2 (hybrid_copier 2 2)) [:: a0; a0; a1; a1; a0].
Proof. by apply: x_hybrid => //; rewrite -(distinct_map _ _ val_inj). Qed.

Section Hybrid.
Let x := [:: a0; a1].
Let dx : distinct_ngrams 1 x. Proof. by rewrite -(distinct_map _ _ val_inj). Qed.

Lemma instance_hybrid_state_half :
  let next := hybrid_decode (ex2 : Q -> Q) (state_space_half Q 1 (@binary 2)) in
  ~~ (copies_and_ends next x && copies_and_ends next [:: a1]).
Proof.
have reads := @x_hybrid_decode_reads Q ex2 2 (state_space_half Q 1 (@binary 2)).
by have [] := @x_hybrid_state_half Q ex2 1 (bits 2) 2 (@binary 2) _ x reads isT dx.
Qed.

Lemma instance_hybrid_attention_half :
  let next := hybrid_decode (ex2 : Q -> Q) (attention_half 1 (@binary 2) 3%:R%R) in
  ~~ (copies next x && copies next [:: a1; a0]).
Proof.
have reads := @x_hybrid_decode_reads Q ex2 2 (attention_half 1 (@binary 2) 3%:R%R).
by have [_ _] := @x_hybrid_attention_half Q ex2 1 (bits 2) 2 (@binary 2) 3%:R%R _ x reads; apply.
Qed.

Lemma instance_hybrid_whole : let H := hybrid_copier 1 2 in
  ~ takes_for ex2 H x [:: a1] /\ ~ takes_for ex2 H x [:: a1; a0].
Proof.
move=> H; have reads := @x_hybrid_decode_reads Q ex2 2 H.
have copied y : 0 < size y -> distinct_ngrams 1 y -> copies_and_ends (hybrid_decode ex2 H) y.
  exact: x_hybrid.
split=> alike.
  by have /negP[] := reads_one reads alike (fun E => ltac:(discriminate E)); rewrite !copied.
have dy : distinct_ngrams 1 [:: a1; a0] by rewrite -(distinct_map _ _ val_inj).
by have /negP[] := reads_one reads alike (fun E => ltac:(discriminate E)); rewrite !copied.
Qed.
End Hybrid.

(* X.de-bruijn: 00110 is one of the four of order 2, and one state is fewer than half. *)
Lemma instance_de_bruijn : de_bruijn 2 [:: a0; a0; a1; a1; a0] /\
  (1 / 2%:R < err (uniform_on Q [set x : (2 ^ 2 + 2 - 1).-tuple 'I_2 | de_bruijn 2 x])
                  (gssm_model one_state))%R.
Proof.
split; first by rewrite de_bruijnE // -(distinct_map _ _ val_inj).
by apply: x_de_bruijn_gssm; rewrite x_de_bruijn_count // card_one_state.
Qed.

(* X.de-bruijn: three of the four of order 2, by a machine with 2 * 3 * 5 + 2 = 32 states
   or fewer. *)
Lemma instance_de_bruijn_machine : exists m : gssm 2, #|state m| <= 32 /\
  #|[set x in [set x : (2 ^ 2 + 2 - 1).-tuple 'I_2 | de_bruijn 2 x]
     | copies (gssm_model m) x]| = 3.
Proof. by apply: (@x_de_bruijn_machine 2 2 3); rewrite // x_de_bruijn_count. Qed.

(* X.prefix-suffix: what follows 1 in 0 1 1 0, and a key with no answer. *)
Lemma instance_answer : answer [:: a1] [:: a0; a1; a1; a0] = Some a1 /\
  answer [:: a1] [:: a0; a1] = None.
Proof. by []. Qed.

(* Keys of three tokens out of four: 218 states with the key first ... *)
Lemma instance_prefix : #|state (prefix_gssm 4 3)| = 218.
Proof. by rewrite card_memory // !big_ord_recr big_ord0. Qed.

(* ... and with the key last these are too few for the 2^8 = 256 texts of eight blocks. *)
Lemma instance_blocks : exists keys : seq (seq 'I_4),
  [/\ size keys = 8, key_list 3 2 keys
    & exists x y : seq 'I_4, [/\ is_block_text 2 keys x, is_block_text 2 keys y, x <> y
        & gssm_run (prefix_gssm 4 3) (Bos :: toks x) = gssm_run (prefix_gssm 4 3) (Bos :: toks y)]].
Proof.
have [keys [sk klist]] := (@x_prefix_suffix_texts 4 3 2 8 isT).1 isT.
exists keys; split=> //; have [|x [y [key [a [b [[X Y E] [_ A A' ab _]]]]]]] :=
  @x_prefix_suffix_bound 4 3 2 keys (prefix_gssm 4 3) klist.
  by rewrite instance_prefix sk.
by exists x, y; split=> // xy; move: A A'; rewrite xy => -> [].
Qed.

(* Some machine answers with the key last: one that remembers the whole input. Its
   state is the input, up to N symbols; what it says is any function of it. *)
Definition recorder (D N : nat) (say : seq (sym D) -> sym D) : gssm D :=
  @Gssm D [finType of N.-bseq (sym_finType D)] [bseq of [::]]
    (fun s c => insub_bseq N (rcons s c)) (fun s => say s).

Lemma recorder_run D N (say : seq (sym D) -> sym D) w :
  size w <= N -> gssm_run (recorder N say) w = w :> seq _.
Proof.
elim/last_ind: w => [//|w c IH]; rewrite size_rcons => lt.
have E := IH (ltnW lt); rewrite /gssm_run foldl_rcons -/(gssm_run _ w) /=.
rewrite E /insub_bseq val_insubd; by rewrite size_rcons lt.
Qed.

Definition say_answer D (n : nat) (w : seq (sym D)) : sym D :=
  let y := input_of w in
  answer_sym (answer (drop (size y - n) y) (take (size y - n) y)).

Lemma recorder_answers D n L :
  answers_suffix predT (recorder (L + n + 2) (@say_answer D n)) n L.
Proof.
move=> key x a sk sx _ A; rewrite /gssm_model /recorder /= recorder_run; last first.
  by rewrite size_prompt size_cat sk sx addn2.
have E : input_of (suffix_prompt key x) = x ++ key.
  by have := input_of_prompt (x ++ key) [::]; rewrite cats0.
by rewrite /say_answer E size_cat sk addnK take_size_cat // drop_size_cat // A.
Qed.

Lemma instance_suffix : exists m : gssm 2,
  answers_suffix predT m 2 12 /\ answers_suffix (distinct_ngrams 2) m 2 12 /\
  2 ^ 4 <= #|state m|.
Proof.
pose m := recorder (12 + 2 + 2) (@say_answer 2 2).
have ok : answers_suffix predT m 2 12 by apply: recorder_answers.
exists m; split=> //; split=> [key x a sk sx _|]; first exact: ok.
exact: (@x_prefix_suffix_any_text 2 2 12 4 m).
Qed.

(* X.state-tracking: the symmetric group on five things takes 120 states. *)
Lemma instance_state_tracking : #|state (group_gssm [finGroupType of 'S_5])| = 120.
Proof. by rewrite card_Sn. Qed.

(* X.scale: n = 1 and two tokens. With beta = 3 and B = 2 both bounds are below 1/8 for strings
   of two tokens, so 0 1 is copied. *)
Lemma token_sum_two (q : rat) : (token_sum 2 q = 1 + q)%R.
Proof.
by rewrite /token_sum big_ord_recl big_ord1 /ones !big_ord_recl !big_ord0 /= expr0 expr1.
Qed.

Lemma below_eighth (a b : nat) : 0 < b -> a * 8 < b -> (a%:R / b%:R < 1 / 8%:R :> rat)%R.
Proof.
by move=> b0 ab; rewrite ltr_pdivl_mulr ?ltr0n // mulrAC ltr_pdivr_mulr ?ltr0n // mul1r -natrM ltr_nat.
Qed.

Lemma instance_scale :
  [/\ (rest_interior 3 1 2 < 1 / 8%:R)%R, (rest_start 3 2 2 < 1 / 8%:R)%R,
      distinct_ngrams 1 [:: a0; a1] & copies_and_ends (decode ex2 (scaled_copier 3 2 1 2)) [:: a0; a1]].
Proof.
have inner : (rest_interior 3 1 2 < 1 / 8%:R)%R.
  rewrite /rest_interior token_sum_two big_ord1 !expr1 [(1 + _)%R]addrC addrK.
  rewrite (_ : 2 ^ (3 * bits 2) = 4 ^ 3) //.
have outer : (rest_start 3 2 2 < 1 / 8%:R)%R by rewrite /rest_start; apply: (@below_eighth 3 (2 ^ (3 * 2))).
have dx : distinct_ngrams 1 [:: a0; a1] by [].
have cp := @x_scale_copied 3 2 2 1 2 [:: a0; a1] isT inner outer isT dx.
by split; [exact: inner | exact: outer | exact: dx | exact: cp].
Qed.

(* X.scale: here 32 n d = 64 = 4^3, and B = 2 suits up to 6 tokens. *)
Lemma instance_scale_length_free :
  up_log 4 (32 * 1 * bits 2) = 3 /\ copies_and_ends (decode ex2 (scaled_copier 3 2 1 2)) [:: a0; a1].
Proof.
by split=> //; apply: (@x_scale_length_free 2 6 1 2 [:: a0; a1] isT isT isT isT).
Qed.
