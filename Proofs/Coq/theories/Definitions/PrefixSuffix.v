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

(* Bos key x Copy, and Bos x key Copy. *)
Definition prefix_prompt key x : seq (sym D) := prompt (key ++ x).
Definition suffix_prompt key x : seq (sym D) := prompt (x ++ key).

(* The machine answers, key last, for all strings x of length L with the property ok
   and all keys of n tokens that have an answer in x. *)
Definition answers_suffix (ok : pred (seq 'I_D)) (m : gssm D) (n L : nat) : Prop :=
  forall key x a, size key = n -> size x = L -> ok x -> answer key x = Some a ->
    gssm_model m (suffix_prompt key x) = Tok a.

(* ------------- texts that hold any table of answers ------------- *)

(* Different keys of n tokens out of the first k. *)
Definition key_list (n k : nat) (keys : seq (seq 'I_D)) : bool :=
  uniq keys && all (fun key => (size key == n) && all (fun a : 'I_D => a < k) key) keys.

(* The blocks: each key, and a value behind it. *)
Definition block_text (keys : seq (seq 'I_D)) (values : seq 'I_D) : seq 'I_D :=
  flatten [seq rcons block.1 block.2 | block <- zip keys values].

(* x consists of these keys, in order, each with one of the other D - k tokens behind it. *)
Definition is_block_text (k : nat) (keys : seq (seq 'I_D)) (x : seq 'I_D) : bool :=
  [exists values : (size keys).-tuple 'I_D,
     all (fun a : 'I_D => k <= a) values && (x == block_text keys values)].

(* ------------- the machine for the key first ------------- *)
Section Machine.
Variable n : nat.

(* The text t ends with the first q tokens of the key. *)
Definition ends_with key (q : nat) (t : seq 'I_D) : bool :=
  (q <= size t) && (drop (size t - q) t == take q key).

(* The largest such q, up to n. *)
Definition progress key (t : seq 'I_D) : nat :=
  \max_(q < n.+1 | ends_with key q t) q.

(* What it remembers is one of three things: the tokens of the key so far, n - 1 at most;
   or the key, and how much of it the text now ends with, less than n; or, once the key
   was met, the token behind it, if there is one yet. *)
Definition memory := (n.-1.-bseq 'I_D + n.-tuple 'I_D * 'I_n + option 'I_D)%type.

(* Looking for the key; for q = n it has just been met, and is forgotten. *)
Definition searching (key : n.-tuple 'I_D) (q : nat) : memory :=
  if insub q is Some q' then inl (inr (key, q')) else inr None.

Definition read (s : memory) (c : sym D) : memory :=
  if c is Tok a then
    match s with
    | inl (inl part) =>
        if insub (rcons part a) is Some key then searching key 0
        else inl (inl (insub_bseq n.-1 (rcons part a)))
    | inl (inr (key, q)) => searching key (progress key (rcons (take q key) a))
    | inr None => inr (Some a)
    | inr (Some b) => inr (Some b)
    end
  else s.

Definition prefix_gssm : gssm D :=
  @Gssm D [finType of memory] (inl (inl [bseq of [::]])) read
    (fun s => if s is inr found then answer_sym found else Eos).
End Machine.

(* ------------- a register of values ------------- *)
(* It remembers the last B tokens that are not among the first k; what it writes does not
   matter. *)
Section Register.
Variables (k B : nat) (a : {a : 'I_D | k <= a}).

Definition value_register : gssm D :=
  @Gssm D [finType of B.-tuple {a : 'I_D | k <= a}] [tuple of nseq B a]
    (fun s c => if c is Tok b then
       if insub b is Some v then [tuple of behead (rcons s v)] else s
     else s)
    (fun=> Eos).
End Register.
End Lookup.
