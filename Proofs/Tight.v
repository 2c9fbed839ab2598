(* Tight.v -- machines that attain the bounds.  Definitions only.

   Claims that speak of them: X.tight, X.twice. *)
From mathcomp Require Import all_ssreflect.
From Verbatim Require Import CopyTask Gssm.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Section Tight.
Variable D : nat.

(* One state that always writes a: it copies a a ... a and nothing else. *)
Definition constant_gssm (a : 'I_D) : gssm D :=
  @Gssm D [finType of unit] tt (fun _ _ => tt) (fun=> Tok a).

(* A shift register of L cells.  A token enters at the right and pushes the
   leftmost one out; what is written is the leftmost cell.  While it copies it
   turns round: each output comes back in at the other end.  The first contents
   are any string s. *)
Definition first_cell (s : seq 'I_D) : sym D := if s is a :: _ then Tok a else Eos.

Definition shift_in (L : nat) (s : L.-tuple 'I_D) (c : sym D) : L.-tuple 'I_D :=
  if c is Tok a then [tuple of behead (rcons s a)] else s.

Definition shift_register (L : nat) (s : L.-tuple 'I_D) : gssm D :=
  @Gssm D [finType of L.-tuple 'I_D] s (@shift_in L) (fun t => first_cell t).
End Tight.
