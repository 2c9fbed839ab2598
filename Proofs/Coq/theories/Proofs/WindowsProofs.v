(* WindowsProofs.v -- claim T2.3.windows: after the heads of layer 1 the slot G_k of
   position p holds the piece of the symbol k places before p, if there is one. *)
From mathcomp Require Import all_ssreflect all_algebra zify.
From Verbatim Require Import CopyTask Transformer Construction.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

Lemma sum_unit_row (R : realFieldType) (I : finType) (k : I) (f : I -> R) :
  \sum_j unit_row R k j * f j = f k.
Proof.
rewrite (bigD1 k) //= /unit_row eqxx mul1r big1 ?addr0 // => j /negbTE->.
by rewrite mul0r.
Qed.

Section Windows.
Variables (R : realFieldType) (n d D : nat).
Variable code : 'I_D -> 'I_d -> bool.
Variable ex : R -> R.
Hypothesis ex_gt0 : forall s, 0 < ex s.
Variable w : seq (sym D).
Notation sp := (piece_of R code).
Notation win := (@window_head R n d).
Notation crd := (slot_finType n d).

Definition X0 p : vec R crd := @W_E R n d D code (nth Bos w p).
Definition Y1 p : vec R crd := after_heads ex (layer1 R n d) X0 p.
Definition X1 p : vec R crd := after_layer ex (layer1 R n d) X0 p.

Lemma piece_norm s a : `|sp s a| <= 1.
Proof.
case: a s => [i|] [v|||] //=; rewrite ?normr0 ?normr1 ?ler01 //.
by rewrite /sign; case: (code v i); rewrite ?normrN normr1.
Qed.
Lemma piece_flag s : sp s None = (boundary s)%:R. Proof. by []. Qed.
Lemma piece_flag_ge0 s : 0 <= sp s None. Proof. by rewrite ler0n. Qed.

(* The mean of the last t pieces, of fewer near the start. *)
Definition mean t p a : R :=
  (\sum_(u < minn t p.+1) sp (nth Bos w (p - u)) a) / (minn t p.+1)%:R.

Lemma sum_window (F : nat -> R) t p :
  \sum_(q < p.+1 | visible (Some t) p q) F q = \sum_(u < minn t p.+1) F (p - u)%N.
Proof.
rewrite -(big_mkord (fun q => visible (Some t) p q) F) big_nat_rev /= add0n.
rewrite -(big_mkord xpredT (fun u => F (p - u)%N)).
rewrite (big_nat_widen 0 (minn t p.+1) p.+1) ?geq_minr //.
rewrite [LHS]big_nat_cond [RHS]big_nat_cond; apply: eq_big => [u|u _].
  by rewrite /visible subSS; apply/idP/idP; lia.
by rewrite subSS.
Qed.

Lemma score_window t X p q : score (win t) X p q = 0.
Proof.
rewrite /score /dot big1 // => i _.
by rewrite /mulv big1 ?mul0r // => j _; rewrite /= mul0r.
Qed.

(* A head whose scores are all 0 takes the mean of what it sees. *)
Lemma attended_window t p a : attended ex (win t) X0 p a = mean t.+1 p a.
Proof.
rewrite /attended.
pose Z : R := (minn t.+1 p.+1)%:R.
have Z0 : Z != 0 by rewrite pnatr_eq0; lia.
have zE : \sum_(r < p.+1 | visible (Some t.+1) p r) ex (score (win t) X0 p r) = ex 0 * Z.
  under eq_bigr do rewrite score_window.
  by rewrite (sum_window (fun=> ex 0)) sumr_const card_ord mulr_natr.
transitivity (\sum_(q < p.+1 | visible (Some t.+1) p q) Z^-1 * sp (nth Bos w q) a).
  rewrite [RHS]big_mkcond /=; apply: eq_bigr => q _.
  rewrite /attention /= -[in LHS]/(visible (Some t.+1) p q) zE score_window.
  case: ifP => _; last by rewrite mul0r.
  rewrite invfM mulrA divff ?gt_eqF // mul1r; congr (_ * _).
  by rewrite /mulv /= sum_unit_row.
by rewrite (sum_window (fun q => Z^-1 * sp (nth Bos w q) a)) -mulr_sumr mulrC.
Qed.

Lemma W_O_window t p g a :
  mulv (W_O (win t)) (attended ex (win t) X0 p) (G g a)
  = t.+1%:R * ((g == t)%:R - (g == t.+1 :> nat)%:R) * mean t.+1 p a.
Proof.
pose f a' := t.+1%:R * ((g == t)%:R - (g == t.+1 :> nat)%:R) * mean t.+1 p a'.
rewrite /mulv (eq_bigr (fun a' => unit_row R a a' * f a')) ?sum_unit_row // => a' _.
by rewrite attended_window /unit_row /f /= eq_sym !mulrA.
Qed.

(* G_k = (k + 1) h_(k+1) - k h_k *)
Lemma Y1_G g a p : Y1 p (G g a) = g.+1%:R * mean g.+1 p a - g%:R * mean g p a.
Proof.
rewrite /Y1 /after_heads /= /X0 add0r big_map big_enum /=.
under eq_bigr do rewrite W_O_window mulrBr mulrBl.
rewrite sumrB; congr (_ - _).
  rewrite (bigD1 g) //= eqxx mulr1 big1 ?addr0 // => t ts.
  by rewrite eq_sym (negbTE ts) mulr0 mul0r.
case: g => [[|g] lt] /=.
  by rewrite mul0r big1 // => t _; rewrite mulr0 mul0r.
rewrite (bigD1 (Ordinal (ltnW lt))) //= eqxx mulr1 big1 ?addr0 // => t ts.
rewrite eqSS (_ : (g == t) = false) ?mulr0 ?mul0r //.
by apply/negbTE; apply: contra ts => /eqP st; apply/eqP/val_inj.
Qed.

(* The heads write to the gathered slots only. *)
Lemma Y1_other c p : (forall g a, c <> G g a) -> Y1 p c = X0 p c.
Proof.
move=> cG; rewrite /Y1 /after_heads /= big_map big_enum big1 ?addr0 // => t _.
rewrite /mulv big1 // => i _; rewrite /=.
by case: c cG => [a||g a|o k a|a] cG; rewrite ?mul0r //; case: (cG g a).
Qed.
Lemma Y1_E a p : Y1 p (E a) = sp (nth Bos w p) a. Proof. by rewrite Y1_other. Qed.
Lemma Y1_Start p : Y1 p Start = (nth Bos w p == Bos)%:R. Proof. by rewrite Y1_other. Qed.
Lemma Y1_C o k a p : Y1 p (C o k a) = 0. Proof. by rewrite Y1_other. Qed.
Lemma Y1_O a p : Y1 p (O a) = 0. Proof. by rewrite Y1_other. Qed.

(* T2.3.windows *)
Lemma windows (g : 'I_n.+1) a p :
  (g <= p)%N -> Y1 p (G g a) = sp (nth Bos w (p - g)) a.
Proof.
move=> gp; rewrite Y1_G /mean.
have m1 : minn g.+1 p.+1 = g.+1 by lia.
have m0 : minn g p.+1 = g by lia.
rewrite m1 m0 mulrCA divff ?pnatr_eq0 // mulr1 big_ord_recr /=.
case: (posnP g) => [-> |g0]; first by rewrite big_ord0 mul0r subr0 add0r.
by rewrite mulrCA divff ?pnatr_eq0 -?lt0n // mulr1 addrC addKr.
Qed.

(* Before the start of the string: the mean of everything so far. *)
Lemma windows_out (g : 'I_n.+1) a p : (p < g)%N -> Y1 p (G g a) = mean p.+1 p a.
Proof.
move=> pg; rewrite Y1_G /mean.
have m1 : minn g.+1 p.+1 = p.+1 by lia.
have m0 : minn g p.+1 = p.+1 by lia.
by rewrite m1 m0 minnn -mulrBl -natrB // subSnn mul1r.
Qed.

Lemma windows_norm (g : 'I_n.+1) a p : `|Y1 p (G g a)| <= 1.
Proof.
case: (leqP g p) => [/windows->|/windows_out->]; first exact: piece_norm.
rewrite /mean minnn normrM normrV ?unitfE ?pnatr_eq0 // normr_nat.
rewrite ler_pdivr_mulr ?ltr0n // mul1r.
apply: le_trans (ler_norm_sum _ _ _) _.
apply: (@le_trans _ _ (\sum_(u < p.+1) 1)).
  by apply: ler_sum => u _; apply: piece_norm.
by rewrite sumr_const card_ord.
Qed.
Lemma windows_flag_ge0 (g : 'I_n.+1) p : 0 <= Y1 p (G g None).
Proof.
case: (leqP g p) => [/windows->|/windows_out->]; first exact: piece_flag_ge0.
by rewrite /mean divr_ge0 ?ler0n // sumr_ge0 // => u _; apply: piece_flag_ge0.
Qed.
End Windows.
