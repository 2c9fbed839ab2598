(* TightProofs.v -- the bound of T2.7 is attained, so its sign cannot be strict.
   claims: X.tight, X.twice (attained as well) *)
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
rewrite /err prob_compl; last exact: uniform_dist.
rewrite ler_sub // prob_uniform ler_wpmul2r ?invr_ge0 ?ler0n // ler_nat.
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

Lemma padded_copied (m : gssm D) k L : copied (padded_gssm m k) L = copied m L.
Proof.
have E : gssm_model (padded_gssm m k) =1 gssm_model m.
  by move=> w; rewrite /gssm_model padded_run.
have G n w : generate (gssm_model (padded_gssm m k)) n w = generate (gssm_model m) n w.
  by elim: n w => [//|n IH] w; rewrite !generate_cons E IH.
by apply: eq_card => x; rewrite !inE /copies G.
Qed.

Lemma card_padded (m : gssm D) k : #|state (padded_gssm m k)| = #|state m| + k.
Proof. by rewrite card_sum card_ord. Qed.
End Tight.
