(* FailureSetProofs.v -- who sees only the last n outputs must fail on the strings
   with a conflict, and need fail on no others.
   claims: X.failure-set (decoders in general; its near miss n = 1, x = abac) *)
From mathcomp Require Import all_ssreflect all_algebra zify.
From Verbatim Require Import CopyTask CopyTaskProofs Ngram NgramProofs.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.Theory.

Section FailureSet.
Variable D : nat.
Implicit Types (x : seq 'I_D) (n i j t : nat).

(* ---------------- contexts ---------------- *)

Lemma size_context n t x : t <= size x -> size (context n t x) = n.
Proof. by move=> tx; rewrite size_ngram // size_cat size_nseq size_toks; lia. Qed.

(* The context at t is made of the last n symbols of Bos^n x_1 ... x_t. *)
Lemma contextE n t x : t <= size x ->
  context n t x = last_n n (nseq n Bos ++ take t (toks x)).
Proof.
move=> tx; rewrite /context /ngram /last_n.
have E : nseq n Bos ++ take t (toks x) = take (n + t) (nseq n Bos ++ toks x).
  rewrite take_cat size_nseq ltnNge leq_addr /=; congr (_ ++ take _ _); lia.
rewrite E size_takel; last by rewrite size_cat size_nseq size_toks; lia.
rewrite addKn -take_drop //.
Qed.

(* Entry p of the context: Bos before the string, a token inside. *)
Lemma nth_context n t x p : t <= size x -> p < n ->
  nth Eos (context n t x) p = if t + p < n then Bos else nth Eos (toks x) (t + p - n).
Proof.
move=> tx pn; rewrite nth_ngram // nth_cat size_nseq nth_nseq.
by case: ltnP.
Qed.

Lemma nth_toks_Bos x p : nth Eos (toks x) p <> Bos.
Proof.
case: (ltnP p (size x)) => px; last by rewrite nth_default ?size_toks.
case: x px => // a x px; by rewrite (nth_map a).
Qed.

(* Inside the string a context is an n-gram. *)
Lemma context_ngram n t x : n <= t <= size x -> context n t x = toks (ngram n (t - n) x).
Proof.
case/andP=> nt tx; rewrite /context /ngram drop_cat size_nseq ltnNge nt /=.
by rewrite /toks map_take map_drop.
Qed.

(* Equal contexts at different positions hold no Bos, so they are n-grams. *)
Lemma context_eq_inside n i j x : i < j -> j <= size x ->
  context n i x = context n j x -> n <= i.
Proof.
move=> ij jx E; rewrite leqNgt; apply/negP => ni.
have [pn ip jp] : [/\ (n - i).-1 < n, i + (n - i).-1 < n & n <= j + (n - i).-1].
  by split; lia.
have := congr1 (fun s => nth Eos s (n - i).-1) E.
rewrite !nth_context ?(leq_trans (ltnW ij)) // ip ltnNge jp /=.
by move/esym/nth_toks_Bos.
Qed.

(* ---------------- conflicts ---------------- *)

Lemma conflictP n x :
  reflect (exists i j, [/\ i < j, j < size x, context n i x = context n j x
                         & successor i x <> successor j x])
          (conflict n x).
Proof.
apply: (iffP existsP) => [[i /existsP[j /andP[/eqP E /eqP S]]]|[i [j [ij jx E S]]]].
  wlog ij : i j E S / i < j.
    move=> H; case: (ltngtP i j) => [ij|ji|/val_inj ij]; first exact: H ij.
      by apply: H ji => //; apply: nesym.
    by rewrite ij in S.
  by exists i, j.
exists (Ordinal (ltn_trans ij jx)); apply/existsP; exists (Ordinal jx).
by rewrite /= E eqxx; apply/eqP.
Qed.

Lemma conflict_endP n x :
  reflect (exists i j, [/\ i < j, j <= size x, context n i x = context n j x
                         & successor i x <> successor j x])
          (conflict_end n x).
Proof.
apply: (iffP existsP) => [[i /existsP[j /andP[/eqP E /eqP S]]]|[i [j [ij jx E S]]]].
  wlog ij : i j E S / i < j.
    move=> H; case: (ltngtP i j) => [ij|ji|/val_inj ij]; first exact: H ij.
      by apply: H ji => //; apply: nesym.
    by rewrite ij in S.
  by exists i, j; split=> //; rewrite -ltnS.
have ix : i < (size x).+1 by exact: leq_trans ij (leqW jx).
have jx' : j < (size x).+1 by [].
exists (Ordinal ix); apply/existsP; exists (Ordinal jx').
by rewrite /= E eqxx; apply/eqP.
Qed.

Lemma conflict_conflict_end n x : conflict n x -> conflict_end n x.
Proof.
case/conflictP=> i [j [ij jx E S]]; apply/conflict_endP.
by exists i, j; split=> //; apply: ltnW.
Qed.

(* The combinatorial heart.  Let an n-gram stand at i and at j, i < j.  Go right
   from both places together: as long as the successors agree, the next pair of
   n-grams agrees as well.  The right one reaches the end of the string first, and
   there the left one has a token where the right one has the end. *)
Theorem conflict_end_distinct n x : conflict_end n x = ~~ distinct_ngrams n x.
Proof.
apply/conflict_endP/distinctPn => [[i [j [ij jx E _]]]|[i [j [ij jn E]]]].
  have ni := context_eq_inside ij jx E.
  have nj := leq_trans ni (ltnW ij); have ix := leq_trans (ltnW ij) jx.
  exists (i - n), (j - n); split; [lia | by rewrite subnK | apply: (@toks_inj D)].
  by rewrite -!context_ngram ?ni ?nj.
have [k] := ubnP (size x - (j + n)); elim: k i j ij jn E => // k IH i j ij jn E lek.
have inx : i + n < size x by apply: leq_trans jn; rewrite ltn_add2r.
have C : context n (i + n) x = context n (j + n) x.
  by rewrite !context_ngram ?leq_addl ?(ltnW inx) // !addnK E.
case: (eqVneq (successor (i + n) x) (successor (j + n) x)) => [S|/eqP S]; last first.
  by exists (i + n), (j + n); split=> //; rewrite ltn_add2r.
have jlt : j + n < size x.
  rewrite ltn_neqAle jn andbT; apply/eqP => jE; move: S.
  rewrite /successor jE [RHS]nth_default ?size_toks //.
  case: (x) inx => // a y inx; by rewrite (nth_map a).
have {}jn' : j.+1 + n <= size x by [].
have lek' : size x - (j.+1 + n) < k by rewrite addSn subnS prednK ?subn_gt0.
apply: (IH i.+1 j.+1 ij jn' _ lek').
have x0 : 'I_D by case: (x) jlt => // a y _; exact: a.
apply: (@eq_ngram _ x0) => // p pn.
rewrite !addSnnS; move: pn; rewrite leq_eqVlt => /orP[/eqP pE|pn].
  by rewrite pE; apply: Tok_inj; move: S; rewrite /successor !(nth_map x0).
by rewrite -!(nth_ngram x0 _ _ pn) E.
Qed.

(* ---------------- every decoder fails on a conflict ---------------- *)

Lemma last_n_eq (T : Type) n (a y z : seq T) :
  size a = n -> n <= size y -> n <= size z ->
  last_n n (a ++ y) = last_n n (a ++ z) -> last_n n y = last_n n z.
Proof.
move=> sa ny nz; rewrite /last_n !size_cat sa !addKn !drop_cat sa.
by rewrite !ltnNge ny nz.
Qed.

(* A decoder that has copied x up to positions i and j knows the same there. *)
Lemma decoder_agrees n next x i j : ngram_decoder n next ->
  i < j -> j <= size x -> context n i x = context n j x ->
  next (prompt x ++ take i (toks x)) = next (prompt x ++ take j (toks x)).
Proof.
move=> dec ij jx E; apply: dec; have ni := context_eq_inside ij jx E.
have ix := leq_trans (ltnW ij) jx.
apply: (@last_n_eq _ _ (nseq n Bos)); rewrite ?size_nseq ?size_takel ?size_toks //.
  exact: leq_trans ni (ltnW ij).
by rewrite -!contextE.
Qed.

Lemma copies_step next x t : copies next x -> t < size x ->
  successor t x = next (prompt x ++ take t (toks x)).
Proof.
rewrite /copies -(size_toks x) => /generate_step E tx; exact: E.
Qed.

Lemma copies_and_endsE next x : copies_and_ends next x ->
  forall t, t <= size x -> successor t x = next (prompt x ++ take t (toks x)).
Proof.
rewrite /copies_and_ends (_ : (size x).+1 = size (toks x ++ [:: Eos])); last first.
  by rewrite size_cat size_toks addn1.
move/generate_step => E t tx; have := E t Eos.
rewrite size_cat size_toks addn1 ltnS takel_cat ?size_toks // => <- //.
rewrite nth_cat size_toks /successor; case: ltnP => // xt.
by rewrite nth_default ?size_toks //; case: (t - _) => [|[]].
Qed.

Theorem decoder_fails n next x : ngram_decoder n next -> conflict n x -> ~~ copies next x.
Proof.
move=> dec /conflictP[i [j [ij jx E S]]]; apply/negP => c; apply: S.
rewrite !(copies_step c) ?(ltn_trans ij jx) //.
by apply: decoder_agrees dec ij (ltnW jx) E.
Qed.

Theorem decoder_fails_end n next x :
  ngram_decoder n next -> conflict_end n x -> ~~ copies_and_ends next x.
Proof.
move=> dec /conflict_endP[i [j [ij jx E S]]]; apply/negP => c; apply: S.
rewrite !(copies_and_endsE c) ?(leq_trans (ltnW ij) jx) //.
by apply: decoder_agrees dec ij jx E.
Qed.

(* ---------------- and one decoder fails on nothing else ---------------- *)

Lemma index_Copy x y : index Copy (prompt x ++ y) = (size x).+1.
Proof.
rewrite /prompt /= -catA index_cat /= (_ : (Copy \in toks x) = false).
  by rewrite size_toks addn0.
by apply/negP => /mapP[].
Qed.

Lemma input_of_prompt x y : input_of (prompt x ++ y) = x.
Proof.
rewrite /input_of index_Copy /= -catA take_size_cat ?size_toks //.
by elim: x => //= a x ->.
Qed.

Lemma outputs_of_prompt x y : outputs_of (prompt x ++ y) = y.
Proof.
rewrite /outputs_of index_Copy drop_size_cat //=.
by rewrite size_cat size_toks addn1.
Qed.

Lemma lookup_prompt n x y : lookup n (prompt x ++ y)
  = successor (find (fun t => context n t x == last_n n (nseq n Bos ++ y))
                    (iota 0 (size x).+1)) x.
Proof. by rewrite /lookup input_of_prompt outputs_of_prompt. Qed.

(* n Bos before a sequence of n or more symbols do not change its last n. *)
Lemma last_n_long (T : Type) n (a y : seq T) :
  size a = n -> n <= size y -> last_n n (a ++ y) = last_n n y.
Proof. by move=> sa ny; rewrite /last_n size_cat sa addKn drop_cat sa ltnNge ny. Qed.

Theorem lookup_decoder n : ngram_decoder n (@lookup D n).
Proof.
move=> x y z E; rewrite !lookup_prompt.
suff -> : last_n n (nseq n Bos ++ y) = last_n n (nseq n Bos ++ z) by [].
have sE : size y - (size y - n) = size z - (size z - n) by have := congr1 size E; rewrite !size_drop.
case: (leqP n (size y)) => [ny|yn]; last first.
  have zn : size z < n by lia.
  move: E; rewrite /last_n (_ : size y - n = 0) 1?(_ : size z - n = 0); try lia.
  by rewrite !drop0 => ->.
have nz : n <= size z by lia.
by rewrite !last_n_long ?size_nseq.
Qed.

(* The first position with the right context is the right one, or has the right
   successor, when no two successors of it disagree. *)
Lemma lookup_right n x t : t <= size x ->
  (forall i, i <= t -> context n i x = context n t x -> successor i x = successor t x) ->
  lookup n (prompt x ++ take t (toks x)) = successor t x.
Proof.
move=> tx same; rewrite lookup_prompt -contextE //.
set s := iota 0 _; set p := fun i => _.
have ht : has p s by apply/hasP; exists t; rewrite ?mem_iota ?ltnS // /p eqxx.
have lt : find p s < (size x).+1 by move: ht; rewrite has_find size_iota.
have := nth_find 0 ht; rewrite nth_iota // add0n => /eqP E.
apply: same => //; rewrite leqNgt; apply/negP => tf.
have := before_find 0 tf; rewrite nth_iota ?ltnS // /p eqxx //.
Qed.

Theorem lookup_copies n x : ~~ conflict n x -> copies (lookup n) x.
Proof.
move=> ok; rewrite /copies -(size_toks x); apply/generate_step => t u tx.
rewrite size_toks in tx; rewrite lookup_right ?(ltnW tx) //.
  by rewrite /successor; apply: set_nth_default; rewrite size_toks.
move=> i; rewrite leq_eqVlt => /orP[/eqP-> //|it] E.
apply/eqP; apply: contraR ok => /eqP S; apply/conflictP.
by exists i, t.
Qed.

Theorem lookup_copies_and_ends n x : ~~ conflict_end n x -> copies_and_ends (lookup n) x.
Proof.
move=> ok; rewrite /copies_and_ends.
have sE : size (toks x ++ [:: Eos]) = (size x).+1 by rewrite size_cat size_toks addn1.
rewrite -sE; apply/generate_step => t u; rewrite sE ltnS => tx.
rewrite takel_cat ?size_toks // lookup_right //.
  rewrite /successor nth_cat size_toks; case: ltnP => xt.
    by apply: set_nth_default; rewrite size_toks.
  have -> : t = size x by apply/eqP; rewrite eqn_leq tx xt.
  by rewrite subnn [RHS]nth_default ?size_toks.
move=> i; rewrite leq_eqVlt => /orP[/eqP-> //|it] E.
apply/eqP; apply: contraR ok => /eqP S; apply/conflict_endP.
by exists i, t.
Qed.

(* Both directions at once. *)
Theorem lookup_copiesE n x : copies (lookup n) x = ~~ conflict n x.
Proof.
apply/idP/idP => [|]; last exact: lookup_copies.
by apply: contraL; apply: decoder_fails; apply: lookup_decoder.
Qed.

Theorem lookup_copies_and_endsE n x : copies_and_ends (lookup n) x = distinct_ngrams n x.
Proof.
rewrite -[RHS]negbK -conflict_end_distinct.
apply/idP/idP => [|]; last exact: lookup_copies_and_ends.
by apply: contraL; apply: decoder_fails_end; apply: lookup_decoder.
Qed.

(* No n-gram decoder has a smaller error than the plain one, whatever the source. *)
Section Optimal.
Variables (R : realFieldType) (L : nat) (P : L.-tuple 'I_D -> R).
Hypothesis dP : is_dist P.

Theorem decoder_err_ge n next : ngram_decoder n next ->
  (prob P (fun y => conflict n y) <= err P next)%R.
Proof. by move=> dec; apply: prob_le => // x; apply: decoder_fails. Qed.

Theorem decoder_err_end_ge n next : ngram_decoder n next ->
  (p_ngram P n <= err_end P next)%R.
Proof.
move=> dec; apply: prob_le => // x; rewrite -conflict_end_distinct.
exact: decoder_fails_end.
Qed.

Theorem lookup_err n : err P (lookup n) = prob P (fun y => conflict n y).
Proof. by rewrite /err /prob; apply: eq_bigl => y; rewrite lookup_copiesE negbK. Qed.

Theorem lookup_err_end n : err_end P (lookup n) = p_ngram P n.
Proof. by rewrite /err_end /prob; apply: eq_bigl => y; rewrite lookup_copies_and_endsE. Qed.
End Optimal.
End FailureSet.

(* The near miss: windows of n + 1 tokens.  With n = 1 the string a b a c has
   distinct 2-grams, and every decoder that sees one output must miscopy it: after
   "a" it would have to say both b and c. *)
Definition abac : seq 'I_4 := [:: inord 0; inord 1; inord 0; inord 2].

Theorem near_miss_abac : distinct_ngrams 2 abac /\
  forall next, ngram_decoder 1 next -> ~~ copies next abac.
Proof.
have E : map val abac = [:: 0; 1; 0; 2] by rewrite /= !inordK.
split=> [|next dec]; first by rewrite -(distinct_map _ _ val_inj) E.
apply: (decoder_fails dec); apply/conflictP; exists 1, 3; split=> //.
by rewrite /successor /= => -[/(congr1 val)]; rewrite /= !inordK.
Qed.
