(* StatementBoundsProofs.v -- every proposition of StatementBounds.v, proved by a theorem of its
   name in small letters. *)
From mathcomp Require Import all_ssreflect all_algebra all_fingroup zify.
From Verbatim Require Import CopyTask Gssm Sampled Ngram Tight PrefixSuffix StateTracking.
From Verbatim Require Import StatementBounds CopyTaskProofs GssmProofs NgramProofs.
From Verbatim Require Import FailureSetProofs ConflictProofs TightProofs SortingProofs.
From Verbatim Require Import DeBruijnProofs GreedyProofs SampledProofs PrefixProofs SuffixProofs.
From Verbatim Require Import StateTrackingProofs.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory.

Theorem t2_7_count : T2_7_count.
Proof. exact: copied_le_states. Qed.

Theorem t2_7 : T2_7.
Proof. by move=> R D m L; apply: gssm_err_uniform. Qed.

Theorem t2_7_any_source : T2_7_any_source.
Proof. by move=> R D m L P; apply: gssm_success_le_largest. Qed.

Theorem t2_7_sampled : T2_7_sampled.
Proof. by move=> R D m L D0 okm; apply: sampled_err_ge. Qed.

Theorem t2_7_register : T2_7_register.
Proof.
move=> R D L m s /andP[m0 mL] r; split; last exact: turning_register_err.
  by rewrite card_tuple card_ord.
exact: turning_register_copied.
Qed.

Theorem c2_8 : C2_8.
Proof. by move=> R D m L; apply: gssm_err_half. Qed.

Theorem c2_8_bits : C2_8_bits.
Proof. by move=> R D m L b; apply: gssm_err_bits. Qed.

Theorem r2_9_needed : R2_9_needed.
Proof. by move=> R D m L e; apply: gssm_states_needed. Qed.

Theorem l2_4_pairs : L2_4_pairs.
Proof. by move=> R D L n; apply: p_ngram_le. Qed.

Theorem l2_4 : L2_4.
Proof. by move=> R D L n; apply: p_ngram_lt. Qed.

Theorem x_tight : X_tight.
Proof.
move=> D L s D0 s0; split=> [|m <-]; rewrite ?copiedE; last exact: copied_from_le.
by have [m [cm c1 _]] := (tight L D0 s0).1; exists m; rewrite copiedE.
Qed.

Theorem x_tight_error : X_tight_error.
Proof.
move=> R D L s D0 /andP[s0 sL]; have [m [cm c1 _]] := (tight L D0 s0).1; exists m; split=> //.
by rewrite err_copied // copiedE c1 (minn_idPl sL).
Qed.

Theorem x_tight_register : X_tight_register.
Proof.
move=> D L s; split; first exact: card_shift_register.
by case: (shift_register_all s).
Qed.

Theorem x_tight_not_strict : X_tight_not_strict.
Proof. by move=> R D L D0 H; have [m] := strict_2_7_false R L D0; rewrite H. Qed.

Theorem x_twice : X_twice.
Proof. exact: copied_after_two_le_states. Qed.

Theorem x_twice_error : X_twice_error.
Proof. by move=> R D m L; apply: gssm_err_twice. Qed.

Theorem x_twice_register : X_twice_register.
Proof. by move=> D L s; case: (shift_register_all s). Qed.

Theorem x_twice_any_prompt : X_twice_any_prompt.
Proof. by move=> D present m L; apply: copied_le_states_gen. Qed.

Theorem x_twice_doubled : X_twice_doubled.
Proof.
move=> D L s D0 s0; split=> [|m <-]; last exact: copied_from_le.
exact: (tight L D0 s0).2.
Qed.

Theorem x_twice_attained : X_twice_attained.
Proof.
move=> D L s D0 s0; split=> [|m <-]; rewrite ?copied_after_twoE; last exact: copied_from_le.
by have [m [cm _ c2]] := (tight L D0 s0).1; exists m; rewrite copied_after_twoE.
Qed.

Theorem x_witness : X_witness.
Proof. by move=> D L m; apply: witness. Qed.

Theorem x_failure_set_all_decoders : X_failure_set_all_decoders.
Proof.
by move=> D n next x dec; split; [apply: decoder_fails | apply: decoder_fails_end].
Qed.

Theorem x_failure_set_end : X_failure_set_end.
Proof. by move=> D n x; apply: conflict_end_distinct. Qed.

Theorem x_failure_set_lookup : X_failure_set_lookup.
Proof.
move=> D n; split=> [|x]; first exact: lookup_decoder.
by rewrite lookup_copiesE lookup_copies_and_endsE.
Qed.

Theorem x_failure_set_error : X_failure_set_error.
Proof.
move=> R D n L P next dP dec; rewrite lookup_err lookup_err_end; split; last split=> //.
  exact: decoder_err_ge.
exact: decoder_err_end_ge.
Qed.

Theorem x_failure_set_uniform : X_failure_set_uniform.
Proof. by move=> R D L n; apply: lookup_err_uniform. Qed.

Theorem x_failure_set_near_miss : X_failure_set_near_miss.
Proof. by exists abac; split=> //; apply: near_miss_abac. Qed.

Theorem x_de_bruijn_longest : X_de_bruijn_longest.
Proof. by move=> D n x D0; split; [apply: distinct_longest | apply: de_bruijnE]. Qed.

Theorem x_de_bruijn_exists : X_de_bruijn_exists.
Proof. exact: de_bruijn_exists. Qed.

Theorem x_de_bruijn_lengths : X_de_bruijn_lengths.
Proof.
move=> D n L D0 n0 le; have [x db] := de_bruijn_exists D0 n0; exists (take L x).
by rewrite size_takel ?(de_bruijn_size D0 db) //; split=> //; apply/distinct_take/(de_bruijn_distinct db).
Qed.

Theorem x_de_bruijn_decoder : X_de_bruijn_decoder.
Proof. by move=> D n x; apply: de_bruijn_lookup. Qed.

Theorem x_de_bruijn_most : X_de_bruijn_most.
Proof.
move=> D n m /=; apply: leq_trans (t2_7_count m (D ^ n + n - 1)); apply: subset_leq_card.
by apply/subsetP => x; rewrite !inE => /andP[].
Qed.

Theorem x_de_bruijn_gssm : X_de_bruijn_gssm.
Proof. by move=> R D n m A; apply: de_bruijn_gssm. Qed.

Theorem x_de_bruijn_machine : X_de_bruijn_machine.
Proof.
move=> D n s D0 n0 L A sA; have L0 : (0 < L)%N.
  by rewrite /L -addnBA // addn_gt0 expn_gt0 D0.
pose B := [set x in take s (enum A)].
have cB : #|B| = s.
  by rewrite cardsE (card_uniqP _) ?take_uniq ?enum_uniq // size_takel // -cardE.
exists (store B); split; first by rewrite -[X in 2 * X]cB; apply: card_store.
rewrite -[RHS]cB; apply: eq_card => x; rewrite inE store_copies //.
by apply: andb_idl; rewrite inE => /mem_take; rewrite mem_enum.
Qed.

Theorem x_de_bruijn_count : X_de_bruijn_count.
Proof.
move=> D n; rewrite !inE => /or4P[|||/or3P[]] /eqP[-> ->].
- by rewrite (card_de_bruijn _ (isT : 0 < 2)) count_2_1.
- by rewrite (card_de_bruijn _ (isT : 0 < 3)) count_3_1.
- by rewrite (card_de_bruijn _ (isT : 0 < 4)) count_4_1.
- by rewrite (card_de_bruijn _ (isT : 0 < 2)) count_2_2.
- by rewrite (card_de_bruijn _ (isT : 0 < 2)) count_2_3.
- by rewrite (card_de_bruijn _ (isT : 0 < 3)) count_3_2.
Qed.

Theorem x_prefix_suffix_machine : X_prefix_suffix_machine.
Proof.
move=> D n n0; exists (prefix_gssm D n).
by split=> [|key x]; [apply: card_memory | apply: prefix_gssm_answers].
Qed.

Theorem x_prefix_suffix_bits : X_prefix_suffix_bits.
Proof. by move=> D n; apply: states_le. Qed.

Theorem x_prefix_suffix_texts : X_prefix_suffix_texts.
Proof.
move=> D n k B kD; split=> [|keys <- klist]; first exact: keys_exist.
split=> [x /is_textP[v ->]|]; last by rewrite addn1; apply: card_texts.
by rewrite addn1 (size_block_text klist) // size_map size_tuple.
Qed.

Theorem x_prefix_suffix_bound : X_prefix_suffix_bound.
Proof.
move=> D n k keys m klist /(text_pair klist)[x [y [key [a [b [X [kK A A' ab E]]]]]]].
by move/eqP: ab => ab; exists x, y, key, a, b.
Qed.

Theorem x_prefix_suffix_near_miss : X_prefix_suffix_near_miss.
Proof.
move=> D n k keys klist kD; pose v0 : {a : 'I_D | k <= a} := exist _ (Ordinal kD) (leqnn k).
exists (value_register (size keys) v0); split; first exact: card_values.
by move=> x y /is_textP[v ->] /is_textP[v' ->]; rewrite !(register_run klist) => ->.
Qed.

Theorem x_prefix_suffix_any_text : X_prefix_suffix_any_text.
Proof. by move=> D n L M m; apply: suffix_states_table. Qed.

Theorem x_prefix_suffix_distinct : X_prefix_suffix_distinct.
Proof.
by move=> D n L m nL ok; split; [apply: suffix_states_distinct ok | apply: suffix_states ok].
Qed.

Theorem x_state_tracking : X_state_tracking.
Proof.
move=> G; split=> [|m]; last exact: word_problem_needs.
by exists (group_gssm G); split=> // x; apply: group_gssm_solves.
Qed.
