(* EnoughProofs.v -- how large a scale is enough, whatever the length: 4^beta >= 32 n d.
   claims: X.scale *)
From mathcomp Require Import all_ssreflect all_algebra zify.
From Verbatim Require Import Construction LengthFree ParametersProofs ScaleProofs.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

(* ---------------- small numbers, in any field ---------------- *)
Section Small.
Variables (R : realFieldType) (q : R).
Hypothesis q0 : 0 <= q.

(* (1 + q)^N <= 1 / (1 - N q), without the division. *)
Lemma power_le N : N%:R * q <= 1 -> (1 + q) ^+ N * (1 - N%:R * q) <= 1.
Proof.
elim: N => [|N IH] Nq; first by rewrite mul0r subr0 mulr1.
have NN : N%:R * q <= N.+1%:R * q by rewrite ler_wpmul2r // ler_nat.
apply: le_trans (IH (le_trans NN Nq)); rewrite exprSr -mulrA ler_wpmul2l ?exprn_ge0 ?addr_ge0 ?ler01 //.
set z := N.+1%:R * q; have -> : N%:R * q = z - q.
  by rewrite /z -[in RHS]addn1 natrD mulrDl mul1r addrK.
have z0 : 0 <= z by rewrite mulr_ge0 ?ler0n.
by rewrite opprB addrA addrAC mulrDl mul1r ler_add2l ler_pimulr // ger_addl oppr_le0.
Qed.

(* So 30 (1 + q)^N <= 31 where N q <= 1/31. *)
Lemma power_small N : 31%:R * (N%:R * q) <= 1 -> 30%:R * (1 + q) ^+ N <= 31%:R.
Proof.
set z := N%:R * q => z31; set P := (1 + q) ^+ N.
have P0 : 0 <= P by rewrite exprn_ge0 ?addr_ge0 ?ler01.
have z0 : 0 <= z by rewrite mulr_ge0 ?ler0n.
have z1 : z <= 1 by apply: le_trans z31; rewrite ler_pemull ?ler1n.
apply: (@le_trans _ _ (31%:R * (P * (1 - z)))); last first.
  by rewrite -[X in _ <= X]mulr1 ler_wpmul2l ?ler0n // power_le.
rewrite [P * _]mulrC mulrA ler_wpmul2r // mulrBr mulr1 ler_subr_addl.
by rewrite (natrD _ 30 1) [_ + 1]addrC ler_add2r.
Qed.

Lemma power_below W m k : 0 <= W -> W <= (1 + q) ^+ k ->
  31%:R * ((m * k)%N%:R * q) <= 1 -> 30%:R * W ^+ m <= 31%:R.
Proof.
move=> W0 Wk small; apply: le_trans (power_small small).
by rewrite ler_wpmul2l ?ler0n // mulnC exprM ler_expn2r ?nnegrE ?exprn_ge0 ?addr_ge0 ?ler01.
Qed.
End Small.

Section Sums.
Variable R : realFieldType.
Implicit Types a b s t : R.

Lemma geometric s m : 0 <= s -> (\sum_(j < m) s ^+ j.+1) * (1 - s) <= s.
Proof.
move=> s0; suff -> : (\sum_(j < m) s ^+ j.+1) * (1 - s) = s - s ^+ m.+1.
  by rewrite ger_addl oppr_le0 exprn_ge0.
elim: m => [|m IH]; first by rewrite big_ord0 mul0r expr1 subrr.
by rewrite big_ord_recr mulrDl IH mulrBr mulr1 -exprSr /= addrA subrK.
Qed.

Lemma geometric_small s m : 0 <= s -> 61%:R * s <= 1 ->
  60%:R * (\sum_(j < m) s ^+ j.+1) <= 1.
Proof.
move=> s0 s61; set S := \sum_(_ < _) _; have S0 : 0 <= S by apply: sumr_ge0 => j _; rewrite exprn_ge0.
apply: (le_trans _ s61); apply: (@le_trans _ _ (61%:R * (S * (1 - s)))); last first.
  by rewrite ler_wpmul2l ?ler0n // geometric.
rewrite [S * _]mulrC mulrA ler_wpmul2r // mulrBr mulr1 ler_subr_addl.
by rewrite (natrD _ 60 1) [_ + 1]addrC ler_add2r.
Qed.

(* 1/15 + 1/30 + 1/60 < 1/8 *)
Lemma sum_small a b t :
  15%:R * a <= 1 -> 30%:R * b <= 1 -> 60%:R * t <= 1 -> a + b + t < 1 / 8%:R.
Proof.
move=> a15 b30 t60; rewrite ltr_pdivl_mulr ?ltr0n // -(@ltr_pmul2l _ 60%:R) ?ltr0n // mulr1.
have : 60%:R * (a + b + t) <= 7%:R.
  rewrite (natrD _ 6 1) (natrD _ 4 2) !mulrDr; apply: ler_add => //; apply: ler_add.
    by rewrite (natrM _ 4 15) -mulrA -[X in _ <= X]mulr1 ler_wpmul2l ?ler0n.
  by rewrite (natrM _ 2 30) -mulrA -[X in _ <= X]mulr1 ler_wpmul2l ?ler0n.
move=> le; rewrite mulrA; apply: (@le_lt_trans _ _ (7%:R * 8%:R)).
  by rewrite ler_wpmul2r ?ler0n.
by rewrite -natrM ltr_nat.
Qed.
End Sums.

(* ---------------- how large the scale is ---------------- *)
Section Enough.
Variables (n D beta : nat).
Hypothesis n0 : (0 < n)%N.
Notation d := (bits D).
Let q : Q := (4 ^ beta)%N%:R^-1.
Hypothesis enough : (32 * n * d <= 4 ^ beta)%N.

Let q0 : 0 <= q. Proof. by rewrite invr_ge0 ler0n. Qed.
Let d1 := bits_gt1 D.

(* Tokens are some of the strings of d bits. *)
Lemma token_sum_le : token_sum D q <= (1 + q) ^+ d.
Proof.
pose G (f : {ffun 'I_d -> bool}) : Q := \prod_(i < d) q ^+ f i.
pose word (b : 'I_D) : {ffun 'I_d -> bool} := [ffun i => binary b i].
have -> : token_sum D q = \sum_b G (word b).
  by apply: eq_bigr => b _; rewrite /ones expr_sum; apply: eq_bigr => i _; rewrite ffunE.
apply: (@le_trans _ _ (\sum_f G f)).
  apply: (@sum_inj _ _ _ xpredT xpredT word) => // [u v _ _ E|f].
    by apply: binary_inj => i; move/ffunP: E => /(_ i); rewrite !ffunE.
  by apply: prodr_ge0 => i _; rewrite exprn_ge0.
rewrite -(bigA_distr_bigA (fun (i : 'I_d) (e : bool) => q ^+ e)) /=.
rewrite (eq_bigr (fun=> 1 + q)) ?prodr_const ?card_ord // => i _.
by rewrite big_bool /= addrC.
Qed.

(* Of the three summands the first is below 1/15, the others below 1/30 and 1/60. *)
Lemma enough_scale : rest_interior beta n D < 1 / 8%:R.
Proof.
have e0 : 0 < (4 ^ beta)%N%:R :> Q by rewrite ltr0n expn_gt0.
have q_le m : (m <= 4 ^ beta)%N -> m%:R * q <= 1.
  by move=> le; rewrite ler_pdivr_mulr // mul1r ler_nat.
have q61 : (61 <= 4 ^ beta)%N by apply: leq_trans enough; have := d1; nia.
rewrite /rest_interior -/q; set s := (2 ^ _)%N%:R^-1.
have s0 : 0 <= s by rewrite invr_ge0 ler0n.
have sq : s <= q.
  rewrite lef_pinv ?posrE ?ltr0n ?expn_gt0 // ler_nat (_ : 4 = 2 ^ 2)%N // -expnM leq_exp2l //.
  by rewrite mulnC leq_mul2l d1 orbT.
have s61 : 61%:R * s <= 1 by apply: le_trans (q_le _ q61); rewrite ler_wpmul2l ?ler0n.
have Wn : 30%:R * token_sum D q ^+ n <= 31%:R.
  apply: (power_below q0 _ token_sum_le); first by rewrite token_sum_ge0.
  by rewrite mulrA -natrM; apply: q_le; apply: leq_trans enough; nia.
apply: sum_small.
- rewrite mulrA -natrM mulrBr mulr1 ler_subl_addr.
  by rewrite -(natrD _ 1 30).
- by rewrite mulrA -natrM; apply: geometric_small.
- apply: le_trans s61; have sn : s ^+ n <= s.
    by rewrite -{2}[s]expr1 ler_wiexpn2l // invf_le1 ?ler1n ?ltr0n ?expn_gt0.
  apply: (@le_trans _ _ (60%:R * s)); first by rewrite ler_wpmul2l ?ler0n.
  by rewrite ler_wpmul2r // ler_nat.
Qed.
End Enough.
