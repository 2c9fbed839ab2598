(* Construction.v -- this project's construction for Theorem 2.3, to the last
   weight: the matrices that `construct` builds for given n and D.

   Definitions only.  d bits for a token, n tokens in an n-gram, scale beta,
   boundary bonus B, which is 2 in `construction` and free in
   `construction_with`, gate strength M = 4, readout 4 against 3. *)
From mathcomp Require Import all_ssreflect all_algebra.
From Verbatim Require Import CopyTask Transformer.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory.
Local Open Scope ring_scope.

(* ------------------------------------------------------------------ *)
(* Coordinates of the residual stream.                                 *)
(* ------------------------------------------------------------------ *)

(* A piece: d code bits (Some i) and a flag (None). *)
Definition piece (d : nat) := option 'I_d.

Inductive slot (n d : nat) : Type :=
  | E of piece d                   (* code and flag of this position's symbol *)
  | Start                          (* 1 at Bos *)
  | G of 'I_n.+1 & piece d         (* G_0 .. G_n: gathered pieces *)
  | C of bool & 'I_n & piece d     (* C false k: Q_k; C true k: K_(k+1) *)
  | O of piece d.                  (* what the second layer read *)
Arguments E {n d}.
Arguments Start {n d}.
Arguments G {n d}.
Arguments C {n d}.
Arguments O {n d}.

(* Written with types that the library knows to be finite, and back. *)
Section Finite.
Variables n d : nat.
Definition slot_sum : Type :=
  piece d + unit + 'I_n.+1 * piece d + bool * 'I_n * piece d + piece d.
Definition slot_code (c : slot n d) : slot_sum :=
  match c with
  | E a => inl (inl (inl (inl a)))
  | Start => inl (inl (inl (inr tt)))
  | G k a => inl (inl (inr (k, a)))
  | C o k a => inl (inr (o, k, a))
  | O a => inr a
  end.
Definition slot_decode (c : slot_sum) : slot n d :=
  match c with
  | inl (inl (inl (inl a))) => E a
  | inl (inl (inl (inr tt))) => Start
  | inl (inl (inr (k, a))) => G k a
  | inl (inr (o, k, a)) => C o k a
  | inr a => O a
  end.
Fact slot_codeK : cancel slot_code slot_decode. Proof. by case. Qed.
Definition slot_eqMixin := CanEqMixin slot_codeK.
Canonical slot_eqType := EqType (slot n d) slot_eqMixin.
Definition slot_choiceMixin := CanChoiceMixin slot_codeK.
Canonical slot_choiceType := ChoiceType (slot n d) slot_choiceMixin.
Definition slot_countMixin := CanCountMixin slot_codeK.
Canonical slot_countType := CountType (slot n d) slot_countMixin.
Definition slot_finMixin := CanFinMixin slot_codeK.
Canonical slot_finType := FinType (slot n d) slot_finMixin.
End Finite.

(* ------------------------------------------------------------------ *)
(* Weights, for any injective code of tokens by d bits and any scale.  *)
(* ------------------------------------------------------------------ *)
Section Weights.
Variables (R : realFieldType) (n d D : nat).
Variable code : 'I_D -> 'I_d -> bool.
Variable beta : R.
Notation crd := (slot_finType n d).
Notation pc := [finType of piece d].

Definition sign (b : bool) : R := if b then 1 else -1.

(* The row that picks one coordinate. *)
Definition unit_row (I : finType) (k : I) : vec R I := fun j => (j == k)%:R.

Definition boundary (s : sym D) : bool :=
  match s with Bos | Copy => true | _ => false end.

(* The piece of a symbol: signs of its bits, and whether it is a boundary. *)
Definition piece_of (s : sym D) (a : piece d) : R :=
  match a, s with
  | Some i, Tok v => sign (code v i)
  | Some i, _ => 0
  | None, _ => (boundary s)%:R
  end.

Definition W_E (s : sym D) : vec R crd := fun k =>
  match k with
  | E a => piece_of s a
  | Start => (s == Bos)%:R
  | _ => 0
  end.

(* Layer 1, head t + 1 = 1 .. n + 1: the mean of the last t + 1 pieces, added
   t + 1 times to G_t and taken away as often from G_(t+1). *)
Definition window_head (t : 'I_n.+1) : head R crd :=
  @Head R crd pc pc (fun _ _ => 0) (fun _ _ => 0)
    (fun a => unit_row (E a))
    (fun k a => if k is G g a' then
        (a' == a)%:R * t.+1%:R * ((g == t)%:R - (g == t.+1 :> nat)%:R) else 0)
    (Some t.+1).

(* Hidden units behind the gated piece C o k: for each bit one with bias +1
   (inl (true, i)) and one with bias -1 (inl (false, i)), one that all bits
   share (inr false), one for the flag (inr true). *)
Definition unit_of_piece := (bool * 'I_d + bool)%type.
Definition gate_unit := [finType of (bool * 'I_n * unit_of_piece)%type].

(* Q_k gates G_k, K_(k+1) gates G_(k+1). *)
Definition source (o : bool) (k : 'I_n) : 'I_n.+1 := inord (k + o).

(* What silences a gated piece: for Q_k the flags of G_0 .. G_(k-1), for
   K_(k+1) Start and the flags of G_1 .. G_k. *)
Definition silencer (o : bool) (k : 'I_n) : vec R crd := fun c =>
  match c with
  | Start => o%:R
  | G g None => (o <= g < k + o)%N%:R
  | _ => 0
  end.

(* 2 v - M g, f - M g or - M g, with M = 4. *)
Definition W_gate : mat R gate_unit crd := fun u c =>
  let: (o, k, j) := u in
  match j with
  | inl (_, i) => 2%:R * unit_row (G (source o k) (Some i)) c - 4%:R * silencer o k c
  | inr false => - (4%:R * silencer o k c)
  | inr true => unit_row (G (source o k) None) c - 4%:R * silencer o k c
  end.

Definition b_gate : vec R gate_unit := fun u =>
  let: (_, _, j) := u in
  match j with
  | inl (e, _) => sign e
  | inr e => (~~ e)%:R
  end.

(* code' = relu(2v + 1 - Mg) - relu(2v - 1 - Mg) - relu(1 - Mg), flag' =
   relu(f - Mg). *)
Definition W_clip : mat R crd gate_unit := fun c u =>
  if c is C o k a then
    let: (o', k', j) := u in
    ((o' == o) && (k' == k))%:R *
    match a, j with
    | Some i, inl (e, i') => (i' == i)%:R * sign e
    | Some _, inr e => - (~~ e)%:R
    | None, inl _ => 0
    | None, inr e => e%:R
    end
  else 0.

Definition layer1 : layer R crd :=
  @Layer R crd [seq window_head t | t <- enum 'I_n.+1] gate_unit W_gate b_gate W_clip.

(* Layer 2: one head that sees everything.  No perceptron.  A flag that meets a
   flag counts B times as much as a bit that meets its equal. *)
Section Bonus.
Variable B : R.
Definition bonus (a : piece d) : R := if a is None then B else 1.

Definition match_head_with : head R crd :=
  @Head R crd [finType of ('I_n * piece d)%type] pc
    (fun ka => fun c => beta * bonus ka.2 * unit_row (C false ka.1 ka.2) c)
    (fun ka => unit_row (C true ka.1 ka.2))
    (fun a => unit_row (E a))
    (fun k a => (k == O a)%:R)
    None.

Definition layer2_with : layer R crd :=
  @Layer R crd [:: match_head_with] [finType of void]
    (fun _ _ => 0) (fun _ => 0) (fun _ _ => 0).
End Bonus.

Definition W_U (s : sym D) : vec R crd := fun c =>
  match s, c with
  | Tok v, O (Some i) => 4%:R * sign (code v i)
  | Eos, O None => (3 * d)%N%:R
  | _, _ => 0
  end.

Definition construction_with (B : R) : transformer R D :=
  @Transformer R D crd W_E [:: layer1; layer2_with B] W_U.

(* With the boundary bonus 2. *)
Definition match_head : head R crd := match_head_with 2%:R.
Definition layer2 : layer R crd := layer2_with 2%:R.
Definition construction : transformer R D := construction_with 2%:R.
End Weights.

(* ------------------------------------------------------------------ *)
(* The parameters that follow from n and D.                            *)
(* ------------------------------------------------------------------ *)

(* max(2, ceil(log2 D)) *)
Definition bits (D : nat) : nat := maxn 2 (up_log 2 D).

(* Bit i of a, least significant first. *)
Definition binary (D : nat) (a : 'I_D) (i : 'I_(bits D)) : bool :=
  odd (a %/ 2 ^ i).

(* D^n + n - 1 tokens: the longest string with distinct n-grams. *)
Definition longest (n D : nat) : nat := (D ^ n + n - 1)%N.

(* The least beta with 4^beta > 8 (2 l + 1): the greatest beta with 4^beta <= that,
   and one more. *)
Definition scale (l : nat) : nat := (trunc_log 4 (8 * (2 * l + 1))).+1.

(* The copier of n-grams, scaled for strings of at most l tokens. *)
Definition copier_for (l n D : nat) : transformer [realFieldType of rat] D :=
  construction n (@binary D) (scale l)%:R.

(* It depends on n and D alone, not on the string or its length. *)
Definition copier (n D : nat) : transformer [realFieldType of rat] D :=
  copier_for (longest n D) n D.

(* `construct` promises no string longer than 2^62, which keeps the scale at
   34 or less. *)
Definition capped_copier (n D : nat) : transformer [realFieldType of rat] D :=
  copier_for (minn (longest n D) (2 ^ 62)) n D.

(* (d + 2) + (n + 1)(d + 1) + 2n(d + 1) + (d + 1) *)
Definition copier_width (n D : nat) : nat :=
  let d := bits D in ((d + 2) + (n + 1) * (d + 1) + 2 * n * (d + 1) + (d + 1))%N.
