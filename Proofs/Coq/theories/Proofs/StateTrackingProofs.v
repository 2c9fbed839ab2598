(* StateTrackingProofs.v -- |G| states solve the word problem of G at every length.
   claims: X.state-tracking *)
From mathcomp Require Import all_ssreflect all_fingroup.
From Verbatim Require Import CopyTask CopyTaskProofs Gssm StateTracking.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Section WordProblem.
Variable G : finGroupType.

Lemma group_gssm_read (g : G) (x : seq 'I_#|G|) :
  foldl (@update _ (group_gssm G)) g (toks x) = (g * \prod_(a <- x) element a)%g.
Proof.
elim: x g => [|a x IH] g; first by rewrite big_nil mulg1.
by rewrite /= IH big_cons mulgA.
Qed.

Theorem group_gssm_solves (x : seq 'I_#|G|) :
  gssm_model (group_gssm G) (prompt x) = Tok (word_product x).
Proof.
rewrite /gssm_model /gssm_run /prompt /= foldl_cat /= group_gssm_read mul1g.
by [].
Qed.

(* And none with fewer: from every state of a solving machine the product can be
   read off, so two products need two states. *)
Theorem word_problem_needs (m : gssm #|G|) :
  (forall x, gssm_model m (prompt x) = Tok (word_product x)) -> #|G| <= #|state m|.
Proof.
move=> ok; pose f (g : G) := gssm_run m (prompt [:: enum_rank g]).
have inj : injective f.
  move=> g h E; have : word_product [:: enum_rank g] = word_product [:: enum_rank h].
    by apply: Tok_inj; rewrite -!ok /gssm_model -/(f g) E.
  rewrite /word_product !big_seq1 /element !enum_rankK; exact: enum_rank_inj.
exact: leq_card inj.
Qed.
End WordProblem.
