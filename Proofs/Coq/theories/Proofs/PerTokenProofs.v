(* PerTokenProofs.v -- predictions that see the true tokens: how many strings have few wrong ones.
   claim: T2.7 (predictions one by one) *)
From mathcomp Require Import all_ssreflect all_algebra zify.
From Verbatim Require Import CopyTask CopyTaskProofs Gssm GssmProofs PerToken.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Section Forced.
Variable D : nat.
Implicit Types (x : seq 'I_D).

Lemma ball0 k : ball D 0 k = 1.
Proof. by rewrite /ball big_ord_recl big1 // => i _; rewrite bin0n. Qed.

Lemma ballS L k : ball D L.+1 k.+1 = ball D L k.+1 + D.-1 * ball D L k.
Proof.
rewrite /ball big_ord_recl /= [in RHS]big_ord_recl /= !bin0 -addnA; congr (_ + _).
rewrite big_distrr /= -big_split /=; apply: eq_bigr => i _.
by rewrite /bump /= add1n binS mulnDl; congr (_ + _); rewrite expnS mulnCA.
Qed.

Lemma ballS0 L : ball D L 0 = 1.
Proof. by rewrite /ball big_ord_recl big_ord0 bin0 addn0. Qed.

Lemma count_misses f L k seen :
  #|[set x : L.-tuple 'I_D | misses f x seen <= k]| <= ball D L k.
Proof.
elim: L k seen => [|L IH] k seen.
  by rewrite ball0 (leq_trans (max_card _)) // card_tuple expn0.
pose rest a j := [set x : L.-tuple 'I_D | misses f x (rcons seen a) <= j].
have split_sum : #|[set x : L.+1.-tuple 'I_D | misses f x seen <= k]|
    = \sum_(a : 'I_D) #|[set x : L.-tuple 'I_D | (f seen != Tok a) + misses f x (rcons seen a) <= k]|.
  pose h (p : 'I_D * L.-tuple 'I_D) := [tuple of p.1 :: p.2].
  have hB : bijective h.
    exists (fun x : L.+1.-tuple 'I_D => (thead x, [tuple of behead x])) => [[a x]|x].
      by congr pair; apply: val_inj.
    by rewrite [RHS]tuple_eta; apply: val_inj.
  rewrite -sum1dep_card (reindex h) /=; last exact: onW_bij.
  rewrite -(pair_big_dep xpredT
    (fun a (x : L.-tuple 'I_D) => (f seen != Tok a) + misses f x (rcons seen a) <= k) (fun _ _ => 1)) /=.
  by apply: eq_bigr => a _; rewrite sum1dep_card.
rewrite split_sum => {split_sum rest}.
pose less := if k is j.+1 then ball D L j else 0.
have bound a : #|[set x : L.-tuple 'I_D | (f seen != Tok a) + misses f x (rcons seen a) <= k]|
    <= if f seen == Tok a then ball D L k else less.
  rewrite /less; case: (f seen == Tok a); rewrite /= ?add0n ?add1n; first exact: IH.
  by case: (k) => [|j]; [rewrite leqn0 cards_eq0; apply/eqP/setP => x; rewrite !inE | apply: IH].
apply: (@leq_trans (\sum_(a : 'I_D) if f seen == Tok a then ball D L k else less)).
  by apply: leq_sum => a _; apply: bound.
have total : ball D L.+1 k = ball D L k + D.-1 * less.
  by rewrite /less; case: (k) => [|j]; rewrite ?ballS // !ballS0 muln0 addn0.
have mono : less <= ball D L k.
  by rewrite /less; case: (k) => // j; rewrite {2}/ball big_ord_recr leq_addr.
rewrite total; case Ef : (f seen) => [b|||].
- rewrite (bigD1 b) //= eqxx leq_add2l (eq_bigr (fun _ => less)); last first.
    by move=> a ab; rewrite -[Tok b == Tok a]/(b == a) eq_sym (negbTE ab).
  by rewrite sum_nat_const (eq_card (_ : _ =i [set~ b])) ?cardsC1 ?card_ord // => a; rewrite !inE.
all: rewrite sum_nat_const card_ord; apply: leq_trans (leq_mul (leqSpred D) (leqnn less)) _.
all: by rewrite mulSn leq_add2r.
Qed.

(* All predictions follow from the state after the prompt. *)
Lemma forced_state (m : gssm D) x : forced_misses (gssm_model m) x
  = misses (fun seen => output (foldl (@update _ m) (gssm_run m (prompt x)) (toks seen))) x [::].
Proof.
rewrite /forced_misses; move: (prompt x) ([::] : seq 'I_D) => w; elim: x => //= a y IH seen.
by rewrite IH /gssm_model /gssm_run foldl_cat.
Qed.

Theorem few_misses (m : gssm D) L k :
  #|[set x : L.-tuple 'I_D | forced_misses (gssm_model m) x <= k]| <= #|state m| * ball D L k.
Proof.
pose predict (q : state m) seen := output (foldl (@update _ m) q (toks seen)).
apply: leq_trans (_ : \sum_(q : state m) #|[set x : L.-tuple 'I_D | misses (predict q) x [::] <= k]| <= _).
  rewrite -sum1dep_card (partition_big (fun x : L.-tuple 'I_D => gssm_run m (prompt x)) xpredT) //=.
  apply: leq_sum => q _; rewrite -sum1dep_card [X in _ <= X]big_mkcond [X in X <= _]big_mkcond.
  by apply: leq_sum => x _; rewrite forced_state; case: eqP => [->|]; rewrite ?andbT ?andbF.
apply: (@leq_trans (\sum_(q : state m) ball D L k)); last by rewrite sum_nat_const.
by apply: leq_sum => q _; apply: count_misses.
Qed.

(* None is wrong: the outputs, fed back, are the true tokens. *)
Lemma no_misses (next : model D) x : (forced_misses next x == 0) = copies next x.
Proof.
rewrite /forced_misses /copies.
suff go y seen : (misses (fun seen => next (prompt x ++ toks seen)) y seen == 0)
    = (generate next (size y) (prompt x ++ toks seen) == toks y) by rewrite go cats0.
elim: y seen => //= a y IH seen; rewrite addn_eq0 IH eqseq_cons eqb0 negbK.
case: eqP => //= ->; rewrite /toks map_rcons -/(toks seen). by rewrite rcons_cat.
Qed.
End Forced.
