(* SortingProofs.v -- for every number s of states there is a machine that copies as
   many strings as it has states, or all of them if there are fewer.
   claims: X.tight, X.twice (for every s)

   The machines are `sorting_gssm` and `downward_gssm` of Tight.v.  In both, writing is a
   permutation of the states, "sort them by their last digit", upwards or downwards. Let
   it lead from v to u in L steps. What is read is what v writes, but it is read from
   another state than v. A distance between states is divided by D in each step, so for
   s <= D^L little is left of it after L tokens.

   Upwards: from v + e the string leads to u + e / D^L, rounded down. It is read from the
   last state, so e >= 0, and e < D^L: it leads to u. So the state after the string tells v.

   Downwards: there e / D^L may be rounded up, and one reading leads to u or to u + 1.
   But from either of these the string leads to u: two readings without a break tell v. *)
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

(* ---------------- any machine of this kind ---------------- *)
Section Digits.
Variable D : nat.
Hypothesis D0 : 0 < D.
Variables (k L : nat) (move : nat -> nat -> nat). (* k + 1 states *)
Hypothesis move_lt : forall v r, v < k.+1 -> r < D -> move v r < k.+1.
Hypothesis move_inj : forall u v, u < k.+1 -> v < k.+1 ->
  move u (u %% D) = move v (v %% D) -> u = v.
Notation m := (@digit_gssm D D0 k move L).
Notation step := (@write_step D D0 k move).
Notation written := (@written D D0 k move).
Implicit Types (u v : 'I_k.+1).

Lemma val_read v (a : 'I_D) :
  @update D m v (Tok a) = move v a :> nat.
Proof. by rewrite /= inordK // move_lt. Qed.

Lemma val_step v : step v = move v (v %% D) :> nat.
Proof. exact: val_read. Qed.

Lemma steps_inj j : injective (iter j step).
Proof.
have inj : injective step.
  move=> u v /(congr1 val); rewrite /= !val_step => E.
  by apply: val_inj; apply: move_inj E; rewrite ltn_ord.
by elim: j => [//|j IH] u v /= /inj /IH.
Qed.

Lemma size_written j v : size (written j v) = j.
Proof. by rewrite size_map size_traject. Qed.

Lemma copy_returns v : @update D m (iter L step v) Copy = v.
Proof. by rewrite /=; case: pickP => [u /eqP/steps_inj //|/(_ v)]; rewrite eqxx. Qed.

(* From v its string is written. *)
Lemma write_written j w v : gssm_run m w = v ->
  generate (gssm_model m) j w = toks (written j v).
Proof.
elim: j w v => [//|j IH] w v E.
have out : gssm_model m w = Tok (last_digit D0 v) by rewrite /gssm_model E.
rewrite generate_cons out (IH _ (step v)) //.
by rewrite /gssm_run foldl_rcons -/(gssm_run m w) E.
Qed.

(* So if the string of v, presented in some way, leads to v for all v, then k + 1 strings
   are copied. *)
Theorem copied_from_all (present : seq 'I_D -> seq (sym D)) :
  (forall v, gssm_run m (present (written L v)) = v) ->
  copied_from present m L = k.+1.
Proof.
move=> back; have cardm : #|state m| = k.+1 by rewrite card_ord.
pose own v : L.-tuple 'I_D := tcast (size_written L v) (in_tuple (written L v)).
have ownE v : own v = written L v :> seq _ by rewrite val_tcast.
have own_inj : injective own.
  move=> u v /(congr1 val); rewrite /= !ownE => E.
  by have := back u; rewrite E back.
apply/eqP; rewrite eqn_leq -{1}cardm copied_le_states_gen /=.
rewrite -[X in X <= _](card_ord k.+1) -(card_imset predT own_inj).
apply/subset_leq_card/subsetP => _ /imsetP[v _ ->].
by rewrite inE ownE (write_written _ (v := v)).
Qed.
End Digits.

(* ---------------- upwards: one reading ---------------- *)
Section Upwards.
Variable D : nat.
Hypothesis D0 : 0 < D.
Variables (k L : nat).
Hypothesis few : k < D ^ L.
Notation move := (sort_step D k.+1).
Notation m := (sorting_gssm D0 k L).
Notation step := (@write_step D D0 k move).
Notation written := (@written D D0 k move).
Implicit Types (u v : 'I_k.+1).

Lemma up_lt (v r : nat) : v < k.+1 -> r < D -> move v r < k.+1.
Proof. exact: sort_lt. Qed.
Lemma up_inj (u v : nat) : u < k.+1 -> v < k.+1 -> move u (u %% D) = move v (v %% D) -> u = v.
Proof. exact: sort_inj. Qed.

(* Read from u >= v what v writes: it ends (u - v) / D^j beyond where v goes. *)
Lemma read_written j u v : v <= u ->
  foldl (@update D m) u (toks (written j v)) = iter j step v + (u - v) %/ D ^ j :> nat.
Proof.
elim: j u v => [|j IH] u v vu; first by rewrite /= expn0 divn1 subnKC.
rewrite [written _ _]/= [toks _]/= [foldl _ _ _]/=.
set u' := inord _; have u'E : u' = step v + (u - v) %/ D :> nat.
  rewrite (val_read D0 L up_lt u (last_digit D0 v)) (val_step D0 L up_lt).
  by rewrite -{1}(subnKC vu) sort_far.
rewrite IH; last by rewrite u'E leq_addr.
by rewrite iterSr u'E addKn expnS divnMA.
Qed.

Lemma read_from_last v :
  foldl (@update D m) (ord_max : 'I_k.+1) (toks (written L v)) = iter L step v.
Proof.
apply: val_inj; rewrite /= read_written; last by rewrite -ltnS.
by rewrite divn_small ?addn0 // (leq_ltn_trans (leq_subr _ _) few).
Qed.

(* After the prompt, whatever was read before Bos, the state is v again. *)
Lemma run_prompt w v : gssm_run m (w ++ prompt (written L v)) = v.
Proof.
rewrite /gssm_run foldl_cat; move: (foldl _ _ w) => q.
rewrite /prompt /= foldl_cat read_from_last.
exact: (@copy_returns D D0 k L move up_lt up_inj v).
Qed.

Theorem sorting_all : copied_from (@prompt D) m L = k.+1 /\ copied_from (@prompt_twice D) m L = k.+1.
Proof.
split; apply: copied_from_all => v; last exact: run_prompt.
exact: (run_prompt [::]).
Qed.
End Upwards.

(* ---------------- downwards: numbers ---------------- *)
Section DownwardNumbers.
Variable D : nat.
Hypothesis D0 : 0 < D.
Variables (s L : nat).
Notation larger := (larger_digit D s).

(* Reading x will take a state v to (v + added x) / D^|x|. *)
Fixpoint added (x : seq 'I_D) : nat := if x is a :: y then D * (larger a + added y) else 0.

(* The number whose digits are x, the first one last. *)
Fixpoint number (x : seq 'I_D) : nat := if x is a :: y then a + D * number y else 0.

Lemma number_lt x : number x < D ^ size x.
Proof.
elim: x => [//|a y IH] /=; rewrite expnS.
apply: (@leq_trans (D * (number y).+1)); last by rewrite leq_pmul2l.
by rewrite mulnS -addSn leq_add2r.
Qed.

(* The two bounds on what is added, for one token and for a string. *)
Lemma larger_le a : a < D -> D * larger a + s * a + s <= s * D.
Proof.
move=> aD; rewrite /larger_digit; have sE := divn_eq s D; have bD := ltn_pmod s D0.
set q := s %/ D in sE *; set b := s %% D in sE bD *.
have -> : s * D = s * (D - a.+1) + s * a + s by rewrite -mulnDr -mulnSr; congr (_ * _); lia.
rewrite -!addnA leq_add2r {1}sE mulnDl mulnDr.
have -> : D * (q * (D - a.+1)) = q * D * (D - a.+1) by rewrite mulnA [D * q]mulnC.
rewrite leq_add2l; case: (leqP b a.+1) => ba; first by rewrite (eqP ba) muln0.
have [h e] : exists h, b = a.+1 + h by exists (b - a.+1); rewrite subnKC // ltnW.
have [g f] : exists g, D = a.+1 + g by exists (D - a.+1); rewrite subnKC.
have hg : h <= g by lia.
rewrite e f !addKn; nia.
Qed.

Lemma added_le x : added x + s * number x + s <= s * D ^ size x.
Proof.
elim: x => [|a y IH] /=; first by rewrite muln0 muln1.
have := larger_le (ltn_ord a).
have := leq_mul (leqnn D) IH; rewrite expnS !mulnDr !mulnA [D * s]mulnC -!mulnA.
move: (D * larger a) (D * added y) (s * (D * number y)) (s * (D * D ^ size y)) (s * a) (s * D).
by move=> p q r t w z; lia.
Qed.

Hypothesis s0 : 0 < s.
Hypothesis fewer : s < D ^ L.
Let N := D ^ L - 1.

Lemma larger_ge a : a < D -> s * (D - 1) <= D * larger a + N * a + 2 * (D - 1).
Proof.
move=> aD; rewrite /larger_digit; have sE := divn_eq s D; have bD := ltn_pmod s D0.
set q := s %/ D in sE *; set b := s %% D in sE bD *.
have Nq : D * q + (D - 1) <= N.
  rewrite /N; case: (L) fewer => [|l]; first by rewrite expn0 ltnS leqNgt s0.
  rewrite expnS => lt; have ql : q < D ^ l by rewrite /q ltn_divLR // mulnC.
  have := leq_mul (leqnn D) ql; rewrite mulnS; lia.
have := leq_mul Nq (leqnn a).
have [g f] : exists g, D = a.+1 + g by exists (D - a.+1); rewrite subnKC.
have dE : D - 1 = a + g by lia.
rewrite sE dE; have -> : D - a.+1 = g by lia.
case: (leqP b a.+1) => ba.
  have -> : b - a.+1 = 0 by apply/eqP.
  rewrite f; nia.
have [h e] : exists h, b = a.+1 + h by exists (b - a.+1); rewrite subnKC // ltnW.
have hg : h < g by lia.
rewrite e addKn f; nia.
Qed.

Lemma added_ge x : s * (D ^ size x - 1) <= added x + N * number x + 2 * (D ^ size x - 1).
Proof.
elim: x => [|a y IH] /=; first by rewrite subnn muln0.
have power : D ^ (size y).+1 - 1 = D * (D ^ size y - 1) + (D - 1).
  by rewrite expnS mulnBr muln1 addnBA // subnK // leq_pmulr // expn_gt0 D0.
rewrite power; move: (larger_ge (ltn_ord a)) (leq_mul (leqnn D) IH).
move: (D ^ size y - 1) (added y) (number y) (larger a) (D - 1) => w p r b c.
rewrite !mulnDr !mulnA [D * N]mulnC [D * s]mulnC muln0 -[2 * D * w]mulnA.
by move: (s * c) (D * b) (N * a) (s * D * w) (D * p) (N * D * r) (D * w) => *; lia.
Qed.
End DownwardNumbers.

(* ---------------- downwards: two readings without a break ---------------- *)
Section Downwards.
Variable D : nat.
Hypothesis D0 : 0 < D.
Variables (k L : nat).
Notation s := k.+1.
Hypothesis fewer : s < D ^ L.
Notation larger := (larger_digit D s).
Notation move := (downward_step D s).
Notation m := (downward_gssm D0 k L).
Notation step := (@write_step D D0 k move).
Notation written := (@written D D0 k move).

Lemma down_lt (v r : nat) : v < s -> r < D -> move v r < s.
Proof.
move=> vs rD; rewrite /downward_step /larger_digit.
have sE := divn_eq s D; have bD := ltn_pmod s D0.
have vE := divn_eq v D; move: (ltn_pmod v D0) => cD.
set q := s %/ D in sE *; set b := s %% D in sE bD *.
set t := v %/ D in vE *; set c := v %% D in vE cD.
have tq : t <= q by rewrite leq_div2r // ltnW.
have bq : b = 0 -> t < q by move=> b0; rewrite /t ltn_divLR //; lia.
have le : q * (D - r.+1) <= q * (D - 1) by rewrite leq_mul2l; apply/orP; right; lia.
have qD : q * D = q + q * (D - 1) by rewrite -mulnS; congr (_ * _); lia.
by case: (posnP b) => [/[dup] /bq|]; lia.
Qed.

(* Places of different last digits. *)
Lemma down_less (u v : nat) : v < s -> u %% D < v %% D ->
  move v (v %% D) < move u (u %% D).
Proof.
move=> vs uv; rewrite /downward_step /larger_digit.
have sE := divn_eq s D; have vE := divn_eq v D; have cD := ltn_pmod v D0.
set q := s %/ D in sE *; set b := s %% D in sE *.
set t := v %/ D in vE *; set c := v %% D in vE cD uv *; set r := u %% D in uv *.
have tq : t <= q by rewrite leq_div2r // ltnW.
have cb : b <= c -> t < q.
  move=> bc; rewrite ltnNge; apply/negP => qt; have := leq_mul qt (leqnn D).
  move: vs; rewrite {1}vE {1}sE; move: (t * D) (q * D) => x y; clear -bc; lia.
have le : q * (D - c.+1) + q <= q * (D - r.+1).
  by rewrite -mulnSr leq_mul2l; apply/orP; right; lia.
apply: (@leq_trans (q * (D - r.+1) + (b - r.+1))); last exact: leq_addl.
move: (q * (D - c.+1)) (q * (D - r.+1)) le => x y le; clear sE vE.
by case: (leqP b c) => [/[dup] /cb|]; lia.
Qed.

Lemma down_inj (u v : nat) : u < s -> v < s -> move u (u %% D) = move v (v %% D) -> u = v.
Proof.
move=> us vs E; case: (ltngtP (u %% D) (v %% D)) => r.
- by have := down_less vs r; rewrite E ltnn.
- by have := down_less us r; rewrite E ltnn.
move: E; rewrite /downward_step r => /addIn q.
by rewrite (divn_eq u D) (divn_eq v D) q r.
Qed.

Notation added := (@added D s).
Notation number := (@number D).

Lemma read_added (v : state m) x :
  foldl (@update D m) v (toks x) = (v + added x) %/ D ^ size x :> nat.
Proof.
elim: x v => [|a y IH] v; first by rewrite /= addn0 divn1.
rewrite [toks _]/= [foldl _ _ _]/= IH (val_read D0 L down_lt v a) /=.
by rewrite expnS divnMA /downward_step [D * _]mulnC divnDMl // addnA.
Qed.
(* v + added x = D^L u + number x for the string x that v writes, where u is where v goes. *)
Lemma added_written j (v : 'I_s) :
  v + added (written j v) = D ^ j * iter j step v + number (written j v).
Proof.
elim: j v => [|j IH] v; first by rewrite /= mul1n.
have V : step v = v %/ D + larger (v %% D) :> nat by exact: (val_step D0 L down_lt).
have W : written j.+1 v = last_digit D0 v :: written j (step v) by [].
have := congr1 (muln D) (IH (step v)); rewrite {1}V {}W iterSr expnS -mulnA /=.
move: (divn_eq v D) (iter _ _ _) (number _) (added _) (larger _); rewrite [_ * D]mulnC.
move: (v %/ D) (v %% D) => q r vE u p t b; rewrite vE !mulnDr.
by move: (D * q) (D * b) (D * t) (D * p) (D * (D ^ j * u)) => *; lia.
Qed.


(* What v writes is read from u or u + 1 to u, where u is where v goes. *)
Lemma read_near (q v : 'I_k.+1) : iter L step v <= q <= (iter L step v).+1 ->
  foldl (@update D m) q (toks (written L v)) = iter L step v.
Proof.
set u : 'I_k.+1 := iter L step v => /andP[uq qu]; apply: val_inj; rewrite /= read_added size_written.
have e := added_written L v; rewrite -/u in e.
have le := added_le D0 s (written L v).
have ge := added_ge D0 (ltn0Sn k) fewer (written L v).
have xN := number_lt D0 (written L v); rewrite size_written in le ge xN.
move: (added _) (number _) (ltn_ord v) (ltn_ord u) uq qu e le ge xN => c n.
move: (nat_of_ord v) (nat_of_ord u) (nat_of_ord q) fewer => w t r.
have [N ->] : exists N, D ^ L = N.+1 by exists (D ^ L).-1; rewrite prednK // expn_gt0 D0.
move: k.+1 (ltn0Sn k) => h h0; rewrite subn1 /= !ltnS => hN wh th tr rt e le ge nN.
have low : w <= n + t.
  rewrite leqNgt; apply/negP => big.
  have := leq_mul (leqnn N) wh; have := leq_mul (leqnn N) big; lia.
have high : n + t < w + N.
  rewrite ltnNge; apply/negP => big.
  have [a Na] : exists a, N = n + a by exists (N - n); rewrite subnKC.
  have far : w + a <= t by lia.
  have := leq_mul (leqnn N) far; have := leq_mul hN (leqnn a).
  have : h * N = h * n + h * a by rewrite {1}Na mulnDr.
  lia.
by apply/eqP; rewrite eqn_leq -ltnS ltn_divLR // leq_divRL //; apply/andP; split; lia.
Qed.

(* After one reading the state is u or u + 1. *)
Lemma read_once (v : 'I_k.+1) : iter L step v
  <= (foldl (@update D m) (ord_max : 'I_k.+1) (toks (written L v)) : 'I_k.+1)
  <= (iter L step v).+1.
Proof.
set u : 'I_k.+1 := iter L step v; rewrite read_added size_written /=; have e := added_written L v; rewrite -/u in e.
have xN := number_lt D0 (written L v); rewrite size_written in xN.
move: (added _) (number _) e xN => c n e xN; have vk := ltn_ord v; have P : 0 < D ^ L by lia.
have kP : k < D ^ L by exact: ltnW.
by rewrite leq_divRL // -[X in _ && X]ltnS ltn_divLR //; apply/andP; split; lia.
Qed.

Theorem downward_all : copied_from (@prompt_doubled D) m L = k.+1.
Proof.
apply: copied_from_all => v; rewrite /gssm_run /prompt_doubled /= !foldl_cat.
rewrite (read_near (read_once v)); exact: (@copy_returns D D0 k L move down_lt down_inj v).
Qed.
End Downwards.

(* ---------------- every number of states ---------------- *)
Theorem tight D L s : 0 < D -> 0 < s ->
  (exists m : gssm D, [/\ #|state m| = s, copied_from (@prompt D) m L = minn s (D ^ L)
                         & copied_from (@prompt_twice D) m L = minn s (D ^ L)]) /\
  (exists m : gssm D, #|state m| = s /\ copied_from (@prompt_doubled D) m L = minn s (D ^ L)).
Proof.
move=> D0; case: s => // k _.
(* With D^L states or more: a register, and the other states idle. *)
have [r _] : exists r : L.-tuple 'I_D, true by exists [tuple of nseq L (Ordinal D0)].
pose idle := padded_gssm (shift_register r) (k.+1 - D ^ L).
have idleE : D ^ L <= k.+1 -> #|state idle| = k.+1.
  by move=> many; rewrite card_padded card_shift_register subnKC.
have idle_copies (present : seq 'I_D -> seq (sym D)) : D ^ L <= k.+1 ->
    (forall x : L.-tuple 'I_D, generate (gssm_model idle) L (present x) == toks x) ->
    copied_from present idle L = minn k.+1 (D ^ L).
  move=> many all; rewrite (minn_idPr many) -[in RHS](card_ord D) -card_tuple.
  by apply: eq_card => x; rewrite !inE all.
split.
  case: (ltnP k (D ^ L)) => few.
    have [c1 c2] := sorting_all D0 few; exists (sorting_gssm D0 k L).
    by rewrite c1 c2 card_ord (minn_idPl few).
  have many := leqW few; exists idle; rewrite idleE // !idle_copies // => x; rewrite padded_generate.
    have := shift_register_copies_twice r x.
    by rewrite /copies_after_two size_tuple.
  by have := shift_register_copies r x; rewrite /copies size_tuple.
case few: (k.+1 < D ^ L).
  exists (downward_gssm D0 k L); by rewrite downward_all // card_ord (minn_idPl (ltnW few)).
have many : D ^ L <= k.+1 by rewrite leqNgt few.
exists idle; rewrite idleE // idle_copies // => x; rewrite padded_generate.
have E : tval (gssm_run (shift_register r) (prompt_doubled x)) = x ++ [::].
  by rewrite cats0 /gssm_run /prompt_doubled /= !foldl_cat /= !shift_read_all.
by rewrite -[L in generate _ L](size_tuple x) (shift_write E).
Qed.
