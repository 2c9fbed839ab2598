(* SuffixProofs.v -- with the key last, the whole text must have been kept.
   claims: X.prefix-suffix (the bounds): `suffix_states` for texts with distinct n-grams,
   `suffix_states_table` for all texts, and then the texts of blocks. *)
From mathcomp Require Import all_ssreflect zify.
From Verbatim Require Import CopyTask CopyTaskProofs Gssm NgramProofs PrefixSuffix PrefixProofs.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

(* Fewer elements satisfy the stronger of two conditions, if one satisfies the weaker only. *)
Lemma count_lt (T : eqType) (a b : pred T) (s : seq T) k :
  subpred a b -> k \in s -> b k -> ~~ a k -> count a s < count b s.
Proof.
move=> ab ks bk ak; elim: s ks => // h s IH; rewrite inE => /orP[/eqP <-|ks] /=.
  by rewrite bk (negbTE ak) add0n add1n ltnS sub_count.
by rewrite -addnS leq_add ?IH //; case E: (a h); rewrite ?(ab _ E).
Qed.

Section Suffix.
Variable D : nat.
Implicit Types (key t x y : seq 'I_D) (m : gssm D).

(* Two texts that lead to one state get one answer to every key. *)
Lemma suffix_state m x y key :
  gssm_run m (Bos :: toks x) = gssm_run m (Bos :: toks y) ->
  gssm_model m (suffix_prompt key x) = gssm_model m (suffix_prompt key y).
Proof.
move=> E; rewrite /gssm_model /suffix_prompt /prompt /toks !map_cat -!catA -!cat_cons.
by rewrite /gssm_run !foldl_cat -!/(gssm_run m _) E.
Qed.

(* ---------------- strings with distinct n-grams ---------------- *)

(* The token after a window is the answer to that window. *)
Lemma answer_window n x p c : distinct_ngrams n x -> n <= p -> p < size x ->
  answer (ngram n (p - n) x) x = Some (nth c x p).
Proof.
move=> dx np px; have sw : size (ngram n (p - n) x) = n.
  by rewrite size_ngram // subnK // ltnW.
have lt : p - n < size (ngrams n x) by rewrite size_ngrams ltn_subRL subnKC // ltnW.
rewrite /answer sw -(nth_ngrams [::]) -?size_ngrams // index_uniq //.
by rewrite subnK // (drop_nth c).
Qed.

(* Start, state and answers together give the string back, token by token. *)
Theorem suffix_states_distinct m n L : n <= L ->
  answers_suffix (distinct_ngrams n) m n L ->
  #|[set x : L.-tuple 'I_D | distinct_ngrams n x]| <= D ^ n * #|state m|.
Proof.
move=> nL ok; set A := [set x | _].
have szt (x : L.-tuple 'I_D) : size (take n x) == n by rewrite size_takel ?size_tuple.
pose f (x : L.-tuple 'I_D) := (Tuple (szt x), gssm_run m (Bos :: toks x)).
have inj : {in A &, injective f}.
  move=> x y; rewrite !inE => dx dy [Et Es]; apply: val_inj.
  case: (posnP L) => [L0|L0].
    by rewrite /= (size0nil (etrans (size_tuple x) L0)) (size0nil (etrans (size_tuple y) L0)).
  have c : 'I_D by exact: (tnth x (Ordinal L0)).
  apply: (@eq_from_nth _ c); rewrite /= ?size_tuple // => p.
  elim/ltn_ind: p => p IH pL.
  case: (ltnP p n) => [pn|np]; first by rewrite -(nth_take c pn x) Et nth_take.
  have px : p < size x by rewrite size_tuple.
  have py : p < size y by rewrite size_tuple.
  have W : ngram n (p - n) x = ngram n (p - n) y.
    apply: (@eq_from_nth _ c); rewrite !size_ngram ?subnK ?(ltnW px) ?(ltnW py) // => q qn.
    by rewrite !nth_ngram //; apply: IH; lia.
  have Wn : size (ngram n (p - n) y) = n by rewrite size_ngram ?subnK ?(ltnW py).
  have Ax := answer_window c dx np px; have Ay := answer_window c dy np py.
  rewrite W in Ax; apply: Tok_inj.
  rewrite -(ok _ _ _ Wn (size_tuple x) dx Ax) -(ok _ _ _ Wn (size_tuple y) dy Ay).
  exact: suffix_state.
rewrite -(card_in_imset inj); apply: leq_trans (max_card _) _.
by rewrite card_prod card_tuple card_ord.
Qed.

(* With L2.4: (L - n) log2 D bits, less a little. *)
Theorem suffix_states m n L : n <= L -> answers_suffix (distinct_ngrams n) m n L ->
  D ^ L <= D ^ n * #|state m| + 'C((L - n).+1, 2) * D ^ (L - n).
Proof.
move=> nL ok; rewrite -[in D ^ L](card_ord D) -card_tuple.
rewrite -(cardsC [set x : L.-tuple 'I_D | distinct_ngrams n x]).
apply: leq_add; first exact: suffix_states_distinct.
apply: leq_trans (card_repeats D L n); apply/subset_leq_card/subsetP => x.
by rewrite !inE.
Qed.

(* ---------------- any table of answers fits into a text ---------------- *)
(* Let K be keys of n tokens and f a table: an answer for each of them. We write a
   text in which every key is followed, at its first occurrence, by what the table
   says; at most n + 1 tokens for each key.

   A key is pending when the text ends with its first occurrence. If one is, its
   answer must be written now. If none is, we are free, and spell a key that is still
   missing; either some key becomes pending on the way, or that one is there. *)
Section Table.
Variables (n : nat) (K : seq (seq 'I_D)) (f : seq 'I_D -> 'I_D).
Hypothesis K_size : forall k, k \in K -> size k = n.

Definition right y k := answer k y == Some (f k).
Definition never_wrong y : bool := all (fun k => (answer k y == None) || right y k) K.
Definition pending y k : bool := (k \in ngrams (size k) y) && (answer k y == None).

(* An answer stays. *)
Lemma right_rcons y a k : right y k -> right (rcons y a) k.
Proof.
rewrite /right => /eqP E; rewrite answer_rcons E ifT //.
by apply: contraT => /answer_absent; rewrite E.
Qed.

Lemma right_cat y u k : right y k -> right (y ++ u) k.
Proof.
elim: u y => [|a u IH] y; first by rewrite cats0.
by rewrite -cat_rcons => yk; apply/IH/right_rcons.
Qed.

(* At most one key is pending: the last n tokens. *)
Lemma pending_last y k : k \in K -> pending y k -> k = drop (size y - n) y.
Proof. by move=> kK /andP[yes /eqP no]; rewrite -(K_size kK) answer_none_in. Qed.

(* One token more does no harm if it is the answer to the pending key, if any. *)
Lemma never_wrong_rcons y a : never_wrong y ->
  (forall k, k \in K -> pending y k -> f k = a) -> never_wrong (rcons y a).
Proof.
move=> /allP ny fa; apply/allP => k kK; rewrite /right answer_rcons.
case: ifP => // yes; have := ny k kK; rewrite /right.
case E: (answer k y) => [b|] //= _.
by rewrite (fa k kK) // /pending yes E.
Qed.

(* Spell u until some key is pending. *)
Lemma spell y u : never_wrong y -> (forall k, k \in K -> ~~ pending y k) ->
  exists v, [/\ size v <= size u, never_wrong (y ++ v)
    & (exists2 k, k \in K & pending (y ++ v) k) \/
      (v = u /\ forall k, k \in K -> ~~ pending (y ++ v) k)].
Proof.
elim: u y => [|a u IH] y ny free.
  by exists [::]; rewrite cats0; split=> //; right.
have nya : never_wrong (rcons y a).
  by apply: never_wrong_rcons => // k kK; rewrite (negbTE (free k kK)).
case: (boolP (has (pending (rcons y a)) K)) => [/hasP[k kK pk]|/hasPn none].
  by exists [:: a]; rewrite cats1; split=> //; left; exists k.
have [v [sv nv cases]] := IH _ nya none.
exists (a :: v); rewrite -cat_rcons; split=> //.
by case: cases => [?|[-> ?]]; [left | right].
Qed.

Lemma table_step y k : never_wrong y -> k \in K -> ~~ right y k ->
  exists v, [/\ size v <= n.+1, never_wrong (y ++ v)
    & exists2 k', k' \in K & ~~ right y k' && right (y ++ v) k'].
Proof.
move=> ny kK wk.
(* Writing the answer to a pending key. *)
have pay z k' : never_wrong z -> k' \in K -> pending z k' ->
    never_wrong (rcons z (f k')) /\ right (rcons z (f k')) k'.
  move=> nz kK' pk; split.
    apply: never_wrong_rcons => // k2 kK2 pk2.
    by rewrite (pending_last kK2 pk2) -(pending_last kK' pk).
  by case/andP: pk => yes /eqP no; rewrite /right answer_rcons yes no.
have notright z k' : pending z k' -> ~~ right z k'.
  by case/andP=> _ /eqP no; rewrite /right no.
case: (boolP (has (pending y) K)) => [/hasP[k' kK' pk]|/hasPn free].
  have [n' r'] := pay _ _ ny kK' pk.
  by exists [:: f k']; rewrite cats1; split=> //; exists k'; rewrite // notright.
have [v [sv nv [[k' kK' pk]|[vk none]]]] := spell k ny free.
  have [n' r'] := pay _ _ nv kK' pk.
  exists (rcons v (f k')); rewrite -rcons_cat; split=> //.
    by rewrite size_rcons ltnS -(K_size kK).
  exists k' => //; rewrite r' andbT; apply: contra (notright _ _ pk).
  exact: right_cat.
exists v; split=> //; first by rewrite (leq_trans sv) // (K_size kK).
exists k => //; rewrite wk /=.
have yes : k \in ngrams (size k) (y ++ v).
  apply/mapP; exists (size y); last by rewrite /ngram drop_size_cat // vk take_size.
  by rewrite mem_iota /= add0n ltn_subRL size_cat vk [_ + size y]addnC.
have := allP nv k kK; have := none k kK; rewrite /pending yes /=.
by case: (answer k _ == None).
Qed.

Theorem table_text : exists2 y, size y <= size K * n.+1 & all (right y) K.
Proof.
have grow z : never_wrong z -> exists2 y,
    size y <= size z + count (predC (right z)) K * n.+1 & all (right y) K.
  have [N] := ubnP (count (predC (right z)) K); elim: N z => // N IH z leN nz.
  case: (boolP (all (right z) K)) => [ok|/allPn[k kK wk]].
    by exists z; rewrite ?leq_addr.
  have [v [sv nv [k' kK' /andP[w r]]]] := table_step nz kK wk.
  have less : count (predC (right (z ++ v))) K < count (predC (right z)) K.
    have sub : subpred (predC (right (z ++ v))) (predC (right z)).
      by move=> h /=; apply: contra; apply: right_cat.
    by apply: (count_lt sub kK'); rewrite /= ?w ?negbK.
  have [y sy oky] := IH (z ++ v) (leq_trans less leN) nv.
  exists y => //; apply: leq_trans sy _; rewrite size_cat -addnA leq_add2l.
  by apply: leq_trans (leq_add sv (leqnn _)) _; rewrite -mulSn leq_mul2r less orbT.
have [|y sy ok] := grow [::].
  apply/allP => k kK; rewrite /answer /=; by case: (_ + _).
by exists y => //; apply: leq_trans sy _; rewrite leq_mul2r count_size orbT.
Qed.
End Table.

(* D^M states, for any M <= D^n keys that fit into the text. *)
Theorem suffix_states_table m n L M : 0 < D -> M <= D ^ n -> M * n.+1 <= L ->
  answers_suffix predT m n L -> D ^ M <= #|state m|.
Proof.
move=> D0 few fits ok.
pose K : seq (seq 'I_D) := take M (map val (enum {: n.-tuple 'I_D})).
have K_size (k : seq 'I_D) : k \in K -> size k = n by move/mem_take; rewrite mem_words => /eqP.
have K_uniq : uniq K by rewrite take_uniq // map_inj_uniq ?enum_uniq //; apply: val_inj.
have sK : size K = M by rewrite size_takel // size_words.
pose d := Ordinal D0; pose f (t : M.-tuple 'I_D) (k : seq 'I_D) := nth d t (index k K).
have text (t : M.-tuple 'I_D) : exists x : L.-tuple 'I_D, all (right (f t) x) K.
  have [y sy ally] := table_text (f t) K_size.
  have sx : size (y ++ nseq (L - size y) d) == L.
    by rewrite size_cat size_nseq subnKC // (leq_trans sy) // sK.
  exists (Tuple sx); apply/allP => k kK /=; apply: right_cat; exact: (allP ally).
have [X Xok] := fin_all_exists text.
have inj : injective (fun t : M.-tuple 'I_D => gssm_run m (Bos :: toks (X t))).
  move=> t u E; apply: val_inj; apply: (@eq_from_nth _ d); rewrite ?size_tuple // => i iM.
  pose k := nth [::] K i; have kK : k \in K by rewrite mem_nth ?sK.
  have iE : index k K = i by rewrite index_uniq ?sK.
  have At := eqP (allP (Xok t) k kK); have Au := eqP (allP (Xok u) k kK).
  rewrite /f iE in At Au; apply: Tok_inj.
  rewrite -(ok _ _ _ (K_size k kK) (size_tuple _) isT At).
  rewrite -(ok _ _ _ (K_size k kK) (size_tuple _) isT Au).
  exact: suffix_state.
by rewrite -[D in D ^ M]card_ord -card_tuple; apply: leq_card inj.
Qed.

(* ---------------- texts of blocks ---------------- *)
(* Keys of tokens below k, and values that are not below k: a key stands nowhere but
   where it was put. *)

(* Looking for the key from left to right. *)
Lemma answer_cons key a t : answer key (a :: t) =
  if take (size key) (a :: t) == key then ohead (drop (size key) (a :: t)) else answer key t.
Proof.
rewrite /answer; set n := size key.
have shift : [seq ngram n i (a :: t) | i <- iota 1 ((size t).+1 - n)] = ngrams n t.
  by rewrite (iotaDl 1) -map_comp.
case: (leqP n (size t).+1) => nt; last first.
  have short : take n (a :: t) == key = false.
    rewrite take_oversize; last exact: ltnW.
    by apply/eqP => E; move: nt; rewrite /n -E ltnn.
  rewrite short !drop_oversize //; apply: leq_trans (leq_addl _ _); last exact: ltnW.
  exact: ltnW (ltnW nt).
have -> : ngrams n (a :: t) = take n (a :: t) :: ngrams n t.
  by rewrite -shift /ngrams /= subSn //= {1}/ngram drop0.
by rewrite /=; case: eqP.
Qed.

Section Blocks.
Variables (n k : nat).
Notation low := (all (fun a : 'I_D => a < k)).

(* The tokens u of another key, or of the end of one, and the value v are passed over. *)
Lemma answer_skip key u (v : 'I_D) t : size key = n -> low key -> low u -> k <= v ->
  size u <= n -> u != key -> answer key (u ++ v :: t) = answer key t.
Proof.
move=> sk lk; elim: u => [_|a u IH /andP[ak lu]] kv un ne; rewrite ?cat0s ?cat_cons answer_cons sk.
  case: eqP => // E; move: lk; rewrite -E.
  case: n sk => [/size0nil key0|n' _] /=; first by rewrite key0 in ne.
  by rewrite ltnNge kv.
rewrite -cat_cons; case: eqP => [E|_]; last first.
  by apply: IH => //; [apply: ltnW | apply: contraTneq un => ->; rewrite /= sk ltnn].
case: (ltngtP n (size (a :: u))) un => // [lt|eq] _; last first.
  by move: ne; rewrite -E eq take_size_cat ?eqxx.
move: lk; rewrite -E take_cat ltnNge ltnW // all_cat => /andP[_].
by move: lt; rewrite -subn_gt0; case: (n - _) => //= j _; rewrite ltnNge kv.
Qed.

Lemma answer_here key v t : answer key (key ++ v :: t) = Some v.
Proof.
by case: key => [|a key] //; rewrite cat_cons answer_cons -cat_cons take_size_cat // eqxx drop_size_cat.
Qed.

(* Each key's answer is the value behind it. *)
Lemma answer_block keys values i d : key_list n k keys -> size values = size keys ->
  all (fun a : 'I_D => k <= a) values -> i < size keys ->
  answer (nth [::] keys i) (block_text keys values) = Some (nth d values i).
Proof.
elim: keys values i => [|key keys IH] [|v values] // i /andP[/= /andP[new uq] /andP[kk klist]].
move=> [sv] /andP[kv kvs]; have [/eqP sk lk] := andP kk.
rewrite /block_text /= cat_rcons; case: i => [_|i ik]; first exact: answer_here.
have mem : nth [::] keys i \in keys by rewrite mem_nth.
have /andP[/eqP si li] := allP klist _ mem.
rewrite (answer_skip _ si li lk kv) ?sk //; last by apply: contraNneq new => ->.
by apply: IH => //; rewrite /key_list uq.
Qed.

(* The values, as a type of its own with D - k elements. *)
Notation value := {a : 'I_D | k <= a}.

Lemma card_value : #|{: value}| = D - k.
Proof.
rewrite card_sig -sum1_card -(big_mkord (fun a => k <= a) (fun=> 1)).
rewrite -(big_nat_widenl k 0 D predT (fun=> 1)) //.
by rewrite sum_nat_const_nat muln1.
Qed.

(* As many texts as there are lists of values, (D - k)^B, and all of one length. *)
Section Keys.
Variable keys : seq (seq 'I_D).
Hypothesis klist : key_list n k keys.
Notation B := (size keys).
Implicit Type v : B.-tuple value.

Definition text v : seq 'I_D := block_text keys (map val v).

Lemma high_values v : all (fun a : 'I_D => k <= a) (map val v).
Proof. by rewrite all_map; apply/allP => -[a ka] _. Qed.

Lemma size_block_text (values : seq 'I_D) : size values = B ->
  size (block_text keys values) = B * n.+1.
Proof.
case/andP: klist => _; elim: (keys) values => [|key s IH] [|v values] //= /andP[kk ks] [sv].
by rewrite /block_text /= size_cat size_rcons -/(block_text _ _) IH // (eqP (andP kk).1).
Qed.

Lemma is_text v : is_block_text k keys (text v).
Proof.
apply/existsP; have sv : size (map val v) == B by rewrite size_map size_tuple.
by exists (Tuple sv); rewrite high_values eqxx.
Qed.

Lemma is_textP x : reflect (exists v, x = text v) (is_block_text k keys x).
Proof.
apply: (iffP existsP) => [[values /andP[high /eqP ->]]|[v ->]]; last first.
  exact/existsP/is_text.
have E : map val (pmap insub values : seq value) = values.
  by rewrite (pmap_filter (insubK _)); apply/all_filterP/(sub_all _ high) => a ka; rewrite insubT.
have sv : size (pmap insub values : seq value) == B by rewrite -(size_map val) E size_tuple.
by exists (Tuple sv); rewrite /text /= E.
Qed.

Lemma answer_text v (i : 'I_B) : answer (nth [::] keys i) (text v) = Some (val (tnth v i)).
Proof.
have d := val (tnth v i); rewrite (answer_block d klist) ?high_values ?size_map ?size_tuple //.
by rewrite (nth_map (tnth v i)) ?size_tuple // -tnth_nth.
Qed.

(* Lists of values that differ differ in the answer to some key. *)
Lemma text_answers v v' : v != v' -> exists key a b,
  [/\ key \in keys, answer key (text v) = Some a, answer key (text v') = Some b & a != b].
Proof.
move=> ne; have [i di] : exists i, tnth v i != tnth v' i.
  apply/existsP; apply: contraNT ne; rewrite negb_exists => /forallP same.
  by apply/eqP/eq_from_tnth => i; apply/eqP; have := same i; rewrite negbK.
exists (nth [::] keys i), (val (tnth v i)), (val (tnth v' i)).
by rewrite !answer_text mem_nth ?ltn_ord.
Qed.

Lemma text_inj : injective text.
Proof.
move=> v v' E; apply/eqP; apply: contraT => /text_answers[key [a [b [_ A A' ab]]]].
by move: A'; rewrite -E A => -[/eqP]; rewrite (negbTE ab).
Qed.

Lemma card_values : #|{: B.-tuple value}| = (D - k) ^ B.
Proof. by rewrite card_tuple card_value. Qed.

Theorem card_texts :
  #|[set x : (B * n.+1).-tuple 'I_D | is_block_text k keys x]| = (D - k) ^ B.
Proof.
have sz v : size (text v) == B * n.+1 by rewrite size_block_text ?size_map ?size_tuple.
have inj : injective (fun v => Tuple (sz v)) by move=> v v' [] /text_inj.
rewrite -card_values -(card_imset _ inj).
apply: eq_card => x; rewrite inE; apply/is_textP/imsetP => [[v E]|[v _ ->]]; last by exists v.
by exists v => //; apply: val_inj.
Qed.

(* Fewer states than texts: two of them leave one state, and to some key the same is said
   although its answers differ. *)
Theorem text_pair (m : gssm D) : #|state m| < (D - k) ^ B ->
  exists x y key a b,
    [/\ is_block_text k keys x, is_block_text k keys y
      & gssm_run m (Bos :: toks x) = gssm_run m (Bos :: toks y)]
    /\ [/\ key \in keys, answer key x = Some a, answer key y = Some b, a != b
         & gssm_model m (suffix_prompt key x) = gssm_model m (suffix_prompt key y)].
Proof.
move=> few; pose f v := gssm_run m (Bos :: toks (text v)).
have /injectivePn[v [v' ne E]] : ~~ injectiveb f.
  by apply: contraL few => /injectiveP inj; rewrite -leqNgt -card_values; apply: leq_card inj.
have [key [a [b [kK A A' ab]]]] := text_answers ne.
exists (text v), (text v'), key, a, b; split; split; rewrite ?is_text //.
exact: suffix_state E.
Qed.

(* Near miss: (D - k)^B states can tell all the texts apart. *)
Variable v0 : value.
Notation register := (value_register B v0).

(* Tokens of a key are passed over, values are shifted in. *)
Lemma register_key (s : state register) (key : seq 'I_D) : low key ->
  foldl (@update D register) s (toks key) = s.
Proof.
by elim: key => //= a key IH /andP[ak lk]; rewrite insubN ?IH // -ltnNge.
Qed.

Lemma register_reads (some : seq (seq 'I_D)) (vs : seq value) (s : B.-tuple value) :
  all low some -> size vs = size some ->
  val (foldl (@update D register) s (toks (block_text some (map val vs)))) = drop (size vs) (s ++ vs).
Proof.
elim: some vs s => [|key some IH] [|v vs] s //=; first by rewrite cats0 drop0.
move=> /andP[lk ls] [sv]; rewrite /block_text /= cat_rcons /toks map_cat foldl_cat register_key //=.
rewrite (valK v : insub (val v) = Some v) IH //=.
have -> : behead (rcons s v) ++ vs = drop 1 (s ++ v :: vs).
  by rewrite drop1 -cat_rcons; case: (tval s).
by rewrite drop_drop addn1.
Qed.

Theorem register_run v : gssm_run register (Bos :: toks (text v)) = v.
Proof.
have lows : all low keys.
  by case/andP: klist => _; apply: sub_all => key /andP[].
apply: val_inj; rewrite /= register_reads ?size_tuple //.
by rewrite drop_size_cat // size_nseq.
Qed.
End Keys.

(* There are k^n keys. *)
Theorem keys_exist B : k <= D -> B <= k ^ n ->
  exists keys : seq (seq 'I_D), size keys = B /\ key_list n k keys.
Proof.
move=> kD few; pose word (t : n.-tuple 'I_k) : seq 'I_D := map (widen_ord kD) t.
have wide : injective (widen_ord kD) by move=> a b [ab]; apply: val_inj.
have inj : injective word by move=> t u /(inj_map wide) E; apply: val_inj.
exists (take B (map word (enum {: n.-tuple 'I_k}))); split.
  by rewrite size_takel // size_map -cardE card_tuple card_ord.
apply/andP; split; first by rewrite take_uniq // map_inj_uniq ?enum_uniq.
apply/allP => key /mem_take /mapP[t _ ->].
by rewrite size_map size_tuple eqxx all_map; apply/allP => a _ /=.
Qed.
End Blocks.
End Suffix.
