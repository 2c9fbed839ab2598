(* TightProofs.v -- the bound of T2.7 is attained, so its sign cannot be strict.
   claims: T2.7 (equality), X.tight, X.twice (attained as well) *)
From mathcomp Require Import all_ssreflect all_algebra zify.
From Verbatim Require Import CopyTask CopyTaskProofs Gssm GssmProofs Tight.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.Theory.

Section Tight.
Variable D : nat.

(* ---------------- the shift register ---------------- *)
Section Register.
Variables (L : nat) (s : L.-tuple 'I_D).
Notation m := (shift_register s).

Lemma card_shift_register : #|state m| = D ^ L.
Proof. by rewrite card_tuple card_ord. Qed.

(* After reading y the register holds the last L tokens of s y. *)
Lemma shift_read (t : state m) (y : seq 'I_D) :
  tval (foldl (@update D m) t (toks y)) = drop (size y) (tval t ++ y).
Proof.
elim/last_ind: y => [|y a IH]; first by rewrite cats0 drop0.
rewrite /toks map_rcons foldl_rcons /= IH size_rcons.
rewrite -[behead _]drop1 -drop_rcons ?size_cat ?leq_addl // drop_drop add1n.
by rewrite -rcons_cat.
Qed.

(* Reading all L tokens of x replaces everything by x. *)
Lemma shift_read_all (t : state m) (x : L.-tuple 'I_D) :
  foldl (@update D m) t (toks x) = x.
Proof. by apply: val_inj; rewrite /= shift_read size_tuple drop_size_cat ?size_tuple. Qed.

(* A register that holds p q writes p. *)
Lemma shift_write (p q : seq 'I_D) w :
  tval (gssm_run m w) = p ++ q -> generate (gssm_model m) (size p) w = toks p.
Proof.
elim: p q w => [|a p IH] q w E //.
have out : gssm_model m w = Tok a by rewrite /gssm_model /= E.
rewrite [size _]/= generate_cons out (IH (rcons q a)) //.
by rewrite /gssm_run foldl_rcons -/(gssm_run m w) /= E /= rcons_cat.
Qed.

Lemma shift_register_copies (x : L.-tuple 'I_D) : copies (gssm_model m) x.
Proof.
apply/eqP/(@shift_write _ [::]); rewrite cats0 /prompt /gssm_run /= foldl_cat /=.
by rewrite shift_read_all.
Qed.

Lemma shift_register_copies_twice (x : L.-tuple 'I_D) :
  copies_after_two (gssm_model m) x.
Proof.
apply/eqP/(@shift_write _ [::]); rewrite cats0 /prompt_twice /prompt /gssm_run.
by rewrite foldl_cat /= !foldl_cat /= !shift_read_all.
Qed.

Theorem shift_register_all : copied m L = D ^ L /\ copied_after_two m L = D ^ L.
Proof.
split; rewrite -[in RHS](card_ord D) -card_tuple; apply: eq_card => x;
  rewrite !inE ?shift_register_copies ?shift_register_copies_twice //.
Qed.

(* Its error is exactly 1 - |S| / D^L, that is 0. *)
Theorem shift_register_err (R : realFieldType) :
  err (uniform D R L) (gssm_model m) = 0%R.
Proof. by apply: prob_eq0 => x; rewrite negbK shift_register_copies. Qed.
End Register.

(* ---------------- the register that turns back ---------------- *)
Section Turning.
Variables (m L : nat) (s : m.-tuple 'I_D).
Hypothesis m0 : 0 < m.
Hypothesis mL : m <= L.
Notation M := (turning_register L s).
Let a : 'I_D := tnth s (Ordinal m0).

(* The first j tokens of t t t ... *)
Definition period (t : m.-tuple 'I_D) (j : nat) : seq 'I_D :=
  mkseq (fun i => nth a t (i %% m)) j.

Lemma turning_read t y :
  foldl (@update D M) t (toks y) = foldl (@update D (shift_register s)) t (toks y).
Proof. by elim: y t => //= b y IH t; apply: IH. Qed.

Lemma nth_rotate (t : m.-tuple 'I_D) j i : j < m -> i < m ->
  nth a (rot j t) i = nth a t ((j + i) %% m).
Proof.
move=> jm im; rewrite /rot nth_cat size_drop size_tuple nth_drop.
case: ltnP => h; first by rewrite modn_small //; lia.
rewrite nth_take; last by lia.
have -> : j + i = 1 * m + (i - (m - j)) by lia.
by rewrite modnMDl modn_small //; lia.
Qed.

(* After t t t ..., L tokens in all, the register holds t turned by L mod m places. *)
Lemma turning_holds t : foldl (@update D M) s (toks (period t L)) = rot (L %% m) t :> seq _.
Proof.
rewrite turning_read shift_read size_mkseq drop_cat size_tuple ltnNge mL /=.
apply: (@eq_from_nth _ a); first by rewrite size_drop size_mkseq size_rot size_tuple subKn.
move=> i; rewrite size_drop size_mkseq subKn // => im.
rewrite nth_drop nth_mkseq; last by lia.
rewrite nth_rotate ?ltn_mod //; congr nth; rewrite modnDml -[in RHS](subnK mL) addnAC.
by rewrite modnDr.
Qed.

Lemma turning_prompt t : gssm_run M (prompt (period t L)) = t.
Proof.
apply: val_inj; rewrite /gssm_run /prompt /= foldl_cat /=.
by rewrite turning_holds rotK.
Qed.

Lemma turning_write j w t : gssm_run M w = t ->
  generate (gssm_model M) j w = toks (period t j).
Proof.
elim: j w t => [//|j IH] w t E.
have out : gssm_model M w = Tok (nth a t 0).
  by rewrite /gssm_model E /=; case: (t) m0 => -[|b y] /= /eqP; [move=> <- | ].
have E' : gssm_run M (rcons w (Tok (nth a t 0))) = [tuple of rot 1 t].
  rewrite /gssm_run foldl_rcons -/(gssm_run M w) E; apply: val_inj => /=.
  by case: (t) m0 => -[|b y] /= /eqP; [move=> <- | rewrite rot1_cons].
rewrite generate_cons out (IH _ _ E') /period /mkseq /= mod0n; congr (_ :: _).
rewrite -[1]addn0 iotaDl -map_comp; congr toks; apply: eq_map => i /=.
case: (ltnP 1 m) => m1; first by rewrite nth_rotate ?ltn_mod // modnDmr.
have z h : h %% m = 0 by rewrite (_ : m = 1) ?modn1 //; apply/eqP; rewrite eqn_leq m1.
by rewrite !z rot_oversize // size_tuple.
Qed.

Definition period_tuple (t : m.-tuple 'I_D) : L.-tuple 'I_D :=
  tcast (size_mkseq _ L) (in_tuple (period t L)).

Lemma period_tupleE t : period_tuple t = period t L :> seq _.
Proof. by rewrite val_tcast. Qed.

Theorem turning_register_copied : copied M L = D ^ m.
Proof.
have cardM : #|state M| = D ^ m by rewrite card_tuple card_ord.
apply/eqP; rewrite eqn_leq -{1}cardM copied_le_states /=.
have inj : injective period_tuple.
  move=> t u /(congr1 val); rewrite /= !period_tupleE => E.
  by have := turning_prompt t; rewrite E turning_prompt.
rewrite -cardM -(card_imset predT inj).
apply/subset_leq_card/subsetP => _ /imsetP[t _ ->]; rewrite inE /copies.
by rewrite size_tuple (turning_write _ (t := t)) period_tupleE // turning_prompt.
Qed.

(* Its error is exactly 1 - |S| / D^L. *)
Theorem turning_register_err (R : realFieldType) :
  err (uniform D R L) (gssm_model M) = (1 - (D ^ m)%:R / (D ^ L)%:R)%R.
Proof.
have D0 : 0 < D by apply: leq_ltn_trans (ltn_ord a).
by rewrite err_copied // turning_register_copied.
Qed.
End Turning.

(* ---------------- the constant machine ---------------- *)
Lemma constant_copies (a : 'I_D) L : copies (gssm_model (constant_gssm a)) (nseq L a).
Proof.
apply/eqP; rewrite size_nseq; move: (prompt _) => w.
by elim: L w => //= L IH w; rewrite IH.
Qed.

Theorem constant_attains (R : realFieldType) (a : 'I_D) L :
  err (uniform D R L) (gssm_model (constant_gssm a))
  = (1 - #|state (constant_gssm a)|%:R / (D ^ L)%:R)%R.
Proof.
have D0 : 0 < D by apply: leq_ltn_trans (ltn_ord a).
apply/le_anti/andP; split; last exact: gssm_err_uniform.
rewrite err_copied // ler_sub // ler_wpmul2r ?invr_ge0 ?ler0n // ler_nat.
rewrite card_unit card_gt0; apply/set0Pn; exists [tuple of nseq L a].
by rewrite inE constant_copies.
Qed.

(* The near miss: T2.7 with a strict sign is false. *)
Theorem strict_2_7_false (R : realFieldType) L : 0 < D ->
  exists m : gssm D,
    ~~ (1 - #|state m|%:R / (D ^ L)%:R < err (uniform D R L) (gssm_model m))%R.
Proof.
by move=> D0; exists (constant_gssm (Ordinal D0)); rewrite constant_attains ltxx.
Qed.

(* Extra states that are never entered change nothing. *)
Definition padded_gssm (m : gssm D) (k : nat) : gssm D :=
  @Gssm D [finType of state m + 'I_k] (inl (start m))
    (fun s c => if s is inl t then inl (update t c) else inl (start m))
    (fun s => if s is inl t then output t else Eos).

Lemma padded_run (m : gssm D) k w : gssm_run (padded_gssm m k) w = inl (gssm_run m w).
Proof.
elim/last_ind: w => [//|w c IH].
by rewrite /gssm_run !foldl_rcons -!/(gssm_run _ _) IH.
Qed.

Lemma padded_generate (m : gssm D) k j w :
  generate (gssm_model (padded_gssm m k)) j w = generate (gssm_model m) j w.
Proof.
have E : gssm_model (padded_gssm m k) =1 gssm_model m.
  by move=> v; rewrite /gssm_model padded_run.
by elim: j w => [//|j IH] w; rewrite !generate_cons E IH.
Qed.

Lemma card_padded (m : gssm D) k : #|state (padded_gssm m k)| = #|state m| + k.
Proof. by rewrite card_sum card_ord. Qed.
End Tight.
