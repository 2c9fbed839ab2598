(* Forward.v -- a forward pass that computes: integers in, integers out.

   Definitions only.  A vector is a list of numerators; one denominator stands
   beside it.  Z is used where a sum or product can be large, and everything
   reduces under vm_compute.  The softmax has base 2 and takes the floor of a
   score, as ex2 does.  ForwardProofs.v: on every input the logits are those of
   Transformer.v, and so is what is generated. *)
From Coq Require Import ZArith.
From mathcomp Require Import all_ssreflect ssralg ssrint.
From Verbatim Require Import Transformer Weights.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

(* ---------- vectors and matrices; a matrix is a list of rows ---------- *)
Notation zvec := (seq Z).
Notation zmat := (seq (seq Z)).

Definition zdot (u v : zvec) : Z := foldr (fun ab s => Z.add (Z.mul ab.1 ab.2) s) Z0 (zip u v).
Definition zmulv (A : zmat) (v : zvec) : zvec := [seq zdot r v | r <- A].
Definition zadd (u v : zvec) : zvec := [seq Z.add ab.1 ab.2 | ab <- zip u v].
Definition zscale (c : Z) (u : zvec) : zvec := [seq Z.mul c a | a <- u].
Definition zsum (u : zvec) : Z := foldr Z.add Z0 u.
(* Sum of c v over the pairs (c, v), on top of u. *)
Definition zcombine (u : zvec) (cvs : seq (Z * zvec)) : zvec :=
  foldr (fun cv s => zadd (zscale cv.1 cv.2) s) u cvs.
(* The least number, or 0. *)
Definition zleast (u : zvec) : Z := if u is a :: u' then foldr Z.min a u' else Z0.
Definition zlcms (u : zvec) : Z := foldr Z.lcm Z.one u.

(* ---------- models ---------- *)
Record zhead := ZHead { zQ : zmat; zK : zmat; zV : zmat; zO : zmat; zwindow : option nat }.
Record zlayer := ZLayer { zheads : seq zhead; z1 : zmat; zb : zvec; z2 : zmat }.
(* A row of zE and of zU for each symbol. *)
Record zmodel := ZModel { zE : zmat; zlayers : seq zlayer; zU : zmat }.

(* ---------- the forward pass ---------- *)

(* A fraction: a denominator and a vector of numerators. *)
Notation fraction := (Z * seq Z)%type.

(* What a head adds at position p.  X: the numerators of all positions over the
   denominator d.  The answer is over d times the denominator given. *)
Definition zattend (h : zhead) (d : Z) (Qs Ks Vs : zmat) (p : nat) : fraction :=
  let qs := [seq q <- iota 0 p.+1 | visible (zwindow h) p q] in
  let query := nth [::] Qs p in
  let scores := [seq Z.div (zdot query (nth [::] Ks q)) (Z.mul d d) | q <- qs] in
  let least := zleast scores in
  let masses := [seq Z.pow 2 (Z.sub s least) | s <- scores] in
  let values := [seq nth [::] Vs q | q <- qs] in
  (zsum masses,
   zmulv (zO h) (zcombine (nseq (size (zV h)) Z0) (zip masses values))).

Definition zhead_at (h : zhead) (d : Z) (X : zmat) : nat -> fraction :=
  let Qs := [seq zmulv (zQ h) x | x <- X] in
  let Ks := [seq zmulv (zK h) x | x <- X] in
  let Vs := [seq zmulv (zV h) x | x <- X] in
  zattend h d Qs Ks Vs.

(* The stream behind the heads: x / d and the sum of o / (d t) over the heads'
   (t, o), over d times the least common multiple of all t. *)
Definition zafter_heads (d : Z) (x : zvec) (outs : seq fraction) : fraction :=
  let m := zlcms [seq o.1 | o <- outs] in
  (Z.mul d m, zcombine (zscale m x) [seq (Z.div m o.1, o.2) | o <- outs]).

Definition zperceptron (ly : zlayer) (dy : fraction) : fraction :=
  let: (d, y) := dy in
  let hidden := [seq Z.max 0 a | a <- zadd (zmulv (z1 ly) y) (zscale d (zb ly))] in
  (d, zadd y (zmulv (z2 ly) hidden)).

(* All positions over one denominator. *)
Definition zcommon (S : seq fraction) : Z * zmat :=
  let m := zlcms [seq s.1 | s <- S] in
  (m, [seq zscale (Z.div m s.1) s.2 | s <- S]).

Definition zafter_layer (ly : zlayer) (S : seq fraction) : seq fraction :=
  let: (d, X) := zcommon S in
  let hs := [seq zhead_at h d X | h <- zheads ly] in
  [seq zperceptron ly (zafter_heads d (nth [::] X p) [seq h p | h <- hs]) | p <- iota 0 (size X)].

Definition zembed (M : zmodel) (w : seq nat) : seq fraction :=
  [seq (Z.one, nth [::] (zE M) s) | s <- w].
Definition zrun (M : zmodel) (w : seq nat) : seq fraction :=
  foldl (fun S ly => zafter_layer ly S) (zembed M w) (zlayers M).

(* The logits after w: one denominator, and a numerator for each symbol. *)
Definition zlogits (M : zmodel) (w : seq nat) : fraction :=
  let: (d, x) := last (Z.one, [::]) (zrun M w) in (d, zmulv (zU M) x).

(* The symbol whose numerator is larger than all others; bos if there is none. *)
Definition zlargest (bos : nat) (v : zvec) : nat :=
  let is_largest s := all (fun u => (u == s) || Z.ltb (nth Z0 v u) (nth Z0 v s)) (iota 0 (size v)) in
  nth bos [seq s <- iota 0 (size v) | is_largest s] 0.
Definition zdecode (bos : nat) (M : zmodel) (w : seq nat) : nat := zlargest bos (zlogits M w).2.
Fixpoint zgenerate (bos : nat) (M : zmodel) (k : nat) (w : seq nat) : seq nat :=
  if k is k'.+1 then
    let s := zdecode bos M w in s :: zgenerate bos M k' (rcons w s)
  else [::].

(* ---------- the construction ---------- *)
Definition Z_of (z : int) : Z := match z with Posz m => Z.of_nat m | Negz m => Z.opp (Z.of_nat m.+1) end.
Definition ztable (A B : Type) (f : A -> B -> int) (rows : seq A) (columns : seq B) : zmat :=
  [seq [seq Z_of z | z <- r] | r <- table f rows columns].

(* The copier for n-grams over D tokens, d bits, scale beta, from the tables of Weights.v. *)
Section Copier.
Variables n d D beta : nat.
Definition zwindow_head (t : nat) : zhead :=
  ZHead (ztable (fun _ _ => z0) (piece_entries d) (coordinates n d))
        (ztable (fun _ _ => z0) (piece_entries d) (coordinates n d))
        (ztable z_W_V (piece_entries d) (coordinates n d))
        (ztable (z_W_O1 t) (coordinates n d) (piece_entries d))
        (Some t.+1).
Definition zlayer1 : zlayer :=
  ZLayer [seq zwindow_head t | t <- iota 0 n.+1]
         (ztable (z_W_gate d) (hidden_units n d) (coordinates n d))
         [seq Z_of z | z <- table_b_gate n d]
         (ztable (z_W_clip d) (coordinates n d) (hidden_units n d)).
Definition zmatch_head : zhead :=
  ZHead (ztable (z_W_Q2 d beta) (key_entries n d) (coordinates n d))
        (ztable z_W_K2 (key_entries n d) (coordinates n d))
        (ztable z_W_V (piece_entries d) (coordinates n d))
        (ztable z_W_O2 (coordinates n d) (piece_entries d))
        None.
Definition zlayer2 : zlayer :=
  ZLayer [:: zmatch_head] [::] [::] (ztable (fun _ _ => z0) (coordinates n d) ([::] : seq nat)).
Definition zcopier : zmodel :=
  ZModel (ztable (z_W_E d D) (symbols D) (coordinates n d)) [:: zlayer1; zlayer2]
         (ztable (z_W_U d D) (symbols D) (coordinates n d)).
End Copier.
