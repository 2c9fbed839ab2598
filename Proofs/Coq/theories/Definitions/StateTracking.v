(* StateTracking.v -- word problems: the product of a sequence of group elements.
   Definitions only.

   Claims that speak of them: X.state-tracking. *)
From mathcomp Require Import all_ssreflect all_fingroup.
From Verbatim Require Import CopyTask Gssm.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Section WordProblem.
Variable G : finGroupType.

(* The elements of the group are numbered; token a stands for element number a. *)
Definition element (a : 'I_#|G|) : G := enum_val a.

(* The answer to the word x: the token of the product of its elements. *)
Definition word_product (x : seq 'I_#|G|) : 'I_#|G| :=
  enum_rank (\prod_(a <- x) element a)%g.

(* The machine keeps the product so far, and nothing else. *)
Definition group_gssm : gssm #|G| :=
  @Gssm #|G| [finType of G] 1%g
    (fun g c => if c is Tok a then (g * element a)%g else g)
    (fun g => Tok (enum_rank g)).
End WordProblem.
