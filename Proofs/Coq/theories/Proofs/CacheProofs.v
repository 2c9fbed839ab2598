(* CacheProofs.v -- claim R2.9: what the construction keeps of the symbols read, and that
   nothing else of them matters for what comes.

   Layer 1 at a position looks at the pieces of n + 1 symbols at most, its own included,
   and at whether its own symbol is Bos (`X1_local`). All else follows. *)
From mathcomp Require Import all_ssreflect all_algebra zify.
From Verbatim Require Import CopyTask CopyTaskProofs Transformer Construction Cache.
From Verbatim Require Import WindowsProofs GateProofs MatchProofs ReadoutProofs.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

(* ---------------- lists of numbers ---------------- *)

Lemma size_numbers (R : Type) (J : finType) (f : nat -> J -> R) ps :
  size [seq f q i | q <- ps, i <- enum J] = (size ps * #|J|)%N.
Proof. by rewrite size_allpairs -cardE. Qed.

(* Equal lists are equal place by place. *)
Lemma numbers_inj (R : eqType) (J : finType) (f g : nat -> J -> R) ps :
  [seq f q i | q <- ps, i <- enum J] = [seq g q i | q <- ps, i <- enum J] ->
  forall q i, q \in ps -> f q i = g q i.
Proof.
elim: ps => //= r ps IH /eqP; rewrite eqseq_cat ?size_map // => /andP[/eqP here /eqP rest] q i.
rewrite inE => /orP[/eqP->|qs]; last exact: (IH rest).
by apply: (iffRL (eq_in_map _ _ _) here); rewrite mem_enum.
Qed.

Lemma size_last t m : size (last_positions t m) = minn t m.
Proof. by rewrite size_map size_iota. Qed.

Lemma mem_last t m q : (q \in last_positions t m) = (m - t <= q < m)%N.
Proof.
apply/mapP/andP => [[u]|[le lt]].
  by rewrite mem_iota add0n leq_min => /andP[_ /andP[ut um]] ->; split; lia.
by exists (m - q.+1)%N; rewrite ?mem_iota ?leq_min; lia.
Qed.

(* Numbers of -1, 0 and 1 can be read from their bits. *)
Lemma size_written (R : realFieldType) (cs : seq R) : size (written cs) = (2 * size cs)%N.
Proof. by elim: cs => //= c cs IH; rewrite IH mulnS. Qed.

Lemma written_inj (R : realFieldType) (cs cs' : seq R) :
  all (mem [:: -1; 0; 1]) cs -> all (mem [:: -1; 0; 1]) cs' -> written cs = written cs' -> cs = cs'.
Proof.
elim: cs cs' => [|c cs IH] [|c' cs'] //= /andP[tc tcs] /andP[tc' tcs'] [E0 E1 E].
rewrite (IH cs') //; congr (_ :: _).
move: tc tc'; rewrite !inE.
case: (c =P 0) E0 => [-> /esym/eqP->|_] //; case: (c' =P 0) => // _ _.
case: (c =P 1) E1 => [-> /esym/eqP->|_] //; case: (c' =P 1) => // _ _.
by rewrite !orbF => /eqP-> /eqP->.
Qed.

(* ---------------- the construction ---------------- *)
Section Memory.
Variables (R : realFieldType) (n d D : nat).
Variable code : 'I_D -> 'I_d -> bool.
Variables (ex : R -> R) (beta : R).
Hypothesis ex_gt0 : forall s, 0 < ex s.
Implicit Types w u : seq (sym D).
Notation T := (construction n code beta).
Notation sp := (piece_of R code).
Notation crd := (slot_finType n d).
Notation X0 w := (@X0 R n d D code w).
Notation Y1 w := (@Y1 R n d D code ex w).
Notation X1 w := (@X1 R n d D code ex w).
Notation h1 := (@window_head R n d ord_max).
Notation h2 := (match_head n d beta).

Lemma value1 w q i : mulv (W_V h1) (X0 w q) i = sp (nth Bos w q) i.
Proof. by rewrite /mulv /= sum_unit_row. Qed.
Lemma value2 w q i : mulv (W_V h2) (X1 w q) i = sp (nth Bos w q) i.
Proof. by rewrite /mulv /= sum_unit_row X1_E. Qed.
Lemma key2 w q i : mulv (W_K h2) (X1 w q) i = X1 w q (C true i.1 i.2).
Proof. by rewrite /mulv /= sum_unit_row. Qed.

(* Layer 1 at p: the pieces of the last n + 1 symbols, and whether the last is Bos. *)
Lemma X1_local w w' p :
  (forall q a, (p - n <= q <= p)%N -> sp (nth Bos w q) a = sp (nth Bos w' q) a) ->
  (nth Bos w p == Bos) = (nth Bos w' p == Bos) -> X1 w p =1 X1 w' p.
Proof.
move=> same start.
have mean_same t a : (t <= n.+1)%N -> mean R code w t p a = mean R code w' t p a.
  move=> tn; rewrite /mean; congr (_ / _); apply: eq_bigr => u _; apply: same.
  by have := ltn_ord u; rewrite leq_min; lia.
have Y c : Y1 w p c = Y1 w' p c.
  case: c => [a||g a|o k a|a]; rewrite ?Y1_E ?Y1_Start ?Y1_C ?Y1_O //.
  - by apply: same; rewrite leq_subr leqnn.
  - by rewrite start.
  rewrite !(Y1_G code ex_gt0) !mean_same //; exact: ltnW (ltn_ord g).
move=> c; have X1_perceptron v : X1 v p c = Y1 v p c + perceptron (layer1 _ n _) (Y1 v p) c by [].
rewrite !X1_perceptron Y !perceptronE; congr (_ + _).
apply: eq_bigr => u _; congr (_ * relu (_ + _)).
by apply: eq_bigr => j _; rewrite Y.
Qed.

(* So what was read matters for layer 1 by the last n + 1 values ... *)
Lemma first_layer_same w w' u p : size w = size w' ->
  values_at h1 (X0 w) (last_positions n.+1 (size w))
  = values_at h1 (X0 w') (last_positions n.+1 (size w)) ->
  (size w <= p)%N -> X1 (w ++ u) p =1 X1 (w' ++ u) p.
Proof.
move=> sw /numbers_inj vals wp; apply: X1_local => [q a /andP[pq qp]|]; last first.
  by rewrite !nth_cat -sw ltnNge wp.
rewrite !nth_cat -sw; case: ltnP => // qw; rewrite -!value1; apply: vals.
by rewrite mem_last; lia.
Qed.

(* ... and a position that was read is what it was. *)
Lemma X1_read w u q : (q < size w)%N -> X1 (w ++ u) q =1 X1 w q.
Proof.
move=> qw; apply: X1_local => [r a /andP[_ rq]|]; rewrite nth_cat ?qw //.
by rewrite (leq_ltn_trans rq qw).
Qed.

(* All that is kept. *)
Definition memory w : seq R :=
  keys_at h2 (X1 w) (all_positions (size w)) ++ values_at h2 (X1 w) (all_positions (size w))
  ++ values_at h1 (X0 w) (last_positions n.+1 (size w)).

Lemma size_memory w :
  size (memory w) = (size w * (n * d.+1) + size w * d.+1 + minn n.+1 (size w) * d.+1)%N.
Proof.
rewrite !size_cat !size_numbers size_last size_iota /= card_prod card_option !card_ord.
by rewrite addnA.
Qed.

Lemma memory_same w w' : memory w = memory w' ->
  [/\ size w = size w',
      forall q i, (q < size w)%N -> mulv (W_K h2) (X1 w q) i = mulv (W_K h2) (X1 w' q) i,
      forall q i, (q < size w)%N -> mulv (W_V h2) (X1 w q) i = mulv (W_V h2) (X1 w' q) i
    & values_at h1 (X0 w) (last_positions n.+1 (size w))
      = values_at h1 (X0 w') (last_positions n.+1 (size w))].
Proof.
move=> E; have sw : size w = size w'.
  have grows m m' : (m < m' -> m * (n * d.+1) + m * d.+1 + minn n.+1 m * d.+1
      < m' * (n * d.+1) + m' * d.+1 + minn n.+1 m' * d.+1)%N.
    move=> lt; apply: (@leq_ltn_trans (m' * (n * d.+1) + m * d.+1 + minn n.+1 m' * d.+1)).
      by rewrite leq_add // ?leq_mul2r ?leq_add2r ?leq_mul2r; lia.
    by rewrite ltn_add2r ltn_add2l ltn_mul2r.
  have := congr1 size E; rewrite !size_memory.
  by case: (ltngtP (size w) (size w')) => // /grows lt same; move: lt; rewrite same ltnn.
move/eqP: E; rewrite /memory -sw eqseq_cat; last by rewrite !size_numbers.
case/andP=> /eqP keys; rewrite eqseq_cat; last by rewrite !size_numbers.
case/andP=> /eqP vals /eqP recent.
split; [by [] | move=> q i qw | move=> q i qw | exact: recent].
  by apply: (numbers_inj keys); rewrite mem_iota.
by apply: (numbers_inj vals); rewrite mem_iota.
Qed.

(* Attention depends on the scores alone. *)
Lemma attention_same (I : finType) (h : head R I) X X' p :
  (forall q, score h X p q = score h X' p q) ->
  forall q, attention ex h X p q = attention ex h X' p q.
Proof. by move=> E q; rewrite /attention E; under eq_bigr do rewrite E. Qed.

Lemma readE (v : seq (sym D)) p c : (size v).-1 = p ->
  read n code ex beta 2%:R v c = \sum_(q < p.+1) attention ex h2 (X1 v) p q * sp (nth Bos v q) c.
Proof. by move=> <-. Qed.

(* What is kept decides all that comes. *)
Theorem memory_enough w w' u s : memory w = memory w' -> (0 < size u)%N ->
  logit ex T (w ++ u) s = logit ex T (w' ++ u) s.
Proof.
move=> /memory_same[sw keys vals recent] u0.
have slast : (size (w ++ u)).-1 = (size (w' ++ u)).-1 by rewrite !size_cat sw.
have new p : (size w <= p)%N -> X1 (w ++ u) p =1 X1 (w' ++ u) p.
  exact: first_layer_same recent.
have piece_same q a : sp (nth Bos (w ++ u) q) a = sp (nth Bos (w' ++ u) q) a.
  by rewrite !nth_cat -sw; case: ltnP => // qw; have := vals q a qw; rewrite !value2.
have key_same q k a : X1 (w ++ u) q (C true k a) = X1 (w' ++ u) q (C true k a).
  case: (ltnP q (size w)) => [qw|]; last by move/new.
  have := keys q (k, a) qw; rewrite !key2 /= (X1_read u qw) => ->.
  by rewrite X1_read // -sw.
have last : (size w <= (size (w ++ u)).-1)%N by rewrite size_cat; lia.
have score_same q : score h2 (X1 (w ++ u)) (size (w ++ u)).-1 q
    = score h2 (X1 (w' ++ u)) (size (w ++ u)).-1 q.
  rewrite !score_match; congr (_ * _); apply: eq_bigr => -[k a] _ /=.
  by rewrite key_same new.
have read_same c : read n code ex beta 2%:R (w ++ u) c = read n code ex beta 2%:R (w' ++ u) c.
  rewrite (readE c (erefl _)) (readE c (esym slast)); apply: eq_bigr => q _.
  by rewrite piece_same (attention_same score_same).
case: s => [v|||]; rewrite ?logit_tok ?logit_eos ?logit_bos ?logit_copy //.
  by congr (_ * _); apply: eq_bigr => i _; rewrite read_same.
by rewrite read_same.
Qed.

(* ---------------- its numbers ---------------- *)

(* Before a position of tokens and Copy there are some tokens and then a boundary. *)
Lemma run_back (b : 'I_D) w p : boundary (nth Bos w 0) ->
  (forall q, (0 < q <= p)%N -> nth Bos w q == Copy \/ exists v, nth Bos w q = Tok v) ->
  (0 < p)%N -> exists m c, run_at w true p m c.
Proof.
move=> start; elim: p => // -[_|p IH] inside _.
  exists 0%N, (fun=> b); split=> //; apply/implyP => _.
  by have [/eqP->|[v ->]] := inside 1%N isT.
have last : nth Bos w p.+2 != Bos by have [/eqP->|[v ->]] := inside p.+2 (leqnn _).
have [/eqP E|[v E]] := inside p.+1 (leqnSn _).
  by exists 0%N, (fun=> b); split=> //; rewrite subn1 /= E.
have [|m [c [mp _ tk bd]]] := IH _ isT.
  by move=> q /andP[q0 qp]; apply: inside; rewrite q0 leqW.
exists m.+1, (fun k => if k is k'.+1 then c k' else v); split=> //.
by case=> [|k] km; [rewrite subn1 | exact: (tk k km)].
Qed.

Lemma sign_ternary b : sign R b \in [:: -1; 0; 1].
Proof. by case: b; rewrite !inE eqxx ?orbT. Qed.
Lemma bool_ternary (b : bool) : b%:R \in [:: -1; 0; 1 : R].
Proof. by case: b; rewrite !inE eqxx ?orbT. Qed.
Lemma zero_ternary : 0 \in [:: -1; 0; 1 : R]. Proof. exact: (bool_ternary false). Qed.

Lemma piece_ternary s a : sp s a \in [:: -1; 0; 1].
Proof.
case: a => [i|] /=; last exact: bool_ternary.
by case: s => *; rewrite ?sign_ternary ?zero_ternary.
Qed.

Lemma gated_ternary m c k a : @gated R d D code m c k a \in [:: -1; 0; 1].
Proof.
case: a => [i|] /=; last exact: bool_ternary.
by case: ifP => _; rewrite ?sign_ternary ?zero_ternary.
Qed.

Lemma ternary_after (b : 'I_D) w : nth Bos w 0 = Bos ->
  (forall q, (0 < q < size w)%N -> nth Bos w q == Copy \/ exists v, nth Bos w q = Tok v) ->
  all (mem [:: -1; 0; 1]) (memory w).
Proof.
move=> start inside; rewrite /memory all_cat all_cat; apply/and3P; split; apply/allP => c.
- case/allpairsP => -[q i] /= [qw _ ->]; rewrite key2; case: q qw => [|q] qw.
    by rewrite (gate_start _ ex_gt0) // zero_ternary.
  have [|||m [k rn]] := @run_back b w q.+1; rewrite ?start //; last first.
    by rewrite (gate _ ex_gt0 _ _ rn) gated_ternary.
  move=> r /andP[r0 rq]; apply: inside; rewrite r0 (leq_ltn_trans rq) //.
  by move: qw; rewrite mem_iota.
- by case/allpairsP => -[q i] /= [_ _ ->]; rewrite value2 piece_ternary.
by case/allpairsP => -[q i] /= [_ _ ->]; rewrite value1 piece_ternary.
Qed.

Theorem memory_ternary (x u : seq 'I_D) : (0 < size x)%N ->
  all (mem [:: -1; 0; 1]) (memory (prompt x ++ toks u)).
Proof.
move=> L0; have [b _] : exists b : 'I_D, b \in x.
  by case: x L0 => // b x _; exists b; rewrite mem_head.
apply: (ternary_after b) => // -[//|r]; rewrite size_cat size_prompt size_toks => /= rw.
rewrite -catA nth_cat size_toks; case: ltnP => rx.
  by right; exists (nth b x r); rewrite /toks (nth_map b).
case E: (r - size x)%N => [|j] /=; first by left.
by right; exists (nth b u j); rewrite /toks (nth_map b) //; lia.
Qed.

(* After Bos x Copy the values hold x: if the code tells tokens apart, the memory tells
   strings apart. *)
Theorem memory_differs (x y : seq 'I_D) : (forall a b, code a =1 code b -> a = b) ->
  memory (prompt x) = memory (prompt y) -> x = y.
Proof.
move=> inj /memory_same[sw _ vals _].
have sxy : size x = size y by move: sw; rewrite !size_prompt => -[].
case: x y sxy sw vals => [|b x] [|b' y] // sxy sw vals.
apply: (@eq_from_nth _ b) => // k kx; have ky : (k < size (b' :: y))%N by rewrite -sxy.
have tok (z : seq 'I_D) : (k < size z)%N -> nth Bos (prompt z) k.+1 = Tok (nth b z k).
  by move=> kz; rewrite /= nth_cat size_map kz (nth_map b).
apply: inj => i; have /(_ (k.+1) (Some i)) := vals.
rewrite !value2 !tok // size_prompt !ltnS ltnW // => /(_ isT) /=.
have m1 : 1 <> -1 :> R by move/esym/eqP; rewrite eqNr oner_eq0.
by rewrite /sign; case: (code _ _); case: (code _ _) => // /esym.
Qed.
End Memory.

(* ---------------- bits ---------------- *)

(* d + 1 <= 3 log2 D *)
Lemma bits_cube D : (1 < D)%N -> (2 ^ (bits D + 1) <= D ^ 3)%N.
Proof.
move=> D1; rewrite /bits; case: (leqP (up_log 2 D) 2) => [le|gt].
  by rewrite (leq_exp2r 2 D (isT : 0 < 3)%N).
have /andP[+ _] := up_log_bounds (isT : 1 < 2)%N D1.
have -> : (up_log 2 D + 1 = (up_log 2 D).-1 + 2)%N by lia.
rewrite (expnD 2) (expnD D 1 2) expn1 => /ltnW le; apply: leq_mul => //.
by rewrite (leq_exp2r 2 D (isT : 0 < 2)%N).
Qed.

Lemma memory_bits n D L : (0 < n)%N -> (1 < D)%N -> (0 < L)%N ->
  (2 ^ (2 * (n + 1) * (bits D + 1) * (2 * L + 3)) <= D ^ (60 * n * L))%N.
Proof.
move=> n0 D1 L0; have -> : (2 * (n + 1) * (bits D + 1) * (2 * L + 3)
    = (bits D + 1) * (2 * (n + 1) * (2 * L + 3)))%N by rewrite -!mulnA; lia.
rewrite expnM; apply: (@leq_trans ((D ^ 3) ^ (2 * (n + 1) * (2 * L + 3)))).
  by rewrite leq_exp2r ?bits_cube // !muln_gt0 !addn_gt0 !orbT.
by rewrite -expnM leq_exp2l //; nia.
Qed.
