(* OneLayerProofs.v -- one layer cannot tell a b y from b a y.
   claims: X.one-layer, X.hybrid

   The residual stream before the layer depends on the symbol alone.  A head without a
   window sums over all positions, and sums do not change when positions change places; a
   window of at most t < L positions, seen from Copy or later, begins behind the first two
   tokens.  The first half of the file is about any permutation of the positions; X.hybrid
   uses it for the reversal. *)
From mathcomp Require Import all_ssreflect all_algebra all_fingroup zify.
From Verbatim Require Import CopyTask CopyTaskProofs Transformer.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

(* ---------------- a head and a layer ---------------- *)
Section Permuted.
Variables (R : realFieldType) (ex : R -> R) (I : finType).
Variables (X Y : nat -> vec R I) (p : nat) (s : {perm 'I_p.+1}).
(* X is Y with the positions up to p permuted, and p is what it was. *)
Hypothesis XY : forall (q : 'I_p.+1) c, X q c = Y (s q) c.
Hypothesis same_last : forall c, X p c = Y p c.

(* The head sees a position if it sees the one that it came from. *)
Definition sees_alike (h : head R I) : bool :=
  [forall q : 'I_p.+1, visible (window h) p (s q) == visible (window h) p q].

Lemma permuted_mulv (J : finType) (A : mat R J I) (q : 'I_p.+1) j :
  mulv A (X q) j = mulv A (Y (s q)) j.
Proof. by apply: eq_bigr => c _; rewrite XY. Qed.
Lemma last_mulv (J : finType) (A : mat R J I) j : mulv A (X p) j = mulv A (Y p) j.
Proof. by apply: eq_bigr => c _; rewrite same_last. Qed.

Lemma permuted_score h (q : 'I_p.+1) : score h X p q = score h Y p (s q).
Proof. by apply: eq_bigr => i _; rewrite permuted_mulv last_mulv. Qed.

Lemma permuted_attention h (q : 'I_p.+1) : sees_alike h ->
  attention ex h X p q = attention ex h Y p (s q).
Proof.
move=> /forallP E; rewrite /attention (eqP (E q)) permuted_score.
case: ifP => // _; congr (_ / _).
rewrite [RHS](reindex_inj (@perm_inj _ s)) /=.
by apply: eq_big => [r|r _]; rewrite ?(eqP (E r)) ?permuted_score.
Qed.

Lemma permuted_attended h a : sees_alike h -> attended ex h X p a = attended ex h Y p a.
Proof.
move=> E; rewrite /attended [RHS](reindex_inj (@perm_inj _ s)) /=.
by apply: eq_bigr => q _; rewrite permuted_attention // permuted_mulv.
Qed.

Lemma permuted_heads ly c : all sees_alike (heads ly) ->
  after_heads ex ly X p c = after_heads ex ly Y p c.
Proof.
rewrite /after_heads same_last => ok; congr (_ + _).
elim: (heads ly) ok => [|h hs IH] /=; first by rewrite !big_nil.
case/andP=> E /IH; rewrite !big_cons => ->; congr (_ + _).
by apply: eq_bigr => a _; rewrite permuted_attended.
Qed.

Lemma permuted_layer ly c : all sees_alike (heads ly) ->
  after_layer ex ly X p c = after_layer ex ly Y p c.
Proof.
move=> ok; rewrite /after_layer permuted_heads //; congr (_ + _).
apply: eq_bigr => u _; congr (_ * relu (_ + _)).
by apply: eq_bigr => e _; rewrite permuted_heads.
Qed.
End Permuted.

(* ---------------- strings ---------------- *)
Section OneLayer.
Variables (R : realFieldType) (ex : R -> R) (D t : nat) (T : transformer R D).
Hypothesis one : depth T = 1%N.
Hypothesis narrow : windows_at_most T t.
Variables (a b : 'I_D) (y : seq 'I_D).
Hypothesis long : (t < size y + 2)%N.
Notation x := (a :: b :: y).
Notation x' := (b :: a :: y).

Theorem one_layer_features rest p c : (size y + 3 <= p)%N ->
  run_layers ex T 1 (prompt x ++ rest) p c = run_layers ex T 1 (prompt x' ++ rest) p c.
Proof.
move=> yp; rewrite /run_layers; case E: (layers T) => [//|ly ls] /=.
  by have := one; rewrite /depth E.
rewrite take0 /=.
have lt1 : (1 < p.+1)%N by lia.
have lt2 : (2 < p.+1)%N by lia.
apply: (@permuted_layer _ _ _ _ _ p (tperm (Ordinal lt1) (Ordinal lt2))) => [q e|e|].
- rewrite /embed; case: tpermP => [->|->|] //= /eqP q1 /eqP q2.
  by rewrite -!val_eqE /= in q1 q2; case: (val q) q1 q2 => [|[|[|]]].
- by rewrite /embed; case: (p) yp => [|[|[|]]] //; lia.
move: narrow; rewrite /windows_at_most E /= => /andP[ok _].
apply: sub_all ok => h ok; apply/forallP => q; rewrite /visible.
suff far r : (r < 3)%N -> (if window h is Some u then (p - r < u)%N else true)
    = (if window h is None then true else false).
  by case: tpermP => [->|->|] //=; rewrite !far //; apply/eqP; congr (_ && _); lia.
by move=> r3; case: (window h) ok => // u ut; apply/negbTE; lia.
Qed.

Lemma one_layer_next rest : decode ex T (prompt x ++ rest) = decode ex T (prompt x' ++ rest).
Proof.
have sz u : (size (prompt u ++ rest)).-1 = (size u + 1 + size rest)%N.
  by rewrite size_cat size_prompt; lia.
have same s : logit ex T (prompt x ++ rest) s = logit ex T (prompt x' ++ rest) s.
  rewrite /logit !sz -[size (layers T)]/(depth T) one.
  apply: eq_bigr => c _; congr (_ * _); apply: one_layer_features.
  by rewrite -[size x]/((size y).+2); lia.
rewrite /decode; congr (if _ is Some s then s else Bos).
by apply: eq_pick => s; apply: eq_forallb => u; rewrite !same.
Qed.

Theorem one_layer_generate k :
  generate (decode ex T) k (prompt x) = generate (decode ex T) k (prompt x').
Proof.
rewrite -[prompt x]cats0 -[prompt x']cats0; elim: k (Nil (sym D)) => [//|k IH] rest.
by rewrite !generate_cons one_layer_next !rcons_cat IH.
Qed.

Theorem one_layer_miscopies : a <> b ->
  ~~ (copies (decode ex T) x && copies (decode ex T) x').
Proof.
move=> ab; apply/negP => /andP[/eqP cx /eqP cx']; apply: ab; move: cx.
by rewrite one_layer_generate -[size x]/(size x') cx' => -[].
Qed.
End OneLayer.
