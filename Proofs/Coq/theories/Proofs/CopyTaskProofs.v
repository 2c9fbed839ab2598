(* CopyTaskProofs.v -- first properties of the copy task: what several claims use. *)
From mathcomp Require Import all_ssreflect all_algebra zify.
From Verbatim Require Import CopyTask.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.Theory.

(* The vocabulary has D + 3 symbols. *)
Lemma card_sym D : #|sym_finType D| = D + 3.
Proof.
have bij : bijective (@sym_code D).
  by exists (@sym_decode D); [exact: sym_codeK | case=> [a|[[]|]]].
by rewrite (bij_eq_card bij) card_sum card_ord card_option card_bool.
Qed.

Section Task.
Variable D : nat.
Implicit Types (next : model D) (x : seq 'I_D).

Lemma Tok_inj : injective (@Tok D). Proof. by move=> a b []. Qed.
Lemma toks_inj : injective (@toks D). Proof. exact/inj_map/Tok_inj. Qed.
Lemma size_toks x : size (toks x) = size x. Proof. exact: size_map. Qed.
Lemma size_prompt x : size (prompt x) = (size x).+2.
Proof. by rewrite /= size_cat size_toks addn1. Qed.

Lemma size_generate next k w : size (generate next k w) = k.
Proof. by elim: k w => //= k IH w; rewrite IH. Qed.

Lemma generate_cons next k w :
  generate next k.+1 w = next w :: generate next k (rcons w (next w)).
Proof. by []. Qed.

(* Output number i is the model's answer to the context and the first i outputs. *)
Lemma generateS next k w :
  generate next k.+1 w = rcons (generate next k w) (next (w ++ generate next k w)).
Proof.
elim: k w => [|k IH] w; first by rewrite /= cats0.
rewrite generate_cons IH /= cat_rcons.
by congr (_ :: rcons _ _); congr next.
Qed.

(* Copying, step by step: after t right outputs the next one is right. *)
Lemma generate_step next (y : seq (sym D)) w :
  reflect (forall t u, t < size y -> nth u y t = next (w ++ take t y))
          (generate next (size y) w == y).
Proof.
elim/last_ind: y => [|y c IH]; first by rewrite /= eqxx; constructor.
rewrite size_rcons generateS eqseq_rcons.
apply: (iffP andP) => [[/IH E /eqP <-] t u|E].
  rewrite ltnS leq_eqVlt => /orP[/eqP-> | lt].
    by rewrite nth_rcons ltnn eqxx -cats1 take_size_cat //; move/IH: E => /eqP->.
  by rewrite nth_rcons lt -cats1 takel_cat ?(ltnW lt) //; apply: E.
have E' : generate next (size y) w == y.
  apply/IH => t u lt; have := E t u (ltnW lt).
  by rewrite nth_rcons lt -cats1 takel_cat // ltnW.
split=> //; have := E (size y) c (ltnSn _).
by rewrite nth_rcons ltnn eqxx -cats1 take_size_cat // (eqP E') => <-.
Qed.

(* Who copies and ends has copied. *)
Lemma copies_and_ends_copies next x : copies_and_ends next x -> copies next x.
Proof.
rewrite /copies_and_ends generateS cats1 eqseq_rcons => /andP[E _]; exact: E.
Qed.

(* ---------------- probabilities ---------------- *)
Variables (R : realFieldType) (L : nat).
Implicit Types (P : L.-tuple 'I_D -> R) (E F : pred (L.-tuple 'I_D)).
Local Open Scope ring_scope.

Lemma uniform_dist : (0 < D)%N -> is_dist (uniform D R L).
Proof.
move=> D0; split=> [y|]; first by rewrite invr_ge0 ler0n.
rewrite /uniform sumr_const card_tuple card_ord -[X in X = 1]mulr_natl divff //.
by rewrite pnatr_eq0 -lt0n expn_gt0 D0.
Qed.

Lemma prob_uniform E : prob (uniform D R L) E = #|[set y | E y]|%:R / (D ^ L)%:R.
Proof. by rewrite /prob /uniform sumr_const mulr_natl cardsE. Qed.

Lemma prob_compl P E : is_dist P -> prob P (fun y => ~~ E y) = 1 - prob P E.
Proof. by case=> _ P1; rewrite /prob -P1 [in RHS](bigID E) /= addrAC subrr add0r. Qed.

Lemma prob_ge0 P E : is_dist P -> 0 <= prob P E.
Proof. by case=> P0 _; rewrite /prob sumr_ge0. Qed.

Lemma prob_le P E F : is_dist P -> (forall y, E y -> F y) -> prob P E <= prob P F.
Proof.
case=> P0 _ EF; rewrite /prob (bigID E F) /=.
rewrite (eq_bigl E) => [|y]; last by case Ey: (E y); rewrite ?andbT ?andbF ?EF.
by rewrite ler_addl sumr_ge0.
Qed.

Lemma prob_eq0 P E : (forall y, ~~ E y) -> prob P E = 0.
Proof. by move=> E0; rewrite /prob big_pred0 // => y; apply/negbTE. Qed.

Lemma err_le_err_end P next : is_dist P -> err P next <= err_end P next.
Proof.
move=> dP; apply: prob_le => // x; apply: contra; exact: copies_and_ends_copies.
Qed.
End Task.
