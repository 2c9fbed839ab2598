(* Tight.v -- machines that attain the bounds.  Definitions only.

   Claims that speak of them: T2.7, X.tight, X.twice. *)
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

(* A shift register of m cells for strings of L tokens of period m.  After the string
   it holds the last m tokens, and at Copy it turns back by L mod m places, so that
   the first token of the string stands leftmost again. *)
Definition turning_register (m L : nat) (s : m.-tuple 'I_D) : gssm D :=
  @Gssm D [finType of m.-tuple 'I_D] s
    (fun t c => if c is Copy then [tuple of rotr (L %% m) t] else shift_in t c)
    (fun t => first_cell t).

(* ---------------- as many strings as states, for any number of states ---------------- *)

(* The states are 0 .. k; state v writes its last digit, v mod D, and step v r is where it
   goes when it reads r. It reads the string from the last state; at Copy it goes to the
   state from which L steps of writing lead to where it is. *)
Section Digits.
Hypothesis D0 : 0 < D.
Variables (k : nat) (step : nat -> nat -> nat).

Definition last_digit (v : nat) : 'I_D := Ordinal (ltn_pmod v D0).

Definition write_step (v : 'I_k.+1) : 'I_k.+1 := inord (step v (last_digit v)).

(* The string of L tokens that is written from v. *)
Definition written (L : nat) (v : 'I_k.+1) : seq 'I_D :=
  [seq last_digit (u : nat) | u : 'I_k.+1 <- traject write_step v L].

Definition digit_gssm (L : nat) : gssm D :=
  @Gssm D [finType of 'I_k.+1] ord_max
    (fun v c => match c with
                | Tok a => inord (step v a)
                | Bos => ord_max
                | Copy => odflt v [pick u | iter L write_step u == v]
                | Eos => v
                end)
    (fun v => Tok (last_digit v)).
End Digits.

(* Sort the states 0 .. s - 1 by their last digit, those that are equal in it by
   themselves: D t + r comes to the place t + sorted_before s r. That is where it goes
   when it reads what it writes, r. Any other v that reads r goes to
   floor ((v - r) / D) + sorted_before s r. *)
Definition sorted_before (s r : nat) : nat := count (fun u => u %% D < r) (iota 0 s).

Definition sort_step (s v r : nat) : nat := (v + D * sorted_before s r - r) %/ D.

Definition sorting_gssm (D0 : 0 < D) (k L : nat) : gssm D :=
  @digit_gssm D0 k (sort_step k.+1) L.

(* Sort them by the last digit downwards: D t + r comes to the place t + number of states
   with a larger last digit, larger_digit s r. Every v that reads r goes to
   floor (v / D) + larger_digit s r. *)
Definition larger_digit (s r : nat) : nat := s %/ D * (D - r.+1) + (s %% D - r.+1).

Definition downward_step (s v r : nat) : nat := v %/ D + larger_digit s r.

Definition downward_gssm (D0 : 0 < D) (k L : nat) : gssm D :=
  @digit_gssm D0 k (downward_step k.+1) L.
End Tight.
