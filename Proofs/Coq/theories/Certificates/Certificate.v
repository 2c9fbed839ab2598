(* Certificate.v -- a program that decides whether a string has distinct n-grams, fast
   enough for strings of a million tokens.  Definitions only; CertificateProofs.v
   proves what follows from its answer.

   Tokens are binary numbers here.  certificate_to_coq.py writes such a string down. *)
From Coq Require Import NArith Ascii String.
From mathcomp Require Import all_ssreflect all_algebra.
From Verbatim Require Import CopyTask Transformer Construction.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

(* ---------- reading ---------- *)
(* A token is written with so many characters, the most significant first; the character
   of value v = 0 .. 63 is the one with code 48 + v, so that digits mean themselves. *)
Definition digit (c : ascii) : N := (N_of_ascii c - 48)%num.

(* `more` characters of a token follow, which is worth `value` so far. *)
Fixpoint read_from (length more : nat) (value : N) (s : string) : seq N :=
  if s is String c s' then
    let value' := (64 * value + digit c)%num in
    if more is more'.+1 then read_from length more' value' s'
    else value' :: read_from length length.-1 0%num s'
  else [::].

(* A long string is written in pieces. *)
Definition read (characters : nat) (pieces : seq string) : seq N :=
  flatten [seq read_from characters characters.-1 0%num s | s <- pieces].

(* ---------- sets of numbers ---------- *)
Inductive trie := Empty | Node of trie & bool & trie.

Fixpoint contains (t : trie) (p : positive) : bool :=
  match t, p with
  | Empty, _ => false
  | Node _ here _, xH => here
  | Node l _ _, xO q => contains l q
  | Node _ _ r, xI q => contains r q
  end.

Fixpoint insert (t : trie) (p : positive) : trie :=
  match p, t with
  | xH, Empty => Node Empty true Empty
  | xH, Node l _ r => Node l true r
  | xO q, Empty => Node (insert Empty q) false Empty
  | xO q, Node l here r => Node (insert l q) here r
  | xI q, Empty => Node Empty false (insert Empty q)
  | xI q, Node l here r => Node l here (insert r q)
  end.

(* ---------- the check ---------- *)
(* A number for the n tokens that stand first in x, if there are as many.  Equal n-grams
   have equal numbers, and nothing else matters. *)
Fixpoint key (n : nat) (width : N) (value : N) (x : seq N) : option positive :=
  if n is n'.+1 then
    if x is a :: x' then key n' width (N.shiftl value width + a)%num x' else None
  else Some (N.succ_pos value).

(* No n-gram has the number of another, or one of those that were seen before. *)
Fixpoint distinct_from (n : nat) (width : N) (seen : trie) (x : seq N) : bool :=
  if x is _ :: x' then
    if key n width 0%num x is Some p then
      if contains seen p then false else distinct_from n width (insert seen p) x'
    else true
  else true.

(* The length, if all tokens are below D. *)
Fixpoint length_below (D : N) (length : N) (x : seq N) : option N :=
  if x is a :: x' then
    if N.ltb a D then length_below D (N.succ length) x' else None
  else Some length.

(* 2^62: `construct` promises no longer string. *)
Definition most : N := N.shiftl 1 62.

(* L is the length that x is said to have. *)
Definition checked (n : nat) (D L : N) (x : seq N) : bool :=
  match length_below D 0%num x with
  | Some length => if N.eqb length L then
      if N.eqb L 0%num || N.ltb most L then false
      else distinct_from n (N.size (N.pred D)) Empty x
    else false
  | None => false
  end.

(* ---------- what follows ---------- *)
(* The tokens of a string, in Coq's two ways to write numbers. *)
Definition same_tokens (D : nat) (y : seq 'I_D) (x : seq N) : Prop :=
  [seq nat_of_ord a | a <- y] = [seq N.to_nat a | a <- x].

(* The string x of L tokens has distinct n-grams, and is copied and terminated by the
   construction, and by the one that `construct` prints. *)
Definition is_copied (n D : nat) (L : N) (x : seq N) : Prop :=
  exists y : seq 'I_D, [/\ same_tokens y x, size y = N.to_nat L, distinct_ngrams n y,
    copies_and_ends (decode ex2 (copier n D)) y
  & copies_and_ends (decode ex2 (capped_copier n D)) y].
