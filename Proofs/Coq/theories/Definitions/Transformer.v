(* Transformer.v -- decoder-only transformers, in general.

   Definitions only.  Numbers are elements of an ordered field R.  A vector is
   a function on a finite type of coordinates, and its dimension is the number
   of elements of that type; so every weight has a name instead of an index.

   The softmax is written with a function ex in place of the exponential.  The
   theorems say what they need of it; ex2 below is the one that makes every
   attention weight a rational number. *)
From mathcomp Require Import all_ssreflect all_algebra.
From Verbatim Require Import CopyTask.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory.
Local Open Scope ring_scope.

(* ------------------------------------------------------------------ *)
(* Vectors and matrices.                                               *)
(* ------------------------------------------------------------------ *)
Section Linear.
Variable R : realFieldType.

Definition vec (I : finType) := I -> R.
(* Rows I, columns J: a matrix takes a vec J to a vec I. *)
Definition mat (I J : finType) := I -> J -> R.

Definition mulv (I J : finType) (A : mat I J) (x : vec J) : vec I :=
  fun i => \sum_j A i j * x j.
Definition dot (I : finType) (x y : vec I) : R := \sum_i x i * y i.
Definition relu (x : R) : R := Num.max 0 x.
End Linear.

(* ------------------------------------------------------------------ *)
(* Models.                                                             *)
(* ------------------------------------------------------------------ *)

(* An attention head on a residual stream with the coordinates I.  Hard-ALiBi:
   with window Some t it sees the last t positions, its own included; with
   None it sees its own and all earlier ones. *)
Record head (R : realFieldType) (I : finType) := Head {
  key_dim : finType;
  value_dim : finType;
  W_Q : mat R key_dim I;
  W_K : mat R key_dim I;
  W_V : mat R value_dim I;
  W_O : mat R I value_dim;
  window : option nat }.

(* Heads, then a perceptron with one hidden layer of ReLU units and a bias;
   each adds what it computes to the residual stream. *)
Record layer (R : realFieldType) (I : finType) := Layer {
  heads : seq (head R I);
  hidden : finType;
  W_1 : mat R hidden I;
  b_1 : vec R hidden;
  W_2 : mat R I hidden }.

(* D content tokens, so D + 3 symbols. *)
Record transformer (R : realFieldType) (D : nat) := Transformer {
  stream : finType;
  embedding : sym D -> vec R stream;
  layers : seq (layer R stream);
  unembedding : sym D -> vec R stream }.

Arguments W_Q {R I} h _ _ : rename.
Arguments W_K {R I} h _ _ : rename.
Arguments W_V {R I} h _ _ : rename.
Arguments W_O {R I} h _ _ : rename.
Arguments W_1 {R I} l _ _ : rename.
Arguments b_1 {R I} l _ : rename.
Arguments W_2 {R I} l _ _ : rename.
Arguments embedding {R D} T _ _ : rename.
Arguments unembedding {R D} T _ _ : rename.

(* ------------------------------------------------------------------ *)
(* The forward pass.                                                   *)
(* ------------------------------------------------------------------ *)
Section Forward.
Variables (R : realFieldType) (ex : R -> R) (I : finType).
Implicit Types (X : nat -> vec R I) (p q : nat) (h : head R I) (ly : layer R I).

(* X p is the residual stream at position p. *)

Definition visible (win : option nat) p q : bool :=
  (q <= p)%N && (if win is Some t then (p - q < t)%N else true).

Definition score h X p q : R := dot (mulv (W_Q h) (X p)) (mulv (W_K h) (X q)).

(* The attention that position p pays to position q <= p: softmax. *)
Definition attention h X p q : R :=
  if visible (window h) p q
  then ex (score h X p q) / \sum_(r < p.+1 | visible (window h) p r) ex (score h X p r)
  else 0.

Definition attended h X p : vec R (value_dim h) :=
  fun i => \sum_(q < p.+1) attention h X p q * mulv (W_V h) (X q) i.
Arguments attended h X p _ : clear implicits.

Definition after_heads ly X p : vec R I :=
  fun i => X p i + \sum_(h <- heads ly) mulv (W_O h) (attended h X p) i.

Definition perceptron ly (y : vec R I) : vec R I :=
  mulv (W_2 ly) (fun j => relu (mulv (W_1 ly) y j + b_1 ly j)).

Definition after_layer ly X p : vec R I :=
  fun i => after_heads ly X p i + perceptron ly (after_heads ly X p) i.
End Forward.
Arguments attended {R} ex {I} h X p _.
Arguments after_heads {R} ex {I} ly X p _.
Arguments after_layer {R} ex {I} ly X p _.
Arguments attention {R} ex {I} h X p q.
Arguments perceptron {R I} ly y _.

Section Decoding.
Variables (R : realFieldType) (ex : R -> R) (D : nat) (T : transformer R D).

Definition embed (w : seq (sym D)) : nat -> vec R (stream T) :=
  fun p => embedding T (nth Bos w p).

(* The residual stream after the first k layers. *)
Definition run_layers k (w : seq (sym D)) : nat -> vec R (stream T) :=
  foldl (fun X ly => after_layer ex ly X) (embed w) (take k (layers T)).

(* Logits are read at the last position. *)
Definition logit (w : seq (sym D)) (s : sym D) : R :=
  dot (unembedding T s) (run_layers (size (layers T)) w (size w).-1).

(* s has the strictly largest logit. *)
Definition certain (w : seq (sym D)) (s : sym D) : bool :=
  [forall u, (u != s) ==> (logit w u < logit w s)].

(* Greedy decoding by the certain argmax.  Where two symbols share the largest
   logit the answer is Bos, which is never the right one. *)
Definition decode : model D :=
  fun w => if [pick s | certain w s] is Some s then s else Bos.
End Decoding.
Arguments embed {R D} T w p _.
Arguments run_layers {R} ex {D} T k w p _.
Arguments logit {R} ex {D} T w s.
Arguments decode {R} ex {D} T _.

(* ------------------------------------------------------------------ *)
(* Sizes.                                                              *)
(* ------------------------------------------------------------------ *)
Section Sizes.
Variables (R : realFieldType) (D : nat) (T : transformer R D).
Definition depth : nat := size (layers T).
Definition width : nat := #|stream T|.
(* Heads of each layer, and hidden units of each layer. *)
Definition head_counts : seq nat := [seq size (heads ly) | ly <- layers T].
Definition hidden_counts : seq nat := [seq #|hidden ly| | ly <- layers T].
(* No head has a window of more than t positions, but for those that see everything. *)
Definition windows_at_most (t : nat) : bool :=
  all (fun ly => all (fun h => if window h is Some u then (u <= t)%N else true) (heads ly))
      (layers T).
End Sizes.

(* ------------------------------------------------------------------ *)
(* The exponential of base 2 over the rational numbers.                *)
(* ------------------------------------------------------------------ *)

(* 2^s for an integer s; between two integers it is the power of the lower
   one.  The construction's scores are integers. *)
Definition floor_rat (q : rat) : int := (numq q %/ denq q)%Z.
Definition ex2 (q : rat) : rat := 2%:R ^ floor_rat q.
