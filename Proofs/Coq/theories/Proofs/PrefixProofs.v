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

Lemma progress_ltS t : progress key t < n.+1.
Proof. by rewrite ltnS; apply/bigmax_leqP => q _; rewrite -ltnS. Qed.

Lemma progress_ends t : ends_with key (progress key t) t.
Proof.
rewrite /PrefixSuffix.progress.
have [|q qt ->] := @eq_bigmax_cond _ [pred q : 'I_n.+1 | ends_with key q t] (@nat_of_ord n.+1).
  by apply/card_gt0P; exists ord0; rewrite inE ends_with0.
by move: qt; rewrite inE.
Qed.

Lemma progress_largest t q : q <= n -> ends_with key q t -> q <= progress key t.
Proof.
move=> qn qt; have lt : q < n.+1 by [].
exact: (@leq_bigmax_cond _ _ (fun i : 'I_n.+1 => nat_of_ord i) (Ordinal lt) qt).
Qed.

(* The whole key is there exactly when the text ends with it. *)
Lemma progress_full t : (progress key t == n) = ends_with key n t.
Proof.
apply/eqP/idP => [<-|full]; first exact: progress_ends.
by apply/eqP; rewrite eqn_leq -ltnS progress_ltS progress_largest.
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
have qn : q <= n by rewrite -ltnS progress_ltS.
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
apply: eq_bigl => -[[|j] jn] /=; first by rewrite !ends_with0.
have jn' : j < n by [].
by rewrite !(ends_withS _ _ a jn') (ends_with_part t (ltnW jn')).
Qed.

Lemma progress_nil : progress key [::] = 0.
Proof.
apply/eqP; rewrite -leqn0.
by have /andP[] := progress_ends [::].
Qed.
End Progress.

(* ---------------- the machine ---------------- *)
Section Machine.
Variable n : nat.
Hypothesis n0 : 0 < n.
Notation m := (prefix_gssm D n).
Notation searching := (@searching D n).

Lemma card_memory : #|state m| = \sum_(l < n) D ^ l + n * D ^ n + 1 + D.
Proof.
rewrite !card_sum card_prod card_option card_tuple !card_ord mulnC -[RHS]addnA add1n.
congr (_ + _ + _); rewrite (bij_eq_card bseq_tagged_tuple_bij) card_tagged sumnE big_map big_enum /=.
by rewrite prednK //; apply: eq_bigr => l _; rewrite card_tuple card_ord.
Qed.

(* Fewer than n tokens of the key are kept as they are. *)
Lemma read_part (y : seq 'I_D) : size y < n ->
  exists2 b : n.-1.-bseq 'I_D, bseqval b = y &
    foldl (@update D m) (start m) (toks y) = inl (inl b).
Proof.
elim/last_ind: y => [_|y a IH]; first by exists [bseq of [::]].
rewrite size_rcons => lt; have [b E F] := IH (ltnW lt).
exists (insub_bseq n.-1 (rcons y a)).
  by rewrite /insub_bseq val_insubd size_rcons -ltnS prednK // lt.
rewrite /toks map_rcons foldl_rcons F /= E insubN // size_rcons.
by rewrite neq_ltn lt.
Qed.

(* With the last token of the key the search begins. *)
Lemma read_key (key : n.-tuple 'I_D) :
  foldl (@update D m) (start m) (toks key) = searching key 0.
Proof.
case/lastP E: (tval key) => [|y a].
  by have := n0; rewrite -{1}(size_tuple key) E.
have sy : size y < n by rewrite -(size_tuple key) E size_rcons.
have [b by_ F] := read_part sy.
by rewrite /toks map_rcons foldl_rcons F /= by_ -E valK.
Qed.

Lemma searching_lt (key : n.-tuple 'I_D) q (lt : q < n) : searching key q = inl (inr (key, Ordinal lt)).
Proof. by rewrite /PrefixSuffix.searching insubT. Qed.
Lemma searching_full (key : n.-tuple 'I_D) : searching key n = inr None.
Proof. by rewrite /PrefixSuffix.searching insubF // ltnn. Qed.

(* Not yet met: less than the whole key is there. *)
Lemma progress_lt (k : n.-tuple 'I_D) t : tval k \notin ngrams n t -> progress n k t < n.
Proof.
move=> no; rewrite ltn_neqAle -ltnS progress_ltS andbT progress_full.
apply: contra no; rewrite (ends_with_full (size_tuple k)) => /andP[nt /eqP E].
apply/mapP; exists (size t - n); last by rewrite /ngram E take_oversize ?size_tuple.
by rewrite mem_iota /= add0n ltn_subRL subnKC // ltnS.
Qed.

(* While the text is read: the answer once the key was met, and the progress before. *)
Lemma read_text (k : n.-tuple 'I_D) t :
  foldl (@update D m) (searching k 0) (toks t)
  = if tval k \in ngrams n t then inr (answer k t) else searching k (progress n k t).
Proof.
have sk := size_tuple k.
have empty : ngrams n [::] = [::] :> seq (seq 'I_D).
  by rewrite /ngrams (_ : 1 - n = 0) //; apply/eqP; rewrite subn_eq0.
elim/last_ind: t => [|t a IH]; first by rewrite empty in_nil progress_nil.
rewrite /toks map_rcons foldl_rcons -/(toks t) IH answer_rcons sk ngrams_rcons mem_cat.
case: (boolP (tval k \in _)) => [yes|no] /=; first by case: (answer k t).
have lt := progress_lt no; rewrite (searching_lt _ lt) /= -(progress_rcons sk).
case: ifP => // last; suff -> : progress n k (rcons t a) = n by rewrite searching_full.
apply/eqP; rewrite progress_full (ends_with_full sk) size_rcons.
move: last; case: leqP => // nt; rewrite inE => /eqP ->.
rewrite /ngram take_oversize ?eqxx // size_drop size_rcons.
by rewrite subKn.
Qed.

Theorem prefix_gssm_answers (key x : seq 'I_D) : size key = n ->
  gssm_model m (prefix_prompt key x) = answer_sym (answer key x).
Proof.
move/eqP => sk; pose k := Tuple sk; rewrite -[key]/(tval k).
rewrite /gssm_model /gssm_run /prefix_prompt /prompt [toks _]map_cat /= -catA !foldl_cat.
rewrite (read_key k) read_text /=; case: ifP => [//|/negbT no].
rewrite (searching_lt k (@progress_lt k x no)) answer_absent //=.
by rewrite (eqP sk).
Qed.
End Machine.

(* At most (n + 3) D^n states. *)
Lemma states_le n : 1 < D -> 0 < n ->
  \sum_(l < n) D ^ l + n * D ^ n + 1 + D <= (n + 3) * D ^ n.
Proof.
move=> D1 n0; have D0 := ltnW D1.
have sum : \sum_(l < n) D ^ l <= D ^ n.
  elim: n {n0} => [|n IH]; first by rewrite big_ord0.
  rewrite big_ord_recr /= expnS; apply: leq_trans (leq_add IH (leqnn _)) _.
  by rewrite addnn -mul2n leq_mul2r D1 orbT.
have one : D <= D ^ n by rewrite -{1}(expn1 D) leq_pexp2l.
have : 0 < D ^ n by rewrite expn_gt0 D0.
by move: (D ^ n) (\sum_(l < n) D ^ l) sum one => N S; nia.
Qed.
End Prefix.
