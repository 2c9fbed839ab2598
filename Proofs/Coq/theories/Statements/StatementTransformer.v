(* StatementTransformer.v -- what is proved about the construction for Theorem 2.3,
   as plain propositions.  Every name used here is defined in CopyTask.v,
   Ngram.v, Transformer.v, Construction.v or Cache.v.  The comment before a proposition names
   the claim that it belongs to.

   The construction is `copier n D`.  It is a function of n and D alone.  Its
   softmax has base 2 over the rational numbers: all scores are integers. *)
From mathcomp Require Import all_ssreflect all_algebra.
From Verbatim Require Import CopyTask Ngram Transformer Construction Cache.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Local Open Scope ring_scope.

Notation rational := [realFieldType of rat].

(* ---------------- Theorem 2.3 ---------------- *)

(* claim: T2.3 *)
(* Two layers, n + 1 heads and one head, 2n(2d + 2) hidden units and none, and the
   width (d + 2) + (n + 1)(d + 1) + 2n(d + 1) + (d + 1) with d = max(2, ceil(log2 D)) ... *)
Definition T2_3_sizes : Prop := forall n D : nat,
  [/\ depth (copier n D) = 2%N,
      head_counts (copier n D) = [:: n + 1; 1]%N,
      hidden_counts (copier n D) = [:: 2 * n * (2 * bits D + 2); 0]%N,
      width (copier n D) = copier_width n D
    & copier_width n D
      = ((bits D + 2) + (n + 1) * (bits D + 1) + 2 * n * (bits D + 1) + (bits D + 1))%N ].

(* claim: T2.3 *)
(* ... which is O(n log D). *)
Definition T2_3_width_order : Prop := forall n D : nat,
  (0 < n)%N -> (copier_width n D <= 10 * n * bits D)%N.

(* claim: T2.3 *)
(* Every string of 1 token or more with distinct n-grams is copied and terminated. *)
Definition T2_3 : Prop := forall (n D : nat) (x : seq 'I_D),
  (0 < n)%N -> (0 < size x)%N -> distinct_ngrams n x ->
  copies_and_ends (decode ex2 (copier n D)) x.

(* claim: T2.3 *)
(* Such strings have D^n + n - 1 tokens at most, so T2_3 is about 1 <= L <= D^n + n - 1. *)
Definition T2_3_range : Prop := forall (n D : nat) (x : seq 'I_D),
  (0 < D)%N -> distinct_ngrams n x -> (size x <= D ^ n + n - 1)%N.

(* claim: T2.3 *)
(* There is such a string of every such length, and it is copied and ended. *)
Definition T2_3_every_length : Prop := forall n D L : nat,
  (0 < n)%N -> (0 < D)%N -> (0 < L <= D ^ n + n - 1)%N ->
  exists x : seq 'I_D, [/\ size x = L, distinct_ngrams n x & copies_and_ends (decode ex2 (copier n D)) x].

(* claim: T2.3 *)
(* The error is at most the probability of a repeated n-gram, for every source of
   strings of every length ... *)
Definition T2_3_error : Prop :=
  forall (R : realFieldType) (n D L : nat) (P : L.-tuple 'I_D -> R),
  (0 < n)%N -> is_dist P -> err P (decode ex2 (copier n D)) <= p_ngram P n.

(* claim: T2.3 *)
(* ... and so is the error that counts a missing end (L >= 1). *)
Definition T2_3_error_end : Prop :=
  forall (R : realFieldType) (n D L : nat) (P : L.-tuple 'I_D -> R),
  (0 < n)%N -> (0 < L)%N -> is_dist P ->
  err_end P (decode ex2 (copier n D)) <= p_ngram P n.

(* claim: T2.3 *)
(* The same with the scale that belongs to any bound l on the length ... *)
Definition T2_3_scaled : Prop := forall (l n D : nat) (x : seq 'I_D),
  (0 < n)%N -> (0 < size x <= l)%N -> distinct_ngrams n x ->
  copies_and_ends (decode ex2 (copier_for l n D)) x.

(* claim: T2.3 *)
(* ... in particular with the bound 2^62 of the command. *)
Definition T2_3_capped : Prop := forall (n D : nat) (x : seq 'I_D),
  (0 < n)%N -> (0 < size x <= 2 ^ 62)%N -> distinct_ngrams n x ->
  copies_and_ends (decode ex2 (capped_copier n D)) x.

(* claim: T2.3 *)
(* The scale is the least beta with 4^beta > 8 (2 l + 1). *)
Definition T2_3_scale : Prop := forall l : nat,
  (8 * (2 * l + 1) < 4 ^ scale l)%N /\
  forall b : nat, (8 * (2 * l + 1) < 4 ^ b)%N -> (scale l <= b)%N.

(* claim: T2.3 *)
(* The same for any ordered field, any injective code of two bits or more, and any
   positive function in place of 2^s under which a lead of 2 points outweighs
   2L + 1 keys eight times over. *)
Definition T2_3_any_softmax : Prop :=
  forall (R : realFieldType) (n d D : nat) (code : 'I_D -> 'I_d -> bool)
    (ex : R -> R) (beta : R) (x : seq 'I_D),
  (0 < n)%N -> (1 < d)%N -> (forall u v, code u =1 code v -> u = v) ->
  (forall s, 0 < ex s) ->
  (forall s t, s + 2%:R <= t ->
     (8 * (2 * size x + 1))%N%:R * ex (beta * s) < ex (beta * t)) ->
  (0 < size x)%N -> distinct_ngrams n x ->
  copies_and_ends (decode ex (construction n code beta)) x.

(* ---------------- its lemmas ---------------- *)

(* The residual stream after layer 1. *)
Definition stream1 (n D : nat) (w : seq (sym D)) (p : nat) : vec rational (stream (copier n D)) :=
  run_layers ex2 (copier n D) 1 w p.
Arguments stream1 n {D} w p _.

(* The head of layer 2, and its scores. *)
Definition head2 (n D : nat) : head rational (stream (copier n D)) :=
  match_head n (bits D) (scale (longest n D))%:R.
Arguments head2 n D : clear implicits.

(* What has been read when k tokens of the copy of x are written. *)
Definition so_far (D : nat) (x : seq 'I_D) (k : nat) : seq (sym D) :=
  prompt x ++ toks (take k x).

(* claim: T2.3.windows *)
(* On any input: the slot G_g of position p >= g holds the piece of the symbol at
   p - g after the heads of layer 1. *)
Definition T2_3_windows : Prop :=
  forall (n D : nat) (w : seq (sym D)) (p : nat) (g : 'I_n.+1) (a : piece (bits D)),
  (g <= p)%N ->
  after_heads ex2 (layer1 rational n (bits D)) (embed (copier n D) w) p (G g a)
  = piece_of rational (@binary D) (nth Bos w (p - g)) a.

(* claim: T2.3.windows *)
(* At a position p < g it holds the mean of the pieces of all symbols so far. *)
Definition T2_3_windows_start : Prop :=
  forall (n D : nat) (w : seq (sym D)) (p : nat) (g : 'I_n.+1) (a : piece (bits D)),
  (p < g)%N ->
  after_heads ex2 (layer1 rational n (bits D)) (embed (copier n D) w) p (G g a)
  = (\sum_(q < p.+1) piece_of rational (@binary D) (nth Bos w q) a) / p.+1%:R.

(* claim: T2.3.gate *)
(* On any input: o = 0 for queries, 1 for keys.  Going back from o places before p
   there are m tokens and then Bos or Copy.  Then the gated slot k holds the piece
   of the symbol if k < m, the flag alone if k = m, and zero if k > m. *)
Definition T2_3_gate : Prop :=
  forall (n D : nat) (w : seq (sym D)) (o : bool) (p m : nat) (k : 'I_n) (a : piece (bits D)),
  (0 < D)%N -> (o + m <= p)%N -> (o -> nth Bos w p <> Bos) ->
  (forall j, (j < m)%N -> exists v, nth Bos w (p - (o + j)) = Tok v) ->
  boundary (nth Bos w (p - (o + m))) ->
  stream1 n w p (C o k a)
  = if (k < m)%N then piece_of rational (@binary D) (nth Bos w (p - (o + k))) a
    else ((k == m :> nat) && (a == None))%:R.

(* claim: T2.3.gate *)
(* The key of Bos itself is zero. *)
Definition T2_3_gate_start : Prop :=
  forall (n D : nat) (w : seq (sym D)) (p : nat) (k : 'I_n) (a : piece (bits D)),
  nth Bos w p = Bos -> stream1 n w p (C true k a) = 0.

(* claim: T2.3.match *)
(* Points of the right key, at position k + 1: k d + 2 for k < n, else n d.  Every
   other visible key has at least 2 fewer.  A score is beta times the points, and
   the points are integers. *)
Definition T2_3_match : Prop := forall (n D : nat) (x : seq 'I_D) (k : nat),
  (0 < n)%N -> (0 < size x)%N -> distinct_ngrams n x -> (k <= size x)%N ->
  let w := so_far x k in
  let p := (size w).-1 in
  let best := (if (k < n)%N then k * bits D + 2 else n * bits D)%N in
  let beta := (scale (longest n D))%:R in
  score (head2 n D) (stream1 n w) p k.+1 = beta * best%:R /\
  forall q, (q <= p)%N -> q != k.+1 ->
    exists2 s : int, score (head2 n D) (stream1 n w) p q = beta * s%:~R
                   & s%:~R + 2%:R <= best%:R :> rat.

(* claim: T2.3.weight *)
(* The right key gets more than 8/9 of the attention. *)
Definition T2_3_weight : Prop := forall (n D : nat) (x : seq 'I_D) (k : nat),
  (0 < n)%N -> (0 < size x)%N -> distinct_ngrams n x -> (k <= size x)%N ->
  let w := so_far x k in
  8%:R / 9%:R < attention ex2 (head2 n D) (stream1 n w) (size w).-1 k.+1.

(* claim: T2.3.readout *)
(* On any input: if the position t gets the weight p >= 1/2 in layer 2 and holds
   the token v, then v's logit is at least 4d(2p - 1), another token's is smaller by
   8(2p - 1) or more, the end's is at most 3d(1 - p), the other two are 0. *)
Definition T2_3_readout_token : Prop :=
  forall (n D : nat) (w : seq (sym D)) (t : nat) (v : 'I_D),
  (t <= (size w).-1)%N -> nth Bos w t = Tok v ->
  let p := attention ex2 (head2 n D) (stream1 n w) (size w).-1 t in
  let l := logit ex2 (copier n D) w in
  1 <= 2%:R * p ->
  [/\ (4 * bits D)%N%:R * (2%:R * p - 1) <= l (Tok v),
      forall u, u != v -> 8%:R * (2%:R * p - 1) <= l (Tok v) - l (Tok u),
      l Eos <= (3 * bits D)%N%:R * (1 - p)
    & l Bos = 0 /\ l Copy = 0].

(* claim: T2.3.readout *)
(* If it holds Bos or Copy, then the end's logit is at least 3dp and a token's at
   most 4d(1 - p). *)
Definition T2_3_readout_end : Prop :=
  forall (n D : nat) (w : seq (sym D)) (t : nat),
  (t <= (size w).-1)%N -> boundary (nth Bos w t) ->
  let p := attention ex2 (head2 n D) (stream1 n w) (size w).-1 t in
  let l := logit ex2 (copier n D) w in
  [/\ (3 * bits D)%N%:R * p <= l Eos,
      forall u, l (Tok u) <= (4 * bits D)%N%:R * (1 - p)
    & l Bos = 0 /\ l Copy = 0].

(* claim: T2.3.readout *)
(* So every step of a copy has a margin.  While tokens are due ... *)
Definition T2_3_margins_token : Prop :=
  forall (n D : nat) (x : seq 'I_D) (k : nat) (a : 'I_D),
  (0 < n)%N -> distinct_ngrams n x -> (k < size x)%N ->
  let l := logit ex2 (copier n D) (so_far x k) in
  let v := nth a x k in
  [/\ forall u, u != v -> 56%:R / 9%:R < l (Tok v) - l (Tok u),
      (25 * bits D)%N%:R / 9%:R < l (Tok v) - l Eos,
      (28 * bits D)%N%:R / 9%:R < l (Tok v) - l Bos
    & (28 * bits D)%N%:R / 9%:R < l (Tok v) - l Copy].

(* claim: T2.3.readout *)
(* ... and when the end is. *)
Definition T2_3_margins_end : Prop := forall (n D : nat) (x : seq 'I_D),
  (0 < n)%N -> (0 < size x)%N -> distinct_ngrams n x ->
  let l := logit ex2 (copier n D) (so_far x (size x)) in
  [/\ forall u, (20 * bits D)%N%:R / 9%:R < l Eos - l (Tok u),
      (24 * bits D)%N%:R / 9%:R < l Eos - l Bos
    & (24 * bits D)%N%:R / 9%:R < l Eos - l Copy].

(* ---------------- what follows ---------------- *)

(* claim: X.de-bruijn *)
(* Every de Bruijn string is copied and ended. *)
Definition X_de_bruijn_transformer : Prop := forall (n D : nat) (x : seq 'I_D),
  (0 < n)%N -> (0 < D)%N -> de_bruijn n x -> copies_and_ends (decode ex2 (copier n D)) x.

(* claim: C2.5 *)
(* On uniform strings of length L an n with D^n >= L^2 / eps gives an error below eps ... *)
Definition C2_5 : Prop := forall (R : realFieldType) (n D L : nat) (eps : R),
  (0 < D)%N -> (0 < n)%N -> (0 < L)%N -> (L ^ 2)%:R <= eps * (D ^ n)%:R ->
  err_end (uniform D R L) (decode ex2 (copier n D)) < eps.

(* claim: C2.5 *)
(* ... so for every eps > 0, in any ordered field without infinitesimals, there is a least n >= 1 with
   D^n eps >= L^2, and it will do, at width 4 (n + 1)(d + 1) or less ... *)
Definition C2_5_least : Prop := forall (R : archiFieldType) (D L : nat) (eps : R),
  (1 < D)%N -> (0 < L)%N -> 0 < eps ->
  exists n : nat, [/\ (0 < n)%N /\ (L ^ 2)%:R <= eps * (D ^ n)%:R,
    forall m, (0 < m)%N -> (L ^ 2)%:R <= eps * (D ^ m)%:R -> (n <= m)%N,
    err_end (uniform D R L) (decode ex2 (copier n D)) < eps
  & (width (copier n D) <= 4 * (n + 1) * (bits D + 1))%N].

(* claim: C2.5 *)
(* ... which for eps = 1/k is n = max(1, ceil(log_D (k L^2))). *)
Definition C2_5_length : Prop := forall (R : realFieldType) (D L k : nat),
  (1 < D)%N -> (0 < L)%N -> (0 < k)%N ->
  let n := maxn 1 (up_log D (k * L ^ 2)) in
  err_end (uniform D R L) (decode ex2 (copier n D)) < k%:R^-1 :> R /\
  (width (copier n D) <= 4 * (n + 1) * (bits D + 1))%N.

(* ---------------- what is remembered ---------------- *)

(* The largest window of layer 1. *)
Definition head1 (n D : nat) : head rational (stream (copier n D)) :=
  @window_head rational n (bits D) ord_max.
Arguments head1 n D : clear implicits.

(* The cache after reading w: the keys and values of layer 2 at all positions, and the
   values of layer 1 at the last n + 1. *)
Definition cache (n D : nat) (w : seq (sym D)) : seq rat :=
  keys_at (head2 n D) (stream1 n w) (all_positions (size w)) ++
  values_at (head2 n D) (stream1 n w) (all_positions (size w)) ++
  values_at (head1 n D) (embed (copier n D) w) (last_positions n.+1 (size w)).

(* claim: R2.9 *)
(* No more is needed of layer 1. Whatever its heads read, their keys are zero, their
   values are those of the largest window, and no window is larger than n + 1 ... *)
Definition R2_9_first_layer : Prop :=
  forall (n D : nat) (t : 'I_n.+1) (v : vec rational (stream (copier n D))),
  let h := @window_head rational n (bits D) t in
  [/\ forall i, mulv (W_K h) v i = 0, mulv (W_V h) v = mulv (W_V (head1 n D)) v,
      window h = Some t.+1 & (t.+1 <= n + 1)%N].

(* claim: R2.9 *)
(* ... so for what layer 1 computes at later positions only its last n + 1 values matter. *)
Definition R2_9_recent : Prop := forall (n D : nat) (w w' u : seq (sym D)) (p : nat),
  size w = size w' -> (size w <= p)%N ->
  let recent w := values_at (head1 n D) (embed (copier n D) w) (last_positions n.+1 (size w)) in
  recent w = recent w' -> forall c, stream1 n (w ++ u) p c = stream1 n (w' ++ u) p c.

(* claim: R2.9 *)
(* And no more of both: if two inputs, of any length, leave one cache, all later logits
   are the same. *)
Definition R2_9_enough : Prop := forall (n D : nat) (w w' u : seq (sym D)) (s : sym D),
  cache n w = cache n w' -> (0 < size u)%N ->
  logit ex2 (copier n D) (w ++ u) s = logit ex2 (copier n D) (w' ++ u) s.

(* claim: R2.9 *)
(* After Bos x Copy x these are (2L + 2)(n + 1)(d + 1) + min(n + 1, 2L + 2)(d + 1)
   numbers ... *)
Definition R2_9_entries : Prop := forall (n D : nat) (x : seq 'I_D),
  let L := size x in
  (size (cache n (prompt x ++ toks x))
   = (2 * L + 2) * (n + 1) * (bits D + 1) + minn (n + 1) (2 * L + 2) * (bits D + 1))%N.

(* claim: R2.9 *)
(* ... each of them -1, 0 or 1; so it is after Bos x Copy u for any tokens u. *)
Definition R2_9_ternary : Prop := forall (n D : nat) (x u : seq 'I_D) (c : rat),
  (0 < size x)%N -> c \in cache n (prompt x ++ toks u) -> c \in [:: -1; 0; 1].

(* claim: R2.9 *)
(* Two bits for each number tell such caches apart. *)
Definition R2_9_code : Prop := forall (n D : nat) (x y u v : seq 'I_D),
  (0 < size x)%N -> (0 < size y)%N ->
  let c := cache n (prompt x ++ toks u) in let c' := cache n (prompt y ++ toks v) in
  size (written c) = (2 * size c)%N /\ (written c = written c' -> c = c').

(* claim: R2.9 *)
(* So 2 (n + 1)(d + 1)(2L + 3) bits are enough, which are 60 n L log2 D at most. *)
Definition R2_9_bits : Prop := forall (n D : nat) (x : seq 'I_D),
  (0 < n)%N -> (1 < D)%N -> (0 < size x)%N ->
  let L := size x in let most := (2 * (n + 1) * (bits D + 1) * (2 * L + 3))%N in
  (size (written (cache n (prompt x ++ toks x))) <= most)%N /\
  (2 ^ most <= D ^ (60 * n * L))%N.

(* claim: R2.9 *)
(* After Bos x Copy different strings leave different caches. *)
Definition R2_9_differ : Prop := forall (n D : nat) (x y : seq 'I_D),
  size x = size y -> x <> y -> cache n (prompt x) <> cache n (prompt y).

(* ---------------- the strings that are not copied ---------------- *)

(* claim: X.failure-set *)
(* The construction miscopies exactly the strings in which an n-gram, padded with Bos,
   has two different successors: those that every decoder of the last n outputs
   miscopies. It copies and ends exactly the strings with distinct n-grams. *)
Definition X_failure_set_construction : Prop := forall (n D : nat) (x : seq 'I_D),
  (0 < n)%N -> (0 < size x <= longest n D)%N ->
  copies (decode ex2 (copier n D)) x = ~~ conflict n x /\
  copies_and_ends (decode ex2 (copier n D)) x = distinct_ngrams n x.

(* claim: X.failure-set *)
(* The same with the scale that belongs to any bound l on the length. *)
Definition X_failure_set_construction_scaled : Prop := forall (l n D : nat) (x : seq 'I_D),
  (0 < n)%N -> (0 < size x <= l)%N ->
  copies (decode ex2 (copier_for l n D)) x = ~~ conflict n x /\
  copies_and_ends (decode ex2 (copier_for l n D)) x = distinct_ngrams n x.

(* claim: X.failure-set *)
(* So its errors are those of the plain n-gram decoder, on every source ... *)
Definition X_failure_set_construction_error : Prop :=
  forall (R : realFieldType) (n D L : nat) (P : L.-tuple 'I_D -> R),
  (0 < n)%N -> (0 < L <= longest n D)%N ->
  err P (decode ex2 (copier n D)) = err P (lookup n) /\
  err_end P (decode ex2 (copier n D)) = p_ngram P n.

(* claim: X.failure-set *)
(* ... and on uniform strings err <= C(L - n, 2) / D^n (1 - 1/D). *)
Definition X_failure_set_construction_uniform : Prop :=
  forall (R : realFieldType) (n D L : nat),
  (0 < n)%N -> (0 < D)%N -> (0 < L <= longest n D)%N ->
  err (uniform D R L) (decode ex2 (copier n D))
    <= 'C(L - n, 2)%:R / (D ^ n)%:R * (1 - D%:R^-1).

(* ---------------- one layer is not enough ---------------- *)

(* claim: X.one-layer *)
(* A transformer with one layer, of any width and with any weights, whose windows are of
   at most t positions or unlimited. For strings a b y of L > t tokens it has the same
   features at Copy, which stands at L + 1, and at every later position as for b a y,
   whatever both are followed by. *)
Definition X_one_layer_features : Prop :=
  forall (R : realFieldType) (ex : R -> R) (D t : nat) (T : transformer R D)
    (a b : 'I_D) (y : seq 'I_D) (rest : seq (sym D)) (p : nat) (c : stream T),
  depth T = 1%N -> windows_at_most T t ->
  let L := (size y + 2)%N in (t < L)%N -> (L + 1 <= p)%N ->
  run_layers ex T 1 (prompt (a :: b :: y) ++ rest) p c
  = run_layers ex T 1 (prompt (b :: a :: y) ++ rest) p c.

(* claim: X.one-layer *)
(* So it writes the same after both, and copies one of them at most. *)
Definition X_one_layer : Prop :=
  forall (R : realFieldType) (ex : R -> R) (D t : nat) (T : transformer R D)
    (a b : 'I_D) (y : seq 'I_D),
  depth T = 1%N -> windows_at_most T t -> (t < size y + 2)%N ->
  let next := decode ex T in
  (forall k, generate next k (prompt (a :: b :: y)) = generate next k (prompt (b :: a :: y))) /\
  (a <> b -> ~~ (copies next (a :: b :: y) && copies next (b :: a :: y))).

(* ---------------- near misses, refuted ---------------- *)

(* claim: T2.3 *)
(* Near miss: "<" in place of "<=".  A source that gives one string with distinct
   n-grams has p_ngram = 0, and no model has an error below 0. *)
Definition T2_3_not_strict : Prop :=
  forall (R : realFieldType) (n D L : nat) (y : L.-tuple 'I_D), distinct_ngrams n y ->
  exists P : L.-tuple 'I_D -> R, [/\ is_dist P, p_ngram P n = 0
    & forall next : model D, ~ err P next < p_ngram P n].

(* ---------------- instances: the hypotheses can be met ---------------- *)

(* claim: T2.3 *)
(* 0 0 1 1 0 has distinct 2-grams and the greatest length, 2^2 + 2 - 1 = 5; it is
   copied and terminated by two layers of width 28. *)
Definition T2_3_instance : Prop :=
  let x : seq 'I_2 := [:: ord0; ord0; ord_max; ord_max; ord0] in
  [/\ distinct_ngrams 2 x, size x = longest 2 2, width (copier 2 2) = 28%N
    & copies_and_ends (decode ex2 (copier 2 2)) x].

(* claim: T2.3 *)
(* For n = 4 and D = 10: d = 4, L_max = 10003, beta = 9, width 76. *)
Definition T2_3_instance_digits : Prop :=
  [/\ bits 10 = 4, longest 4 10 = 10 ^ 4 + 3, scale (longest 4 10) = 9
    & width (copier 4 10) = 76]%N.

(* claim: T2.3 *)
(* Near miss: n-grams of n + 1 tokens.  With n = 1 and D = 4 the string a b a c has
   distinct 2-grams, and is not copied. *)
Definition T2_3_not_longer_ngrams : Prop :=
  let x : seq 'I_4 := [:: inord 0; inord 1; inord 0; inord 2] in
  distinct_ngrams 2 x /\ ~~ copies (decode ex2 (copier 1 4)) x.
