(* LeastScaleProofs.v -- that scale and bonus cannot be much smaller: the bound at the start is attained by every
   string, and the bound on the interior exceeds 2 n d / 4^beta.
   claims: X.scale *)
From mathcomp Require Import all_ssreflect all_algebra zify.
From Verbatim Require Import CopyTask CopyTaskProofs Transformer Construction LengthFree.
From Verbatim Require Import MatchProofs CopyingProofs ParametersProofs ScaleProofs RestProofs.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

(* Before the first token is written all keys but the right one weigh the same: they have no points. *)
Theorem rest_start_attained (beta B n D : nat) (x : seq 'I_D) : (0 < n)%N -> (0 < size x)%N ->
  rest beta B n x 0 = rest_start beta B (size x).
Proof.
move=> n0 L0; have [a _] := some_token L0.
rewrite (restE n B beta a (leq0n _)) n0 /rest_start -natrX; congr (_ / _).
rewrite /wrong min0n mul0n muln0 expr0 big_ord0 addr0 natrD addrC; congr (_ + _).
rewrite (eq_bigr (fun=> 1)) => [|i _]; last by rewrite /behind big_pred0 // muln0 expr0.
by rewrite (eq_bigl (mem (predC1 (ord0 : 'I_(size x).+1)))) // sumr_const cardC1 card_ord.
Qed.

(* Powers of two are tokens, and have one bit. *)
Lemma power_token D i : (2 < D)%N -> (i < bits D)%N -> (2 ^ i < D)%N.
Proof.
move=> D2; rewrite /bits leq_max => /orP[|] lt.
  by apply: leq_ltn_trans D2; rewrite -[X in (_ <= X)%N]expn1 leq_exp2l.
have /andP[+ _] := up_log_bounds (isT : 1 < 2)%N (ltnW D2).
by apply: leq_ltn_trans; rewrite leq_exp2l //; lia.
Qed.

Lemma ones_power D (b : 'I_D) (i : 'I_(bits D)) : b = (2 ^ i)%N :> nat -> ones b = 1%N.
Proof.
move=> bE; rewrite /ones (bigD1 i) //= big1 => [|j ji].
  by rewrite /binary bE divnn expn_gt0.
apply/eqP; rewrite eqb0 /binary bE; case: (ltngtP j i) => [lt|gt|/val_inj E].
- by rewrite -expnB ?(ltnW lt) // oddX /= orbF subn_eq0 -ltnNge.
- by rewrite divn_small // ltn_exp2l.
- by rewrite E eqxx in ji.
Qed.

Lemma token_sum_ge D (q : Q) : 0 <= q -> (2 < D)%N -> 1 + (bits D)%:R * q <= token_sum D q.
Proof.
move=> q0 D2; have D0 : (0 < D)%N by apply: leq_trans D2.
pose z := Ordinal D0; pose power (i : 'I_(bits D)) := Ordinal (power_token D2 (ltn_ord i)).
rewrite /token_sum (bigD1 z) //=.
have -> : ones z = 0%N by rewrite /ones big1 // => j _; rewrite /binary div0n.
rewrite expr0 ler_add2l; have -> : (bits D)%:R * q = \sum_(i < bits D) q ^+ ones (power i).
  rewrite (eq_bigr (fun=> q)) => [|i _]; first by rewrite sumr_const card_ord mulr_natl.
  by rewrite (@ones_power _ _ i).
apply: (@sum_inj _ _ _ predT (fun b => b != z) power (fun b => q ^+ ones b)) => [i j _ _ [] /eqP|i _|b].
- by rewrite eqn_exp2l // => /eqP E; apply: val_inj.
- by apply/eqP => /(congr1 val) /= /eqP; rewrite expn_eq0.
exact: exprn_ge0.
Qed.

Lemma bernoulli (R : realFieldType) (u : R) n : 0 <= u -> 1 + n%:R * u <= (1 + u) ^+ n.
Proof.
move=> u0; elim: n => [|n IH]; first by rewrite mul0r addr0 expr0.
rewrite exprS mulrDl mul1r -addn1 natrD mulrDl mul1r addrA; apply: ler_add => //.
by rewrite ler_pemulr // exprn_ege1 // ler_addl.
Qed.

Theorem interior_needs (beta n D : nat) : (2 < D)%N -> rest_interior beta n D < 1 / 8%:R ->
  (16 * n * bits D < 4 ^ beta)%N.
Proof.
move=> D2; rewrite /rest_interior; set q := _^-1; set s := _^-1.
have q0 : 0 <= q by rewrite invr_ge0 ler0n.
have s0 : 0 <= s by rewrite invr_ge0 ler0n.
have W1 := token_sum_ge q0 D2; have dq0 : 0 <= (bits D)%:R * q by rewrite mulr_ge0 ?ler0n.
have Wn : n%:R * ((bits D)%:R * q) <= token_sum D q ^+ n - 1.
  rewrite ler_subr_addl; apply: le_trans (bernoulli n dq0) _.
  apply: ler_expn2r => //; rewrite nnegrE; first by rewrite addr_ge0.
  by apply: le_trans W1; rewrite addr_ge0.
move=> small; have lt : 2%:R * (n%:R * ((bits D)%:R * q)) < 1 / 8%:R.
  apply: le_lt_trans small; rewrite -addrA -[X in X <= _]addr0; apply: ler_add.
    by rewrite ler_wpmul2l ?ler0n.
  rewrite addr_ge0 ?exprn_ge0 // mulr_ge0 ?ler0n // sumr_ge0 // => j _.
  exact: exprn_ge0.
move: lt; rewrite !mulrA -!natrM /q ltr_pdivr_mulr ?ltr0n ?expn_gt0 // div1r.
by rewrite mulrC ltr_pdivl_mulr ?ltr0n // -natrM ltr_nat; lia.
Qed.
