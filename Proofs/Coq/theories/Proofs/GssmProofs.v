(* GssmProofs.v -- what a finite memory cannot copy.
   claims: T2.7, C2.8, R2.9 (the memory needed), X.twice, X.witness

   The idea throughout: after the prompt the machine has forgotten everything
   but its state, so two strings that lead to one state get one answer. *)
From mathcomp Require Import all_ssreflect all_algebra zify.
From Verbatim Require Import CopyTask CopyTaskProofs Gssm.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.Theory.

(* Sums over the largest values: any k terms are at most the k largest. *)
Section Largest.
Variable R : realFieldType.
Local Open Scope ring_scope.

Let ge_tot : total (fun a b : R => b <= a).
Proof. by move=> a b; rewrite le_total. Qed.
Let ge_tr : transitive (fun a b : R => b <= a).
Proof. by move=> a b c /= ab bc; apply: le_trans bc ab. Qed.

(* A subsequence of at most k terms of a decreasing sequence of nonnegative
   numbers: exchange its terms one by one for earlier ones. *)
Lemma subseq_le_take (s t : seq R) k :
  all (>= 0) s -> sorted (fun a b => b <= a) s -> subseq t s -> (size t <= k)%N ->
  \sum_(p <- t) p <= \sum_(p <- take k s) p.
Proof.
elim: s t k => [|a s IH] t k.
  by move=> _ _; rewrite subseq0 => /eqP -> _; rewrite big_nil.
move=> /= /andP[a0 s0] srt; case: t => [|b t] sub szt.
  rewrite big_nil big_seq sumr_ge0 // => p /mem_take.
  by rewrite inE => /orP[/eqP->|/(allP s0)].
case: k szt => // k szt; rewrite /= !big_cons.
have srts := path_sorted srt.
have sub' : subseq t s by move: sub; case: eqP => // _ /cons_subseq.
apply: ler_add; last exact: IH.
move: sub; case: eqP => [-> //|_ sub].
have bs : b \in s by apply: (mem_subseq sub); rewrite mem_head.
exact: (allP (order_path_min ge_tr srt)).
Qed.

Lemma sum_le_largest (T : finType) (P : T -> R) (A : {set T}) k :
  (forall x, 0 <= P x) -> (#|A| <= k)%N -> \sum_(x in A) P x <= largest P k.
Proof.
move=> P0 Ak; rewrite /largest.
set ge := fun a b : R => b <= a.
have -> : \sum_(x in A) P x = \sum_(p <- sort ge [seq P x | x <- enum A]) p.
  rewrite -big_enum /= -(big_map P predT id) /=.
  by apply: perm_big; rewrite perm_sym perm_sort.
apply: subseq_le_take.
- by rewrite all_sort; apply/allP => _ /mapP[x _ ->]; apply: P0.
- exact: sort_sorted.
- apply: subseq_sort => //; apply: map_subseq.
  by rewrite [X in subseq _ X]enumT {1}/enum_mem filter_subseq.
- by rewrite size_sort size_map -cardE.
Qed.

(* k numbers, none above q. *)
Lemma largest_le (T : finType) (P : T -> R) k q :
  0 <= q -> (forall x, P x <= q) -> largest P k <= k%:R * q.
Proof.
move=> q0 Pq; rewrite /largest; set s := sort _ _.
have sq : all (fun p => p <= q) s.
  by rewrite all_sort; apply/allP => _ /mapP[x _ ->].
apply: (@le_trans _ _ (\sum_(p <- take k s) q)).
  rewrite big_seq [X in _ <= X]big_seq; apply: ler_sum => p /mem_take ps.
  exact: (allP sq).
rewrite big_const_seq count_predT iter_addr addr0 -[q *+ _]mulr_natl ler_wpmul2r //.
by rewrite ler_nat size_take; case: ltnP.
Qed.
End Largest.

Section Pigeonhole.
Variable D : nat.
Implicit Type m : gssm D.

(* Equal states write equal continuations. *)
Lemma generate_state m k w1 w2 : gssm_run m w1 = gssm_run m w2 ->
  generate (gssm_model m) k w1 = generate (gssm_model m) k w2.
Proof.
elim: k w1 w2 => //= k IH w1 w2 E.
have En : gssm_model m w1 = gssm_model m w2 by rewrite /gssm_model E.
rewrite En; congr (_ :: _); apply: IH.
by rewrite /gssm_run !foldl_rcons -!/(gssm_run m _) E.
Qed.

(* However the string is presented (`present x` instead of the prompt), and
   whatever set of strings is asked for: at most |S| of them are copied. *)
Theorem copied_le_states_gen m L (present : L.-tuple 'I_D -> seq (sym D)) :
  #|[set x | generate (gssm_model m) L (present x) == toks x]| <= #|state m|.
Proof.
set A := [set x | _].
have inj : {in A &, injective (fun x => gssm_run m (present x))}.
  move=> x y; rewrite !inE => /eqP cx /eqP cy E; apply/val_inj/toks_inj.
  by rewrite -cx -cy; apply: generate_state.
by rewrite -(card_in_imset inj) max_card.
Qed.

(* T2.7, counted: at most |S| strings of each length are copied. *)
Theorem copied_le_states m L : copied m L <= #|state m|.
Proof.
apply: leq_trans (copied_le_states_gen m (fun x : L.-tuple _ => prompt x)).
apply/eq_leq/eq_card => x; rewrite !inE /copies size_tuple //.
Qed.

(* X.twice: reading the prompt twice raises nothing. *)
Theorem copied_after_two_le_states m L : copied_after_two m L <= #|state m|.
Proof.
apply: leq_trans (copied_le_states_gen m (fun x : L.-tuple _ => prompt_twice x)).
apply/eq_leq/eq_card => x; rewrite !inE /copies_after_two size_tuple //.
Qed.

(* The same, where the way of presenting a string is named; and there are no more than
   D^L strings, of course. *)
Theorem copied_from_le (present : seq 'I_D -> seq (sym D)) m L :
  copied_from present m L <= minn #|state m| (D ^ L).
Proof.
by rewrite leq_min copied_le_states_gen -[in D ^ L](card_ord D) -card_tuple max_card.
Qed.

Lemma copiedE m L : copied m L = copied_from (@prompt D) m L.
Proof. by apply: eq_card => x; rewrite !inE /copies size_tuple. Qed.

Lemma copied_after_twoE m L : copied_after_two m L = copied_from (@prompt_twice D) m L.
Proof. by apply: eq_card => x; rewrite !inE /copies_after_two size_tuple. Qed.

(* X.witness: fewer states than strings, so two strings share one; what is written after
   both is one string. *)
Theorem witness m L : #|state m| < D ^ L -> exists x y : L.-tuple 'I_D,
  [/\ x <> y, gssm_run m (prompt x) = gssm_run m (prompt y)
    & ~~ (copies (gssm_model m) x && copies (gssm_model m) y)].
Proof.
move=> few; pose f (x : L.-tuple 'I_D) := gssm_run m (prompt x).
have /injectivePn[x [y /eqP xy E]] : ~~ injectiveb f.
  apply: contraL few => /injectiveP inj; rewrite -leqNgt -[in D ^ L](card_ord D) -card_tuple.
  exact: leq_card inj.
exists x, y; split=> //; apply/negP => /andP[/eqP cx /eqP cy]; apply/xy/val_inj/toks_inj.
by rewrite -cx -cy !size_tuple; apply: generate_state.
Qed.

Section Error.
Variables (R : realFieldType) (L : nat).
Implicit Type P : L.-tuple 'I_D -> R.
Local Open Scope ring_scope.

Lemma err_copied m : (0 < D)%N ->
  err (uniform D R L) (gssm_model m) = 1 - (copied m L)%:R / (D ^ L)%:R.
Proof. by move=> D0; rewrite /err prob_compl ?prob_uniform //; apply: uniform_dist. Qed.

(* T2.7: err >= 1 - |S| / D^L on uniform strings. *)
Theorem gssm_err_uniform m : (0 < D)%N ->
  1 - #|state m|%:R / (D ^ L)%:R <= err (uniform D R L) (gssm_model m).
Proof.
move=> D0; rewrite err_copied // ler_sub // ler_wpmul2r ?invr_ge0 ?ler0n // ler_nat.
exact: copied_le_states.
Qed.

(* X.twice, as an error. *)
Theorem gssm_err_twice m : (0 < D)%N ->
  1 - #|state m|%:R / (D ^ L)%:R <= err_after_two (uniform D R L) (gssm_model m).
Proof.
move=> D0; rewrite /err_after_two prob_compl; last exact: uniform_dist.
rewrite ler_sub // prob_uniform ler_wpmul2r ?invr_ge0 ?ler0n // ler_nat.
exact: copied_after_two_le_states.
Qed.

(* T2.7 for any source: success is at most the sum of the |S| largest weights. *)
Theorem gssm_success_le_largest m P : is_dist P ->
  prob P (fun x => copies (gssm_model m) x) <= largest P #|state m|.
Proof.
case=> P0 _; rewrite /prob.
rewrite (eq_bigl (mem [set y : L.-tuple 'I_D | copies (gssm_model m) y])).
  exact/sum_le_largest/copied_le_states.
by move=> y; rewrite /= inE.
Qed.

Theorem gssm_err_source m P : is_dist P ->
  1 - largest P #|state m| <= err P (gssm_model m).
Proof. by move=> dP; rewrite /err prob_compl // ler_sub // gssm_success_le_largest. Qed.

(* If no string is likelier than q: err >= 1 - |S| q. *)
Theorem gssm_err_bounded m P q : is_dist P -> (forall x, P x <= q) ->
  1 - #|state m|%:R * q <= err P (gssm_model m).
Proof.
move=> dP Pq; apply: le_trans (gssm_err_source m dP).
have q0 : 0 <= q.
  case: (pickP (fun _ : L.-tuple 'I_D => true)) => [x _|none].
    exact: le_trans (dP.1 x) (Pq x).
  by have := dP.2; rewrite big_pred0 // => /eqP; rewrite eq_sym oner_eq0.
by rewrite ler_sub // largest_le.
Qed.

(* Arithmetic of "less than half": 2 s < N gives 1/2 < 1 - s/N. *)
Lemma half_lt (s N : nat) : (2 * s < N)%N -> 1 / 2%:R < 1 - s%:R / N%:R :> R.
Proof.
move=> sN; have N0 : 0 < N%:R :> R by rewrite ltr0n; lia.
rewrite ltr_subr_addr -ltr_subr_addl.
have -> : 1 - 1 / 2%:R = 2%:R^-1 :> R by rewrite [X in X - _](splitr 1) addrK div1r.
rewrite ltr_pdivr_mulr // mulrC ltr_pdivl_mulr ?ltr0n // -natrM ltr_nat.
by rewrite mulnC.
Qed.

(* C2.8, in states: fewer than D^L / 2 of them fail on more than half. *)
Theorem gssm_err_half m : (2 * #|state m| < D ^ L)%N ->
  1 / 2%:R < err (uniform D R L) (gssm_model m).
Proof.
move=> few; apply: lt_le_trans (half_lt few) _.
case: (posnP D) => [D0|]; last exact: gssm_err_uniform.
have DL : (D ^ L <= 1)%N by rewrite D0; case: (L) => // l; rewrite exp0n.
have : (0 < #|state m|)%N by apply/card_gt0P; exists (start m).
lia.
Qed.

(* C2.8, in bits: a memory of b bits with b < L log2 D - 1, that is 2^(b+1) < D^L. *)
Theorem gssm_err_bits m b : (#|state m| <= 2 ^ b)%N -> (2 ^ b.+1 < D ^ L)%N ->
  1 / 2%:R < err (uniform D R L) (gssm_model m).
Proof.
move=> Sb bL; apply: gssm_err_half; apply: leq_ltn_trans bL.
by rewrite expnS leq_mul2l Sb orbT.
Qed.

(* R2.9, the memory needed: an error of at most e costs (1 - e) D^L states. *)
Theorem gssm_states_needed m e : (0 < D)%N ->
  err (uniform D R L) (gssm_model m) <= e -> (1 - e) * (D ^ L)%:R <= #|state m|%:R.
Proof.
move=> D0 small; have := le_trans (gssm_err_uniform m D0) small.
have DL0 : 0 < (D ^ L)%:R :> R by rewrite ltr0n expn_gt0 D0.
by rewrite ler_subl_addr -ler_subl_addl ler_pdivl_mulr.
Qed.

(* A source that is uniform on a set A of strings. *)
Lemma uniform_on_dist (A : {set L.-tuple 'I_D}) : A != set0 -> is_dist (uniform_on R A).
Proof.
move=> A0; split=> [x|]; first by rewrite /uniform_on; case: ifP; rewrite ?invr_ge0 ?ler0n.
rewrite /uniform_on -big_mkcond /= sumr_const -[X in X = 1]mulr_natl divff //.
by rewrite pnatr_eq0 -lt0n card_gt0.
Qed.

Theorem gssm_err_on m (A : {set L.-tuple 'I_D}) : A != set0 ->
  1 - #|state m|%:R / #|A|%:R <= err (uniform_on R A) (gssm_model m).
Proof.
move=> A0; apply: gssm_err_bounded; first exact: uniform_on_dist.
by move=> x; rewrite /uniform_on; case: ifP; rewrite ?invr_ge0 ?ler0n.
Qed.
End Error.
End Pigeonhole.
