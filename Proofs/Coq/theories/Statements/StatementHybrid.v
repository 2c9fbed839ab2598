(* StatementHybrid.v -- what is proved about the hybrid of a state space layer and an attention
   layer, as plain propositions.  Every name used here is defined in CopyTask.v, Transformer.v,
   Construction.v or Hybrid.v.

   The hybrid is `hybrid_copier n D`: a linear system h := A h + B u, y = C h + D u with the
   matrices of a shift register, which stands in the place of the heads of layer 1; then the
   gate and layer 2 of the transformer `copier n D` of Theorem 2.3, to the last weight. *)
From mathcomp Require Import all_ssreflect all_algebra.
From Verbatim Require Import CopyTask Transformer Construction Hybrid.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Local Open Scope ring_scope.

(* ---------------- the whole ---------------- *)

(* claim: X.hybrid *)
(* The state has n (d + 1) numbers, and every entry of A, B, C and D is 0 or 1; no heads in
   layer 1, one in layer 2; hidden units and width are those of the transformer. *)
Definition X_hybrid_sizes : Prop := forall n D : nat,
  let H := hybrid_copier n D in
  let r := state_layer H in
  [/\ #|memory r| = (n * (bits D + 1))%N,
      (forall i j, W_A r i j \in [:: 0; 1]) /\ (forall i j, W_B r i j \in [:: 0; 1]),
      (forall i j, W_C r i j \in [:: 0; 1]) /\ (forall i j, W_D r i j \in [:: 0; 1]),
      head_counts (body H) = [:: 0; 1]%N
    & hidden_counts (body H) = hidden_counts (copier n D) /\ width (body H) = width (copier n D) ].

(* claim: X.hybrid *)
(* On any input: after the state space layer the slot G_g of position p holds the piece of the
   symbol at p - g, and zero if p < g. *)
Definition X_hybrid_register : Prop :=
  forall (n D : nat) (w : seq (sym D)) (p : nat) (g : 'I_n.+1) (a : piece (bits D)),
  run_hybrid ex2 (hybrid_copier n D) 0 w p (G g a)
  = if (g <= p)%N then piece_of [realFieldType of rat] (@binary D) (nth Bos w (p - g)) a else 0.

(* claim: X.hybrid *)
(* On any input that begins with Bos, for any code, any scale and any positive function in
   place of 2^s: after each layer every coordinate but those of the slots G is what it is in
   the transformer ... *)
Definition X_hybrid_stream : Prop :=
  forall (R : realFieldType) (n d D : nat) (code : 'I_D -> 'I_d -> bool) (ex : R -> R) (beta : R)
    (w : seq (sym D)) (p k : nat) (c : slot_finType n d),
  (forall s, 0 < ex s) -> (0 < k)%N -> (forall g a, c <> G g a) ->
  run_hybrid ex (hybrid_construction n code beta) k (Bos :: w) p c
  = run_layers ex (construction n code beta) k (Bos :: w) p c.

(* claim: X.hybrid *)
(* ... so all logits are those of the transformer, and what it generates. *)
Definition X_hybrid_logit : Prop :=
  forall (R : realFieldType) (n d D : nat) (code : 'I_D -> 'I_d -> bool) (ex : R -> R) (beta : R)
    (w : seq (sym D)),
  (forall s, 0 < ex s) ->
  let H := hybrid_construction n code beta in
  let T := construction n code beta in
  (forall s, hybrid_logit ex H (Bos :: w) s = logit ex T (Bos :: w) s) /\
  (forall k, generate (hybrid_decode ex H) k (Bos :: w) = generate (decode ex T) k (Bos :: w)).

(* claim: X.hybrid *)
(* Every string of 1 token or more with distinct n-grams is copied and terminated.  Such
   strings have D^n + n - 1 tokens at most (T2_3_range). *)
Definition X_hybrid : Prop := forall (n D : nat) (x : seq 'I_D),
  (0 < n)%N -> (0 < size x)%N -> distinct_ngrams n x ->
  copies_and_ends (hybrid_decode ex2 (hybrid_copier n D)) x.

(* claim: X.hybrid *)
(* The same with the scale that belongs to any bound l on the length ... *)
Definition X_hybrid_scaled : Prop := forall (l n D : nat) (x : seq 'I_D),
  (0 < n)%N -> (0 < size x <= l)%N -> distinct_ngrams n x ->
  copies_and_ends (hybrid_decode ex2 (hybrid_for l n D)) x.

(* claim: X.hybrid *)
(* ... in particular with the bound 2^62 of the command. *)
Definition X_hybrid_capped : Prop := forall (n D : nat) (x : seq 'I_D),
  (0 < n)%N -> (0 < size x <= 2 ^ 62)%N -> distinct_ngrams n x ->
  copies_and_ends (hybrid_decode ex2 (capped_hybrid n D)) x.

(* ---------------- the state space half ---------------- *)

(* claim: X.hybrid *)
(* Without attention, whatever the code: if x has more than n tokens, then at Copy and at every
   position after it the state and all that is computed are the same as for x without its
   first token, whatever both are followed by ... *)
Definition X_hybrid_state_half_features : Prop :=
  forall (R : realFieldType) (ex : R -> R) (n d D : nat) (code : 'I_D -> 'I_d -> bool) (x : seq 'I_D),
  (n < size x)%N -> takes_for ex (state_space_half R n code) x (behead x).

(* claim: X.hybrid *)
(* ... so whatever is read out of it, the same is written for both.  If x has distinct n-grams,
   so has the other string, and one of the two is not copied and ended. *)
Definition X_hybrid_state_half : Prop :=
  forall (R : realFieldType) (ex : R -> R) (n d D : nat) (code : 'I_D -> 'I_d -> bool)
    (next : model D) (x : seq 'I_D),
  reads_from ex (state_space_half R n code) next ->
  (n < size x)%N -> distinct_ngrams n x ->
  [/\ distinct_ngrams n (behead x),
      forall k, generate next k (prompt x) = generate next k (prompt (behead x))
    & ~~ (copies_and_ends next x && copies_and_ends next (behead x))].

(* claim: X.hybrid *)
(* Near miss: the state space layer is enough.  Read out as the whole is, all its logits are
   zero on every input, and it copies no string of 1 token or more. *)
Definition X_hybrid_near_miss : Prop :=
  forall (R : realFieldType) (ex : R -> R) (n d D : nat) (code : 'I_D -> 'I_d -> bool),
  let H := state_space_half R n code in
  (forall w s, hybrid_logit ex H w s = 0) /\
  (forall x : seq 'I_D, (0 < size x)%N -> ~~ copies (hybrid_decode ex H) x).

(* ---------------- the attention half ---------------- *)

(* claim: X.hybrid *)
(* Without the register's state, whatever the code, the scale and the softmax: x and its
   reversal give the same at Copy and at every position after it ... *)
Definition X_hybrid_attention_half_features : Prop :=
  forall (R : realFieldType) (ex : R -> R) (n d D : nat) (code : 'I_D -> 'I_d -> bool) (beta : R)
    (x : seq 'I_D),
  takes_for ex (attention_half n code beta) x (rev x).

(* claim: X.hybrid *)
(* ... so whatever is read out of it, the same is written for both.  If x has distinct n-grams,
   so has its reversal; if x is no palindrome, one of the two is miscopied. *)
Definition X_hybrid_attention_half : Prop :=
  forall (R : realFieldType) (ex : R -> R) (n d D : nat) (code : 'I_D -> 'I_d -> bool) (beta : R)
    (next : model D) (x : seq 'I_D),
  reads_from ex (attention_half n code beta) next ->
  [/\ distinct_ngrams n x -> distinct_ngrams n (rev x),
      forall k, generate next k (prompt x) = generate next k (prompt (rev x))
    & rev x <> x -> ~~ (copies next x && copies next (rev x))].

(* claim: X.hybrid *)
(* So if there are two tokens, neither half copies and ends every string with distinct
   n-grams, whatever is read out of it. *)
Definition X_hybrid_neither : Prop :=
  forall (R : realFieldType) (ex : R -> R) (n d D : nat) (code : 'I_D -> 'I_d -> bool) (beta : R)
    (next : model D),
  (0 < n)%N -> (1 < D)%N ->
  reads_from ex (state_space_half R n code) next \/ reads_from ex (attention_half n code beta) next ->
  exists x : seq 'I_D, [/\ (0 < size x)%N, distinct_ngrams n x & ~~ copies_and_ends next x].

(* claim: X.hybrid *)
(* Decoding by the largest logit is such a readout, for every hybrid model. *)
Definition X_hybrid_decode_reads : Prop :=
  forall (R : realFieldType) (ex : R -> R) (D : nat) (H : hybrid R D),
  reads_from ex H (hybrid_decode ex H).
