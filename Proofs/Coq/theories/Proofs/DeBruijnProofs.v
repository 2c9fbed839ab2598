(* DeBruijnProofs.v -- de Bruijn strings: the longest with distinct n-grams, and
   many enough to defeat a small memory.
   claims: X.de-bruijn *)
From mathcomp Require Import all_ssreflect all_algebra zify.
From Verbatim Require Import CopyTask CopyTaskProofs Gssm GssmProofs Ngram NgramProofs.
From Verbatim Require Import FailureSetProofs.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.Theory.

Section DeBruijn.
Variable D : nat.
Hypothesis D0 : 0 < D.
Implicit Types (x : seq 'I_D) (n : nat).

Let Dn0 n : 0 < D ^ n. Proof. by rewrite expn_gt0 D0. Qed.

Lemma de_bruijn_distinct n x : de_bruijn n x -> distinct_ngrams n x.
Proof.
move/forallP=> once; apply: count_mem_uniq => w.
case: (boolP (w \in ngrams n x)) => [wx|]; last by move/count_memPn.
have := ngrams_words wx; rewrite mem_words => sw.
by have /eqP := once (Tuple sw).
Qed.

(* All D^n strings of n tokens are there, so there are D^n windows. *)
Lemma de_bruijn_size n x : de_bruijn n x -> size x = D ^ n + n - 1.
Proof.
move=> db; have dx := de_bruijn_distinct db.
apply/eqP; rewrite eqn_leq distinct_longest //=.
have : D ^ n <= (size x).+1 - n.
  rewrite -size_words -size_ngrams; apply: uniq_leq_size.
    by rewrite map_inj_uniq ?enum_uniq //; apply: val_inj.
  move=> w; rewrite mem_words => sw; rewrite -has_pred1 has_count.
  by have /eqP -> := forallP db (Tuple sw).
have := Dn0 n; move: (D ^ n) => N N0 le.
rewrite leq_subLR add1n; apply: leq_trans (leq_add le (leqnn n)) _.
by rewrite subnK //; move: (leq_trans N0 le); rewrite subn_gt0 => /ltnW.
Qed.

(* They are exactly the strings with distinct n-grams of the largest length. *)
Theorem de_bruijnE n x :
  de_bruijn n x = distinct_ngrams n x && (size x == D ^ n + n - 1).
Proof.
apply/idP/andP => [db|[dx /eqP sx]].
  by split; [apply: de_bruijn_distinct | apply/eqP/de_bruijn_size].
apply/forallP => w; rewrite (count_uniq_mem _ dx) eqb1.
have szx : (size x).+1 - n = D ^ n.
  by rewrite sx subn1 prednK ?addn_gt0 ?Dn0 // addnK.
have le : size (map val (enum {: n.-tuple 'I_D})) <= size (ngrams n x).
  by rewrite size_words size_ngrams szx.
have [_ ->] := uniq_min_size dx (@ngrams_words D n x) le.
by rewrite mem_words size_tuple.
Qed.

(* The plain n-gram decoder copies and ends each of them ... *)
Theorem de_bruijn_lookup n x : de_bruijn n x -> copies_and_ends (lookup n) x.
Proof. by move=> db; rewrite lookup_copies_and_endsE de_bruijn_distinct. Qed.

(* ... and a memory with fewer states than half their number fails on most. *)
Theorem de_bruijn_gssm (R : realFieldType) n (m : gssm D)
    (A := [set x : (D ^ n + n - 1).-tuple 'I_D | de_bruijn n x]) :
  2 * #|state m| < #|A| -> (1 / 2%:R < err (uniform_on R A) (gssm_model m))%R.
Proof.
move=> few; apply: lt_le_trans (half_lt R few) _.
by apply: gssm_err_on; rewrite -card_gt0; apply: leq_ltn_trans few.
Qed.
End DeBruijn.

(* ---------------- how many there are: small cases, computed ---------------- *)

(* All strings of length L over 0 .. D-1. *)
Fixpoint strings (D L : nat) : seq (seq nat) :=
  if L is L'.+1 then [seq a :: w | a <- iota 0 D, w <- strings D L'] else [:: [::]].

Lemma mem_strings D L w : (w \in strings D L) = (size w == L) && all (fun a => a < D) w.
Proof.
elim: L w => [|L IH] [|a w] //=.
  by apply/negP => /allpairsP[[b v] [_ _]].
rewrite eqSS; apply/allpairsP/andP => [[[b v] [/= bD vL [-> ->]]]|[sw /andP[aD wD]]].
  by move: bD vL; rewrite mem_iota IH /= => -> /andP[-> ->].
by exists (a, w); rewrite /= mem_iota aD IH sw wD.
Qed.

Lemma strings_uniq D L : uniq (strings D L).
Proof.
elim: L => //= L IH; apply: allpairs_uniq => //; first exact: iota_uniq.
by move=> [a v] [b w] _ _ [-> ->].
Qed.

Lemma card_strings D L (p : pred (seq nat)) :
  #|[set x : L.-tuple 'I_D | p (map val x)]| = count p (strings D L).
Proof.
rewrite cardsE cardE -size_filter -(size_map (fun x : L.-tuple 'I_D => map val x)).
apply: perm_size; apply: uniq_perm.
- rewrite map_inj_uniq ?enum_uniq // => x y E.
  exact/val_inj/(inj_map val_inj).
- by rewrite filter_uniq // strings_uniq.
move=> w; rewrite mem_filter mem_strings; apply/mapP/and3P => [[x]|[pw sw wD]].
  rewrite mem_enum => px ->; split=> //; first by rewrite size_map size_tuple.
  by rewrite all_map; apply/allP => a _ /=.
have E : map val (pmap insub w : seq 'I_D) = w.
  by rewrite (pmap_filter (insubK _)); apply/all_filterP/(sub_all _ wD) => a aD; rewrite insubT.
have sx : size (pmap insub w : seq 'I_D) == L by rewrite -(size_map val) E.
have pt : p (map val (tval (Tuple sx))) by rewrite /= E.
by exists (Tuple sx); [rewrite mem_enum | rewrite /= E].
Qed.

Theorem card_de_bruijn D n : 0 < D ->
  #|[set x : (D ^ n + n - 1).-tuple 'I_D | de_bruijn n x]|
  = count (distinct_ngrams n) (strings D (D ^ n + n - 1)).
Proof.
move=> D0; rewrite -card_strings; apply: eq_card => x; rewrite !inE.
by rewrite de_bruijnE // size_tuple eqxx andbT (distinct_map _ _ val_inj).
Qed.

(* (D!)^(D^(n-1)) of them: 4, 16, 216 (and 2, 6, 24 for n = 1). *)
Lemma count_2_1 : count (distinct_ngrams 1) (strings 2 (2 ^ 1 + 1 - 1)) = 2. Proof. by []. Qed.
Lemma count_3_1 : count (distinct_ngrams 1) (strings 3 (3 ^ 1 + 1 - 1)) = 6. Proof. by []. Qed.
Lemma count_4_1 : count (distinct_ngrams 1) (strings 4 (4 ^ 1 + 1 - 1)) = 24.
Proof. by vm_compute. Qed.
Lemma count_2_2 : count (distinct_ngrams 2) (strings 2 (2 ^ 2 + 2 - 1)) = 4. Proof. by []. Qed.
Lemma count_2_3 : count (distinct_ngrams 3) (strings 2 (2 ^ 3 + 3 - 1)) = 16.
Proof. by vm_compute. Qed.
Lemma count_3_2 : count (distinct_ngrams 2) (strings 3 (3 ^ 2 + 2 - 1)) = 216.
Proof. by vm_compute. Qed.

(* ---------------- machines that copy given strings ---------------- *)
(* The machine remembers the tokens read, the copy that it wrote included, as long as
   they are the beginning of x x for one of the given strings x; otherwise it gives up. *)
Section Store.
Variables (D L : nat) (B : {set L.-tuple 'I_D}).
Hypothesis L0 : 0 < L.
Implicit Types w v : seq 'I_D.

Definition known : seq (seq 'I_D) :=
  undup [seq take i (val x ++ val x) | x <- enum B, i <- iota 0 (2 * L)].

Definition remember w : option (seq_sub known) := insub w.

(* When L + t tokens were read, the token t of the first L is written. *)
Definition store : gssm D :=
  @Gssm D [finType of option (seq_sub known)] (remember [::])
    (fun s c => if c is Tok a then
       if s is Some w then remember (rcons (val w) a) else None
     else s)
    (fun s => if s is Some w then
       head Eos (drop (size (val w) - L) (toks (take L (val w)))) else Eos).

Lemma card_store : #|state store| <= 2 * #|B| * L + 2.
Proof.
rewrite card_option card_seq_sub ?undup_uniq // addn2 ltnS leqW //.
apply: leq_trans (size_undup _) _; rewrite size_allpairs size_iota -cardE.
by rewrite mulnA [#|B| * 2]mulnC.
Qed.

Lemma known_rcons w a : rcons w a \in known -> w \in known.
Proof.
rewrite mem_undup => /allpairsP[[x i] /= [xB]]; rewrite mem_iota => /= iL E.
have sx : size (val x ++ val x) = 2 * L by rewrite size_cat size_tuple addnn mul2n.
have sw : (size w).+1 = i by rewrite -(size_rcons w a) E size_takel // sx ltnW.
rewrite mem_undup; apply/allpairsP; exists (x, size w); rewrite /= mem_iota /= (ltn_trans _ iL) -?sw //.
split=> //; rewrite -[LHS](take_size_cat [:: a] (erefl (size w))) cats1 E take_take //.
by rewrite -sw.
Qed.

(* The tokens are kept while they are a beginning of that kind. *)
Lemma store_reads w v : foldl (@update D store) (remember w) (toks v) = remember (w ++ v).
Proof.
elim/last_ind: v => [|v a IH]; first by rewrite cats0.
rewrite /toks map_rcons foldl_rcons -/(toks v) IH -rcons_cat /= /remember.
case: (insubP _ (w ++ v)) => [u _ ->|no] //=.
by rewrite insubN //; apply: contra no; apply: known_rcons.
Qed.

Lemma store_run w v :
  gssm_run store (prompt w ++ toks v) = remember (w ++ v).
Proof.
rewrite /gssm_run foldl_cat /= foldl_cat (store_reads [::] w) /=.
exact: store_reads.
Qed.

Lemma known_text (x : L.-tuple 'I_D) t : x \in B -> t < L -> val x ++ take t x \in known.
Proof.
move=> xB tL; rewrite mem_undup; apply/allpairsP; exists (x, L + t); split=> //=.
- by rewrite mem_enum.
- by rewrite mem_iota /= add0n mul2n -addnn ltn_add2l.
by rewrite take_cat size_tuple ltnNge leq_addr /= addKn.
Qed.

Theorem store_copies (x : L.-tuple 'I_D) : copies (gssm_model store) x = (x \in B).
Proof.
apply/idP/idP => [|xB].
  rewrite /copies -(size_toks x) => /generate_step/(_ 0 Eos); rewrite size_toks size_tuple => /(_ L0).
  rewrite take0 -[[::]]/(toks [::]) /gssm_model store_run cats0 /= /remember.
  case: insubP => [u|_]; last first.
    by have := size_tuple x; case: (tval x) => // none; have := L0; rewrite -{1}none.
  rewrite mem_undup => /allpairsP[[y i] /= [yB]]; rewrite mem_iota /= add0n => iL E _ _.
  have sy : size (val y ++ val y) = 2 * L by rewrite size_cat size_tuple addnn mul2n.
  have i_eq : i = L.
    by have := congr1 size E; rewrite size_tuple size_takel ?sy ?(ltnW iL).
  suff -> : x = y by rewrite -mem_enum.
  by apply: val_inj; rewrite /= E i_eq take_size_cat ?size_tuple.
rewrite /copies -(size_toks x); apply/generate_step => t c; rewrite size_toks size_tuple => tL.
rewrite /toks -map_take -/(toks _) /gssm_model store_run /= /remember.
rewrite insubT /=; first exact: known_text.
move=> kn; rewrite size_cat size_tuple size_takel ?size_tuple ?(ltnW tL) // addKn.
rewrite take_size_cat ?size_tuple // -nth0 nth_drop addn0.
by apply: set_nth_default; rewrite size_map size_tuple.
Qed.
End Store.
