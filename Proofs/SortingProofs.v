(* SortingProofs.v -- for every number s of states there is a machine that copies as
   many strings as it has states, or all of them if there are fewer.
   claims: X.tight, X.twice (for every s)

   The machine is `sorting_gssm` of Tight.v.  Writing is a permutation of the states,
   "sort them by their last digit".  Reading the string that v writes, from a state v + e
   in place of v, ends e / D^L too far: the distance is divided by D in each step and
   rounded down.  So for s <= D^L all distances are gone after L tokens, and the state
   after the string tells v. *)
From mathcomp Require Import all_ssreflect all_algebra zify.
From Verbatim Require Import CopyTask CopyTaskProofs Gssm GssmProofs Tight TightProofs.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

(* ---------------- sorting by the last digit ---------------- *)
Section Sorting.
Variable D : nat.
Hypothesis D0 : 0 < D.
Notation sorted_before := (sorted_before D).
Notation sort_step := (sort_step D).

(* Below n there are more than t numbers with remainder r if D t + r is one of them. *)
Lemma residues n t r : r < D -> D * t + r < n -> t < count (fun u => u %% D == r) (iota 0 n).
Proof.
move=> rD; elim: n t => [|n IH] t; first by rewrite ltn0.
rewrite -[n.+1]addn1 iotaD count_cat /= add0n addn0.
rewrite [in X in X -> _]addn1 ltnS leq_eqVlt => /orP[/eqP E|lt]; last exact: ltn_addr (IH t lt).
have -> : n %% D = r by rewrite -E mulnC modnMDl modn_small.
rewrite eqxx addn1 ltnS.
case: t E => [//|t] E; apply: IH; rewrite -E mulnS; lia.
Qed.

(* The numbers with remainder r stand between those with smaller remainders and those
   with larger ones. *)
Lemma before_next s r r' : r < r' ->
  sorted_before s r + count (fun u => u %% D == r) (iota 0 s) <= sorted_before s r'.
Proof.
move=> rr; rewrite /sorted_before; elim: (iota 0 s) => //= u l IH.
case: (ltngtP (u %% D) r) => ur /=; [rewrite (ltn_trans ur rr) | | rewrite ur rr]; lia.
Qed.

Lemma before_all s r : sorted_before s r <= s.
Proof. by rewrite /sorted_before -[X in _ <= X](size_iota 0) count_size. Qed.

Lemma before_all_next s r :
  sorted_before s r + count (fun u => u %% D == r) (iota 0 s) <= s.
Proof. exact: leq_trans (before_next s (ltnSn r)) (before_all s _). Qed.

(* 0 is a state, and its remainder is below any other. *)
Lemma before_gt0 s r : 0 < s -> r <= D * sorted_before s r \/ D <= r.
Proof.
case: s => // s _; case: r => [|r]; first by left.
case: (ltnP r.+1 D) => rD; [left | by right].
have b0 : 0 < sorted_before s.+1 r.+1 by rewrite /sorted_before /= mod0n.
by apply: leq_trans (ltnW rD) _; rewrite leq_pmulr.
Qed.

(* The place of v. *)
Lemma sort_own s v : 0 < s -> sort_step s v (v %% D) = v %/ D + sorted_before s (v %% D).
Proof.
move=> s0; have vD := ltn_pmod v D0.
rewrite /sort_step {1}(divn_eq v D) mulnC -addnA [_ %% D + _]addnC addnA addnK.
by rewrite -mulnDr mulKn.
Qed.

(* Who is e too far goes e / D too far. *)
Lemma sort_far s v e : sort_step s (v + e) (v %% D) = sort_step s v (v %% D) + e %/ D.
Proof.
rewrite /sort_step; move: (sorted_before _ _) => b.
have split u : v + u + D * b - v %% D = (v %/ D + b) * D + u.
  rewrite {1}(divn_eq v D) mulnDl [b * D]mulnC; move: (_ %/ _ * _) (_ %% _) => q r; lia.
have := split 0; rewrite !addn0 split => ->.
by rewrite divnMDl // mulnK.
Qed.

Lemma sort_lt s v r : v < s -> r < D -> sort_step s v r < s.
Proof.
move=> vs rD; have s0 := leq_ltn_trans (leq0n _) vs.
have rb : r <= D * sorted_before s r.
  by case: (before_gt0 r s0) => //; rewrite leqNgt rD.
rewrite /sort_step ltn_divLR //.
have few := before_all_next s r; set b := sorted_before s r in rb few *.
case: (ltnP v r) => vr.
  by apply: (@leq_trans (D * b)); [lia | rewrite mulnC leq_pmul2r // before_all].
have many := @residues s ((v - r) %/ D) r rD.
have lt : D * ((v - r) %/ D) + r < s.
  by have := leq_trunc_div (v - r) D; rewrite mulnC; lia.
have {many lt few} le : b + ((v - r) %/ D).+1 <= s.
  by apply: leq_trans few; rewrite leq_add2l many.
apply: (@leq_trans ((b + ((v - r) %/ D).+1) * D)); last by rewrite leq_pmul2r.
have := ltn_ceil (v - r) D0; rewrite mulnDl [b * D]mulnC.
by move: (_.+1 * D) (D * b) => q c; clear -vr; lia.
Qed.

(* Two states never come to the same place. *)
Lemma sort_inj s u v : u < s -> v < s ->
  sort_step s u (u %% D) = sort_step s v (v %% D) -> u = v.
Proof.
have less x y : x < s -> x %% D < y %% D ->
    sort_step s x (x %% D) < sort_step s y (y %% D).
  move=> xs xy; have s0 := leq_ltn_trans (leq0n _) xs; rewrite !sort_own //.
  have many := @residues s (x %/ D) (x %% D) (ltn_pmod x D0).
  rewrite mulnC -divn_eq in many.
  apply: leq_trans (leq_addl _ _); apply: leq_trans (before_next s xy).
  by rewrite addnC -addnS leq_add2l many.
move=> us vs E; have s0 := leq_ltn_trans (leq0n _) us.
case: (ltngtP (u %% D) (v %% D)) => r.
- by have := less _ _ us r; rewrite E ltnn.
- by have := less _ _ vs r; rewrite E ltnn.
move: E; rewrite !sort_own // r => /addIn q.
by rewrite (divn_eq u D) (divn_eq v D) q r.
Qed.
End Sorting.

(* ---------------- the machine ---------------- *)
Section Machine.
Variable D : nat.
Hypothesis D0 : 0 < D.
Variables (k L : nat).
Hypothesis few : k < D ^ L. (* k + 1 states *)
Notation m := (sorting_gssm D0 k L).
Notation step := (@write_step D D0 k).
Notation written := (@written D D0 k).
Implicit Types (u v : 'I_k.+1).

Lemma val_read v (a : 'I_D) : @update D m v (Tok a) = sort_step D k.+1 v a :> nat.
Proof. by rewrite /= inordK // ltnS -ltnS sort_lt. Qed.

Lemma val_step v : step v = sort_step D k.+1 v (v %% D) :> nat.
Proof. exact: val_read. Qed.

Lemma step_inj : injective step.
Proof.
move=> u v /(congr1 val); rewrite /= !val_step => /(sort_inj D0).
by move=> E; apply: val_inj; apply: E; rewrite ltn_ord.
Qed.

Lemma steps_inj j : injective (iter j step).
Proof. by elim: j => [//|j IH] u v /= /step_inj /IH. Qed.

Lemma size_written j v : size (written j v) = j.
Proof. by rewrite size_map size_traject. Qed.

(* Read from u >= v what v writes: it ends (u - v) / D^j beyond where v goes. *)
Lemma read_written j u v : v <= u ->
  foldl (@update D m) u (toks (written j v)) = iter j step v + (u - v) %/ D ^ j :> nat.
Proof.
elim: j u v => [|j IH] u v vu; first by rewrite /= expn0 divn1 subnKC.
rewrite [written _ _]/= [toks _]/= [foldl _ _ _]/=.
set u' := inord _; have u'E : u' = step v + (u - v) %/ D :> nat.
  by rewrite (val_read u (last_digit D0 v)) val_step -{1}(subnKC vu) sort_far.
rewrite IH; last by rewrite u'E leq_addr.
by rewrite iterSr u'E addKn expnS divnMA.
Qed.

Lemma read_from_last v :
  foldl (@update D m) (ord_max : 'I_k.+1) (toks (written L v)) = iter L step v.
Proof.
apply: val_inj; rewrite /= read_written; last by rewrite -ltnS.
by rewrite divn_small ?addn0 // (leq_ltn_trans (leq_subr _ _) few).
Qed.

Lemma copy_returns v : @update D m (iter L step v) Copy = v.
Proof.
rewrite /=; case: pickP => [u /eqP/steps_inj //|/(_ v)]; by rewrite eqxx.
Qed.

(* After the prompt, whatever was read before Bos, the state is v again ... *)
Lemma run_prompt w v : gssm_run m (w ++ prompt (written L v)) = v.
Proof.
rewrite /gssm_run foldl_cat; move: (foldl _ _ w) => q.
by rewrite /prompt /= foldl_cat read_from_last; apply: copy_returns.
Qed.

(* ... and from v its string is written. *)
Lemma write_written j w v : gssm_run m w = v -> generate (gssm_model m) j w = toks (written j v).
Proof.
elim: j w v => [//|j IH] w v E.
have out : gssm_model m w = Tok (last_digit D0 v) by rewrite /gssm_model E.
rewrite generate_cons out (IH _ (step v)) //.
by rewrite /gssm_run foldl_rcons -/(gssm_run m w) E.
Qed.

Definition own_string v : L.-tuple 'I_D := tcast (size_written L v) (in_tuple (written L v)).

Lemma own_stringE v : own_string v = written L v :> seq _.
Proof. by rewrite val_tcast. Qed.

Lemma own_string_inj : injective own_string.
Proof.
move=> u v /(congr1 val); rewrite /= !own_stringE => E.
by have := run_prompt [::] u; rewrite E run_prompt.
Qed.

Lemma own_string_copied v : copies (gssm_model m) (own_string v).
Proof.
by rewrite /copies size_tuple (write_written _ (v := v)) own_stringE // (run_prompt [::]).
Qed.

Lemma own_string_copied_twice v : copies_after_two (gssm_model m) (own_string v).
Proof.
rewrite /copies_after_two size_tuple (write_written _ (v := v)) own_stringE //.
exact: run_prompt.
Qed.

Theorem sorting_all : copied m L = k.+1 /\ copied_after_two m L = k.+1.
Proof.
have cardm : #|state m| = k.+1 by rewrite card_ord.
have many (A : {set L.-tuple 'I_D}) : (forall v, own_string v \in A) -> k.+1 <= #|A|.
  move=> inA; rewrite -[X in X <= _](card_ord k.+1) -(card_imset predT own_string_inj).
  by apply/subset_leq_card/subsetP => _ /imsetP[v _ ->].
split; apply/eqP; rewrite eqn_leq.
  rewrite -{1}cardm copied_le_states many // => v; rewrite inE; exact: own_string_copied.
rewrite -{1}cardm copied_after_two_le_states many // => v.
rewrite inE; exact: own_string_copied_twice.
Qed.
End Machine.

(* X.tight and X.twice for every number of states. *)
Theorem tight D L s : 0 < D -> 0 < s -> exists m : gssm D,
  [/\ #|state m| = s, copied m L = minn s (D ^ L) & copied_after_two m L = minn s (D ^ L)].
Proof.
move=> D0; case: s => // k _; case: (ltnP k (D ^ L)) => few.
  have [c1 c2] := sorting_all D0 few; exists (sorting_gssm D0 k L).
  by rewrite c1 c2 card_ord (minn_idPl few).
(* More states than strings: a register, and the other states idle. *)
pose r := shift_register [tuple of nseq L (Ordinal D0)].
have [c1 c2] := shift_register_all [tuple of nseq L (Ordinal D0)].
exists (padded_gssm r (k.+1 - D ^ L)).
rewrite padded_copied padded_copied_twice card_padded card_shift_register c1 c2.
by rewrite (minn_idPr (leqW few)) subnKC // leqW.
Qed.
