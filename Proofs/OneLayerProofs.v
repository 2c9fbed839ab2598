(* OneLayerProofs.v -- one layer cannot tell a b y from b a y.
   claims: X.one-layer

   The residual stream before the layer depends on the symbol alone.  A head without a
   window sums over all positions, and sums do not change when two positions change
   places; a window of at most t < L positions, seen from Copy or later, begins behind
   the first two tokens. *)
From mathcomp Require Import all_ssreflect all_algebra all_fingroup zify.
From Verbatim Require Import CopyTask CopyTaskProofs Transformer.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

(* ---------------- a head and a layer ---------------- *)
Section Swap.
Variables (R : realFieldType) (ex : R -> R) (I : finType).
Variables (X Y : nat -> vec R I) (p i j : nat).
Hypothesis ip : (i < p)%N.
Hypothesis jp : (j < p)%N.
(* Y is X with positions i and j exchanged. *)
Hypothesis XYi : X i = Y j.
Hypothesis XYj : X j = Y i.
Hypothesis XY : forall q, q != i -> q != j -> X q = Y q.

Let lt q : (q < p)%N -> (q < p.+1)%N. Proof. exact: ltnW. Qed.
Let oi : 'I_p.+1 := Ordinal (lt ip).
Let oj : 'I_p.+1 := Ordinal (lt jp).
Let swap : {perm 'I_p.+1} := tperm oi oj.

Lemma swapped (q : 'I_p.+1) : X q = Y (swap q).
Proof.
rewrite /swap; case: tpermP => [->|->|/eqP qi /eqP qj] //=.
by apply: XY; rewrite -val_eqE in qi qj.
Qed.

Lemma swapped_last : X p = Y p.
Proof. by apply: XY; rewrite gtn_eqF. Qed.

(* The head sees both positions, or neither. *)
Definition sees_alike (h : head R I) : bool :=
  visible (window h) p i == visible (window h) p j.

Lemma swap_visible h (q : 'I_p.+1) : sees_alike h ->
  visible (window h) p (swap q) = visible (window h) p q.
Proof. by move=> /eqP E; rewrite /swap; case: tpermP => [->|->|] //=. Qed.

Lemma swap_attention h (q : 'I_p.+1) : sees_alike h ->
  attention ex h X p q = attention ex h Y p (swap q).
Proof.
move=> E; rewrite /attention swap_visible // /score swapped swapped_last.
case: ifP => // _; congr (_ / _).
rewrite [RHS](reindex_inj (@perm_inj _ swap)) /=.
apply: eq_big => [r|r _]; first by rewrite swap_visible.
by rewrite swapped.
Qed.

Lemma swap_attended h a : sees_alike h -> attended ex h X p a = attended ex h Y p a.
Proof.
move=> E; rewrite /attended [RHS](reindex_inj (@perm_inj _ swap)) /=.
by apply: eq_bigr => q _; rewrite swap_attention // swapped.
Qed.

Lemma swap_heads ly c : all sees_alike (heads ly) ->
  after_heads ex ly X p c = after_heads ex ly Y p c.
Proof.
rewrite /after_heads swapped_last => ok; congr (_ + _).
elim: (heads ly) ok => [|h hs IH] /=; first by rewrite !big_nil.
case/andP=> E /IH; rewrite !big_cons => ->; congr (_ + _).
by apply: eq_bigr => a _; rewrite swap_attended.
Qed.

Lemma swap_layer ly c : all sees_alike (heads ly) ->
  after_layer ex ly X p c = after_layer ex ly Y p c.
Proof.
move=> ok; rewrite /after_layer swap_heads //; congr (_ + _).
apply: eq_bigr => u _; congr (_ * relu (_ + _)).
by apply: eq_bigr => e _; rewrite swap_heads.
Qed.
End Swap.

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
apply: (@swap_layer _ _ _ _ _ p 1 2); try lia; rewrite /embed //.
- by case=> [|[|[|q]]].
move: narrow; rewrite /windows_at_most E /= => /andP[ok _].
apply: sub_all ok => h; rewrite /sees_alike /visible; case: (window h) => [u ut|_]; last lia.
by rewrite (_ : (p - 1 < u)%N = false) 1?(_ : (p - 2 < u)%N = false) ?andbF //; lia.
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
