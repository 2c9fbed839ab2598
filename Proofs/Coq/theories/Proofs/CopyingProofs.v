(* CopyingProofs.v -- claim T2.3: the construction copies and terminates every string
   with distinct n-grams; the margins of its logits. *)
From mathcomp Require Import all_ssreflect all_algebra zify.
From Verbatim Require Import CopyTask CopyTaskProofs Transformer Construction.
From Verbatim Require Import WindowsProofs GateProofs MatchProofs AttentionWeightProofs.
From Verbatim Require Import ReadoutProofs.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

(* A strictly largest logit is what decoding returns. *)
Lemma decode_certain (R : realFieldType) (ex : R -> R) D (T : transformer R D) w s :
  certain ex T w s -> decode ex T w = s.
Proof.
move=> cs; rewrite /decode; case: pickP => [u cu|/(_ s)]; last by rewrite cs.
apply/eqP; apply: contraT => us.
have := forallP cs u; rewrite us /= => lt1.
have := forallP cu s; rewrite eq_sym us /= => lt2.
by have := lt_trans lt1 lt2; rewrite ltxx.
Qed.

(* And what it returns has it, if it is not Bos. *)
Lemma decode_is_certain (R : realFieldType) (ex : R -> R) D (T : transformer R D) w s :
  decode ex T w = s -> s != Bos -> certain ex T w s.
Proof. by rewrite /decode; case: pickP => [u cu <- //|_ <-]; rewrite eqxx. Qed.

(* What 8/9 < p gives. *)
Section Ninths.
Variables (R : realFieldType) (p : R).
Hypothesis p89 : 8%:R / 9%:R < p.
Let n9 : 9%:R != 0 :> R. Proof. by rewrite pnatr_eq0. Qed.
Lemma ninths_sub a b : (b <= a)%N -> a%:R / 9%:R - b%:R / 9%:R = (a - b)%N%:R / 9%:R :> R.
Proof. by move=> ba; rewrite -mulrBl -natrB. Qed.
Let one : 1 = 9%:R / 9%:R :> R. Proof. by rewrite divff. Qed.
Lemma rest_lt : 1 - p < 1 / 9%:R.
Proof.
rewrite ltr_subl_addr -ltr_subl_addl; apply: le_lt_trans p89.
by rewrite {1}one (@ninths_sub 9 1).
Qed.
Lemma lead_lt : 7%:R / 9%:R < 2%:R * p - 1.
Proof.
have -> : 7%:R / 9%:R = 2%:R * (8%:R / 9%:R) - 1 :> R.
  by rewrite mulrA -natrM [X in _ - X]one ninths_sub.
by rewrite ltr_add2r ltr_pmul2l // ltr0n.
Qed.
Lemma half_le : 1 <= 2%:R * p.
Proof. by rewrite -subr_ge0; apply: le_trans (ltW lead_lt); rewrite divr_ge0 ?ler0n. Qed.

(* Lower bounds for m (2 p - 1), m p and upper bounds for m (1 - p). *)
Lemma times_lead m k : (0 < m)%N -> (k <= 7 * m)%N -> k%:R / 9%:R < m%:R * (2%:R * p - 1).
Proof.
move=> m0 km; apply: (@le_lt_trans _ _ (m%:R * (7%:R / 9%:R))).
  by rewrite mulrA -natrM ler_wpmul2r ?invr_ge0 ?ler0n // ler_nat mulnC.
by rewrite ltr_pmul2l ?ltr0n // lead_lt.
Qed.
Lemma times_weight m k : (0 < m)%N -> (k <= 8 * m)%N -> k%:R / 9%:R < m%:R * p.
Proof.
move=> m0 km; apply: (@le_lt_trans _ _ (m%:R * (8%:R / 9%:R))).
  by rewrite mulrA -natrM ler_wpmul2r ?invr_ge0 ?ler0n // ler_nat mulnC.
by rewrite ltr_pmul2l ?ltr0n.
Qed.
Lemma times_rest m : (0 < m)%N -> m%:R * (1 - p) < m%:R / 9%:R.
Proof.
move=> m0; apply: (@lt_le_trans _ _ (m%:R * (1 / 9%:R))); last by rewrite div1r.
by rewrite ltr_pmul2l ?ltr0n // rest_lt.
Qed.
End Ninths.

Lemma last_position D (x : seq 'I_D) k : (k <= size x)%N ->
  (size (prompt x ++ toks (take k x))).-1 = (size x + 1 + k)%N.
Proof. by move=> kL; rewrite size_context //; lia. Qed.

(* What follows once the right key has more than 8/9 of the attention at every step: for
   any scale and any boundary bonus. *)
Section Weighty.
Variables (R : realFieldType) (n d D : nat).
Variable code : 'I_D -> 'I_d -> bool.
Hypothesis code_inj : forall u v, code u =1 code v -> u = v.
Hypothesis d2 : (1 < d)%N.
Variables (ex : R -> R) (beta B : R).
Hypothesis ex_gt0 : forall s, 0 < ex s.
Variable x : seq 'I_D.
Notation L := (size x).
Hypothesis L0 : (0 < L)%N.
Notation T := (construction_with n code beta B).
Notation h := (match_head_with n d beta B).
Notation so_far k := (prompt x ++ toks (take k x)).
Hypothesis weighty : forall k, (k <= L)%N ->
  8%:R / 9%:R < attention ex h (@X1 R n d D code ex (so_far k)) (size (so_far k)).-1 k.+1.

Section Step.
Variable k : nat.
Hypothesis kL : (k <= L)%N.
Notation w := (so_far k).
Notation logit := (logit ex T w).

Lemma step_visible : (k.+1 <= (size w).-1)%N.
Proof. by rewrite last_position //; lia. Qed.

Lemma d0 : (0 < d)%N. Proof. exact: ltnW. Qed.

(* At a step that is to write a token. *)
Lemma token_margins (a : 'I_D) : (k < L)%N ->
  let v := nth a x k in
  [/\ (forall u, u != v -> 56%:R / 9%:R < logit (Tok v) - logit (Tok u)),
      (25 * d)%N%:R / 9%:R < logit (Tok v) - logit Eos,
      (28 * d)%N%:R / 9%:R < logit (Tok v) - logit Bos
    & (28 * d)%N%:R / 9%:R < logit (Tok v) - logit Copy].
Proof.
move=> kl v; have p89 := weighty kL; have tp := step_visible; have dd := d0.
have tv : nth Bos w k.+1 = Tok v by apply: nth_in.
have own : (28 * d)%N%:R / 9%:R < logit (Tok v).
  apply: lt_le_trans (token_logit n code beta B ex_gt0 tp tv).
  by apply: times_lead => //; lia.
split.
- move=> u uv; apply: lt_le_trans (token_other (n:=n) (code:=code) (beta:=beta) (B:=B) ex_gt0 tp tv _ (half_le p89)).
    by apply: times_lead.
  apply/existsP; apply: contraT; rewrite negb_exists => /forallP same.
  by case/eqP: uv; apply: code_inj => j; apply/eqP; have := same j; rewrite negbK.
- have -> : (25 * d = 28 * d - 3 * d)%N by lia.
  rewrite -ninths_sub; last by lia.
  apply: ltr_le_add => //; rewrite ler_opp2.
  apply: le_trans (token_eos n code beta B ex_gt0 tp tv) (ltW _).
  by apply: times_rest => //; lia.
- by rewrite logit_bos subr0.
- by rewrite logit_copy subr0.
Qed.
End Step.

(* At the step that is to write the end. *)
Lemma end_margins :
  let logit := logit ex T (prompt x ++ toks x) in
  [/\ (forall u, (20 * d)%N%:R / 9%:R < logit Eos - logit (Tok u)),
      (24 * d)%N%:R / 9%:R < logit Eos - logit Bos
    & (24 * d)%N%:R / 9%:R < logit Eos - logit Copy].
Proof.
have kL := leqnn L; have p89 := weighty kL; have tp := step_visible kL.
have dd := d0; rewrite take_size in p89 tp.
have tb : boundary (nth Bos (prompt x ++ toks x) L.+1).
  by have := nth_copy x L; rewrite take_size => ->.
have own : (24 * d)%N%:R / 9%:R < Transformer.logit ex T (prompt x ++ toks x) Eos.
  apply: lt_le_trans (boundary_eos n code beta B ex_gt0 tp tb).
  by apply: times_weight => //; lia.
split=> [u||]; rewrite ?logit_bos ?logit_copy ?subr0 //.
have -> : (20 * d = 24 * d - 4 * d)%N by lia.
rewrite -ninths_sub; last by lia.
apply: ltr_le_add => //; rewrite ler_opp2.
apply: le_trans (boundary_tok n code beta B ex_gt0 tp tb u) (ltW _).
by apply: times_rest => //; lia.
Qed.

Lemma ninths_ge0 m : 0 <= m%:R / 9%:R :> R. Proof. by rewrite divr_ge0 ?ler0n. Qed.

(* The right symbol after k of them: the next token, then the end. *)
Definition due k : sym D := nth Eos (toks x) k.

Lemma step_certain k : (k <= L)%N -> certain ex T (prompt x ++ toks (take k x)) (due k).
Proof.
move=> kL; apply/forallP => u; apply/implyP => uk; rewrite -subr_gt0.
case: (ltngtP k L) kL => // [kl|kE] kL; last first.
  have [tok bos copy] := end_margins.
  have E : due k = Eos by rewrite /due nth_default // size_map kE.
  rewrite E in uk *; rewrite kE take_size.
  by case: u uk => [v|||] // _; apply: le_lt_trans (ninths_ge0 _) _; apply: tok || apply: bos || apply: copy.
have [a _] := some_token L0.
have [tok eos bos copy] := token_margins (ltnW kl) a kl.
have E : due k = Tok (nth a x k) by rewrite /due (nth_map a).
rewrite E in uk *; case: u uk => [v|||] uk.
- by apply: le_lt_trans (ninths_ge0 _) (tok v _); apply: contra uk => /eqP->.
- exact: le_lt_trans (ninths_ge0 _) bos.
- exact: le_lt_trans (ninths_ge0 _) copy.
- exact: le_lt_trans (ninths_ge0 _) eos.
Qed.

Theorem weighty_copies : copies_and_ends (decode ex T) x.
Proof.
have sz : size (toks x ++ [:: Eos]) = L.+1 by rewrite size_cat size_map addn1.
rewrite /copies_and_ends -{1}sz; apply/generate_step => t u; rewrite sz ltnS => tL.
have tk : take t (toks x ++ [:: Eos]) = toks (take t x).
  by rewrite take_cat size_map -map_take; case: ltngtP tL => // -> _;
     rewrite subnn take0 cats0 take_size.
rewrite tk (decode_certain (step_certain tL)) /due.
by rewrite (set_nth_default Eos) ?sz // nth_cat; case: ltnP => // le;
   rewrite (nth_default _ le) size_map (_ : t - L = 0)%N //; move: le; rewrite size_map; lia.
Qed.
End Weighty.

Section Copying.
Variables (R : realFieldType) (n d D : nat).
Variable code : 'I_D -> 'I_d -> bool.
Hypothesis code_inj : forall u v, code u =1 code v -> u = v.
Hypothesis d2 : (1 < d)%N.
Hypothesis n0 : (0 < n)%N.
Variables (ex : R -> R) (beta : R).
Hypothesis ex_gt0 : forall s, 0 < ex s.
Variable x : seq 'I_D.
Notation L := (size x).
Hypothesis distinct : distinct_ngrams n x.
Hypothesis L0 : (0 < L)%N.
Hypothesis sh : sharp ex beta (2 * L + 1).

Lemma step_weight k (w := prompt x ++ toks (take k x)) : (k <= L)%N ->
  8%:R / 9%:R < attention ex (match_head n d beta) (@X1 R n d D code ex w) (size w).-1 k.+1.
Proof. by move=> kL; rewrite last_position //; apply: weight. Qed.

(* T2.3, for one string *)
Theorem construction_copies : copies_and_ends (decode ex (construction n code beta)) x.
Proof. exact: (weighty_copies code_inj d2 ex_gt0 L0 step_weight). Qed.
End Copying.
