(* PrefixSuffix.v -- looking up an n-gram: "what follows the first occurrence of the
   key in the text?", with the key given before the text or after it.
   Definitions only.

   Claims that speak of them: X.prefix-suffix. *)
From mathcomp Require Import all_ssreflect.
From Verbatim Require Import CopyTask Gssm.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Section Lookup.
Variable D : nat.
Implicit Types (x key : seq 'I_D).

(* The token after the first occurrence of the key in x; None if the key does not
   occur in x, or if x ends with its first occurrence. *)
Definition answer key x : option 'I_D :=
  ohead (drop (index key (ngrams (size key) x) + size key) x).

Definition answer_sym (o : option 'I_D) : sym D := if o is Some a then Tok a else Eos.

(* Bos key Copy x Copy, and Bos x Copy key Copy. *)
Definition prefix_prompt key x : seq (sym D) :=
  Bos :: toks key ++ Copy :: toks x ++ [:: Copy].
Definition suffix_prompt key x : seq (sym D) :=
  Bos :: toks x ++ Copy :: toks key ++ [:: Copy].

(* The machine answers, key last, for all strings x of length L with the property ok
   and all keys of n tokens that have an answer in x. *)
Definition answers_suffix (ok : pred (seq 'I_D)) (m : gssm D) (n L : nat) : Prop :=
  forall key x a, size key = n -> size x = L -> ok x -> answer key x = Some a ->
    gssm_model m (suffix_prompt key x) = Tok a.

(* ------------- the machine for the key first ------------- *)
(* Its memory: the key (n tokens); how much of the key the text now ends with (a
   number from 0 to n); the answer, once found; and whether the text has begun. *)
Section Machine.
Variables (n : nat) (k0 : n.-tuple 'I_D).

Definition memory := (n.-tuple 'I_D * 'I_n.+1 * option 'I_D * bool)%type.

(* The text t ends with the first q tokens of the key. *)
Definition ends_with key (q : nat) (t : seq 'I_D) : bool :=
  (q <= size t) && (drop (size t - q) t == take q key).

(* The largest such q, up to n. *)
Definition progress key (t : seq 'I_D) : 'I_n.+1 :=
  inord (\max_(q < n.+1 | ends_with key q t) q).

Definition read (s : memory) (c : sym D) : memory :=
  let: (key, q, found, reading) := s in
  match c with
  | Tok a =>
      if ~~ reading then ([tuple of behead (rcons key a)], q, found, reading)
      else if found then s
      else if q == n :> nat then (key, q, Some a, reading)
      else (key, progress key (rcons (take q key) a), found, reading)
  | Copy => (key, q, found, true)
  | _ => s
  end.

Definition prefix_gssm : gssm D :=
  @Gssm D [finType of memory] (k0, ord0, None, false) read
    (fun s => answer_sym s.1.2).
End Machine.
End Lookup.
