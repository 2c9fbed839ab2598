(* AttentionWeightProofs.v -- claim T2.3.weight: the right key of layer 2 gets more
   than 8/9 of the attention. *)
From mathcomp Require Import all_ssreflect all_algebra zify.
From Verbatim Require Import CopyTask Transformer Construction WindowsProofs GateProofs MatchProofs.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

(* A lead of 2 points outweighs m keys eight times over. *)
Definition sharp (R : realFieldType) (ex : R -> R) (beta : R) (m : nat) : Prop :=
  forall s t : R, s + 2%:R <= t -> (8 * m)%N%:R * ex (beta * s) < ex (beta * t).

Lemma sum_lt (R : realFieldType) (I : finType) (P : pred I) (F G : I -> R) k :
  P k -> (forall i, P i -> F i < G i) -> \sum_(i | P i) F i < \sum_(i | P i) G i.
Proof.
move=> Pk FG; rewrite (bigD1 k) //= [X in _ < X](bigD1 k) //=.
apply: ltr_le_add; first exact: FG.
by apply: ler_sum => i /andP[Pi _]; rewrite ltW // FG.
Qed.

(* ---------- attention weights in general ---------- *)
Section Softmax.
Variables (R : realFieldType) (ex : R -> R) (I : finType).
Hypothesis ex_gt0 : forall s, 0 < ex s.
Variables (h : head R I) (X : nat -> vec R I) (p : nat).
Hypothesis window_pos : window h != Some 0%N.

Lemma attention_ge0 q : 0 <= attention ex h X p q.
Proof.
rewrite /attention; case: ifP => // _.
by rewrite divr_ge0 ?sumr_ge0 ?ltW // => r _; rewrite ltW.
Qed.

Lemma attention_sum : \sum_(q < p.+1) attention ex h X p q = 1.
Proof.
have vp : visible (window h) p p.
  by rewrite /visible leqnn subnn /=; case: (window h) window_pos => // -[].
rewrite /attention -big_mkcond -mulr_suml divff // gt_eqF //.
rewrite (bigD1 ord_max) //= ltr_spaddl // sumr_ge0 // => r _; exact: ltW.
Qed.

(* If 8 r < 1, where t weighs 1 and all the other positions together r, then t gets more
   than 8/9. *)
Lemma attention_above t : window h = None -> (t <= p)%N ->
  8%:R * (\sum_(q < p.+1 | q != t :> nat) ex (score h X p q)) < ex (score h X p t) ->
  8%:R / 9%:R < attention ex h X p t.
Proof.
move=> win tp light; have tp' : (t < p.+1)%N by [].
have -> : attention ex h X p t = ex (score h X p t) / \sum_(r < p.+1) ex (score h X p r).
  rewrite /attention /visible win andbT tp; congr (_ / _).
  by apply: eq_bigl => r; rewrite andbT -ltnS ltn_ord.
rewrite (bigD1 (Ordinal tp')) //=.
set r := \sum_(q < p.+1 | q != t :> nat) _ in light.
rewrite (_ : \sum_(_ < _ | _) _ = r) //.
have r0 : 0 <= r by apply: sumr_ge0 => q _; apply: ltW.
rewrite ltr_pdivl_mulr ?ltr_paddr // mulrAC ltr_pdivr_mulr ?ltr0n //.
by rewrite mulrDr (natrD _ 8 1) mulrDr mulr1 [_ * 8%:R]mulrC ltr_add2l.
Qed.

(* A weighted mean of values between -1 and 1 is near the value at t. *)
Lemma attended_near (f : nat -> R) t : (t <= p)%N -> (forall q, `|f q| <= 1) ->
  `|\sum_(q < p.+1) attention ex h X p q * f q - attention ex h X p t * f t|
  <= 1 - attention ex h X p t.
Proof.
rewrite -ltnS => tp f1; rewrite -attention_sum.
rewrite (bigD1 (Ordinal tp)) //= [X in _ <= X - _](bigD1 (Ordinal tp)) //=.
rewrite [_ + \sum_(_ < _ | _) _ * f _]addrC addrK [X in _ <= X - _]addrC addrK.
apply: le_trans (ler_norm_sum _ _ _) _; apply: ler_sum => q _.
by rewrite normrM (ger0_norm (attention_ge0 _)) ler_pimulr // attention_ge0.
Qed.
End Softmax.

(* ---------- the right key ---------- *)
Section Weight.
Variables (R : realFieldType) (n d D : nat).
Variable code : 'I_D -> 'I_d -> bool.
Hypothesis code_inj : forall u v, code u =1 code v -> u = v.
Hypothesis d2 : (1 < d)%N.
Hypothesis n0 : (0 < n)%N.
Variables (ex : R -> R) (beta : R).
Hypothesis ex_gt0 : forall s, 0 < ex s.
Variables (x : seq 'I_D) (k : nat).
Notation L := (size x).
Hypothesis distinct : distinct_ngrams n x.
Hypothesis L0 : (0 < L)%N.
Hypothesis kL : (k <= L)%N.
Hypothesis sh : sharp ex beta (2 * L + 1).
Notation w := (prompt x ++ toks (take k x)).
Notation X1 := (@X1 R n d D code ex w).
Notation p := (L + 1 + k)%N.
Notation h := (match_head n d beta).

Definition mass q : R := ex (score h X1 p q).
Lemma mass_gt0 q : 0 < mass q. Proof. exact: ex_gt0. Qed.

Lemma mass_other q : (q <= p)%N -> q != k.+1 ->
  (8 * (2 * L + 1))%N%:R * mass q < mass k.+1.
Proof.
move=> qp qk.
have [s sE s2] := match_other code_inj d2 n0 beta ex_gt0 distinct L0 kL qp qk.
by rewrite /mass sE (match_right n code beta ex_gt0 L0 kL); apply: sh.
Qed.

Lemma right_visible : (k.+1 < p.+1)%N. Proof. by lia. Qed.

(* 8 r < 1, if the right key weighs 1 and all the others together r. *)
Lemma mass_rest : 8%:R * (\sum_(q < p.+1 | q != k.+1 :> nat) mass q) < mass k.+1.
Proof.
pose N := (2 * L + 1)%N.
have N0 : 0 < N%:R :> R by rewrite ltr0n /N addn1.
rewrite -(ltr_pmul2l N0) mulrA -natrM mulnC mulr_sumr.
apply: (@lt_le_trans _ _ (\sum_(q < p.+1 | q != k.+1 :> nat) mass k.+1)).
  by apply: (@sum_lt _ _ _ _ _ ord0) => // q qk; apply: mass_other => //; rewrite -ltnS.
rewrite (eq_bigl (mem (predC1 (Ordinal right_visible)))) // sumr_const cardC1.
rewrite card_ord -[mass k.+1 *+ _]mulr_natl ler_pmul2r ?mass_gt0 // ler_nat.
by rewrite /N; lia.
Qed.

(* T2.3.weight *)
Lemma weight : 8%:R / 9%:R < attention ex h X1 p k.+1.
Proof. by apply: attention_above => //; [rewrite -ltnS right_visible | apply: mass_rest]. Qed.
End Weight.
