(* AnyTransformerProofs.v -- what a transformer of any depth, width and weights keeps of the text decides
   what it writes, so its caches are as many as the strings it copies.
   claim: R2.9 (what anyone needs) *)
From mathcomp Require Import all_ssreflect all_algebra zify.
From Verbatim Require Import CopyTask CopyTaskProofs Transformer AnyCache.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

Section Layers.
Variables (R : realFieldType) (ex : R -> R) (I : finType).
Implicit Types (X Y : nat -> vec R I) (h : head R I) (ly : layer R I) (p q m : nat).

Definition same_up_to m X Y := forall p, (p < m)%N -> X p =1 Y p.
Definition same_from m X Y := forall p, (m <= p)%N -> X p =1 Y p.

Lemma mulv_same (J K : finType) (A : mat R J K) (x y : vec R K) : x =1 y -> mulv A x =1 mulv A y.
Proof. by move=> E i; apply: eq_bigr => j _; rewrite E. Qed.

(* One position of a head: its own vector, and keys and values of what it sees. *)
Lemma attended_same h X Y p : X p =1 Y p -> same_kv h p.+1 X Y ->
  attended ex h X p =1 attended ex h Y p.
Proof.
move=> Xp kv i; apply: eq_bigr => q _; have [K V] := kv q (ltn_ord q); rewrite V; congr (_ * _).
have sc r : (r < p.+1)%N -> score h X p r = score h Y p r.
  move=> rp; apply: eq_bigr => j _; rewrite (mulv_same _ Xp); congr (_ * _).
  by have [-> _] := kv r rp.
rewrite /attention; case: ifP => // _; rewrite sc //; congr (_ / _).
by apply: eq_bigr => r _; rewrite sc.
Qed.

Lemma after_layer_same ly X Y p : X p =1 Y p ->
  (forall h, List.In h (heads ly) -> same_kv h p.+1 X Y) -> after_layer ex ly X p =1 after_layer ex ly Y p.
Proof.
move=> Xp kv; have H : after_heads ex ly X p =1 after_heads ex ly Y p.
  move=> i; rewrite /after_heads Xp; congr (_ + _).
  elim: (heads ly) kv => [|h hs IH] kv; rewrite ?big_nil // !big_cons; congr (_ + _).
    by apply: mulv_same; apply: attended_same => //; apply: kv; left.
  by apply: IH => h' h'in; apply: kv; right.
move=> i; rewrite /after_layer H; congr (_ + _); apply: eq_bigr => j _; congr (_ * relu (_ + _)).
by apply: eq_bigr => l _; rewrite H.
Qed.

Definition stack (lys : seq (layer R I)) X := foldl (fun X ly => after_layer ex ly X) X lys.

(* Causality. *)
Lemma stack_causal lys m X Y : same_up_to m X Y -> same_up_to m (stack lys X) (stack lys Y).
Proof.
elim: lys X Y => //= ly lys IH X Y E; apply: IH => p pm; apply: after_layer_same; first exact: E.
move=> h _ q qp; have qm : (q < m)%N by lia.
by split; apply: mulv_same; apply: E.
Qed.

Lemma cache_decides lys m X Y : same_from m X Y -> same_cache ex lys m X Y ->
  same_from m (stack lys X) (stack lys Y).
Proof.
elim: lys X Y => //= ly lys IH X Y E [kv rest]; apply: IH rest => p mp.
apply: after_layer_same; first exact: E.
move=> h hin q qp; case: (ltnP q m) => qm; first exact: kv.
by split; apply: mulv_same; apply: E.
Qed.

(* The cache of the first m positions depends on the first m inputs only. *)
Lemma same_cache_causal lys m X Y X' Y' : same_up_to m X X' -> same_up_to m Y Y' ->
  same_cache ex lys m X Y -> same_cache ex lys m X' Y'.
Proof.
elim: lys X Y X' Y' => //= ly lys IH X Y X' Y' EX EY [kv rest]; split.
  move=> h hin q qm; have [K V] := kv h hin q qm.
  by split=> i; [rewrite -(mulv_same (W_K h) (EX q qm)) -(mulv_same (W_K h) (EY q qm))
               | rewrite -(mulv_same (W_V h) (EX q qm)) -(mulv_same (W_V h) (EY q qm))].
by apply: IH rest; [apply: (@stack_causal [:: ly]) | apply: (@stack_causal [:: ly])].
Qed.
End Layers.

Section Bound.
Variables (R : realFieldType) (ex : R -> R) (D : nat) (T : transformer R D).

Theorem alike_logits w w' u s : alike ex T w w' -> (0 < size u)%N ->
  logit ex T (w ++ u) s = logit ex T (w' ++ u) s.
Proof.
move=> [sw same] u0; rewrite /logit /run_layers take_size !size_cat -sw.
apply: eq_bigr => c _; congr (_ * _).
have := @cache_decides _ ex _ (layers T) (size w) (embed T (w ++ u)) (embed T (w' ++ u)).
apply; last by lia.
  by move=> p wp c'; rewrite /embed !nth_cat -sw ltnNge wp.
apply: same_cache_causal same => p pw c'; rewrite /embed nth_cat ?pw //.
by rewrite -sw pw.
Qed.

Lemma alike_decode w w' u : alike ex T w w' -> (0 < size u)%N ->
  decode ex T (w ++ u) = decode ex T (w' ++ u).
Proof.
move=> E u0; rewrite /decode; have -> // : [pick s | certain ex T (w ++ u) s] = [pick s | certain ex T (w' ++ u) s].
by apply: eq_pick => s; apply: eq_forallb => v; rewrite !(alike_logits _ E).
Qed.

Lemma alike_generate w w' k u : alike ex T w w' -> (0 < size u)%N ->
  generate (decode ex T) k (w ++ u) = generate (decode ex T) k (w' ++ u).
Proof.
move=> E; elim: k u => //= k IH u u0; rewrite (alike_decode E u0); congr (_ :: _).
by rewrite !rcons_cat; apply: IH; rewrite size_rcons.
Qed.

(* Any name for caches, that tells those apart that are not alike, has as many values as strings are copied. *)
Theorem cache_needed L (S : finType) (name : L.-tuple 'I_D -> S) :
  (forall x y : L.-tuple 'I_D, name x = name y -> alike ex T (Bos :: toks x) (Bos :: toks y)) ->
  (#|[set x : L.-tuple 'I_D | copies (decode ex T) x]| <= #|S|)%N.
Proof.
move=> tells; set A := [set x | _].
have inj : {in A &, injective name}.
  move=> x y; rewrite !inE /copies => /eqP cx /eqP cy /tells E; apply/val_inj/toks_inj.
  rewrite -cx -cy !size_tuple.
  exact: (@alike_generate _ _ L [:: Copy] E isT).
by rewrite -(card_in_imset inj) max_card.
Qed.

End Bound.
