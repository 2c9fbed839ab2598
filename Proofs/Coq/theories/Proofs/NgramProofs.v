(* NgramProofs.v -- windows of a string, and how rarely one occurs twice.
   claims: L2.4, X.de-bruijn (the longest string) *)
From mathcomp Require Import all_ssreflect all_algebra zify.
From Verbatim Require Import CopyTask CopyTaskProofs.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.Theory.

Section Windows.
Variable T : eqType.
Implicit Types (x : seq T) (n i j : nat).

Lemma size_ngram n i x : i + n <= size x -> size (ngram n i x) = n.
Proof. by move=> inx; rewrite size_takel // size_drop; lia. Qed.

Lemma nth_ngram a n i x p : p < n -> nth a (ngram n i x) p = nth a x (i + p).
Proof. by move=> pn; rewrite nth_take // nth_drop. Qed.

Lemma size_ngrams n x : size (ngrams n x) = (size x).+1 - n.
Proof. by rewrite size_map size_iota. Qed.

Lemma nth_ngrams w n i x : i < (size x).+1 - n -> nth w (ngrams n x) i = ngram n i x.
Proof. by move=> lt; rewrite (nth_map 0) ?size_iota // nth_iota. Qed.

(* Two windows are equal when they agree place by place. *)
Lemma eq_ngram a n i j x : i + n <= size x -> j + n <= size x ->
  (forall p, p < n -> nth a x (i + p) = nth a x (j + p)) -> ngram n i x = ngram n j x.
Proof.
move=> si sj E; apply: (@eq_from_nth _ a); rewrite ?size_ngram // => p pn.
by rewrite !nth_ngram // E.
Qed.

(* "No window occurs twice", spelled out with positions. *)
Lemma distinctPn n x :
  reflect (exists i j, [/\ i < j, j + n <= size x & ngram n i x = ngram n j x])
          (~~ distinct_ngrams n x).
Proof.
apply: (iffP (uniqPn [::])) => -[i [j []]]; rewrite ?size_ngrams => lt lt'.
  have li : i < (size x).+1 - n by lia.
  by rewrite !nth_ngrams // => E; exists i, j; split=> //; lia.
move=> E; have [li lj] : i < (size x).+1 - n /\ j < (size x).+1 - n by lia.
by exists i, j; rewrite !nth_ngrams.
Qed.

Lemma distinct_short n x : size x < n -> distinct_ngrams n x.
Proof. by move=> xn; apply/negbNE/negP => /distinctPn[i [j [? ? _]]]; lia. Qed.

(* Longer windows repeat more rarely. *)
Lemma distinct_wider n m x : n <= m -> distinct_ngrams n x -> distinct_ngrams m x.
Proof.
move=> nm; apply: contraLR => /distinctPn[i [j [ij jm E]]].
apply/distinctPn; exists i, j; split=> //; first lia.
by have := congr1 (take n) E; rewrite !take_take.
Qed.
End Windows.

(* Renaming the tokens changes nothing; with numbers for tokens one can compute. *)
Lemma distinct_map (T U : eqType) (f : T -> U) n (x : seq T) : injective f ->
  distinct_ngrams n (map f x) = distinct_ngrams n x.
Proof.
move=> fI; rewrite /distinct_ngrams -[RHS](map_inj_uniq (inj_map fI)) /ngrams size_map.
congr uniq; rewrite -map_comp; apply: eq_map => i.
by rewrite /= /ngram map_take map_drop.
Qed.

Section Count.
Variable D : nat.
Implicit Types (L n i j : nat).

(* Fix i < j.  Whoever knows that the windows at i and j are equal can be told
   the string without the second window: the tokens at j, j+1, ... are those at
   i, i+1, ..., one after the other, even where the windows overlap. *)
Lemma card_equal_windows L n i j : i < j -> j + n <= L ->
  #|[set x : L.-tuple 'I_D | ngram n i x == ngram n j x]| <= D ^ (L - n).
Proof.
move=> ij jn; set A := [set x | _].
pose cut (x : L.-tuple 'I_D) : seq 'I_D := take j x ++ drop (j + n) x.
have szc x : size (cut x) == L - n.
  by rewrite size_cat size_drop size_takel size_tuple; apply/eqP; lia.
pose f x : (L - n).-tuple 'I_D := Tuple (szc x).
suff inj : {in A &, injective f}.
  by rewrite -(card_in_imset inj) -[D in D ^ _]card_ord -card_tuple max_card.
move=> x y; rewrite !inE => /eqP Ex /eqP Ey [] /eqP; rewrite eqseq_cat; last first.
  by rewrite !size_takel // size_tuple; lia.
case/andP=> /eqP Et /eqP Ed; apply/val_inj; rewrite /=.
case: (posnP L) => [L0|L0].
  by rewrite (size0nil (etrans (size_tuple x) L0)) (size0nil (etrans (size_tuple y) L0)).
have a : 'I_D by exact: (tnth x (Ordinal L0)).
apply: (@eq_from_nth _ a); first by rewrite !size_tuple.
move=> p; elim/ltn_ind: p => p IH; rewrite size_tuple => pL.
case: (ltnP p j) => [pj|jp]; first by rewrite -(nth_take a pj x) -(nth_take a pj y) Et.
case: (leqP (j + n) p) => [jnp|pjn].
  by rewrite -(subnKC jnp) -(nth_drop _ _ x) -(nth_drop _ _ y) Ed.
have pn : p - j < n by lia.
have := congr1 (fun s => nth a s (p - j)) Ex; rewrite !nth_ngram // subnKC // => <-.
have := congr1 (fun s => nth a s (p - j)) Ey; rewrite !nth_ngram // subnKC // => <-.
by apply: IH; rewrite ?size_tuple; lia.
Qed.

(* The size of a union is at most the sum of the sizes. *)
Lemma card_bigcup_le (T I : finType) (F : I -> {set T}) : #|\bigcup_i F i| <= \sum_i #|F i|.
Proof.
elim/big_rec2: _ => [|i m A _ le]; first by rewrite cards0.
by rewrite (leq_trans (leq_card_setU _ _)) // leq_add2l.
Qed.

(* Pairs i < j < N, each with at most c strings. *)
Lemma card_pairs_le (T : finType) N c (F : nat -> nat -> {set T}) (A : {set T}) :
  (forall x, x \in A -> exists i j, [/\ i < j, j < N & x \in F i j]) ->
  (forall i j, i < j -> j < N -> #|F i j| <= c) -> #|A| <= 'C(N, 2) * c.
Proof.
move=> cover small.
have sub : A \subset \bigcup_(j < N) \bigcup_(i < j) F i j.
  apply/subsetP => x /cover[i [j [ij jN xF]]].
  by apply/bigcupP; exists (Ordinal jN) => //; apply/bigcupP; exists (Ordinal ij).
apply: leq_trans (subset_leq_card sub) _; apply: leq_trans (card_bigcup_le _) _.
rewrite -triangular_sum big_mkord big_distrl /=; apply: leq_sum => j _.
apply: leq_trans (card_bigcup_le _) _.
rewrite -[X in _ <= X * _]card_ord -sum_nat_const; apply: leq_sum => i _.
exact: small.
Qed.

(* L2.4, counted. *)
Theorem card_repeats L n :
  #|[set x : L.-tuple 'I_D | ~~ distinct_ngrams n x]| <= 'C((L - n).+1, 2) * D ^ (L - n).
Proof.
case: (leqP n L) => nL; last first.
  rewrite eq_card0 // => x; rewrite !inE; apply/negbF.
  by apply: distinct_short; rewrite size_tuple.
apply: (card_pairs_le (F := fun i j => [set x : L.-tuple 'I_D | ngram n i x == ngram n j x])).
  move=> x; rewrite inE => /distinctPn[i [j [ij]]]; rewrite size_tuple => jn E.
  by exists i, j; rewrite inE E eqxx; split=> //; lia.
by move=> i j ij jN; apply: card_equal_windows => //; lia.
Qed.

Section Probability.
Variable R : realFieldType.
Local Open Scope ring_scope.

(* L2.4, first half: p_ngram <= C(L - n + 1, 2) / D^n. *)
Theorem p_ngram_le L n : (0 < D)%N ->
  p_ngram (uniform D R L) n <= 'C((L - n).+1, 2)%:R / (D ^ n)%:R.
Proof.
move=> D0; rewrite /p_ngram prob_uniform.
have P0 k : 0 < (D ^ k)%:R :> R by rewrite ltr0n expn_gt0 D0.
rewrite ler_pdivr_mulr // mulrAC ler_pdivl_mulr // -!natrM ler_nat.
case: (leqP n L) => nL; last first.
  rewrite eq_card0 ?mul0n // => x; rewrite !inE; apply/negbF.
  by apply: distinct_short; rewrite size_tuple.
have -> : (D ^ L = D ^ (L - n) * D ^ n)%N by rewrite -expnD subnK.
by rewrite mulnA leq_mul2r card_repeats orbT.
Qed.

(* L2.4, second half: p_ngram < L^2 / D^n. *)
Theorem p_ngram_lt L n : (0 < D)%N -> (0 < n)%N -> (0 < L)%N ->
  p_ngram (uniform D R L) n < (L ^ 2)%:R / (D ^ n)%:R.
Proof.
move=> D0 n0 L0; apply: le_lt_trans (p_ngram_le L n D0) _.
have P0 : 0 < (D ^ n)%:R :> R by rewrite ltr0n expn_gt0 D0.
rewrite ltr_pmul2r ?invr_gt0 // ltr_nat.
have mL : ((L - n).+1 <= L)%N by lia.
apply: leq_ltn_trans (leq_bin2l 2 mL) _; rewrite bin2.
have : (L * L.-1 < L ^ 2)%N by rewrite -mulnn ltn_pmul2l; lia.
lia.
Qed.
End Probability.

(* A string has at most D^n different n-grams, so with all of them distinct it
   has at most D^n + n - 1 tokens. *)
Lemma mem_words n (w : seq 'I_D) : (w \in map val (enum {: n.-tuple 'I_D})) = (size w == n).
Proof.
apply/mapP/idP => [[t _ ->]|sw]; first by rewrite size_tuple.
by exists (Tuple sw) => //; rewrite mem_enum.
Qed.

Lemma size_words n : size (map val (enum {: n.-tuple 'I_D})) = D ^ n.
Proof. by rewrite size_map -cardE card_tuple card_ord. Qed.

Lemma ngrams_words n (x : seq 'I_D) :
  {subset ngrams n x <= map val (enum {: n.-tuple 'I_D})}.
Proof.
move=> w /mapP[i]; rewrite mem_iota add0n ltn_subRL addnC ltnS => /= lt ->.
by rewrite mem_words size_ngram.
Qed.

Theorem distinct_size n (x : seq 'I_D) : distinct_ngrams n x -> (size x).+1 - n <= D ^ n.
Proof.
move=> dx; rewrite -size_ngrams -size_words.
by apply: uniq_leq_size => //; apply: ngrams_words.
Qed.

Theorem distinct_longest n (x : seq 'I_D) : 0 < D ->
  distinct_ngrams n x -> size x <= D ^ n + n - 1.
Proof.
move=> D0 /distinct_size; rewrite leq_subLR => le.
by rewrite -ltnS subn1 prednK ?addn_gt0 ?expn_gt0 ?D0 // addnC.
Qed.
End Count.
