(* MatchProofs.v -- claim T2.3.match: in layer 2 exactly one visible key has the
   largest score, the one whose window of n tokens is that of the query, and
   it leads by at least 2 (in units of the scale). *)
From mathcomp Require Import all_ssreflect all_algebra zify.
From Verbatim Require Import CopyTask Transformer Construction WindowsProofs GateProofs.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

(* ---------- sums ---------- *)
Section Sums.
Variable R : realFieldType.

Lemma sum_piece d (F : piece d -> R) : \sum_a F a = F None + \sum_i F (Some i).
Proof.
rewrite (bigD1 None) //=; congr (_ + _).
rewrite (reindex_omap Some id) /=; last by case.
by apply: eq_bigl => i; rewrite eqxx.
Qed.

Lemma le_sum_one (I : finType) (F : I -> R) k : (forall i, 0 <= F i) -> F k <= \sum_i F i.
Proof. by move=> F0; rewrite (bigD1 k) //= ler_addl sumr_ge0. Qed.
Lemma le_sum_two (I : finType) (F : I -> R) k l : k != l ->
  (forall i, 0 <= F i) -> F k + F l <= \sum_i F i.
Proof.
move=> kl F0; rewrite (bigD1 k) //= (bigD1 l) /=; last by rewrite eq_sym.
by rewrite ler_add2l ler_addl sumr_ge0.
Qed.

Lemma sign_sq e : sign R e * sign R e = 1.
Proof. by case: e; rewrite /sign ?mulr1 // mulrN1 opprK. Qed.
Lemma sign_neq e1 e2 : e1 != e2 -> sign R e1 * sign R e2 = - 1.
Proof. by case: e1 e2 => [] []; rewrite /sign // ?mulr1 ?mul1r. Qed.
End Sums.

(* ---------- scores in terms of gated pieces ---------- *)
Section Scores.
Variables (R : realFieldType) (n d D : nat).
Variable code : 'I_D -> 'I_d -> bool.
Variables (ex : R -> R) (beta : R) (B : nat).
Hypothesis ex_gt0 : forall s, 0 < ex s.
Variable w : seq (sym D).
Notation X1 := (@X1 R n d D code ex w).
Notation gated := (@gated R d D code).
Notation h := (match_head_with n d beta B%:R).
Notation bonus := (bonus (B%:R : R)).

Lemma score_match (X : nat -> vec R (slot_finType n d)) p q :
  score h X p q
  = beta * \sum_(ka : 'I_n * piece d)
      bonus ka.2 * X p (C false ka.1 ka.2) * X q (C true ka.1 ka.2).
Proof.
rewrite /score /dot mulr_sumr; apply: eq_bigr => -[k a] _; rewrite /mulv /=.
under eq_bigr do rewrite -mulrA.
by rewrite -mulr_sumr !sum_unit_row !mulrA.
Qed.

(* Points that a key with m' tokens before its boundary gets from a query with m. *)
Definition points m c m' c' : R :=
  \sum_(ka : 'I_n * piece d)
    bonus ka.2 * gated m c ka.1 ka.2 * gated m' c' ka.1 ka.2.

Lemma score_points p q m c m' c' :
  run_at w false p m c -> run_at w true q m' c' ->
  score h X1 p q = beta * points m c m' c'.
Proof.
move=> rp rq; rewrite score_match; congr (_ * _); apply: eq_bigr => -[k a] _ /=.
by rewrite (gate code ex_gt0 _ _ rp) (gate code ex_gt0 _ _ rq).
Qed.

Lemma score_start p q : nth Bos w q = Bos -> score h X1 p q = 0.
Proof.
move=> qB; rewrite score_match big1 ?mulr0 // => -[k a] _ /=.
by rewrite (gate_start code ex_gt0 _ _ qB) ?mulr0.
Qed.

Lemma points_int m c m' c' : exists z : int, points m c m' c' = z%:~R.
Proof.
pose s (b : bool) : int := if b then 1 else -1.
have g i b k a : exists z : int, gated i b k a = z%:~R :> R.
  case: a => [j|] /=; last by exists (k == i)%:Z.
  case: ifP => _; last by exists 0.
  by exists (s (code (b k) j)); rewrite /s /sign; case: (code _ _); rewrite ?mulrN1z.
rewrite /points; elim/big_ind: _ => [|_ _ [y ->] [z ->]|ka _]; first by exists 0.
  by exists (y + z); rewrite intrD.
have [y ->] := g m c ka.1 ka.2; have [z ->] := g m' c' ka.1 ka.2.
by case: ka => [k [j|]]; [exists (y * z) | exists (B%:Z * y * z)]; rewrite /= !intrM ?mul1r.
Qed.

Lemma points_self m c :
  points m c m c = (if (m < n)%N then m * d + B else n * d)%N%:R.
Proof.
pose F (k : 'I_n) (a : piece d) : R :=
  if a is Some i then (k < m)%N%:R else (B * (k == m :> nat))%N%:R.
rewrite /points (eq_bigr (fun ka => F ka.1 ka.2)); last first.
  case=> k [i|] _; rewrite /bonus /= ?mul1r.
    by case: ifP => _; rewrite ?sign_sq ?mul0r.
  by case: eqP => _; rewrite ?mulr1 ?muln1 // !mulr0 muln0.
rewrite -(pair_bigA _ F) /=.
under eq_bigr do rewrite sum_piece /= sumr_const card_ord -mulrnA -natrD.
rewrite -natr_sum; congr (_%:R).
rewrite big_split /= -big_distrr -big_distrl /=.
have sumb k0 : (\sum_(k < n) (k < k0) = minn k0 n)%N.
  elim: (n) => [|n' IH]; first by rewrite big_ord0 minn0.
  by rewrite big_ord_recr /= IH; lia.
rewrite sumb; case: (ltnP m n) => mn.
  rewrite (bigD1 (Ordinal mn)) //= eqxx big1 => [|k km]; first by lia.
  by apply/eqP; rewrite eqb0; apply: contra km => /eqP E; apply/eqP/val_inj.
rewrite big1 => [|k _]; first by lia.
by apply/eqP; rewrite eqb0 neq_ltn (leq_trans (ltn_ord k) mn).
Qed.
End Scores.

(* ---------- the lead of 2 ---------- *)
Section Lead.
Variables (R : realFieldType) (n d D : nat).
Variable code : 'I_D -> 'I_d -> bool.
Hypothesis code_inj : forall u v, code u =1 code v -> u = v.
Hypothesis d2 : (1 < d)%N.
Hypothesis n0 : (0 < n)%N.
Variables (x : seq 'I_D) (a : 'I_D).
Hypothesis distinct : distinct_ngrams n x.
Notation L := (size x).
Notation points := (@points R n d D code 2).
Notation gated := (@gated R d D code).

(* The token k + 1 places before index i. *)
Definition before (i k : nat) : 'I_D := nth a x (i - k.+1).

Lemma distinct_neq i j : (i < j)%N -> (j + n <= L)%N -> ngram n i x != ngram n j x.
Proof.
move=> ij jn; have := distinct; rewrite /distinct_ngrams /ngrams.
move=> /(uniqP [::]) inj; apply/eqP => E.
have sz : size [seq ngram n i0 x | i0 <- iota 0 (L.+1 - n)] = (L.+1 - n)%N.
  by rewrite size_map size_iota.
have ltj : (j < L.+1 - n)%N by lia.
have lti : (i < L.+1 - n)%N by lia.
have := inj i j; rewrite !inE sz => /(_ lti ltj).
rewrite !(nth_map 0%N) ?size_iota // !nth_iota // !add0n => /(_ E).
by move: ij; lia.
Qed.

Lemma before_neq k i : (n <= k <= L)%N -> (n <= i <= L)%N -> i != k ->
  exists s : 'I_n, before k s != before i s.
Proof.
have main k1 k2 : (n <= k1)%N -> (k1 < k2 <= L)%N ->
    exists s : 'I_n, before k1 s != before k2 s.
  move=> nk1 /andP[k12 k2L]; apply/existsP; apply: contraT; rewrite negb_exists.
  move=> /forallP same.
  have lt12 : (k1 - n < k2 - n)%N by lia.
  have le2 : (k2 - n + n <= L)%N by lia.
  case/eqP: (distinct_neq lt12 le2).
  have sz j : (j + n <= L)%N -> size (ngram n j x) = n.
    by move=> jL; rewrite size_takel // size_drop; lia.
  have sz1 : size (ngram n (k1 - n) x) = n by apply: sz; lia.
  have sz2 : size (ngram n (k2 - n) x) = n by apply: sz; lia.
  apply: (@eq_from_nth _ a) => [|p]; rewrite sz1 ?sz2 // => pn.
  rewrite !nth_take // !nth_drop.
  have lt : (n - p.+1 < n)%N by lia.
  have := same (Ordinal lt); rewrite negbK /before /= => /eqP.
  have -> : (k1 - (n - p.+1).+1 = k1 - n + p)%N by lia.
  by have -> : (k2 - (n - p.+1).+1 = k2 - n + p)%N by lia.
move=> /andP[nk kL] /andP[ni iL]; rewrite neq_ltn => /orP[ik|ki].
  have /(main i k ni) : (i < k <= L)%N by rewrite ik.
  by case=> s ds; exists s; rewrite eq_sym.
by apply: main => //; rewrite ki.
Qed.

(* A key whose tokens are not those of the query is 2 points behind or more. *)
Lemma lead k i : i != k ->
  ((n <= k)%N -> (n <= i)%N -> exists s : 'I_n, before k s != before i s) ->
  points k (before k) i (before i) + 2%:R <= points k (before k) k (before k).
Proof.
move=> ik differ; rewrite addrC -ler_subr_addr /points -sumrB.
pose F (ka : 'I_n * piece d) : R := bonus 2%:R ka.2 * gated k (before k) ka.1 ka.2
  * (gated k (before k) ka.1 ka.2 - gated i (before i) ka.1 ka.2).
rewrite (eq_bigr F) => [|ka _]; last by rewrite /F mulrBr.
have F0 ka : 0 <= F ka.
  case: ka => [s [j|]]; rewrite /F /= ?mul1r.
    case: ifP => _; last by rewrite mul0r.
    rewrite mulrBr sign_sq; case: ifP => _; last by rewrite mulr0 subr0 ler01.
    case: (code (before k s) j =P code (before i s) j) => [->|/eqP/sign_neq->].
      by rewrite sign_sq subrr.
    by rewrite opprK addr_ge0 ?ler01.
  case: eqP => [->|_]; last by rewrite !(mulr0, mul0r).
  by rewrite [k == i]eq_sym (negbTE ik) subr0 !mulr1 ler0n.
case: (ltnP k n) => kn.
  (* the boundary's flag meets the query's at offset k *)
  apply: le_trans (le_sum_one (Ordinal kn, None) F0).
  by rewrite /F /= eqxx [k == i]eq_sym (negbTE ik) subr0 !mulr1.
have e2 : 1 + 1 = 2%:R :> R by rewrite (natrD _ 1 1).
case: (ltnP i n) => ilt.
  (* the key lacks a token, so at least two bits *)
  pose j0 : 'I_d := Ordinal (ltnW d2); pose j1 : 'I_d := Ordinal d2.
  pose s := Ordinal ilt.
  have Fs j : F (s, Some j) = 1.
    by rewrite /F /= mul1r ltnn (leq_trans ilt kn) subr0 sign_sq.
  have jj : (s, Some j0) != (s, Some j1) by apply/eqP => -[].
  by have := le_sum_two jj F0; rewrite !Fs e2.
(* a token differs, so a bit *)
have [s ds] := differ kn ilt.
have [j dj] : exists j, code (before k s) j != code (before i s) j.
  apply/existsP; apply: contraT; rewrite negb_exists => /forallP same.
  case/eqP: ds; apply: code_inj => j; apply/eqP; have := same j.
  by rewrite negbK.
apply: le_trans (le_sum_one (s, Some j) F0).
rewrite /F /= mul1r (leq_trans (ltn_ord s) kn) (leq_trans (ltn_ord s) ilt).
by rewrite mulrBr sign_sq (sign_neq R dj) opprK e2.
Qed.

(* The right key itself has 2 points or more, the key of Bos has none. *)
Lemma lead_start k : 2%:R <= points k (before k) k (before k).
Proof.
rewrite points_self ler_nat; case: ifP => _; first by rewrite leq_addl.
by rewrite (leq_trans d2) // leq_pmull.
Qed.
End Lead.

(* ---------- positions of  Bos x Copy x_1 .. x_k ---------- *)
Section Positions.
Variables (D : nat) (x : seq 'I_D) (a : 'I_D) (k : nat).
Notation L := (size x).
Hypothesis kL : (k <= L)%N.
Notation w := (prompt x ++ toks (take k x)).
Notation bf := (before x a).

Lemma size_context : size w = (L + 2 + k)%N.
Proof. by rewrite size_cat /= size_cat !size_map size_takel //=; lia. Qed.

Lemma nth_in i : (i < L)%N -> nth Bos w i.+1 = Tok (nth a x i).
Proof.
move=> iL; rewrite /= -catA nth_cat size_map iL.
by rewrite (nth_map a).
Qed.
Lemma nth_copy : nth Bos w L.+1 = Copy.
Proof. by rewrite /= -catA nth_cat size_map ltnn subnn. Qed.
Lemma nth_out j : (j < k)%N -> nth Bos w (L + 2 + j) = Tok (nth a x j).
Proof.
move=> jk; have -> : (L + 2 + j = (L + 1 + j).+1)%N by lia.
rewrite /= nth_cat size_cat size_map /= ltnNge (_ : (L + 1 <= L + 1 + j)%N); last by lia.
have -> : (L + 1 + j - (L + 1) = j)%N by lia.
by rewrite /= (nth_map a) ?nth_take // size_takel.
Qed.

Lemma run_query : run_at w false (L + 1 + k) k (bf k).
Proof.
split=> //; first by lia.
  move=> s sk; have -> : (L + 1 + k - (false + s) = L + 2 + (k - s.+1))%N by lia.
  by rewrite nth_out //; lia.
by have -> : (L + 1 + k - (false + k) = L.+1)%N by [lia]; rewrite nth_copy.
Qed.
Lemma run_key_in i : (i <= L)%N -> run_at w true i.+1 i (bf i).
Proof.
move=> iL; split; first by lia.
- case: (ltngtP i L) iL => // [iL _|-> _]; first by rewrite nth_in.
  by rewrite nth_copy.
- move=> s si; have -> : (i.+1 - (true + s) = (i - s.+1).+1)%N by lia.
  by rewrite nth_in //; lia.
by have -> : (i.+1 - (true + i) = 0)%N by [lia].
Qed.
Lemma run_key_out j : (j < k)%N -> run_at w true (L + 2 + j) j (bf j).
Proof.
move=> jk; split; first by lia.
- by rewrite nth_out.
- move=> s sj; have -> : (L + 2 + j - (true + s) = L + 2 + (j - s.+1))%N by lia.
  by rewrite nth_out //; lia.
by have -> : (L + 2 + j - (true + j) = L.+1)%N by [lia]; rewrite nth_copy.
Qed.

(* Every visible position but k + 1 is Bos or has the context of an index
   other than k. *)
Lemma other_key q : (q <= L + 1 + k)%N -> q != k.+1 ->
  nth Bos w q = Bos \/ exists i, [/\ (i <= L)%N, i != k & run_at w true q i (bf i)].
Proof.
move=> qp qk; case: q qp qk => [|q] qp qk; first by left.
right; case: (leqP q L) => qL.
  by exists q; split=> //; apply: run_key_in.
exists (q - L - 1)%N; split; [lia | lia |].
have -> : (q.+1 = L + 2 + (q - L - 1))%N by lia.
by apply: run_key_out; lia.
Qed.
End Positions.

(* ---------- T2.3.match ---------- *)
Section Match.
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
Notation w := (prompt x ++ toks (take k x)).
Notation X1 := (@X1 R n d D code ex w).
Notation p := (L + 1 + k)%N.

Lemma some_token : exists a : 'I_D, a \in x.
Proof. by case: (x) L0 => // a s _; exists a; rewrite mem_head. Qed.

Lemma match_right :
  score (match_head n d beta) X1 p k.+1
  = beta * (if (k < n)%N then k * d + 2 else n * d)%N%:R.
Proof.
have [a _] := some_token.
by rewrite (score_points n code beta 2 ex_gt0 (run_query a kL) (run_key_in a kL kL)) points_self.
Qed.

(* The score of any other key is beta times an integer s that is smaller by 2 or more. *)
Lemma match_other q : (q <= p)%N -> q != k.+1 ->
  exists2 s : int, score (match_head n d beta) X1 p q = beta * s%:~R
    & s%:~R + 2%:R <= (if (k < n)%N then k * d + 2 else n * d)%N%:R :> R.
Proof.
have [a _] := some_token => qp qk.
rewrite -(points_self R n code 2 k (before x a k)).
case: (other_key a kL qp qk) => [qB|[i [iL ik rq]]].
  exists 0; first by rewrite mulr0; apply: score_start.
  by rewrite add0r lead_start.
have [s sE] := points_int R n code 2 k (before x a k) i (before x a i).
exists s; first by rewrite (score_points n code beta 2 ex_gt0 (run_query a kL) rq) sE.
by rewrite -sE; apply: lead => // nk ni; apply: before_neq; rewrite ?nk ?ni.
Qed.
End Match.
