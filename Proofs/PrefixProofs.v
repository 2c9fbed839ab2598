(* PrefixProofs.v -- with the key first, a small memory answers at every length.
   claims: X.prefix-suffix (the machine) *)
From mathcomp Require Import all_ssreflect zify.
From Verbatim Require Import CopyTask CopyTaskProofs Gssm NgramProofs PrefixSuffix.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

(* One token more: the windows that were there, and perhaps one new window. *)
Lemma ngrams_rcons (T : eqType) n (t : seq T) a :
  ngrams n (rcons t a) = ngrams n t ++
    (if n <= (size t).+1 then [:: ngram n ((size t).+1 - n) (rcons t a)] else [::]).
Proof.
rewrite /ngrams size_rcons; case: leqP => le; last first.
  have -> : (size t).+2 - n = 0 by apply/eqP; rewrite subn_eq0.
  by have -> : (size t).+1 - n = 0 by apply/eqP; rewrite subn_eq0 ltnW.
rewrite subSn // -addn1 iotaD map_cat add0n /=; congr (_ ++ _).
apply/eq_in_map => i; rewrite mem_iota add0n ltn_subRL addnC ltnS => /= it.
have is' := leq_trans (leq_addr n i) it.
by rewrite /ngram drop_rcons // -cats1 takel_cat // size_drop leq_subRL.
Qed.

Section Prefix.
Variable D : nat.
Implicit Types (key t x : seq 'I_D).

(* ---------------- how the answer grows with the text ---------------- *)

Lemma answer_absent key t : key \notin ngrams (size key) t -> answer key t = None.
Proof.
move=> no; rewrite /answer memNindex // size_ngrams drop_oversize //.
by rewrite addnC -leq_subLR leq_sub2r.
Qed.

Lemma index_bound key t : key \in ngrams (size key) t ->
  index key (ngrams (size key) t) + size key <= size t.
Proof. by rewrite -index_mem size_ngrams ltn_subRL addnC ltnS. Qed.

Lemma answer_rcons key t a :
  answer key (rcons t a) =
    if key \in ngrams (size key) t then
      if answer key t is Some b then Some b else Some a
    else None.
Proof.
rewrite {1}/answer ngrams_rcons index_cat; case: ifP => [yes|no].
  rewrite drop_rcons ?index_bound // /answer.
  by case: (drop _ t) => [|b s].
rewrite drop_oversize // size_ngrams size_rcons addnAC.
have : (size t).+1 <= (size t).+1 - size key + size key by rewrite addnC -leq_subLR.
by move/leq_trans; apply; rewrite leq_addr.
Qed.

(* Found, but nothing behind it yet: the text ends with the key. *)
Lemma answer_none_in key t : key \in ngrams (size key) t -> answer key t = None ->
  drop (size t - size key) t = key.
Proof.
move=> yes; have le := index_bound yes; rewrite /answer.
set i := index _ _ in le *; case E: (drop _ t) => [|//] _.
have si : i + size key = size t.
  apply/eqP; rewrite eqn_leq le -subn_eq0 -size_drop E //.
have : nth [::] (ngrams (size key) t) i = key by rewrite nth_index.
rewrite nth_ngrams; last by rewrite ltn_subRL addnC ltnS.
by rewrite /ngram take_oversize -?si ?addnK // size_drop -si addKn.
Qed.

(* ---------------- how the progress grows ---------------- *)
Section Progress.
Variables (n : nat) (key : seq 'I_D).
Hypothesis sk : size key = n.
Notation progress := (@progress D n).

Lemma ends_with0 t : ends_with key 0 t.
Proof. by rewrite /ends_with subn0 drop_size take0. Qed.

Lemma progress_max t : progress key t = \max_(q < n.+1 | ends_with key q t) q :> nat.
Proof. by rewrite inordK // ltnS; apply/bigmax_leqP => q _; rewrite -ltnS. Qed.

Lemma progress_ends t : ends_with key (progress key t) t.
Proof.
rewrite progress_max.
have [|q qt ->] := @eq_bigmax_cond _ [pred q : 'I_n.+1 | ends_with key q t] (@nat_of_ord n.+1).
  by apply/card_gt0P; exists ord0; rewrite inE ends_with0.
by move: qt; rewrite inE.
Qed.

Lemma progress_largest t q : q <= n -> ends_with key q t -> q <= progress key t.
Proof.
move=> qn qt; rewrite progress_max.
have lt : q < n.+1 by [].
exact: (@leq_bigmax_cond _ _ (fun i : 'I_n.+1 => nat_of_ord i) (Ordinal lt) qt).
Qed.

(* The whole key is there exactly when the text ends with it. *)
Lemma progress_full t : (progress key t == n :> nat) = ends_with key n t.
Proof.
apply/eqP/idP => [<-|full]; first exact: progress_ends.
by apply/eqP; rewrite eqn_leq -ltnS ltn_ord progress_largest.
Qed.

Lemma ends_with_full t : ends_with key n t = (n <= size t) && (drop (size t - n) t == key).
Proof. by rewrite /ends_with -sk take_size. Qed.

Lemma ends_withS t a j (c : 'I_D) : j < n ->
  ends_with key j.+1 (rcons t a) = ends_with key j t && (a == nth c key j).
Proof.
move=> jn; rewrite /ends_with size_rcons ltnS subSS; case: leqP => //= jt.
by rewrite drop_rcons ?leq_subr // (take_nth c) ?sk // eqseq_rcons.
Qed.

(* What matters of the text is the part of the key that it ends with. *)
Lemma ends_with_part t j : j <= n ->
  ends_with key j t = ends_with key j (take (progress key t) key).
Proof.
move=> jn; set q := progress key t.
have qn : q <= n by rewrite -ltnS.
have sq : size (take q key) = q by rewrite size_takel ?sk.
case: (leqP j q) => [jq|qj]; last first.
  rewrite [RHS]/ends_with sq leqNgt qj /=; apply/negbTE/negP => jt.
  by move: qj; rewrite ltnNge progress_largest.
have /andP[qt /eqP E] := progress_ends t.
rewrite /ends_with sq jq (leq_trans jq qt) /= -E drop_drop.
by rewrite -/q [_ - j + _]addnC addnBA // subnK.
Qed.

Lemma progress_rcons t a :
  progress key (rcons t a) = progress key (rcons (take (progress key t) key) a).
Proof.
apply: val_inj; rewrite /= !progress_max; apply: eq_bigl => -[[|j] jn] /=.
  by rewrite !ends_with0.
have jn' : j < n by [].
by rewrite !(ends_withS _ _ a jn') (ends_with_part t (ltnW jn')) progress_max.
Qed.

Lemma progress_nil : progress key [::] = ord0.
Proof.
apply/val_inj/eqP; rewrite /= -leqn0.
by have /andP[] := progress_ends [::].
Qed.
End Progress.

(* ---------------- the machine ---------------- *)
Section Machine.
Variables (n : nat) (k0 : n.-tuple 'I_D).
Notation m := (prefix_gssm k0).

Lemma card_memory : #|state m| = D ^ n * n.+1 * D.+1 * 2.
Proof. by rewrite !card_prod card_tuple card_option !card_ord card_bool. Qed.

(* While the key is read, it is shifted in. *)
Lemma read_key (k : n.-tuple 'I_D) (y : seq 'I_D) :
  exists2 k' : n.-tuple 'I_D, tval k' = drop (size y) (k ++ y) &
    foldl (@update D m) (k, ord0, None, false) (toks y) = (k', ord0, None, false).
Proof.
elim/last_ind: y => [|y a [k' E IH]]; first by exists k; rewrite //= drop0 cats0.
exists [tuple of behead (rcons k' a)]; last by rewrite /toks map_rcons foldl_rcons IH.
rewrite /= E size_rcons -[behead _]drop1 -drop_rcons ?size_cat ?leq_addl //.
by rewrite drop_drop add1n -rcons_cat.
Qed.

(* While the text is read, the answer is right, and as long as there is none the
   progress is right. *)
Lemma read_text (k : n.-tuple 'I_D) t :
  exists q : 'I_n.+1,
    foldl (@update D m) (k, ord0, None, true) (toks t) = (k, q, answer k t, true)
    /\ (answer k t = None -> q = progress n k t).
Proof.
have sk := size_tuple k.
elim/last_ind: t => [|t a [q [E Q]]].
  exists ord0; split; last by rewrite progress_nil.
  by rewrite /answer; case: (_ + _).
rewrite /toks map_rcons foldl_rcons E /= answer_rcons.
case A: (answer k t) => [b|].
  have yes : tval k \in ngrams (size k) t.
    by apply: contraT => /answer_absent; rewrite A.
  by exists q; rewrite yes.
have {Q}-> := Q A; rewrite progress_full.
case: (boolP (tval k \in _)) => [yes|no].
  exists (progress n k t); rewrite ifT //.
  have E' := answer_none_in yes A; have le := leq_trans (leq_addl _ _) (index_bound yes).
  by rewrite sk in E' le; rewrite (ends_with_full sk) le E' eqxx.
exists (progress n k (rcons t a)); rewrite ifF -?(progress_rcons sk) //.
apply/negbTE; apply: contra no; rewrite (ends_with_full sk) => /andP[nt /eqP E'].
apply/mapP; exists (size t - n); last by rewrite /ngram sk E' take_oversize ?sk.
by rewrite mem_iota sk /= add0n ltn_subRL subnKC // ltnS.
Qed.

Theorem prefix_gssm_answers (k : n.-tuple 'I_D) x :
  gssm_model m (prefix_prompt k x) = answer_sym (answer k x).
Proof.
rewrite /gssm_model /gssm_run /prefix_prompt /= foldl_cat.
have [k' E ->] := read_key k0 k.
have {E k'}-> : k' = k by apply: val_inj; rewrite /= E drop_size_cat ?size_tuple.
rewrite /= foldl_cat; have [q [-> _]] := read_text k x.
by [].
Qed.
End Machine.
End Prefix.
