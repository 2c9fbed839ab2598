(* WeightsFileProofs.v -- a computation that decides whether a file of weights holds the
   construction, and why it may be believed. *)
From Coq Require Import ZArith NArith.
From mathcomp Require Import all_ssreflect all_algebra zify.
From Verbatim Require Import CopyTask Transformer Construction ParametersProofs.
From Verbatim Require Import Weights WeightsProofs Orders TablesProofs WeightsFile.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory.

(* ---------- the scale, in binary numbers ---------- *)
Definition powN (a : N) (k : nat) : N := iter k (N.mul a) 1%num.

(* The bound on the length that `capped_copier n D` is scaled for. *)
Definition capped_longest (n : nat) (D : N) : N :=
  N.min (powN D n + N.of_nat n - 1) (powN 2 62).

Definition scale_ok (n : nat) (D : N) (beta : nat) : bool :=
  let m := (8 * (2 * capped_longest n D + 1))%num in
  if beta is b.+1 then N.leb (powN 4 b) m && N.ltb m (powN 4 beta) else false.

Lemma powNE a k : N.to_nat (powN a k) = N.to_nat a ^ k.
Proof. by elim: k => //= k IH; rewrite expnS -IH; lia. Qed.

Lemma scale_okP n D beta : scale_ok n D beta ->
  scale (minn (longest n (N.to_nat D)) (2 ^ 62)) = beta.
Proof.
set l := minn _ _; have cap : N.to_nat (capped_longest n D) = l.
  rewrite /l /longest /capped_longest -powNE (_ : 2 ^ 62 = N.to_nat (powN 2 62)); last by rewrite powNE.
  by move: (powN _ _) (powN _ _) => u v; lia.
case: beta => // b /andP[/N.leb_le lo /N.ltb_lt hi]; rewrite /scale; congr S.
apply: trunc_log_eq => //.
by rewrite -(powNE 4 b) -(powNE 4 b.+1) -cap; move: (powN 4 b) (powN 4 b.+1) lo hi => u v; lia.
Qed.

(* ---------- the tables ---------- *)
Section Check.
Variables (n : nat) (DN : N) (beta : nat) (f : weights_file).
Notation D := (N.to_nat DN).
Let d := bits D.
Let more := (n - 1) * (d + 1).
Let slots := coordinates n d.
Let heads := head_entries n d.

Definition file_ok : bool :=
  [&& scale_ok n DN beta,
      dense (embed f) == table_W_E n d D,
      [seq window_of w | w <- windows1 f] == [seq Some t.+1 | t <- iota 0 n.+1],
      dense (wq1 f) == table (fun _ _ => z0) heads slots,
      dense (wk1 f) == table (fun _ _ => z0) heads slots,
      dense (wv1 f) == table (fun ta c => z_W_V ta.2 c) heads slots,
      dense (wo1 f) == table_W_O1 n d,
      dense (w1 f) == table_W_gate n d,
      [seq int_of z | z <- b1 f] == table_b_gate n d,
      dense (w2 f) == table_W_clip n d,
      [seq window_of w | w <- windows2 f] == [:: None],
      dense (wq2 f) == table_W_Q2 n d beta,
      dense (wk2 f) == table_W_K2 n d,
      dense (wv2 f) == table_W_V n d ++ nseq more (nseq (size slots) z0),
      dense (wo2 f) == [seq row ++ nseq more z0 | row <- table_W_O2 n d]
    & dense (unembed f) == table_W_U n d D].

Lemma numbers_cat (R : realFieldType) s t : numbers R (s ++ t) = numbers R s ++ numbers R t.
Proof. exact: map_cat. Qed.

Lemma size_lists_all (T : finType) (s : seq T) : lists_all s -> size s = #|T|.
Proof. by case=> u all; rewrite -(card_uniqP u); apply: eq_card => x; rewrite all. Qed.

Theorem file_okP : file_ok -> holds_capped_copier n D f.
Proof.
case/and5P=> /scale_okP sc /eqP E /eqP wi1 /eqP q1; case/and5P=> /eqP k1 /eqP v1 /eqP o1 /eqP g.
case/and5P=> /eqP bg /eqP cl /eqP wi2 /eqP q2; case/and4P=> /eqP k2 /eqP v2 /eqP o2 /eqP U.
have sl : slots = [seq at_slot c | c <- slot_order n D] by rewrite nr_slots.
have hd : heads = [seq (nat_of_ord ta.1, nr_piece ta.2) | ta <- head_order n D] by rewrite nr_heads.
rewrite /holds_capped_copier /holds_copier sc; split; [split|split; [split|split; [split|split]]].
- by rewrite E table_W_EP.
- by rewrite U table_W_UP.
- by rewrite wi1 -val_enum_ord -map_comp.
- by rewrite q1 sl hd; apply: table_entries.
- by rewrite k1 sl hd; apply: table_entries.
- by rewrite v1 sl hd; apply: table_entries => ta c; apply: W_V_entry.
- by rewrite o1 table_W_O1P.
- by rewrite g table_W_gateP.
- by rewrite -table_b_gateP -bg -map_comp.
- by rewrite cl table_W_clipP.
- by rewrite wi2.
- by rewrite q2 table_W_Q2P.
- by rewrite k2 (table_W_K2P _ _ _ beta).
- rewrite v2 numbers_cat table_W_VP; congr cat.
  rewrite /numbers map_nseq map_nseq sl size_map -[width _]/#|slot_finType n (bits D)|.
  by rewrite (size_lists_all (slots_all n D)).
rewrite o2 -(table_W_O2P _ _ _ beta) /numbers -!map_comp; apply: eq_map => row /=.
by rewrite map_cat map_nseq.
Qed.
End Check.
