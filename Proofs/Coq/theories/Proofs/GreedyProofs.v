(* GreedyProofs.v -- de Bruijn strings exist for every n and D: append the largest letter that repeats no n-gram (Martin
   1934).  Here "largest" is any letter but z where one is left, and z only where none is.  The string begins with n - 1
   letters z and ends in n of them.
   claims: X.de-bruijn, T2.3 (every length up to its bound), X.scale (the bounds are attained) *)
From mathcomp Require Import all_ssreflect zify.
From Verbatim Require Import CopyTask Ngram NgramProofs DeBruijnProofs.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Section Greedy.
Variables (D m : nat) (z : 'I_D).
Let n := m.+1.
Implicit Types (x u v : seq 'I_D) (s : seq (seq 'I_D)) (a b : 'I_D).

Definition tail_ x := drop (size x - m) x.

Lemma ngrams_rcons x a : m <= size x ->
  ngrams n (rcons x a) = rcons (ngrams n x) (rcons (tail_ x) a).
Proof.
move=> mx; rewrite /ngrams size_rcons /n !subSS (subSn mx) -(addn1 (size x - m)) iotaD map_cat /= cats1 add0n.
congr (rcons _ _); last first.
  rewrite /ngram /tail_ drop_rcons ?leq_subr // take_oversize // size_rcons size_drop; lia.
apply/eq_in_map => i; rewrite mem_iota add0n => /andP[_ lt].
rewrite /ngram drop_rcons; last by lia.
by rewrite -cats1 takel_cat // size_drop; lia.
Qed.

Lemma ngrams_take x : m <= size x ->
  ngrams m x = rcons (map (take m) (ngrams n x)) (tail_ x).
Proof.
move=> mx; rewrite /ngrams /n !subSS (subSn mx) -(addn1 (size x - m)) iotaD map_cat /= cats1 add0n.
congr (rcons _ _); last by rewrite /ngram /tail_ take_oversize // size_drop; lia.
by rewrite -map_comp; apply: eq_map => i; rewrite /= /ngram take_take.
Qed.

Lemma ngrams_behead x : m <= size x ->
  ngrams m x = take m x :: map behead (ngrams n x).
Proof.
move=> mx; rewrite /ngrams /n !subSS (subSn mx) /= {1}/ngram drop0; congr (_ :: _).
rewrite (iotaDl 1 0) -!map_comp; apply: eq_map => i; rewrite /= /ngram -addn1 -drop_drop.
by case: (drop i x) => //= a y; rewrite drop0.
Qed.

Lemma balance x u : m <= size x ->
  count (fun g => take m g == u) (ngrams n x) + (tail_ x == u)
  = (take m x == u) + count (fun g => behead g == u) (ngrams n x).
Proof.
move=> mx; have := congr1 (count_mem u) (ngrams_take mx); rewrite {1}(ngrams_behead mx).
by rewrite -cats1 count_cat /= !count_map addn0 => ->.
Qed.

Lemma size_in x g : g \in ngrams n x -> size g = n.
Proof.
case/mapP => i; rewrite mem_iota => /andP[_ lt] ->; rewrite size_ngram //.
by move: lt; rewrite add0n ltn_subRL /n => lt; rewrite addnC -ltnS.
Qed.

Lemma count_after s u : all (fun g => size g == n) s -> size u = m ->
  count (fun g => take m g == u) s = \sum_a count_mem (rcons u a) s.
Proof.
move=> + su; elim: s => [|g s IH] /=; first by rewrite big1.
move=> /andP[/eqP sg ss]; rewrite IH // big_split /=; congr (_ + _).
case/lastP: g sg => [|g c]; rewrite ?size_rcons // => -[sg].
rewrite -cats1 takel_cat ?sg // take_oversize ?sg // cats1.
rewrite (bigD1 c) //= eqseq_rcons eqxx andbT big1 ?addn0 // => a ac.
by rewrite eqseq_rcons [c == a]eq_sym (negbTE ac) andbF.
Qed.

Lemma count_before s u : all (fun g => size g == n) s ->
  count (fun g => behead g == u) s = \sum_b count_mem (b :: u) s.
Proof.
elim: s => [|g s IH] /=; first by rewrite big1.
move=> /andP[/eqP sg ss]; rewrite IH // big_split /=; congr (_ + _).
case: g sg => // c g [sg] /=.
rewrite (bigD1 c) //= eqseq_cons eqxx /= big1 ?addn0 // => a ac.
by rewrite eqseq_cons [c == a]eq_sym (negbTE ac).
Qed.

(* Every letter after u: D of them; D of them before u: every letter. *)
Lemma all_after x u : uniq (ngrams n x) -> size u = m ->
  (forall a, rcons u a \in ngrams n x) -> count (fun g => take m g == u) (ngrams n x) = D.
Proof.
move=> ux su ins; rewrite count_after //; last by apply/allP => g /size_in/eqP.
by rewrite (eq_bigr (fun _ => 1)) ?sum1_card ?card_ord // => a _; rewrite count_uniq_mem ?ins.
Qed.

Lemma all_before x u : uniq (ngrams n x) ->
  count (fun g => behead g == u) (ngrams n x) <= D /\
  (D <= count (fun g => behead g == u) (ngrams n x) -> forall b, b :: u \in ngrams n x).
Proof.
move=> ux; rewrite count_before; last by apply/allP => g /size_in/eqP.
rewrite (eq_bigr (fun b => nat_of_bool (b :: u \in ngrams n x))); last by move=> b _; rewrite count_uniq_mem.
rewrite -big_mkcond sum1_card; split=> [|full b].
  by rewrite -[X in _ <= X]card_ord max_card.
have : #|[pred b | b :: u \in ngrams n x]| == #|'I_D|.
  by rewrite eqn_leq max_card /= card_ord.
by move=> /eqP E; have := @subset_cardP _ _ _ E => /(_ (subset_predT _)) /(_ b); rewrite !inE.
Qed.

Record good x : Prop := Good {
  good_size : m <= size x;
  good_start : take m x = nseq m z;
  good_uniq : uniq (ngrams n x);
  good_last : forall u, rcons u z \in ngrams n x -> forall a, rcons u a \in ngrams n x;
  good_end : nseq n z \in ngrams n x -> drop (size x - n) x = nseq n z }.

Lemma zeros j : nseq j.+1 z = rcons (nseq j z) z.
Proof. by rewrite -cats1 -(addn1 j) nseqD. Qed.

Definition stuck x := [forall a, rcons (tail_ x) a \in ngrams n x].

Lemma size_tail x : m <= size x -> size (tail_ x) = m.
Proof. by move=> mx; rewrite size_drop; lia. Qed.

Lemma grow x a : good x -> rcons (tail_ x) a \notin ngrams n x ->
  (a = z -> forall b, b != z -> rcons (tail_ x) b \in ngrams n x) -> good (rcons x a).
Proof.
move=> [mx st un la en] new az; split.
- by rewrite size_rcons; lia.
- by rewrite -cats1 takel_cat.
- by rewrite ngrams_rcons // rcons_uniq new.
- move=> u; rewrite ngrams_rcons // mem_rcons inE => /orP[|old].
  rewrite eqseq_rcons => /andP[/eqP -> /eqP za] b; rewrite mem_rcons inE.
  have [->|bz] := eqVneq b z; first by rewrite za eqxx.
  by rewrite (az (esym za) b bz) orbT.
  by move=> b; rewrite mem_rcons inE la ?orbT.
rewrite ngrams_rcons // mem_rcons inE => /orP[/eqP E|old].
  by rewrite size_rcons subSS drop_rcons ?leq_subr // E.
have sn : n <= size x.
  by have /mapP[i] := old; rewrite mem_iota add0n ltn_subRL => /andP[_ lt] _; move: lt; rewrite /n; lia.
have tz : tail_ x = nseq m z.
  by rewrite /tail_ (_ : size x - m = 1 + (size x - n)) -?drop_drop ?en ?drop1 //; move: sn; rewrite /n; lia.
by case/negP: new; rewrite tz; apply: la; rewrite -zeros.
Qed.

Lemma greedy_ends : exists2 x, good x & stuck x.
Proof.
have D0 : 0 < D by apply: leq_ltn_trans (ltn_ord z).
have start : good (nseq m z).
  split; rewrite ?size_nseq //.
  - by rewrite take_oversize // size_nseq.
  - by rewrite /ngrams size_nseq subnn.
  - by move=> u; rewrite /ngrams size_nseq subnn.
  by rewrite /ngrams size_nseq subnn.
suff go k x : good x -> D ^ n + n - size x <= k -> exists2 y, good y & stuck y by apply: go start (leqnn _).
elim: k x => [|k IH] x gx le.
  by have := distinct_longest D0 (good_uniq gx); rewrite -/n; lia.
have longest := distinct_longest D0 (good_uniq gx).
case st : (stuck x); first by exists x.
have [a new first] : exists2 a, rcons (tail_ x) a \notin ngrams n x &
    (a = z -> forall b, b != z -> rcons (tail_ x) b \in ngrams n x).
  case: (pickP (fun a => (a != z) && (rcons (tail_ x) a \notin ngrams n x))) => [a /andP[az an]|none].
    by exists a => // E; rewrite E eqxx in az.
  move/negbT: st; rewrite negb_forall => /existsP[a new]; exists a => // _ b bz.
  by have := none b; rewrite bz /= => /negbFE.
apply: (IH (rcons x a)); first exact: grow.
by rewrite size_rcons; move: le longest; rewrite -/n; lia.
Qed.

Lemma full x v : good x -> stuck x -> size v = n -> v \in ngrams n x.
Proof.
move=> [mx st un la _] /forallP sx sv.
have before_zero b : b :: nseq m z \in ngrams n x.
  have [le_D all_b] := all_before (tail_ x) un.
  have := balance (tail_ x) mx; rewrite eqxx (all_after un (size_tail mx) sx).
  case: eqP => [E|_]; last by lia.
  by rewrite -st E => Eq; apply: all_b; lia.
have step u : size u = m -> rcons u z \in ngrams n x -> forall b, b :: u \in ngrams n x.
  move=> su uz b; case: (eqVneq u (nseq m z)) => [-> //|uz'].
  have [_ all_b] := all_before u un; apply: all_b.
  have := balance u mx; rewrite (all_after un su (la u uz)) st [nseq m z == u]eq_sym (negbTE uz'); lia.
have down k : k <= m -> drop (m - k) v ++ nseq (m - k) z \in ngrams n x.
  elim: k => [|k IH] km.
    rewrite subn0; have : size (drop m v) = 1 by rewrite size_drop sv /n subSn // subnn.
    by case: (drop m v) => [|b [|]] // _; apply: before_zero.
  have := IH (ltnW km); rewrite -(subnSK km); set j := m - k.+1.
  have jm : j < m by rewrite /j; lia.
  have jv : j < size v by rewrite sv /n; lia.
  have -> : nseq j.+1 z = rcons (nseq j z) z by rewrite -cats1 -(addn1 j) nseqD.
  rewrite -rcons_cat => H; rewrite (drop_nth z jv) cat_cons; apply: (step _ _ H).
  by rewrite size_cat size_drop size_nseq sv /n; lia.
by have := down m (leqnn m); rewrite subnn drop0 cats0.
Qed.

Lemma greedy : exists x, [/\ de_bruijn n x, take m x = nseq m z & drop (size x - n) x = nseq n z].
Proof.
have [x gx sx] := greedy_ends; exists x; split; first last.
- by apply: (good_end gx); apply: full gx sx _; rewrite size_nseq.
- exact: good_start.
by apply/forallP => w; rewrite count_uniq_mem ?(good_uniq gx) // (full gx sx) // size_tuple.
Qed.
End Greedy.

Theorem de_bruijn_exists D n : 0 < D -> 0 < n -> exists x : seq 'I_D, de_bruijn n x.
Proof. by move=> D0; case: n => // m _; have [x []] := greedy m (Ordinal D0); exists x. Qed.

(* The first tokens of a string with distinct n-grams are one. *)
Lemma distinct_take (D n L : nat) (x : seq 'I_D) : distinct_ngrams n x -> distinct_ngrams n (take L x).
Proof.
move=> dx; rewrite -(cat_take_drop L x) in dx; move: dx; move: (take L x) (drop L x) => y v.
rewrite /distinct_ngrams; suff: subseq (ngrams n y) (ngrams n (y ++ v)) by apply: subseq_uniq.
have -> : ngrams n y = take ((size y).+1 - n) (ngrams n (y ++ v)); last exact: take_subseq.
rewrite /ngrams -map_take take_iota size_cat (_ : minn _ _ = (size y).+1 - n); last by lia.
apply/eq_in_map => i; rewrite mem_iota add0n => /andP[_ lt]; rewrite /ngram drop_cat.
case: ltnP => iy; first by rewrite takel_cat // size_drop; lia.
have -> : n = 0 by lia.
by rewrite !take0.
Qed.
