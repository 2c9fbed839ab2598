(* HybridProofs.v -- claim X.hybrid: the register gathers what the windows of the transformer
   gather, and neither half of the hybrid is enough. *)
From mathcomp Require Import all_ssreflect all_algebra all_fingroup zify.
From Verbatim Require Import CopyTask CopyTaskProofs Transformer Construction Hybrid.
From Verbatim Require Import NgramProofs WindowsProofs GateProofs MatchProofs OneLayerProofs.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

(* ---------------- the register ---------------- *)
Section Register.
Variables (R : realFieldType) (n d D : nat).
Variable code : 'I_D -> 'I_d -> bool.
Variable w : seq (sym D).
Notation sp := (piece_of R code).
Notation crd := (slot_finType n d).
Notation reg := (token_register R n d).
Notation X0 := (@X0 R n d D code w).
Notation H p := (state_at reg X0 p).

(* The step: R_1 takes the position's own piece, R_(k+2) takes what R_(k+1) held. *)
Lemma state_first (k : 'I_n) a p : k = 0%N :> nat -> H p.+1 (k, a) = sp (nth Bos w p) a.
Proof.
move=> k0; rewrite /= /mulv /= big1 => [|lb _]; last by rewrite /register_A k0 mul0r.
by rewrite add0r /register_B k0 eqxx sum_unit_row.
Qed.

Lemma state_next (k l : 'I_n) a p : k = l.+1 :> nat -> H p.+1 (k, a) = H p (l, a).
Proof.
move=> kl; rewrite /= /mulv /= [X in _ + X]big1 => [|c _]; last by rewrite /register_B kl mul0r.
rewrite addr0 -[RHS](sum_unit_row (l, a)); apply: eq_bigr => -[l' a'] _; congr (_%:R * _).
by rewrite /= kl eqSS /unit_row xpair_eqE eq_sym [a == _]eq_sym.
Qed.

(* By induction: when position p is reached R_(k+1) holds the piece of the symbol k + 1
   places before p, and zero if there is none. *)
Lemma register_holds (k : 'I_n) a p :
  H p (k, a) = if (k < p)%N then sp (nth Bos w (p - k.+1)) a else 0.
Proof.
elim: p k => [//|p IH] [[|k] kn].
  by rewrite state_first // ltn0Sn subn1.
by rewrite (@state_next _ (Ordinal (ltnW kn))) // IH /= ltnS subSS.
Qed.

(* So it gathers what the windows gather, and zero before the start. *)
Notation Y := (after_recurrence reg X0).

Lemma register_G (g : 'I_n.+1) a p :
  Y p (G g a) = if (g <= p)%N then sp (nth Bos w (p - g)) a else 0.
Proof.
rewrite /after_recurrence {1}/X0 /= add0r /mulv /=.
case: g => [[|g] gn] /=.
  by rewrite big1 ?add0r ?sum_unit_row ?subn0 // => lb _; rewrite mul0r.
rewrite [X in _ + X]big1 ?addr0 => [|c _]; last by rewrite mul0r.
have kn : (g < n)%N by [].
rewrite -(register_holds (Ordinal kn)) -[RHS](sum_unit_row (Ordinal kn, a)).
apply: eq_bigr => -[l b] _; congr (_%:R * _).
by rewrite /= eqSS xpair_eqE eq_sym [a == _]eq_sym.
Qed.

Lemma register_other c p : (forall g a, c <> G g a) -> Y p c = X0 p c.
Proof.
move=> cG; rewrite /after_recurrence /mulv !big1 ?addr0 // => j _.
  by case: c cG => [b||g b|o k b|b] cG; rewrite ?mul0r //; case: (cG g b).
by case: c cG => [b||g b|o k b|b] cG; rewrite ?mul0r //; case: (cG g b).
Qed.
End Register.

(* ---------------- the gate ---------------- *)
Section Gate.
Variables (R : realFieldType) (n d D : nat).
Variable code : 'I_D -> 'I_d -> bool.
Variable ex : R -> R.
Hypothesis ex_gt0 : forall s, 0 < ex s.
Variable w : seq (sym D).
Hypothesis w0 : nth Bos w 0 = Bos.
Notation sp := (piece_of R code).
Notation crd := (slot_finType n d).
Notation Y := (after_recurrence (token_register R n d) (@X0 R n d D code w)).
Notation Y1 := (@Y1 R n d D code ex w).

(* Where the windows see a symbol the register holds the same. *)
Lemma gathered_alike (g : 'I_n.+1) a p : (g <= p)%N -> Y p (G g a) = Y1 p (G g a).
Proof. by move=> gp; rewrite register_G gp (windows code ex_gt0). Qed.

Lemma gathered_le1 (g : 'I_n.+1) a p : Y p (G g a) <= 1.
Proof.
rewrite register_G; case: ifP => // _; last exact: ler01.
exact: le_trans (ler_norm _) (piece_norm R code _ _).
Qed.

Lemma gathered_flag_ge0 (g : 'I_n.+1) p : 0 <= Y p (G g None).
Proof. by rewrite register_G; case: ifP => // _; apply: piece_flag_ge0. Qed.

(* Where they see none, there is Bos between, and the gate is shut in both models. *)
Lemma shut (V : vec R crd) (o : bool) (k : 'I_n) p : (p < k + o)%N ->
  (forall g, 0 <= V (G g None)) -> (forall g : 'I_n.+1, g = p :> nat -> V (G g None) = 1) ->
  V Start = (nth Bos w p == Bos)%:R -> 1 <= gsum V o k.
Proof.
move=> pk V0 Vp VS; rewrite /gsum VS.
case: (leqP o p) => op; last first.
  case: o op pk => //; case: p Vp VS => // Vp VS _ _.
  by rewrite w0 eqxx mul1r ler_addl; apply: sumr_ge0 => g _; apply: V0.
have pn : (p < n.+1)%N by have := ltn_ord k; case: (o) pk => /=; lia.
rewrite (bigD1 (Ordinal pn)) /=; last by rewrite op.
rewrite Vp // addrCA ler_addl addr_ge0 ?mulr_ge0 ?ler0n //.
by apply: sumr_ge0 => g _; apply: V0.
Qed.

Lemma register_shut (o : bool) (k : 'I_n) p : (p < k + o)%N -> 1 <= gsum (Y p) o k.
Proof.
move=> pk; apply: (shut pk) => [g|g gp|]; first exact: gathered_flag_ge0.
  by rewrite register_G gp leqnn subnn w0.
exact: register_other.
Qed.

Lemma windows_shut (o : bool) (k : 'I_n) p : (p < k + o)%N -> 1 <= gsum (Y1 p) o k.
Proof.
move=> pk; apply: (shut pk) => [g|g gp|]; first exact: windows_flag_ge0.
  by rewrite (windows code ex_gt0) gp ?leqnn // subnn w0.
exact: Y1_Start.
Qed.

Lemma gsum_alike (o : bool) (k : 'I_n) p : (k + o <= p)%N -> gsum (Y p) o k = gsum (Y1 p) o k.
Proof.
move=> kp; rewrite /gsum register_other // Y1_Start; congr (_ + _).
by apply: eq_bigr => g /andP[_ gk]; apply: gathered_alike; apply: ltnW; apply: leq_trans kp.
Qed.

(* So the gate computes the same. *)
Lemma gate_alike (c : crd) p :
  perceptron (gate_layer R n d) (Y p) c = perceptron (layer1 R n d) (Y1 p) c.
Proof.
rewrite -[LHS]/(perceptron (layer1 R n d) (Y p) c).
case: c => [a||g a|o k a|a]; try by rewrite !perceptron_other.
have src := source_val o k.
case: (leqP (k + o) p) => pk; last first.
  have [s1 s2] := (register_shut pk, windows_shut pk).
  by case: a => [i|]; rewrite ?perceptron_bit ?perceptron_flag
    ?clip_silenced ?relu_flag_silenced ?gathered_le1 ?Y1_le1.
by case: a => [i|]; rewrite ?perceptron_bit ?perceptron_flag gsum_alike // gathered_alike ?src.
Qed.

(* After the gate all coordinates are equal but those that it has silenced. *)
Notation X := (after_layer ex (gate_layer R n d) Y).
Notation X1 := (@X1 R n d D code ex w).

Lemma gate_layerE (V : nat -> vec R crd) p c :
  after_layer ex (gate_layer R n d) V p c = V p c + perceptron (gate_layer R n d) (V p) c.
Proof.
have same c' : after_heads ex (gate_layer R n d) V p c' = V p c'.
  by rewrite /after_heads /= big_nil addr0.
rewrite /after_layer same; congr (_ + _).
apply: eq_bigr => u _; congr (_ * relu (_ + _)).
by apply: eq_bigr => c' _; rewrite same.
Qed.

Theorem after_gate (c : crd) p : (forall g a, c <> G g a) -> X p c = X1 p c.
Proof.
move=> cG; rewrite gate_layerE gate_alike register_other //.
by rewrite -(Y1_other code ex w p cG).
Qed.
End Gate.

(* ---------------- attention and logits ---------------- *)

(* Layer 2 does not look at the gathered slots: models that differ there only go on alike. *)
Section Attention.
Variables (R : realFieldType) (ex : R -> R) (n d : nat) (beta : R).
Notation crd := (slot_finType n d).
Notation h := (match_head n d beta).
Variables V V' : nat -> vec R crd.
Hypothesis VV' : forall (c : crd) p, (forall g a, c <> G g a) -> V p c = V' p c.

Lemma layer2_alike (c : crd) p : (forall g a, c <> G g a) ->
  after_layer ex (layer2 n d beta) V p c = after_layer ex (layer2 n d beta) V' p c.
Proof.
move=> cG; have sc p' q : score h V p' q = score h V' p' q.
  by rewrite !score_match; congr (_ * _); apply: eq_bigr => ka _; rewrite !VV'.
have at' q : attention ex h V p q = attention ex h V' p q.
  rewrite /attention sc; case: ifP => // _; congr (_ / _).
  by apply: eq_bigr => r _; rewrite sc.
rewrite /after_layer /after_heads VV' // !big_seq1.
have head c' : mulv (W_O h) (attended ex h V p) c' = mulv (W_O h) (attended ex h V' p) c'.
  apply: eq_bigr => a _; congr (_ * _); apply: eq_bigr => q _.
  by rewrite at' /mulv /= !sum_unit_row VV'.
by rewrite head; congr (_ + _); rewrite /perceptron /mulv !big1 // => -[].
Qed.
End Attention.

Section Logits.
Variables (R : realFieldType) (n d D : nat).
Variable code : 'I_D -> 'I_d -> bool.
Variables (ex : R -> R) (beta : R).
Hypothesis ex_gt0 : forall s, 0 < ex s.
Variable w : seq (sym D).
Hypothesis w0 : nth Bos w 0 = Bos.
Notation H := (hybrid_construction n code beta).
Notation T := (construction n code beta).

(* After each layer, outside the gathered slots: the stream of the transformer. *)
Theorem hybrid_stream k (c : slot_finType n d) p : (forall g a, c <> G g a) ->
  run_hybrid ex H k.+1 w p c = run_layers ex T k.+1 w p c.
Proof.
have first c' p' : (forall g a, c' <> G g a) ->
    run_hybrid ex H 1 w p' c' = run_layers ex T 1 w p' c'.
  exact: (after_gate code ex_gt0 w0).
case: k => [|k] cG; first exact: first.
by rewrite -[k.+2]/(2 + k)%N; apply: layer2_alike cG => c' p'; apply: first.
Qed.

Theorem hybrid_logitE s : hybrid_logit ex H w s = logit ex T w s.
Proof.
apply: eq_bigr => c _.
have unread A B : (forall a, c <> O a) -> @W_U R n d D code s c * A = @W_U R n d D code s c * B.
  by case: c s => [a||g a|o k a|a] [v|||] cO; rewrite /= ?mul0r //; case: (cO a).
case: c unread => [a||g a|o k a|a] unread; try exact: unread.
by congr (_ * _); apply: hybrid_stream.
Qed.

Theorem hybrid_decodeE : hybrid_decode ex H w = decode ex T w.
Proof.
have same s : hybrid_certain ex H w s = certain ex T w s.
  by apply: eq_forallb => u; rewrite !hybrid_logitE.
exact (congr1 (fun o => if o is Some s then s else Bos) (eq_pick same)).
Qed.
End Logits.

(* Models that say the same of what begins with Bos generate the same from it. *)
Lemma generate_alike D (f g : model D) : (forall w, f (Bos :: w) = g (Bos :: w)) ->
  forall k w, generate f k (Bos :: w) = generate g k (Bos :: w).
Proof. by move=> fg; elim=> // k IH w; rewrite !generate_cons fg rcons_cons IH. Qed.

(* ---------------- what a readout cannot do ---------------- *)
Section Readouts.
Variables (R : realFieldType) (ex : R -> R) (D : nat) (H : hybrid R D).

(* The model's own decoding is a readout. *)
Theorem decode_reads : reads_from ex H (hybrid_decode ex H).
Proof.
move=> x y rest same; have [_ E] := same (size rest) (leqnn _).
have last z : (size (prompt z ++ rest)).-1 = (size z + 1 + size rest)%N.
  by rewrite size_cat size_prompt; lia.
have logits s : hybrid_logit ex H (prompt x ++ rest) s = hybrid_logit ex H (prompt y ++ rest) s.
  by rewrite /hybrid_logit !last; apply: eq_bigr => c _; rewrite E.
have certain s : hybrid_certain ex H (prompt x ++ rest) s = hybrid_certain ex H (prompt y ++ rest) s.
  by apply: eq_forallb => u; rewrite !logits.
exact (congr1 (fun o => if o is Some s then s else Bos) (eq_pick certain)).
Qed.

Variable next : model D.
Hypothesis reads : reads_from ex H next.
Variables x y : seq 'I_D.
Hypothesis alike : takes_for ex H x y.

Theorem reads_alike k : generate next k (prompt x) = generate next k (prompt y).
Proof.
rewrite -[prompt x]cats0 -[prompt y]cats0; elim: k (Nil (sym D)) => [//|k IH] rest.
have E : next (prompt x ++ rest) = next (prompt y ++ rest) by apply: reads; apply: alike.
by rewrite !generate_cons E !rcons_cat IH.
Qed.

Lemma take_generate k m w : (k <= m)%N -> take k (generate next m w) = generate next k w.
Proof. by elim: m k w => [|m IH] [|k] w //= km; rewrite IH. Qed.

Lemma ends_first (u v : seq 'I_D) : (size u <= size v)%N ->
  generate next (size u).+1 (prompt v) = toks u ++ [:: Eos] -> copies_and_ends next v -> u = v.
Proof.
move=> uv E /eqP Ev; apply: toks_inj; move: E.
rewrite -(@take_generate _ (size v).+1) // Ev.
case: (ltngtP (size u) (size v)) uv => // [lt|->] _; last first.
  by rewrite take_oversize ?size_cat ?size_toks ?addn1 // !cats1 => /rcons_inj[->].
rewrite takel_cat ?size_toks // -map_take => E.
have : Eos \in toks u ++ [:: Eos] by rewrite mem_cat inE eqxx orbT.
by rewrite -E => /mapP[].
Qed.

(* So it copies and ends one of two strings at most. *)
Theorem reads_one : x <> y -> ~~ (copies_and_ends next x && copies_and_ends next y).
Proof.
move=> xy; apply/negP => /andP[cx cy]; apply: xy.
case: (leqP (size x) (size y)) => [le|/ltnW le].
  by apply: ends_first => //; rewrite -reads_alike; apply/eqP.
by symmetry; apply: ends_first => //; rewrite reads_alike; apply/eqP.
Qed.

Theorem reads_one_copy : size x = size y -> x <> y -> ~~ (copies next x && copies next y).
Proof.
move=> s xy; apply/negP => /andP[/eqP cx /eqP cy]; apply: xy; apply: toks_inj.
by rewrite -cx -cy reads_alike s.
Qed.
End Readouts.

(* ---------------- both halves ---------------- *)

(* What the gate computes at a position depends on the stream there alone. *)
Lemma eq_gate (R : realFieldType) (ex : R -> R) n d (V V' : nat -> vec R (slot_finType n d)) p q c :
  V p =1 V' q ->
  after_layer ex (gate_layer R n d) V p c = after_layer ex (gate_layer R n d) V' q c.
Proof.
move=> E; rewrite !gate_layerE E; congr (_ + _).
apply: eq_bigr => u _; congr (_ * relu (_ + _)).
by apply: eq_bigr => c' _; rewrite E.
Qed.

Section StateSpaceHalf.
Variables (R : realFieldType) (ex : R -> R) (n d D : nat).
Variable code : 'I_D -> 'I_d -> bool.
Notation H := (@state_space_half R n d D code).

(* If the last n symbols before p in w are those before q in v, and the symbols there are
   the same, then the state is the same, and all that is computed. *)
Section Recent.
Variables (w v : seq (sym D)) (p q : nat).
Hypothesis np : (n <= p)%N.
Hypothesis nq : (n <= q)%N.
Hypothesis wv : forall j, (j <= n)%N -> nth Bos w (p - j) = nth Bos v (q - j).

Lemma half_state s : hybrid_state H w p s = hybrid_state H v q s.
Proof.
case: s => k a; have kn := ltn_ord k.
rewrite -[LHS]/(state_at (token_register R n d) (@X0 R n d D code w) p (k, a)).
rewrite -[RHS]/(state_at (token_register R n d) (@X0 R n d D code v) q (k, a)).
by rewrite !register_holds !(leq_trans kn) // wv.
Qed.

Lemma half_run k c : run_hybrid ex H k w p c = run_hybrid ex H k v q c.
Proof.
have first : after_recurrence (token_register R n d) (@X0 R n d D code w) p
    =1 after_recurrence (token_register R n d) (@X0 R n d D code v) q.
  have now : nth Bos w p = nth Bos v q by have := wv (leq0n n); rewrite !subn0.
  case=> [a||g a|o l a|a]; try by rewrite !register_other // /X0 now.
  have gn : (g <= n)%N by rewrite -ltnS.
  by rewrite !register_G !(leq_trans gn) // wv.
case: k => [|k]; first exact: first.
exact: (eq_gate ex c first).
Qed.
End Recent.

(* x without its first token ends with the same n tokens, if it has more than n. *)
Theorem half_takes x : (n < size x)%N -> takes_for ex H x (behead x).
Proof.
case: x => // a y; rewrite [behead _]/= => ny rest t tr p q.
have {}ny : (n <= size y)%N by [].
have pE : p = (size y + t).+2 by rewrite /p /= addn1 addSn.
have qE : q = (size y + t).+1 by rewrite /q addn1 addSn.
have pq j : (j <= n)%N -> exists m, (p - j = m.+2 /\ q - j = m.+1)%N.
  by move=> jn; exists (size y + t - j)%N; rewrite pE qE; split; lia.
have wv j : (j <= n)%N ->
    nth Bos (prompt (a :: y) ++ rest) (p - j) = nth Bos (prompt y ++ rest) (q - j).
  by move=> /pq[m [-> ->]].
have np : (n <= p)%N by rewrite pE; lia.
have nq : (n <= q)%N by rewrite qE; lia.
by split=> [s|k c]; [apply: half_state | apply: half_run].
Qed.

(* Read out as the whole is, it has nothing to say. *)
Theorem half_silent w s : hybrid_logit ex H w s = 0.
Proof.
have silent p a : run_hybrid ex H 1 w p (O a) = 0.
  transitivity (after_layer ex (gate_layer R n d)
    (after_recurrence (token_register R n d) (@X0 R n d D code w)) p (O a)) => //.
  have shut V : perceptron (gate_layer R n d) V (O a) = 0.
    by rewrite -[LHS]/(perceptron (layer1 R n d) V (O a)) perceptron_other.
  by rewrite gate_layerE register_other // shut addr0.
apply: big1 => c _.
have unread A : (forall a, c <> O a) -> @W_U R n d D code s c * A = 0.
  by case: c s => [a||g a|o k a|a] [v|||] cO; rewrite /= ?mul0r //; case: (cO a).
case: c unread => [a||g a|o k a|a] unread; try exact: unread.
by rewrite [X in _ * X](silent _ a) mulr0.
Qed.
End StateSpaceHalf.

(* Distinct n-grams stay distinct without the first token, and backwards. *)
Lemma distinct_behead (T : eqType) n (x : seq T) : distinct_ngrams n x -> distinct_ngrams n (behead x).
Proof.
apply: contraLR => /distinctPn[i [j [ij jn E]]].
apply/distinctPn; exists i.+1, j.+1; case: x jn E => [|a x] //= jn E; split=> //.
by move: jn ij; clear; lia.
Qed.

Lemma ngram_rev (T : Type) n i (x : seq T) : (i + n <= size x)%N ->
  ngram n i (rev x) = rev (ngram n (size x - n - i) x).
Proof.
move=> ix; rewrite /ngram drop_rev take_rev size_takel ?leq_subr //.
by rewrite take_drop; congr (rev (drop _ (take _ _))); lia.
Qed.

Lemma distinct_rev (T : eqType) n (x : seq T) : distinct_ngrams n x -> distinct_ngrams n (rev x).
Proof.
apply: contraLR => /distinctPn[i [j [ij]]]; rewrite size_rev => jn.
rewrite !ngram_rev //; last by lia.
move=> /(can_inj revK) E; apply/distinctPn; exists (size x - n - j)%N, (size x - n - i)%N.
by rewrite E; split=> //; lia.
Qed.

Section AttentionHalf.
Variables (R : realFieldType) (ex : R -> R) (n d D : nat).
Variable code : 'I_D -> 'I_d -> bool.
Variable beta : R.
Notation H := (attention_half n code beta).

(* Without a state, what is computed before attention depends on the symbol alone. *)
Lemma symbol_alone (w v : seq (sym D)) p q k : nth Bos w p = nth Bos v q -> (k < 2)%N ->
  run_hybrid ex H k w p =1 run_hybrid ex H k v q.
Proof.
move=> wv; have first : after_recurrence (no_register R n d) (@X0 R n d D code w) p
    =1 after_recurrence (no_register R n d) (@X0 R n d D code v) q.
  move=> c; rewrite /after_recurrence /X0 wv; congr (_ + (_ + _)).
  by rewrite /mulv !big1 // => -[].
case: k => [|[|k]] lt2 c; [exact: first | exact: (eq_gate ex c first) | by []].
Qed.

(* The reversal permutes the positions 1 .. L, and leaves those from L + 1 on. *)
Definition mirror (L q : nat) : nat := if (0 < q <= L)%N then (L.+1 - q)%N else q.

Lemma mirror_le L p q : (L < p)%N -> (q <= p)%N -> (mirror L q <= p)%N.
Proof. by rewrite /mirror; case: ifP => [/andP[]|_]; lia. Qed.
Lemma mirrorK L : involutive (mirror L).
Proof.
move=> q; rewrite /mirror; case E: (0 < q <= L)%N; rewrite ?E //.
by case/andP: E => q0 qL; rewrite ifT; [lia | apply/andP; split; lia].
Qed.

Lemma mirror_nth (x : seq 'I_D) rest q :
  nth Bos (prompt x ++ rest) q = nth Bos (prompt (rev x) ++ rest) (mirror (size x) q).
Proof.
have N (z : seq 'I_D) r : nth Bos (prompt z ++ rest) r.+1
    = if (r < size z)%N then nth Bos (toks z) r else nth Bos (Copy :: rest) (r - size z).
  by rewrite /= -catA nth_cat size_toks.
case: q => [|q]; first by rewrite /mirror.
rewrite N /mirror /=; case: (ltnP q (size x)) => qx; last by rewrite N size_rev ltnNge qx.
have -> : ((size x).+1 - q.+1 = (size x - q.+1).+1)%N by lia.
have lt : (size x - q.+1 < size x)%N by lia.
by rewrite N size_rev lt [toks (rev x)]map_rev nth_rev size_map //; congr (nth _ _ _); lia.
Qed.

Section Mirror.
Variables (L p : nat).
Hypothesis Lp : (L < p)%N.
Lemma mirror_bound (q : 'I_p.+1) : (mirror L q < p.+1)%N.
Proof. by rewrite ltnS mirror_le // -ltnS. Qed.
Definition mirror_ord (q : 'I_p.+1) : 'I_p.+1 := Ordinal (mirror_bound q).
Lemma mirror_inj : injective mirror_ord.
Proof. by apply: (@inv_inj _ mirror_ord) => q; apply: val_inj; apply: mirrorK. Qed.
End Mirror.

Theorem attention_half_takes x : takes_for ex H x (rev x).
Proof.
move=> rest t tr p; rewrite size_rev => q; split=> [[]|k c].
have px : (size x < p)%N by rewrite /p; lia.
have mp : mirror (size x) p = p.
  by rewrite /mirror [(p <= _)%N]leqNgt px andbF.
have at_p : nth Bos (prompt x ++ rest) p = nth Bos (prompt (rev x) ++ rest) p.
  by rewrite mirror_nth mp.
case: k => [|[|k]]; try exact: symbol_alone.
pose X z := run_hybrid ex H 1 (prompt z ++ rest).
rewrite -[LHS]/(after_layer ex (layer2 n d beta) (X x) p c).
rewrite -[RHS]/(after_layer ex (layer2 n d beta) (X (rev x)) p c).
apply: (@permuted_layer _ ex _ (X x) (X (rev x)) p (perm (@mirror_inj _ _ px))).
- by move=> r c'; apply: symbol_alone; rewrite // permE /= -mirror_nth.
- by move=> c'; apply: symbol_alone.
rewrite /= andbT; apply/forallP => r.
by rewrite /visible /= !andbT !leq_ord.
Qed.
End AttentionHalf.
