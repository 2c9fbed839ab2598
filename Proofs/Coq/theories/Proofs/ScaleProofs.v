(* ScaleProofs.v -- what the wrong keys weigh, for any scale beta and boundary bonus B.
   claims: X.scale

   In points a key is behind the right one by 2 for each bit in which their tokens differ,
   and by d for each token that it lacks.  So it weighs a product of factors, one for each
   token of the query.  All n-grams together weigh the product of the sums over tokens
   (distributivity), and each of these sums is W at most.

   1. sums over a part of a finite type
   2. points, and the weights that follow from them
   3. sums over tokens
   The bounds that follow are in RestProofs.v. *)
From mathcomp Require Import all_ssreflect all_algebra zify.
From Verbatim Require Import CopyTask CopyTaskProofs Transformer Construction LengthFree.
From Verbatim Require Import WindowsProofs GateProofs MatchProofs AttentionWeightProofs.
From Verbatim Require Import ReadoutProofs CopyingProofs VotesProofs ParametersProofs.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

Notation Q := [realFieldType of rat].

(* ---------------- sums ---------------- *)

(* Different i give different phi i: their sum is part of a larger one. *)
Lemma sum_inj (R : realFieldType) (I J : finType) (P : pred I) (S : pred J) (phi : I -> J)
    (G : J -> R) :
  {in P &, injective phi} -> (forall i, P i -> S (phi i)) -> (forall j, 0 <= G j) ->
  \sum_(i | P i) G (phi i) <= \sum_(j | S j) G j.
Proof.
move=> inj PS G0; rewrite -(@big_imset _ _ _ _ _ phi P G inj) /=.
rewrite [X in _ <= X](bigID (mem [set phi i | i in P])) /=.
rewrite [X in X <= _](eq_bigl (fun j => S j && (j \in [set phi i | i in P]))) => [|j].
  by rewrite ler_addl sumr_ge0.
case jP: (j \in _); rewrite ?andbF // andbT; apply/esym.
by have [i iP ->] := imsetP jP; apply: PS.
Qed.

Lemma sum_below n k : (\sum_(s < n) (s < k) = minn k n)%N.
Proof. by elim: n => [|n IH]; rewrite ?big_ord0 ?minn0 // big_ord_recr /= IH; lia. Qed.

(* All positions but k + 1, where x has m and the copy k tokens. *)
Lemma other_positions (R : realFieldType) (F : nat -> R) m k : (k <= m)%N ->
  \sum_(q < (m + 1 + k).+1 | q != k.+1 :> nat) F q
  = F 0%N + \sum_(i < m.+1 | i != k :> nat) F i.+1 + \sum_(j < k) F (m + 2 + j)%N.
Proof.
move=> km; rewrite big_mkcond /=.
rewrite (sum_positions (fun q => if q != k.+1 then F q else 0)) /=; congr (_ + _ + _).
  by rewrite [RHS]big_mkcond; apply: eq_bigr => i _; rewrite eqSS.
by apply: eq_bigr => -[j jk] _ /=; rewrite ifT //; lia.
Qed.

(* ---------------- points ---------------- *)
Section Behind.
Variables (n d D : nat).
Variable code : 'I_D -> 'I_d -> bool.
Variables (B : nat) (x : seq 'I_D) (a : 'I_D).
Notation L := (size x).
Notation bf := (before x a).
Notation points k i := (@points Q n d D code B k (bf k) i (bf i)).

(* Bits in which two tokens differ. *)
Definition ham (u v : 'I_D) : nat := \sum_(j < d) (code u j != code v j).

Lemma ham_self u : ham u u = 0%N.
Proof. by rewrite /ham big1 // => j _; rewrite eqxx. Qed.

Lemma agree_bits u v :
  \sum_j sign Q (code u j) * sign Q (code v j) + (2 * ham u v)%N%:R = d%:R.
Proof.
rewrite /ham big_distrr natr_sum -big_split /= -[in RHS](card_ord d) -sumr_const.
apply: eq_bigr => j _; case: eqVneq => [->|ne]; first by rewrite sign_sq addr0.
by rewrite (sign_neq _ ne).
Qed.

(* How far the key with the context of i is behind at the query's token s. *)
Definition away k i s : nat := if (s < i)%N then (2 * ham (bf k s) (bf i s))%N else d.
Definition behind k i : nat := \sum_(s < n | (s < k)%N) away k i s.

Lemma points_behind k i :
  points k i + (behind k i)%:R = (minn k n * d + B * ((k == i) && (k < n)))%N%:R.
Proof.
pose F (s : 'I_n) (c : piece d) : Q :=
  bonus B%:R c * gated Q code k (bf k) s c * gated Q code i (bf i) s c.
have -> : points k i = \sum_(s < n) \sum_c F s c by rewrite pair_bigA.
rewrite [behind k i]big_mkcond natr_sum -big_split /=.
rewrite (eq_bigr (fun s : 'I_n => (d * (s < k)%N + B * ((s == k :> nat) && (k == i)))%N%:R)).
  rewrite -natr_sum; congr (_%:R); rewrite big_split /= -!big_distrr /= sum_below mulnC.
  congr (_ + B * _)%N; case: (ltnP k n) => kn; last first.
    by rewrite andbF big1 // => s _; rewrite ltn_eqF // (leq_trans (ltn_ord s) kn).
  rewrite (bigD1 (Ordinal kn)) //= eqxx andbT big1 ?addn0 // => s sk.
  by rewrite (_ : (s == k :> nat) = false) //; apply: contraNF sk => /eqP E; apply/eqP/val_inj.
move=> s _; rewrite sum_piece /F /= -addrA natrD [(d * _)%N%:R + _]addrC; congr (_ + _).
  rewrite -mulrA -natrM mulnb -natrM; congr (_ * _)%N%:R.
  by case: eqP => [->|].
rewrite /away; case: (ltnP s k) => sk; last first.
  by rewrite big1 ?addr0 ?muln0 // => j _; rewrite mulr0 mul0r.
rewrite muln1; case: ltnP => si; last by rewrite big1 ?add0r // => j _; rewrite mulr0.
by under eq_bigr do rewrite mul1r; rewrite agree_bits.
Qed.

Lemma behind_self k : behind k k = 0%N.
Proof. by rewrite /behind big1 // => s sk; rewrite /away sk ham_self. Qed.

(* A key with i tokens lacks those from i on. *)
Lemma behind_short k i : (i < minn k n)%N -> ((minn k n - i) * d <= behind k i)%N.
Proof.
move=> ik; rewrite mulnBl leq_subLR.
have {1}-> : i = minn i n by lia.
rewrite -!sum_below !big_distrl /= [behind k i]big_mkcond -big_split /=.
apply: leq_sum => s _; rewrite /away; case: (ltnP s k) => sk //; case: (ltnP s i) => //; lia.
Qed.

(* ---------------- weights ---------------- *)
Variable beta : nat.
Notation half := (2%:R^-1 : Q).
Notation weigh k i := (ex2 (beta%:R * points k i)).

Lemma ex2_behind (z : Q) m t : z + m%:R = t%:R ->
  ex2 (beta%:R * z) = 2%:R ^+ (beta * t) * half ^+ (beta * m).
Proof.
move=> /(canRL (addrK _)) ->.
have -> : beta%:R * (t%:R - m%:R) = ((beta * t)%N%:Z - (beta * m)%N%:Z)%:~R :> Q.
  by rewrite mulrBr -!natrM rmorphB /= -!pmulrn.
by rewrite ex2_int expfzDr ?pnatr_eq0 // -exprz_inv.
Qed.

(* What the query's own tokens, and no flag, would weigh. *)
Definition unit_weight k : Q := 2%:R ^+ (beta * (minn k n * d)).
Lemma unit_weight_gt0 k : 0 < unit_weight k.
Proof. by rewrite exprn_gt0. Qed.

Lemma weigh_other k i : k != i -> weigh k i = unit_weight k * half ^+ (beta * behind k i).
Proof. by move=> ki; rewrite (ex2_behind (points_behind k i)) (negbTE ki) muln0 addn0. Qed.

Lemma weigh_right k :
  weigh k k = unit_weight k * (if (k < n)%N then 2%:R ^+ (beta * B) else 1).
Proof.
rewrite (ex2_behind (points_behind k k)) behind_self muln0 expr0 mulr1 eqxx /=.
by rewrite mulnDr exprD; case: ifP => _; rewrite ?muln1 // !muln0 expr0.
Qed.

Lemma weigh_silent k : 1 = unit_weight k * half ^+ (beta * (minn k n * d)).
Proof. by rewrite /unit_weight -exprMn divff ?expr1n ?pnatr_eq0. Qed.

(* The wrong keys: that of Bos, those of the prompt, those of the copy. *)
Definition wrong k : Q := half ^+ (beta * (minn k n * d))
  + \sum_(i < L.+1 | i != k :> nat) half ^+ (beta * behind k i)
  + \sum_(j < k) half ^+ (beta * behind k j).

Notation h := (match_head_with n d (beta%:R : Q) B%:R).

Lemma sum_wrong k (w := prompt x ++ toks (take k x)) : (k <= L)%N ->
  \sum_(q < (size w).-1.+1 | q != k.+1 :> nat) ex2 (score h (X1 code ex2 w) (size w).-1 q)
  = unit_weight k * wrong k.
Proof.
move=> kL; rewrite /w last_position // -/w.
rewrite (other_positions (fun q => ex2 (score h (X1 code ex2 w) _ q))) // /wrong !mulrDr.
rewrite score_start //; last exact: ex2_gt0.
congr (_ + _ + _); first by rewrite (ex2_int 0) -weigh_silent.
  rewrite mulr_sumr; apply: eq_bigr => -[i lt] /= ik.
  rewrite (score_points n code _ B ex2_gt0 (run_query a kL) (run_key_in a kL _)) //.
  by rewrite weigh_other // eq_sym.
rewrite mulr_sumr; apply: eq_bigr => -[j jk] _ /=.
rewrite (score_points n code _ B ex2_gt0 (run_query a kL) (run_key_out a kL jk)).
by rewrite weigh_other // gtn_eqF.
Qed.

Lemma score_right k (w := prompt x ++ toks (take k x)) : (k <= L)%N ->
  ex2 (score h (X1 code ex2 w) (size w).-1 k.+1)
  = unit_weight k * (if (k < n)%N then 2%:R ^+ (beta * B) else 1).
Proof.
move=> kL; rewrite /w last_position //.
by rewrite (score_points n code _ B ex2_gt0 (run_query a kL) (run_key_in a kL kL)) weigh_right.
Qed.
End Behind.

(* ---------------- sums over tokens ---------------- *)
Section Tokens.
Variable q : Q.
Hypothesis q0 : 0 <= q.
Hypothesis q1 : q <= 1.

(* Bits among the lowest m in which two numbers differ. *)
Definition differ m a c : nat := \sum_(i < m) (odd (a %/ 2 ^ i) != odd (c %/ 2 ^ i)).

Lemma differS m a c : differ m.+1 a c = ((odd a != odd c) + differ m a./2 c./2)%N.
Proof.
rewrite /differ big_ord_recl expn0 !divn1; congr (_ + _)%N; apply: eq_bigr => i _.
by rewrite lift0 expnS !divnMA !divn2.
Qed.

(* The sum over the numbers c below D, seen from any number a. *)
Definition near m D a : Q := \sum_(c < D) q ^+ differ m a c.

Lemma nearS m D a : near m D.+1 a = near m D a + q ^+ differ m a D.
Proof. by rewrite /near big_ord_recr. Qed.

Lemma sum_pairs (F : nat -> Q) D : \sum_(c < D.*2) F c = \sum_(c < D) (F c.*2 + F c.*2.+1).
Proof. by elim: D => [|D IH]; rewrite ?big_ord0 // doubleS !big_ord_recr /= IH addrA. Qed.

(* Numbers that differ in their lowest bit alone make a pair. *)
Lemma near_even m D a : near m.+1 D.*2 a = (1 + q) * near m D a./2.
Proof.
rewrite /near (sum_pairs (fun c => q ^+ differ m.+1 a c)) mulr_sumr; apply: eq_bigr => c _.
rewrite !differS /= odd_double /= doubleK uphalf_double mulrDl mul1r.
by case: (odd a); rewrite /= ?add1n ?add0n exprS // addrC.
Qed.

(* From no number is the sum larger than from 0.  (If D is odd, its last number has no
   partner: it is even, so nearer to even numbers.) *)
Lemma near_le m D a : near m D a <= near m D 0.
Proof.
elim: m D a => [|m IH] D a.
  by apply: ler_sum => c _; rewrite /differ !big_ord0.
rewrite -(odd_double_half D); set D' := D./2; case: (odd D); last first.
  by rewrite add0n !near_even ler_wpmul2l ?IH // addr_ge0.
rewrite add1n !nearS !near_even !differS odd_double doubleK /=.
have le1 := IH D'.+1 a./2; have le2 := IH D' a./2; rewrite !nearS in le1.
have tip : q ^+ ((odd a != false) + differ m a./2 D') <= q ^+ differ m a./2 D'.
  by rewrite exprD ler_pimull ?exprn_ge0 // exprn_ile1.
set A := near m D' a./2 in le1 le2 *; set A0 := near m D' 0 in le1 le2 *.
set u := q ^+ _ in tip *; set u0 := q ^+ differ m 0 D' in le1 *.
have -> : (1 + q) * A + u = A + u + q * A by rewrite mulrDl mul1r addrAC.
have -> : (1 + q) * A0 + u0 = A0 + u0 + q * A0 by rewrite mulrDl mul1r addrAC.
apply: ler_add; last by rewrite ler_wpmul2l.
by apply: le_trans le1; rewrite ler_add2l.
Qed.

(* W_a <= W *)
Lemma token_sum_largest D (a : 'I_D) :
  \sum_(c < D) q ^+ ham (@binary D) a c <= token_sum D q.
Proof.
apply: le_trans (near_le (bits D) D a) _; apply: ler_sum => c _.
rewrite le_eqVlt; apply/orP; left; apply/eqP; congr (_ ^+ _).
by apply: eq_bigr => i _; rewrite div0n /= /binary; case: odd.
Qed.

Lemma token_sum_ge0 D : 0 <= token_sum D q.
Proof. by apply: sumr_ge0 => b _; rewrite exprn_ge0. Qed.
End Tokens.
