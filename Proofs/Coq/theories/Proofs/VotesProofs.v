(* VotesProofs.v -- the construction miscopies exactly the strings that every decoder of n
   outputs must miscopy.
   claims: X.failure-set (the construction)

   The construction is no such decoder: the keys of what it has written take part, and
   even keys that lose have some weight.  But for each symbol u that competes with the
   right token c the difference of their logits is a sum of votes, one for each position,
   weighted by its attention.  A position that says c gives the largest possible vote.

   No conflict: the keys with the query's context say c, but for Copy perhaps, whose vote
   against is at most three quarters of one for; all other keys together weigh less
   than an eighth.
   A conflict: let c be right at step s, and let s' be the next step with the same context
   at which another symbol is right.  At s' every key that was there at s has the weight
   that it had, for the context is the same.  New are the keys of the copy from s to s' - 1.
   Of these the one of s says c, as do all with this context, and the others are light.
   So c led at s and leads by more at s', where it is wrong. *)
From mathcomp Require Import all_ssreflect all_algebra zify.
From Verbatim Require Import CopyTask CopyTaskProofs Ngram NgramProofs FailureSetProofs.
From Verbatim Require Import Transformer Construction WindowsProofs GateProofs MatchProofs.
From Verbatim Require Import AttentionWeightProofs ReadoutProofs CopyingProofs.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

(* ---------------- sums from below ---------------- *)
Section Sums.
Variable R : realFieldType.

Lemma sum_lower m (F : nat -> R) e :
  (forall i, (i < m)%N -> - e <= F i) -> 0 <= \sum_(i < m) F i + m%:R * e.
Proof.
move=> Fe; rewrite mulr_natl -[X in _ *+ X](card_ord m) -sumr_const -big_split.
by apply: sumr_ge0 => i _; rewrite -ler_subl_addr sub0r Fe.
Qed.

Lemma sum_lower_one m (F : nat -> R) e k M : (k < m)%N -> 0 <= e -> M <= F k ->
  (forall i, (i < m)%N -> - e <= F i) -> M <= \sum_(i < m) F i + m%:R * e.
Proof.
move=> km e0 Mk Fe; rewrite mulr_natl -[X in _ *+ X](card_ord m) -sumr_const -big_split /=.
have F0 (i : 'I_m) : 0 <= F i + e by rewrite -ler_subl_addr sub0r Fe.
apply: le_trans (le_sum_one (Ordinal km) F0); apply: le_trans Mk _.
by rewrite ler_addl.
Qed.

(* The positions of  Bos x Copy y, where x has m and y has k tokens. *)
Lemma sum_positions (F : nat -> R) m k : \sum_(q < (m + 1 + k).+1) F q
  = F 0%N + \sum_(i < m.+1) F i.+1 + \sum_(j < k) F (m + 2 + j)%N.
Proof.
have -> : ((m + 1 + k).+1 = m.+2 + k)%N by lia.
rewrite big_split_ord /= big_ord_recl /=; congr (_ + _ + _).
by apply: eq_bigr => j _; rewrite addn2.
Qed.
End Sums.

(* ---------------- contexts and points ---------------- *)
Section Contexts.
Variables (R : realFieldType) (n d D : nat).
Variable code : 'I_D -> 'I_d -> bool.
Hypothesis code_inj : forall u v, code u =1 code v -> u = v.
Hypothesis d2 : (1 < d)%N.
Hypothesis n0 : (0 < n)%N.
Variables (x : seq 'I_D) (a : 'I_D).
Notation L := (size x).
Notation bf := (before x a).
Notation points := (@points R n d D code 2).
Notation gated := (@gated R d D code).
Notation same i k := (context n i x == context n k x).

Lemma before_ngram i s : (n <= i <= L)%N -> (s < n)%N ->
  bf i s = nth a (ngram n (i - n) x) (n - s.+1).
Proof.
by move=> /andP[ni iL] sn; rewrite nth_ngram; [congr (nth _ _ _) | ]; lia.
Qed.

Lemma before_same i k s : (n <= i <= L)%N -> (n <= k <= L)%N -> same i k -> (s < n)%N ->
  bf i s = bf k s.
Proof.
by move=> ni nk /eqP; rewrite !context_ngram // => /toks_inj E sn; rewrite !before_ngram // E.
Qed.

Lemma before_other i k : (n <= i <= L)%N -> (n <= k <= L)%N -> ~~ same i k ->
  exists s : 'I_n, bf k s != bf i s.
Proof.
move=> /andP[ni iL] /andP[nk kL] C; apply/existsP; apply: contraT; rewrite negb_exists => /forallP eqs.
case/eqP: C; rewrite !context_ngram ?ni ?nk //; congr toks.
apply: (@eq_ngram _ a); rewrite ?subnK //.
move=> p pn; have lt : (n - p.+1 < n)%N by lia.
have := eqs (Ordinal lt); rewrite negbK /before /= => /eqP.
have -> : (k - (n - p.+1).+1 = k - n + p)%N by lia.
by have -> : (i - (n - p.+1).+1 = i - n + p)%N by lia.
Qed.

(* Two places with one context have n tokens before them. *)
Lemma same_inside i k : (i <= L)%N -> (k <= L)%N -> i != k -> same i k ->
  (n <= i <= L)%N /\ (n <= k <= L)%N.
Proof.
move=> iL kL ik /eqP E; have /orP[lt|lt] : (i < k)%N || (k < i)%N by rewrite -neq_ltn.
  by have := context_eq_inside lt kL E; lia.
by have := context_eq_inside lt iL (esym E); lia.
Qed.

(* The context is all that a query or a key holds. *)
Lemma gated_same i k (s : 'I_n) c : (i <= L)%N -> (k <= L)%N -> same i k ->
  gated i (bf i) s c = gated k (bf k) s c.
Proof.
move=> iL kL E; case: (eqVneq i k) => [-> //|ik].
have [ni nk] := same_inside iL kL ik E; have sn := ltn_ord s.
case: c => [j|] /=; last by rewrite !ltn_eqF //; lia.
by rewrite !ifT ?(before_same ni nk E) //; lia.
Qed.

Lemma points_key k i : (i <= L)%N -> (k <= L)%N -> same i k ->
  points k (bf k) i (bf i) = points k (bf k) k (bf k).
Proof.
by move=> iL kL E; apply: eq_bigr => -[s c] _ /=; rewrite (gated_same _ _ iL kL E).
Qed.

Lemma points_query k k' i : (k <= L)%N -> (k' <= L)%N -> same k k' ->
  points k (bf k) i (bf i) = points k' (bf k') i (bf i).
Proof.
by move=> kL k'L E; apply: eq_bigr => -[s c] _ /=; rewrite (gated_same _ _ kL k'L E).
Qed.

Lemma points_other k i : (i <= L)%N -> (k <= L)%N -> ~~ same i k ->
  points k (bf k) i (bf i) + 2%:R <= points k (bf k) k (bf k).
Proof.
move=> iL kL C; apply: lead => // [|nk ni].
  by apply: contra C => /eqP->.
by apply: before_other => //; rewrite ?ni ?nk.
Qed.

(* ---------------- weights ---------------- *)
Variables (ex : R -> R) (beta : R).
Hypothesis ex_gt0 : forall s, 0 < ex s.
Hypothesis sh : sharp ex beta (2 * L + 1).
Let N := (8 * (2 * L + 1))%N.

(* What the key with the context of i weighs for the query with the context of k, before
   weights are divided by their sum. *)
Definition weigh k i : R := ex (beta * points k (bf k) i (bf i)).
Definition small k : R := weigh k k / N%:R.

Lemma N_gt0 : 0 < N%:R :> R. Proof. by rewrite ltr0n /N addn1. Qed.
Lemma weigh_ge0 k i : 0 <= weigh k i. Proof. exact/ltW/ex_gt0. Qed.
Lemma small_gt0 k : 0 < small k. Proof. by rewrite divr_gt0 ?N_gt0 ?ex_gt0. Qed.
Lemma small_times k : N%:R * small k = weigh k k.
Proof. by rewrite mulrC divfK // gt_eqF ?N_gt0. Qed.

Lemma weigh_same k i : (i <= L)%N -> (k <= L)%N -> same i k -> weigh k i = weigh k k.
Proof. by move=> iL kL E; rewrite /weigh points_key. Qed.

Lemma weigh_query k k' i : (k <= L)%N -> (k' <= L)%N -> same k k' -> weigh k i = weigh k' i.
Proof. by move=> kL k'L E; rewrite /weigh (points_query _ kL k'L E). Qed.

Lemma weigh_other k i : (i <= L)%N -> (k <= L)%N -> ~~ same i k -> weigh k i <= small k.
Proof.
move=> iL kL C; rewrite ler_pdivl_mulr ?N_gt0 // mulrC ltW //.
exact: sh (points_other iL kL C).
Qed.

Lemma weigh_le k i : (i <= L)%N -> (k <= L)%N -> weigh k i <= weigh k k.
Proof.
move=> iL kL; case E: (same i k); first by rewrite weigh_same.
apply: le_trans (weigh_other iL kL (negbT E)) _.
by rewrite -small_times ler_pmull ?small_gt0 // ler1n muln_gt0 addn1.
Qed.

(* The key of Bos. *)
Lemma weigh_start k : ex 0 <= small k.
Proof.
rewrite ler_pdivl_mulr ?N_gt0 // mulrC -(mulr0 beta) ltW //.
by apply: sh; rewrite add0r lead_start.
Qed.

(* ---------------- votes ---------------- *)

(* What stands at the key with the context of i. *)
Definition said i : sym D := if (i < L)%N then Tok (nth a x i) else Copy.

(* A position that holds y votes f y.  All votes at step k, weighted. *)
Variable f : sym D -> R.
Definition tally k : R := ex 0 * f Bos
  + \sum_(i < L.+1) weigh k i * f (said i) + \sum_(j < k) weigh k j * f (said j).

Section Step.
Variable k : nat.
Hypothesis kL : (k <= L)%N.
Notation w := (prompt x ++ toks (take k x)).
Notation p := (L + 1 + k)%N.
Notation h := (match_head n d beta).
Notation X1 := (@X1 R n d D code ex w).

Lemma tallyE : \sum_(q < p.+1) ex (score h X1 p q) * f (nth Bos w q) = tally k.
Proof.
rewrite (sum_positions (fun q => ex (score h X1 p q) * f (nth Bos w q))).
rewrite score_start //; congr (_ + _ + _); apply: eq_bigr => -[i lt] _ /=.
  have iL : (i <= L)%N by rewrite -ltnS.
  rewrite (score_points n code beta 2 ex_gt0 (run_query a kL) (run_key_in a kL iL)).
  congr (_ * f _); rewrite /said -[LHS]/(nth Bos w i.+1).
  case: (ltngtP i L) iL => // [iL _|-> _]; first exact: nth_in.
  exact: nth_copy.
rewrite (score_points n code beta 2 ex_gt0 (run_query a kL) (run_key_out a kL lt)).
by congr (_ * f _); rewrite (nth_out a kL lt) /said (leq_trans lt kL).
Qed.
End Step.

Variables (c : 'I_D) (B : R).
Hypothesis B0 : 0 < B.
Hypothesis f_c : f (Tok c) = B.
Hypothesis f_le : forall y, `|f y| <= B.
Hypothesis f_copy : - (3%:R * B) <= 4%:R * f Copy.

Let e k := B * small k.
Lemma e_gt0 k : 0 < e k. Proof. by rewrite mulr_gt0 ?small_gt0. Qed.
Lemma e_times k : N%:R * e k = weigh k k * B.
Proof. by rewrite /e mulrCA small_times mulrC. Qed.

Lemma light k v y : 0 <= v -> v <= small k -> - e k <= v * f y.
Proof.
move=> v0 vs; rewrite ler_oppl; apply: le_trans (ler_norm _) _.
by rewrite normrN normrM (ger0_norm v0) mulrC ler_pmul.
Qed.

(* A key votes for c, or it is light. *)
Lemma term_lower k i : (k <= L)%N -> (i < L)%N -> (same i k -> nth a x i = c) ->
  - e k <= weigh k i * f (said i).
Proof.
move=> kL iL says; case E: (same i k); last first.
  by apply: light; rewrite ?weigh_ge0 ?weigh_other ?E // ltnW.
rewrite /said iL says ?E // f_c; apply: (@le_trans _ _ 0).
  by rewrite oppr_le0 ltW ?e_gt0.
by rewrite mulr_ge0 ?weigh_ge0 // ltW.
Qed.

Lemma term_right k i : (k <= L)%N -> (i < L)%N -> same i k -> nth a x i = c ->
  N%:R * e k <= weigh k i * f (said i).
Proof. by move=> kL iL E says; rewrite e_times /said iL says f_c weigh_same // ltnW. Qed.

(* No conflict: c leads. *)
Lemma tally_gt0 k : (k < L)%N -> (forall i, (i < L)%N -> same i k -> nth a x i = c) ->
  0 < tally k.
Proof.
move=> kl says; have kL := ltnW kl; have e0 := e_gt0 k.
pose K := (6 * (2 * L + 1))%N; pose m := (1 + (L + K) + k)%N.
have mN : m%:R * e k < N%:R * e k by rewrite ltr_pmul2r // ltr_nat /m /K /N; lia.
rewrite -(ltr_add2r (m%:R * e k)) add0r; apply: lt_le_trans mN _.
have -> : m%:R * e k = e k + (L%:R * e k + K%:R * e k) + k%:R * e k.
  by rewrite (natrD _ (1 + (L + K)) k) (natrD _ 1 (L + K)) (natrD _ L K) !mulrDl mul1r.
rewrite /tally big_ord_recr /=.
rewrite addrACA [X in _ <= X + _]addrACA [X in _ <= _ + X + _]addrACA.
rewrite -[X in X <= _]addr0 -[X in X + _ <= _]add0r -[X in _ + X + _ <= _]addr0.
apply: ler_add; first apply: ler_add; last first.
- by apply: (@sum_lower _ _ (fun j => weigh k j * f (said j))) => j jk;
     apply: term_lower => //; [exact: ltn_trans kl | apply: says; exact: ltn_trans kl].
- apply: ler_add.
    apply: (@sum_lower_one _ _ (fun i => weigh k i * f (said i)) _ k) => //.
    + exact: ltW.
    + by apply: term_right => //; apply: says.
    + by move=> i iL; apply: term_lower => // E; apply: says.
  have four : 0 < 4%:R :> R by rewrite ltr0n.
  rewrite -(pmulr_rge0 _ four) mulrDr -ler_subl_addr sub0r.
  have -> : 4%:R * (K%:R * e k) = 3%:R * (N%:R * e k).
    by rewrite [LHS]mulrA [RHS]mulrA -!natrM; congr (_%:R * _); rewrite /K /N; lia.
  rewrite /said ltnn e_times [4%:R * _]mulrCA [weigh k k * _]mulrC [3%:R * _]mulrA.
  apply: (@le_trans _ _ (weigh k L * - (3%:R * B))); last by rewrite ler_wpmul2l ?weigh_ge0.
  rewrite mulrN ler_opp2 mulrC ler_wpmul2l ?weigh_le // mulr_ge0 ?ler0n //; exact: ltW.
rewrite -ler_subl_addr sub0r; apply: light; [exact: ltW | exact: weigh_start].
Qed.

(* A context returns, and said c until then: the lead of c has grown. *)
Lemma tally_grows s s' : (s < s')%N -> (s' <= L)%N -> same s s' ->
  (forall j, (s <= j < s')%N -> same j s -> nth a x j = c) -> tally s < tally s'.
Proof.
move=> ss' s'L E says; have sL := leq_trans (ltnW ss') s'L.
have wE i : weigh s' i = weigh s i by rewrite (weigh_query _ sL s'L E).
rewrite /tally; under [X in _ < _ + X + _]eq_bigr do rewrite wE.
under [X in _ < _ + _ + X]eq_bigr do rewrite wE.
rewrite ltr_add2l; have -> : (s' = s + (s' - s))%N by rewrite subnKC // ltnW.
rewrite big_split_ord /= ltr_addl; set m := (s' - s)%N.
have e0 := e_gt0 s.
have mN : m%:R * e s < N%:R * e s by rewrite ltr_pmul2r // ltr_nat /m /N; lia.
rewrite -(ltr_add2r (m%:R * e s)) add0r; apply: lt_le_trans mN _.
apply: (@sum_lower_one _ _ (fun t => weigh s (s + t) * f (said (s + t))) _ 0%N).
- by rewrite /m subn_gt0.
- exact: ltW.
- by rewrite addn0; apply: term_right => //; [lia | apply: says; rewrite ?leqnn].
move=> t tm; have lt : (s + t < s')%N by rewrite /m in tm; lia.
apply: term_lower => //; first exact: leq_trans s'L.
by apply: says; rewrite leq_addr.
Qed.
End Contexts.

(* ---------------- the votes of a transformer ---------------- *)
Section Ballots.
Variables (R : realFieldType) (n d D : nat).
Variable code : 'I_D -> 'I_d -> bool.
Hypothesis code_inj : forall u v, code u =1 code v -> u = v.
Hypothesis d2 : (1 < d)%N.
Hypothesis n0 : (0 < n)%N.
Variables (ex : R -> R) (beta : R).
Hypothesis ex_gt0 : forall s, 0 < ex s.
Notation T := (construction n code beta).
Notation h := (match_head n d beta).
Notation sp := (piece_of R code).

(* What a position that holds y, were it attended to alone, would add to the logit of s. *)
Definition ballot (s y : sym D) : R :=
  match s with
  | Tok v => 4%:R * \sum_i sign R (code v i) * sp y (Some i)
  | Eos => (3 * d)%N%:R * sp y None
  | _ => 0
  end.

Lemma logit_ballots w s : logit ex T w s = \sum_(q < (size w).-1.+1)
  attention ex h (@X1 R n d D code ex w) (size w).-1 q * ballot s (nth Bos w q).
Proof.
case: s => [v|||] /=.
- rewrite logit_tok // /read.
  under eq_bigr do rewrite mulr_sumr.
  rewrite exchange_big /= mulr_sumr; apply: eq_bigr => q _.
  rewrite [RHS]mulrCA; congr (_ * _); rewrite mulr_sumr.
  by apply: eq_bigr => i _; rewrite mulrCA.
- by rewrite logit_bos big1 // => q _; rewrite mulr0.
- by rewrite logit_copy big1 // => q _; rewrite mulr0.
rewrite logit_eos // /read mulr_sumr; apply: eq_bigr => q _; exact: mulrCA.
Qed.

Section Rivals.
Variables (c : 'I_D) (u : sym D).
Hypothesis uc : u != Tok c.

(* The vote for c against u: of each code bit, and of the flag. *)
Definition vote (y : sym D) : R := ballot (Tok c) y - ballot u y.
Let bit i : R :=
  if u is Tok v then 4%:R * (sign R (code c i) - sign R (code v i)) else 4%:R * sign R (code c i).
Let flag : R := if u is Eos then (3 * d)%N%:R else 0.
Let B : R := \sum_i bit i * sign R (code c i).

Lemma voteE y : vote y = \sum_i bit i * sp y (Some i) - flag * sp y None.
Proof.
rewrite /vote /bit /flag; case: u => [v|||] /=.
- rewrite mul0r subr0 -mulrBr -sumrB mulr_sumr; apply: eq_bigr => i _.
  by rewrite -mulrBl mulrA.
- by rewrite mul0r mulr_sumr; congr (_ - _); apply: eq_bigr => i _; rewrite mulrA.
- by rewrite mul0r mulr_sumr; congr (_ - _); apply: eq_bigr => i _; rewrite mulrA.
by rewrite mulr_sumr; congr (_ - _); apply: eq_bigr => i _; rewrite mulrA.
Qed.

Lemma sign_norm b : `|sign R b| = 1.
Proof. by case: b; rewrite /sign ?normrN normr1. Qed.
Lemma sign_neq0 b : sign R b != 0.
Proof. by rewrite -normr_eq0 sign_norm oner_eq0. Qed.

(* 4 for each bit, or against another token 8 where the codes differ and else 0. *)
Lemma bitE i : exists2 q : R, 0 <= q & bit i = q * sign R (code c i).
Proof.
rewrite /bit; case: u => [v|||]; try by exists 4%:R; rewrite ?ler0n.
case: (eqVneq (code c i) (code v i)) => [->|cv].
  by exists 0; rewrite ?subrr ?mulr0 ?mul0r.
exists 8%:R; rewrite ?ler0n //.
have -> : sign R (code v i) = - sign R (code c i).
  by case: (code c i) (code v i) cv => [] []; rewrite /sign ?opprK.
by rewrite opprK mulrDr -mulrDl -(natrD _ 4 4).
Qed.

(* Each bit of c itself votes with all its strength. *)
Lemma bit_own i : bit i * sign R (code c i) = `|bit i|.
Proof.
by have [q q0 ->] := bitE i; rewrite -mulrA sign_sq mulr1 normrM sign_norm mulr1 ger0_norm.
Qed.

Lemma flag_le : 4%:R * flag <= 3%:R * B.
Proof.
have B0 : 0 <= B by apply: sumr_ge0 => i _; rewrite bit_own normr_ge0.
rewrite /flag; case uE: u => [v|||]; rewrite ?mulr0 ?mulr_ge0 ?ler0n //.
rewrite /B /bit uE (eq_bigr (fun=> 4%:R)) => [|i _]; last by rewrite -mulrA sign_sq mulr1.
by rewrite sumr_const card_ord -mulrnA -!natrM ler_nat; lia.
Qed.

Lemma flag_ge0 : 0 <= flag. Proof. by rewrite /flag; case: u; rewrite ?ler0n. Qed.

Lemma B_gt0 : 0 < B.
Proof.
have Bi i : 0 <= bit i * sign R (code c i) by rewrite bit_own normr_ge0.
suff [i i0] : exists i, 0 < `|bit i|.
  by apply: lt_le_trans (le_sum_one i Bi); rewrite bit_own.
pose j : 'I_d := Ordinal (ltnW d2).
have own : 0 < `|4%:R * sign R (code c j)|.
  by rewrite normrM normr_nat /sign; case: ifP; rewrite ?normrN normr1 mulr1 ltr0n.
rewrite /bit; case: u uc => [v vc|_|_|_]; try by exists j.
have [i iv] : exists i, code c i != code v i.
  apply/existsP; apply: contraT; rewrite negb_exists => /forallP eqs.
  case/eqP: vc; congr Tok; apply: code_inj => i; apply/esym/eqP.
  by have := eqs i; rewrite negbK.
exists i; have -> : sign R (code v i) = - sign R (code c i).
  by case: (code c i) (code v i) iv => [] []; rewrite /sign ?opprK.
by rewrite opprK mulrDr normr_gt0 -mulrDl mulf_neq0 // ?sign_neq0 -?(natrD _ 4 4) ?pnatr_eq0.
Qed.

Lemma vote_c : vote (Tok c) = B.
Proof. by rewrite voteE /= mulr0 subr0. Qed.

Lemma vote_copy : - (3%:R * B) <= 4%:R * vote Copy.
Proof.
rewrite voteE /= big1 => [|i _]; last by rewrite mulr0.
by rewrite mulr1 sub0r mulrN ler_opp2 flag_le.
Qed.

Lemma vote_le y : `|vote y| <= B.
Proof.
have fB : flag <= B.
  have four : 0 < 4%:R :> R by rewrite ltr0n.
  rewrite -(ler_pmul2l four); apply: le_trans flag_le _.
  by rewrite ler_pmul2r ?B_gt0 // ler_nat.
have bits : `|\sum_i bit i * sp y (Some i)| <= B.
  apply: le_trans (ler_norm_sum _ _ _) _; apply: ler_sum => i _.
  by rewrite normrM bit_own ler_pimulr ?normr_ge0 ?piece_norm.
have boundary_vote : `|\sum_i bit i * 0 - flag * 1| <= B.
  by rewrite big1 => [|i _]; rewrite ?mulr0 // mulr1 sub0r normrN ger0_norm ?flag_ge0.
by rewrite voteE; case: y bits => [v|||] //=; rewrite mulr0 subr0.
Qed.

Lemma vote_bounds : exists B' : R, [/\ 0 < B', vote (Tok c) = B',
  forall y, `|vote y| <= B' & - (3%:R * B') <= 4%:R * vote Copy].
Proof. by exists B; split; [exact: B_gt0 | exact: vote_c | exact: vote_le | exact: vote_copy]. Qed.

Variables (x : seq 'I_D) (a : 'I_D) (k : nat).
Notation L := (size x).
Hypothesis kL : (k <= L)%N.
Notation w := (prompt x ++ toks (take k x)).

(* c is ahead of u when the votes say so. *)
Lemma logit_lt :
  (logit ex T w u < logit ex T w (Tok c)) = (0 < tally n code x a ex beta vote k).
Proof.
have last : (size w).-1 = (L + 1 + k)%N by rewrite MatchProofs.size_context //; lia.
rewrite -tallyE // !logit_ballots last.
set p := (L + 1 + k)%N; set X := X1 _ _ _.
pose Z := \sum_(r < p.+1) ex (score h X p r).
have Z0 : 0 < Z by rewrite /Z (bigD1 ord0) //= ltr_spaddl // sumr_ge0 // => r _; apply: ltW.
have at_ (q : 'I_p.+1) : attention ex h X p q = ex (score h X p q) / Z.
  rewrite /attention /visible /= andbT -ltnS ltn_ord; congr (_ / _).
  by apply: eq_bigl => r; rewrite andbT -ltnS ltn_ord.
rewrite -[LHS]subr_gt0 -[LHS](pmulr_rgt0 _ Z0) -sumrB mulr_sumr; congr (0 < _).
by apply: eq_bigr => q _; rewrite at_ -mulrBr mulrA mulrCA divff ?gt_eqF // mulr1.
Qed.
End Rivals.
End Ballots.

(* ---------------- the theorem ---------------- *)
Section FailureSet.
Variables (R : realFieldType) (n d D : nat).
Variable code : 'I_D -> 'I_d -> bool.
Hypothesis code_inj : forall u v, code u =1 code v -> u = v.
Hypothesis d2 : (1 < d)%N.
Hypothesis n0 : (0 < n)%N.
Variables (ex : R -> R) (beta : R).
Hypothesis ex_gt0 : forall s, 0 < ex s.
Variable x : seq 'I_D.
Notation L := (size x).
Hypothesis sh : sharp ex beta (2 * L + 1).
Notation T := (construction n code beta).
Notation w k := (prompt x ++ toks (take k x)).

(* Two steps at which c leads, and a third symbol does after the same context: impossible. *)
Lemma no_change s s' (a : 'I_D) u : (s < s')%N -> (s' <= L)%N ->
  context n s x = context n s' x ->
  (forall j, (s <= j < s')%N -> context n j x = context n s x -> nth a x j = nth a x s) ->
  u != Tok (nth a x s) ->
  certain ex T (w s) (Tok (nth a x s)) -> ~~ certain ex T (w s') u.
Proof.
move=> ss' s'L E says us cs; apply/negP => cu.
have sL := leq_trans (ltnW ss') s'L.
have := forallP cs u; rewrite us (logit_lt code d2 n0 beta ex_gt0 us a sL) /= => lead.
have := forallP cu (Tok (nth a x s)); rewrite eq_sym us /= ltNge => /negP; apply.
rewrite ltW // (logit_lt code d2 n0 beta ex_gt0 us a s'L); apply: lt_trans lead _.
have [B [B0 own le boundary]] := vote_bounds R code_inj d2 n0 us.
apply: (tally_grows code_inj d2 n0 ex_gt0 sh B0 own le boundary) => //; first exact/eqP.
by move=> j jss' /eqP; apply: says.
Qed.

Lemma successor_tok (a : 'I_D) t : (t < L)%N -> successor t x = Tok (nth a x t).
Proof. by move=> tL; rewrite /successor (nth_map a). Qed.

(* Whoever writes the right symbols up to step m has no conflict up to there. *)
Lemma right_agrees m : (m <= L)%N ->
  (forall t, (t <= m)%N -> successor t x = decode ex T (prompt x ++ take t (toks x))) ->
  forall i j, (i < j <= m)%N -> context n i x = context n j x -> successor i x = successor j x.
Proof.
move=> mL right i j /andP[ij jm] E; apply/eqP; apply: contraT => S.
have lt : (i < L)%N by apply: leq_trans mL; apply: leq_trans jm.
have [a _] : exists a : 'I_D, a \in x by apply: some_token; apply: leq_ltn_trans lt.
have cert t : (t <= m)%N -> certain ex T (w t) (successor t x).
  move=> tm; apply: decode_is_certain; last exact/eqP/nth_toks_Bos.
  by rewrite right // /toks map_take.
pose P s := [&& (i < s)%N, context n i x == context n s x & successor i x != successor s x].
have exP : exists s, P s by exists j; rewrite /P ij E eqxx S.
case: (ex_minnP exP) => s' /and3P[is' /eqP E' S'] least.
have s'm : (s' <= m)%N by apply: leq_trans jm; apply: least; rewrite /P ij E eqxx S.
have := cert s' s'm; apply: contraLR => _.
apply: (no_change (a := a) is') => //; first exact: leq_trans mL.
- move=> k /andP[ik ks'] Ek; case: (eqVneq k i) => [-> //|ki].
  apply: (@Tok_inj D); rewrite -!successor_tok //; last by lia.
  apply/eqP; rewrite eq_sym; apply: contraT => Sk.
  have : P k by rewrite /P Ek eqxx Sk ltn_neqAle eq_sym ki ik.
  by move/least; rewrite leqNgt ks'.
- by rewrite -successor_tok // eq_sym.
by rewrite -successor_tok //; apply: cert; lia.
Qed.

(* And whoever has no conflict is copied. *)
Lemma agrees_right k : (k < L)%N ->
  (forall i, (i < L)%N -> context n i x = context n k x -> successor i x = successor k x) ->
  decode ex T (w k) = successor k x.
Proof.
move=> kl says; have [a _] : exists a : 'I_D, a \in x.
  by apply: some_token; apply: leq_ltn_trans kl.
apply: decode_certain; rewrite (successor_tok a) //; apply/forallP => u; apply/implyP => us.
rewrite (logit_lt code d2 n0 beta ex_gt0 us a (ltnW kl)).
have [B [B0 own le boundary]] := vote_bounds R code_inj d2 n0 us.
apply: (tally_gt0 code_inj d2 n0 ex_gt0 sh B0 own le boundary) => //.
move=> i iL /eqP E; apply: (@Tok_inj D); rewrite -!successor_tok //; exact: says.
Qed.

Theorem construction_copiesE : copies (decode ex T) x = ~~ conflict n x.
Proof.
apply/idP/idP => [cp|ok].
  apply/negP => /conflictP[i [j [ij jx E S]]]; apply: S.
  apply: (right_agrees (ltnW jx)) E; last by rewrite ij leqnn.
  by move=> t tj; apply: copies_step => //; apply: leq_ltn_trans jx.
rewrite /copies -(size_toks x); apply/generate_step => t u tx; rewrite size_toks in tx.
have -> : take t (toks x) = toks (take t x) by rewrite /toks map_take.
rewrite agrees_right // => [|i iL E].
  by rewrite /successor; apply: set_nth_default; rewrite size_toks.
apply/eqP; apply: contraR ok => /eqP S; apply/existsP; exists (Ordinal iL).
by apply/existsP; exists (Ordinal tx); rewrite /= E eqxx; apply/eqP.
Qed.

Theorem construction_copies_and_endsE : (0 < L)%N ->
  copies_and_ends (decode ex T) x = distinct_ngrams n x.
Proof.
move=> L0; apply/idP/idP => [cp|dx]; last exact: construction_copies.
rewrite -[distinct_ngrams n x]negbK -conflict_end_distinct.
apply/negP => /conflict_endP[i [j [ij jx E S]]]; apply: S.
apply: (right_agrees jx) E; last by rewrite ij leqnn.
by move=> t tj; apply: copies_and_endsE => //; apply: leq_trans jx.
Qed.
End FailureSet.
