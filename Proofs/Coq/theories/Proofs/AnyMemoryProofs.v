(* AnyMemoryProofs.v -- whatever copies has one memory at least for each string copied, encoders and decoders that draw
   at random included.
   claims: R2.9 (what anyone needs), T2.7 (random updates) *)
From mathcomp Require Import all_ssreflect all_algebra.
From Verbatim Require Import CopyTask CopyTaskProofs Gssm GssmProofs Memory.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

(* Strings that are read back from their memories have different memories. *)
Theorem any_codec (D L : nat) (S : finType) (enc : L.-tuple 'I_D -> S) (dec : S -> seq (sym D)) :
  (#|[set x : L.-tuple 'I_D | dec (enc x) == toks x]| <= #|S|)%N.
Proof.
set A := [set x | _].
have inj : {in A &, injective enc}.
  move=> x y; rewrite !inE => /eqP cx /eqP cy E; apply/val_inj/toks_inj.
  by rewrite -cx -cy E.
by rewrite -(card_in_imset inj) max_card.
Qed.

Lemma same_generate D (next : model D) w w' : (forall u, next (w ++ u) = next (w' ++ u)) ->
  forall k u, generate next k (w ++ u) = generate next k (w' ++ u).
Proof.
move=> same; elim=> //= k IH u; rewrite same; congr (_ :: _).
by rewrite !rcons_cat; apply: IH.
Qed.

Theorem any_memory (D L : nat) (next : model D) (S : finType) (mem : L.-tuple 'I_D -> S) :
  remembers next mem -> (#|[set x : L.-tuple 'I_D | copies next x]| <= #|S|)%N.
Proof.
move=> Rm; set A := [set x | _].
have inj : {in A &, injective mem}.
  move=> x y; rewrite !inE /copies => /eqP cx /eqP cy E; apply/val_inj/toks_inj.
  rewrite -cx -cy !size_tuple -[prompt x]cats0 -[prompt y]cats0.
  by apply: same_generate => u; apply: Rm.
by rewrite -(card_in_imset inj) max_card.
Qed.

(* From how many are copied to the error. *)
Lemma copied_bits (R : realFieldType) (D L s : nat) (next : model D) (e : R) : (0 < D)%N ->
  (#|[set x : L.-tuple 'I_D | copies next x]| <= s)%N ->
  err (uniform D R L) next <= e -> (1 - e) * (D ^ L)%:R <= s%:R.
Proof.
move=> D0 le; rewrite /err prob_compl; last exact: uniform_dist.
rewrite prob_uniform ler_subl_addr -ler_subl_addl => small.
have DL0 : 0 < (D ^ L)%:R :> R by rewrite ltr0n expn_gt0 D0.
by move: small; rewrite ler_pdivl_mulr // => small; apply: le_trans small _; rewrite ler_nat.
Qed.

(* Weights w between 0 and 1 that add up to k at most do not give more than the k largest values. *)
Lemma sum_weighted_le_largest (R : realFieldType) (T : finType) (P w : T -> R) k :
  (forall x, 0 <= P x) -> (forall x, 0 <= w x <= 1) -> \sum_x w x <= k%:R ->
  \sum_x P x * w x <= largest P k.
Proof.
move=> P0 w01 wk; rewrite /largest; set ge := fun a b : R => b <= a.
rewrite sort_map; set e := sort (relpre P ge) (enum T).
have sumE (F : T -> R) : \sum_x F x = \sum_(x <- e) F x.
  by rewrite -big_enum /=; apply: perm_big; rewrite perm_sym perm_sort.
rewrite -map_take big_map; have [le|lt] := leqP (size e) k.
  rewrite take_oversize // sumE; apply: ler_sum => x _; have /andP[_ w1] := w01 x.
  by rewrite ler_pimulr.
have [x0 _] : exists x0 : T, true by case: (e) lt => // x0; exists x0.
pose t := P (nth x0 e k).
have down : {in [pred n | (n < size e)%N] &, {homo nth x0 e : i j / (i <= j)%N >-> P j <= P i}}.
  apply: (@sorted_leq_nth _ (relpre P ge)).
  - by move=> y x z /= yx zy; apply: le_trans zy yx.
  - by move=> x /=; apply: lexx.
  - by apply: sort_sorted => x y; apply: le_total.
have t0 : 0 <= t by apply: P0.
pose over x := if t <= P x then P x - t else 0.
have le1 x : P x * w x <= over x + t * w x.
  have /andP[w0 w1] := w01 x; rewrite /over; case: (lerP t (P x)) => tP.
    have : 0 <= (P x - t) * (1 - w x) by rewrite mulr_ge0 ?subr_ge0.
    by rewrite mulrBr mulr1 mulrBl opprB addrA subr_ge0.
  by rewrite add0r ler_wpmul2r // ltW.
apply: le_trans (ler_sum _ (fun x _ => le1 x)) _.
rewrite big_split -mulr_sumr /= sumE -{1}(cat_take_drop k e) big_cat /=.
have -> : \sum_(x <- drop k e) over x = 0.
  rewrite big_seq big1 // => x /(nthP x0)[i]; rewrite size_drop ltn_subRL nth_drop => ki <-.
  have : P (nth x0 e (k + i)) <= t by apply: down; rewrite ?inE ?leq_addr.
  by rewrite /over => le; case: (lerP t (P _)) => // ge'; apply/eqP; rewrite subr_eq0 eq_le le ge'.
have -> : \sum_(x <- take k e) over x = \sum_(x <- take k e) P x - t * k%:R.
  have -> : t * k%:R = \sum_(x <- take k e) t.
    by rewrite big_const_seq count_predT size_takel ?(ltnW lt) // iter_addr addr0 mulr_natr.
  rewrite -sumrB big_seq [RHS]big_seq; apply: eq_bigr => x /(nthP x0)[i].
  rewrite size_takel ?(ltnW lt) // => ik <-; rewrite nth_take // /over.
  by rewrite (down _ _ (ltn_trans ik lt) lt (ltnW ik)).
by rewrite addr0 -addrA ger_addl addrC subr_le0 ler_wpmul2l.
Qed.

(* Memories and readings drawn at random. *)
Section Random.
Variables (R : realFieldType) (D L : nat) (S : finType).
Variables (enc : L.-tuple 'I_D -> S -> R) (dec : S -> L.-tuple 'I_D -> R).
Hypothesis enc_dist : forall x, chances (enc x).
Hypothesis dec_sub : forall q, (forall x, 0 <= dec q x) /\ \sum_x dec q x <= 1.

Theorem random_codec (P : L.-tuple 'I_D -> R) : is_dist P ->
  \sum_x P x * (\sum_q enc x q * dec q x) <= largest P #|S|.
Proof.
case=> P0 _; have enc1 x q : enc x q <= 1.
  have [e0 <-] := enc_dist x; rewrite (bigD1 q) //= ler_addl.
  by apply: sumr_ge0 => p _; apply: e0.
have dec1 x q : dec q x <= 1.
  have [d0 le] := dec_sub q; apply: le_trans le; rewrite (bigD1 x) //= ler_addl.
  by apply: sumr_ge0 => y _; apply: d0.
apply: sum_weighted_le_largest => // [x|].
  have [e0 e1] := enc_dist x; apply/andP; split.
    by apply: sumr_ge0 => q _; rewrite mulr_ge0 ?e0 ?(dec_sub q).1.
  by rewrite -[X in _ <= X]e1; apply: ler_sum => q _; rewrite ler_pimulr.
apply: le_trans (_ : \sum_(x : L.-tuple 'I_D) \sum_(q : S) dec q x <= _).
  apply: ler_sum => x _; apply: ler_sum => q _.
  by rewrite ler_pimull //; apply: (dec_sub q).1.
rewrite exchange_big /=; apply: le_trans (ler_sum _ (fun q _ => (dec_sub q).2)) _.
by rewrite sumr_const.
Qed.
End Random.

(* A machine that draws at random is one of these. *)
Section Machine.
Variables (D : nat) (R : realFieldType) (m : random_machine D R).
Hypothesis okm : is_random_machine m.

Lemma random_run_chances w : chances (random_run m w).
Proof.
have [st up _] := okm; rewrite /random_run; elim/last_ind: w => [//|w c]; rewrite foldl_rcons.
set p := foldl _ _ w => -[p0 p1]; split=> [q|].
  by apply: sumr_ge0 => r _; rewrite mulr_ge0 ?p0 ?(up r c).1.
rewrite /random_step exchange_big /= -[RHS]p1; apply: eq_bigr => r _.
by rewrite -mulr_sumr (up r c).2 mulr1.
Qed.

Lemma random_says_ge0 (q : rstate m) y : 0 <= random_says q y.
Proof.
have [_ up ch] := okm; elim: y q => [|c y IH] q /=; first exact: ler01.
rewrite mulr_ge0 ?(ch q).1 //; apply: sumr_ge0 => r _; rewrite mulr_ge0 ?IH //.
exact: (up q c).1.
Qed.

Lemma rchance_toks (q : rstate m) : \sum_(a : 'I_D) rchance q (Tok a) <= 1.
Proof.
have [_ _ ch] := okm; have [c0 <-] := ch q.
rewrite [X in _ <= X](bigID (mem [set Tok a | a in 'I_D])) /=.
rewrite big_imset /=; last by move=> a b _ _; apply: Tok_inj.
by rewrite (eq_bigl predT) // ler_addl; apply: sumr_ge0.
Qed.

Lemma random_says_sum L (q : rstate m) : \sum_(x : L.-tuple 'I_D) random_says q (toks x) <= 1.
Proof.
have [_ up ch] := okm; elim: L q => [|L IH] q.
  rewrite (bigD1 [tuple]) //= big1 ?addr0 // => x /eqP[].
  exact: tuple0.
pose h (p : 'I_D * L.-tuple 'I_D) := [tuple of p.1 :: p.2].
have hB : bijective h.
  exists (fun x => (thead x, [tuple of behead x])) => [[a x]|x].
    by congr pair; apply: val_inj.
  by rewrite [RHS]tuple_eta; apply: val_inj.
rewrite (reindex h) /=; last exact: onW_bij.
rewrite -(pair_bigA _ (fun a (x : L.-tuple 'I_D) =>
   rchance q (Tok a) * \sum_q' rupdate q (Tok a) q' * random_says q' (toks x))) /=.
apply: le_trans (rchance_toks q); apply: ler_sum => a _.
rewrite -mulr_sumr ler_pimulr // ?(ch q).1 // exchange_big /=.
have [u0 <-] := up q (Tok a); apply: ler_sum => r _.
by rewrite -mulr_sumr ler_pimulr.
Qed.

Theorem random_success_le L (P : L.-tuple 'I_D -> R) : is_dist P -> random_success m P <= largest P #|rstate m|.
Proof.
move=> dP; apply: (random_codec (enc := fun x => random_run m (prompt x))
                                (dec := fun q x => random_says q (toks x))) => // [x|q].
  exact: random_run_chances.
by split=> [x|]; [apply: random_says_ge0 | apply: random_says_sum].
Qed.
End Machine.
