(* ForwardProofs.v -- the forward pass of Forward.v computes the model of
   Transformer.v: the same logits on every input, and the same decoding. *)
From Coq Require Import ZArith List.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From Verbatim Require Import CopyTask CopyTaskProofs Transformer Construction ParametersProofs.
From Verbatim Require Import Weights WeightsProofs Orders TablesProofs Forward.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

(* ---------- Z among the rational numbers ---------- *)
Definition ZR (z : Z) : rat := (int_of_Z z)%:~R.

Lemma ZR0 : ZR Z0 = 0. Proof. by []. Qed.
Lemma ZR1 : ZR Z.one = 1. Proof. by []. Qed.
Lemma ZRD a b : ZR (Z.add a b) = ZR a + ZR b.
Proof. by rewrite /ZR -intrD -rmorphD. Qed.
Lemma ZRM a b : ZR (Z.mul a b) = ZR a * ZR b.
Proof. by rewrite /ZR -intrM -rmorphM. Qed.
Lemma ZR_le a b : (ZR a <= ZR b) = Z.leb a b.
Proof. by rewrite /ZR ler_int; lia. Qed.
Lemma ZR_lt a b : (ZR a < ZR b) = Z.ltb a b.
Proof. by rewrite /ZR ltr_int; lia. Qed.
Lemma ZR_gt0 a : (0 < ZR a) = Z.ltb Z0 a.
Proof. by rewrite -ZR0 ZR_lt. Qed.
Lemma ZR_max0 a : ZR (Z.max 0 a) = relu (ZR a).
Proof.
rewrite /relu; case: (Z.leb_spec Z0 a) => le.
  by rewrite Z.max_r // max_r // -ZR0 ZR_le; apply/Z.leb_le.
by rewrite Z.max_l ?max_l //; [rewrite -ZR0 ZR_le; apply/Z.leb_le|]; lia.
Qed.
Lemma ZR_of z : ZR (Z_of z) = z%:~R.
Proof. by rewrite /ZR; congr (_%:~R); case: z => m /=; lia. Qed.
Lemma ZR_pow2 k : (Z.le Z0 k) -> ZR (Z.pow 2 k) = 2%:R ^ int_of_Z k.
Proof.
move: k; apply: natlike_ind => // k k0 IH.
rewrite Z.pow_succ_r // ZRM IH (_ : int_of_Z (Z.succ k) = 1 + int_of_Z k); last by lia.
by rewrite expfzDr ?pnatr_eq0.
Qed.

(* The floor of a quotient. *)
Lemma floor_div a b q : Z.lt Z0 b -> ZR a = q * ZR b -> floor_rat q = int_of_Z (Z.div a b).
Proof.
move=> b0 E; have bR : 0 < ZR b by rewrite ZR_gt0; lia.
have ge z : (int_of_Z z <= floor_rat q) = Z.leb (Z.mul z b) a.
  by rewrite floor_rat_ge -/(ZR z) -(ler_pmul2r bR) -E -ZRM ZR_le.
apply/eqP; rewrite eq_le ge andbC; apply/andP; split.
  by apply/Z.leb_le; have := Z.mul_div_le a b b0; lia.
rewrite leNgt; apply/negP => lt.
have := ge (Z.succ (Z.div a b)); rewrite (_ : int_of_Z _ <= _ = true); last by lia.
by move/esym/Z.leb_le; have := Z.mul_succ_div_gt a b b0; lia.
Qed.

(* ---------- lists ---------- *)
Lemma map_rel (A B C X : Type) (p : A -> C) (F : B -> C) (g : A -> X) (h : B -> X) s t :
  map p s = map F t -> (forall a b, p a = F b -> g a = h b) -> map g s = map h t.
Proof.
move=> E gh; elim: s t E => [|a s IH] [|b t] //= [/gh-> /IH->]. by [].
Qed.

Lemma zip_rel (A B C X T : Type) (p : A -> C) (q : B -> X) F G s t (ts : seq T) :
  map p s = map F ts -> map q t = map G ts ->
  [seq (p x.1, q x.2) | x <- zip s t] = [seq (F k, G k) | k <- ts].
Proof. by elim: ts s t => [|k ts IH] [|a s] [|b t] //= [-> sE] [-> tE]; rewrite IH. Qed.

Section Lists.
Variables (I : Type) (o : seq I).
Implicit Types (f g : I -> rat) (u v : zvec).

Lemma zdotP f g u v : map ZR u = map f o -> map ZR v = map g o ->
  ZR (zdot u v) = \sum_(i <- o) f i * g i.
Proof.
elim: o u v => [|i o' IH] [|a u] [|b v] //=; first by rewrite big_nil.
case=> aE uE [bE vE]; rewrite big_cons -(IH u v) // -aE -bE.
by rewrite /zdot /= ZRD ZRM.
Qed.

Lemma zaddP f g u v : map ZR u = map f o -> map ZR v = map g o ->
  map ZR (zadd u v) = [seq f i + g i | i <- o].
Proof.
elim: o u v => [|i o' IH] [|a u] [|b v] //= [aE uE] [bE vE].
by rewrite ZRD aE bE; congr cons; apply: IH.
Qed.

Lemma zscaleP c f u : map ZR u = map f o -> map ZR (zscale c u) = [seq ZR c * f i | i <- o].
Proof. by rewrite /zscale -map_comp => /map_rel; apply=> a b /= <-; rewrite ZRM. Qed.

Lemma zsumP f u : map ZR u = map f o -> ZR (zsum u) = \sum_(i <- o) f i.
Proof.
elim: o u => [|i o' IH] [|a u] //=; first by rewrite big_nil.
by case=> aE uE; rewrite big_cons -(IH u) // -aE /= ZRD.
Qed.

Lemma zcombineP (T : Type) (ts : seq T) (c : T -> rat) (g : T -> I -> rat) f u cvs :
  map ZR u = map f o ->
  [seq (ZR cv.1, map ZR cv.2) | cv <- cvs] = [seq (c t, map (g t) o) | t <- ts] ->
  map ZR (zcombine u cvs) = [seq f i + \sum_(t <- ts) c t * g t i | i <- o].
Proof.
move=> uE; elim: ts cvs => [|t ts IH] [|[z v] cvs] //=.
  by move=> _; rewrite uE; apply: eq_map => i; rewrite big_nil addr0.
case=> zE vE /IH E; rewrite (zaddP (zscaleP z vE) E).
by apply: eq_map => i; rewrite big_cons zE addrCA.
Qed.
End Lists.

(* ---------- matrices ---------- *)
Section Matrices.
Variables (I J : finType) (o : seq I) (o' : seq J).
Hypothesis oJ : lists_all o'.
Definition holds (M : mat [realFieldType of rat] I J) (A : zmat) : Prop :=
  [seq map ZR r | r <- A] = [seq [seq M i j | j <- o'] | i <- o].

Lemma sum_list (F : J -> rat) : \sum_(j <- o') F j = \sum_j F j.
Proof.
have [uo all_o] := oJ; rewrite big_uniq //=; apply: eq_bigl => j; exact: all_o.
Qed.

Lemma zmulvP M A x (d : rat) v : holds M A -> map ZR v = [seq x j * d | j <- o'] ->
  map ZR (zmulv A v) = [seq mulv M x i * d | i <- o].
Proof.
move=> MA vE; rewrite /zmulv -map_comp; apply: (map_rel MA) => r i rE /=.
rewrite (zdotP rE vE) sum_list /mulv mulr_suml; apply: eq_bigr => j _.
by rewrite mulrA.
Qed.

Lemma holds_size M A : holds M A -> size A = size o.
Proof. by move/(congr1 size); rewrite !size_map. Qed.
End Matrices.

(* ---------- least common multiples ---------- *)
Lemma zlcms_gt0 u : {in u, forall z, Z.lt Z0 z} -> Z.lt Z0 (zlcms u).
Proof.
elim: u => // a u IH pos /=.
have a0 : Z.lt Z0 a by apply: pos; rewrite mem_head.
have m0 : Z.lt Z0 (zlcms u) by apply: IH => z zu; apply: pos; rewrite inE zu orbT.
have := Z.lcm_nonneg a (zlcms u); have := Z.lcm_eq_0 a (zlcms u).
by rewrite -/(zlcms u); lia.
Qed.
Lemma zlcms_divide u z : z \in u -> Z.divide z (zlcms u).
Proof.
elim: u => // a u IH; rewrite inE => /orP[/eqP->|/IH zu] /=; first exact: Z.divide_lcm_l.
by apply: Z.divide_trans zu _; apply: Z.divide_lcm_r.
Qed.
Lemma divide_eq z m : Z.lt Z0 z -> Z.divide z m -> ZR (Z.div m z) * ZR z = ZR m.
Proof.
by move=> z0 [k ->]; rewrite Z.div_mul -?ZRM //; lia.
Qed.

(* ---------- the softmax ---------- *)
Lemma zleast_le u a : a \in u -> Z.le (zleast u) a.
Proof.
have main b v c : c \in b :: v -> Z.le (foldr Z.min b v) c.
  elim: v => [|e v IH] /=; first by rewrite inE => /eqP->; lia.
  rewrite !inE orbCA => /orP[/eqP->|]; first by lia.
  by rewrite -in_cons => /IH; lia.
by case: u => // b u; apply: main.
Qed.

Lemma ex2_shift s m : Z.le m s ->
  ZR (Z.pow 2 (Z.sub s m)) = 2%:R ^ int_of_Z s * 2%:R ^ (- int_of_Z m).
Proof.
move=> ms; rewrite ZR_pow2; last by lia.
rewrite -expfzDr ?pnatr_eq0 //; congr (_ ^ _); lia.
Qed.

Lemma shuffle (t e c v d : rat) : t != 0 -> e * c * (v * d) = e / t * v * (t * c * d).
Proof. by move=> t0; rewrite -[t * c * d]mulrA [e / t * v]mulrAC [RHS]mulrA divfK // mulrACA. Qed.

Section Heads.
Variables (I : finType) (o : seq I).
Hypothesis oI : lists_all o.
Implicit Types (X : nat -> vec [realFieldType of rat] I) (Xs : zmat).

(* The numerators Xs, over d, are the residual stream X at the positions before N. *)
Definition over (d : Z) N X Xs : Prop :=
  forall p, (p < N)%N -> map ZR (nth [::] Xs p) = [seq X p i * ZR d | i <- o].

(* The vector f as a fraction, and as a fraction over d times its denominator. *)
Definition is_fraction (f : I -> rat) (e : fraction) : Prop :=
  Z.lt Z0 e.1 /\ map ZR e.2 = [seq f i * ZR e.1 | i <- o].
Definition is_part (d : Z) (f : I -> rat) (e : fraction) : Prop :=
  Z.lt Z0 e.1 /\ map ZR e.2 = [seq f i * (ZR e.1 * ZR d) | i <- o].

(* zh is the head h, in some order of its keys and of its values. *)
Variant computes (h : head [realFieldType of rat] I) (zh : zhead) : Prop :=
  Computes (oK : seq (key_dim h)) (oV : seq (value_dim h)) of
    lists_all oK & lists_all oV & holds oK o (W_Q h) (zQ zh) & holds oK o (W_K h) (zK zh)
    & holds oV o (W_V h) (zV zh) & holds o oV (W_O h) (zO zh)
    & zwindow zh = window h & window h != Some 0%N.

(* zly is the layer ly, in some order of its hidden units. *)
Variant computes_layer (ly : layer [realFieldType of rat] I) (zly : zlayer) : Prop :=
  ComputesLayer (oU : seq (hidden ly)) of
    lists_all oU & Forall2 computes (heads ly) (zheads zly)
    & holds oU o (W_1 ly) (z1 zly) & map ZR (zb zly) = [seq b_1 ly j | j <- oU]
    & holds o oU (W_2 ly) (z2 zly).

Variables (d : Z) (N : nat) (X : nat -> vec [realFieldType of rat] I) (Xs : zmat).
Hypothesis d0 : Z.lt Z0 d.
Hypothesis XN : size Xs = N.
Hypothesis XP : over d N X Xs.

Lemma dR : ZR d != 0. Proof. by rewrite gt_eqF // ZR_gt0; lia. Qed.

Lemma projected (J : finType) (oJ : seq J) M A q : holds oJ o M A -> (q < N)%N ->
  map ZR (nth [::] [seq zmulv A x | x <- Xs] q) = [seq mulv M (X q) j * ZR d | j <- oJ].
Proof.
by move=> MA qN; rewrite (nth_map [::]) ?XN //; apply: (zmulvP oI MA); apply: XP.
Qed.

Lemma zhead_atP h zh p : computes h zh -> (p < N)%N ->
  is_part d (fun i => mulv (W_O h) (attended ex2 h X p) i) (zhead_at zh d Xs p).
Proof.
case=> oK oV oKP oVP QM KM VM OM wE w0 pN.
rewrite /is_part /zhead_at /zattend wE.
set qs := [seq q <- iota 0 p.+1 | visible (window h) p q].
have qsN q : q \in qs -> (q < N)%N.
  by rewrite mem_filter mem_iota => /andP[_]; rewrite add0n ltnS => /leq_ltn_trans; apply.
have sumE (F : nat -> rat) : \sum_(r < p.+1 | visible (window h) p r) F r = \sum_(r <- qs) F r.
  by rewrite big_filter -(big_mkord (fun r => visible (window h) p r) F) /index_iota subn0.
set zs := fun q => Z.div (zdot (nth [::] [seq zmulv (zQ zh) x | x <- Xs] p)
                     (nth [::] [seq zmulv (zK zh) x | x <- Xs] q)) (Z.mul d d).
set m := zleast _.
have ex q : (q < N)%N -> ex2 (score h X p q) = 2%:R ^ int_of_Z (zs q).
  move=> qN; rewrite /ex2 (@floor_div (zdot (nth [::] [seq zmulv (zQ zh) x | x <- Xs] p)
                     (nth [::] [seq zmulv (zK zh) x | x <- Xs] q)) (Z.mul d d)) //; first by lia.
  rewrite (zdotP (projected QM pN) (projected KM qN)) (sum_list oKP) ZRM /score /dot mulr_suml.
  by apply: eq_bigr => i _; rewrite mulrACA.
pose c : rat := 2%:R ^ (- int_of_Z m).
have c0 : 0 < c by rewrite exprz_gt0.
set ms := [seq Z.pow 2 (Z.sub s m) | s <- _].
have msE : map ZR ms = [seq ex2 (score h X p q) * c | q <- qs].
  rewrite /ms -!map_comp; apply/eq_in_map => q qq /=.
  by rewrite -/(zs q) ex2_shift ?ex ?qsN //; apply: zleast_le; apply: map_f.
pose total := \sum_(r < p.+1 | visible (window h) p r) ex2 (score h X p r).
have totE : ZR (zsum ms) = total * c by rewrite (zsumP msE) /total (sumE (fun r => ex2 (score h X p r))) mulr_suml.
have tot0 : 0 < total.
  have vp : visible (window h) p p.
    by rewrite /visible leqnn subnn /=; case: (window h) w0 => // -[].
  rewrite /total (bigD1 ord_max) //= ltr_spaddl ?ex2_gt0 // sumr_ge0 // => r _.
  by rewrite ltW ?ex2_gt0.
split; rewrite [_.1]/=; first by apply/Z.ltb_lt; rewrite -ZR_gt0 totE mulr_gt0.
apply: (zmulvP oVP OM).
have zE : map ZR (nseq (size (zV zh)) Z0) = [seq 0 | i <- oV].
  by rewrite (holds_size VM) map_nseq; elim: (oV) => //= a s ->.
rewrite (@zcombineP _ oV _ qs (fun q => ex2 (score h X p q) * c)
           (fun q j => mulv (W_V h) (X q) j * ZR d) _ _ _ zE).
  apply: eq_map => j; rewrite add0r totE /attended.
  rewrite (eq_bigr (fun q : 'I_p.+1 => if visible (window h) p q then
     ex2 (score h X p q) / total * mulv (W_V h) (X q) j else 0)); last first.
    by move=> q _; rewrite /attention -/total; case: ifP => // _; rewrite mul0r.
  rewrite -big_mkcond (sumE (fun q => ex2 (score h X p q) / total * mulv (W_V h) (X q) j)).
  rewrite mulr_suml; apply: eq_bigr => q _.
  exact/shuffle/lt0r_neq0.
apply: zip_rel msE _; rewrite -map_comp; apply/eq_in_map => q qq /=.
by rewrite (projected VM) // qsN.
Qed.

Definition outs zhs p := [seq zhead_at zh d Xs p | zh <- zhs].
Lemma outs_cons zh zhs p : outs (zh :: zhs) p = zhead_at zh d Xs p :: outs zhs p.
Proof. by []. Qed.
Lemma outsE zhs p : [seq h p | h <- [seq zhead_at zh d Xs | zh <- zhs]] = outs zhs p.
Proof. by rewrite -map_comp. Qed.

Lemma outs_gt0 hs zhs p : Forall2 computes hs zhs -> (p < N)%N ->
  {in [seq t.1 | t <- outs zhs p], forall z, Z.lt Z0 z}.
Proof.
move=> H pN; elim: H => [|h zh hs' zhs' Ch _ IH] z //.
have := zhead_atP Ch pN; rewrite outs_cons; case: (zhead_at _ _ _ _) => t v [/= t0 _].
by rewrite /= inE => /orP[/eqP->|/IH].
Qed.

Lemma zcombine_heads hs zhs p m f u : Forall2 computes hs zhs -> (p < N)%N ->
  {in [seq t.1 | t <- outs zhs p], forall z, Z.divide z m} -> map ZR u = map f o ->
  map ZR (zcombine u [seq (Z.div m t.1, t.2) | t <- outs zhs p])
  = [seq f i + (\sum_(h <- hs) mulv (W_O h) (attended ex2 h X p) i) * (ZR m * ZR d) | i <- o].
Proof.
move=> H pN; elim: H => [_ ->|h zh hs' zhs' Ch _ IH].
  by apply: eq_map => i; rewrite big_nil mul0r addr0.
have := zhead_atP Ch pN; rewrite outs_cons; case: (zhead_at zh d Xs p) => t v [/= t0 vE] dv uE.
have tm : Z.divide t m by apply: dv; rewrite mem_head.
have zs : {in [seq t.1 | t <- outs zhs' p], forall z, Z.divide z m}.
  by move=> z zs; apply: dv; rewrite /= inE zs orbT.
rewrite [LHS]/=.
rewrite (zaddP (zscaleP _ vE) (IH zs uE)); apply: eq_map => i.
rewrite big_cons mulrDl addrCA; congr (_ + (_ + _)).
by rewrite mulrCA [ZR _ * (ZR t * _)]mulrA divide_eq.
Qed.

Lemma zafter_headsP ly zly p : computes_layer ly zly -> (p < N)%N ->
  is_fraction (after_heads ex2 ly X p) (zafter_heads d (nth [::] Xs p) (outs (zheads zly) p)).
Proof.
case=> oU _ H _ _ _ pN; rewrite /is_fraction /zafter_heads; set m := zlcms _.
have m0 : Z.lt Z0 m by apply: zlcms_gt0; apply: (outs_gt0 H pN).
split; first by rewrite /=; lia.
rewrite /= (zcombine_heads H pN (f := fun i => ZR m * (X p i * ZR d))).
- by apply: eq_map => i; rewrite ZRM /after_heads mulrDl mulrCA [ZR m * _]mulrC.
- by move=> z; apply: zlcms_divide.
by apply: zscaleP; apply: XP.
Qed.

Lemma zperceptronP ly zly e Y : computes_layer ly zly -> is_fraction Y e ->
  is_fraction (fun i => Y i + perceptron ly Y i) (zperceptron zly e).
Proof.
case: e => e y; case=> oU oUP _ M1 Mb M2 [/= e0 yE]; split=> //=.
have eR : 0 < ZR e by rewrite ZR_gt0; apply/Z.ltb_lt.
have hE : map ZR [seq Z.max 0 a | a <- zadd (zmulv (z1 zly) y) (zscale e (zb zly))]
    = [seq relu (mulv (W_1 ly) Y j + b_1 ly j) * ZR e | j <- oU].
  rewrite -map_comp; apply: (map_rel (zaddP (zmulvP oI M1 yE) (zscaleP e Mb))) => a j /= aE.
  by rewrite ZR_max0 aE [ZR e * _]mulrC -mulrDl /relu maxr_pmull ?mul0r // ltW.
rewrite (zaddP yE (zmulvP oUP M2 hE)); apply: eq_map => i.
by rewrite mulrDl.
Qed.
End Heads.

Section Layers.
Variables (I : finType) (o : seq I).
Hypothesis oI : lists_all o.
Implicit Types (X : nat -> vec [realFieldType of rat] I) (S : seq fraction).

(* The fractions S are the residual stream X at the positions before N. *)
Definition is_stream N X S : Prop :=
  size S = N /\ forall p, (p < N)%N -> is_fraction o (X p) (nth (Z0, [::]) S p).

Lemma zcommonP N X S : is_stream N X S ->
  [/\ Z.lt Z0 (zcommon S).1, size (zcommon S).2 = N & over o (zcommon S).1 N X (zcommon S).2].
Proof.
move=> [sz H]; rewrite /zcommon /=; set m := zlcms _; rewrite size_map; split=> //.
  apply: zlcms_gt0 => z /(nthP Z0)[p]; rewrite size_map sz => pN <-.
  rewrite (nth_map (Z0, [::])) ?sz //.
  by have := H p pN; case: (nth _ _ _) => d v [].
move=> p pN; rewrite (nth_map (Z0, [::])) ?sz //.
have dm : Z.divide (nth (Z0, [::]) S p).1 m.
  by apply: zlcms_divide; apply: map_f; rewrite mem_nth ?sz.
have := H p pN; case: (nth _ _ _) dm => d v /= dm [d0 vE].
rewrite (zscaleP _ vE); apply: eq_map => i.
by rewrite mulrCA divide_eq.
Qed.

Lemma zafter_layerP N X S ly zly : computes_layer o ly zly -> is_stream N X S ->
  is_stream N (after_layer ex2 ly X) (zafter_layer zly S).
Proof.
move=> C /zcommonP; rewrite /zafter_layer; case: (zcommon S) => d Xs /= [d0 XN XP].
rewrite XN; split=> [|p pN]; first by rewrite size_map size_iota.
rewrite (nth_map 0%N) ?size_iota // nth_iota // add0n outsE.
exact: (zperceptronP oI C (zafter_headsP oI d0 XN XP C pN)).
Qed.

Lemma zlayersP N X S lys zlys : Forall2 (computes_layer o) lys zlys -> is_stream N X S ->
  is_stream N (foldl (fun X ly => after_layer ex2 ly X) X lys)
              (foldl (fun S zly => zafter_layer zly S) S zlys).
Proof.
move=> H; elim: H X S => //= ly zly lys' zlys' C _ IH X S XS.
by apply: IH; apply: zafter_layerP.
Qed.
End Layers.

(* ---------- models ---------- *)
Section Models.
Variables (D : nat) (T : transformer [realFieldType of rat] D) (M : zmodel).

Variant computes_model : Prop :=
  ComputesModel (o : seq (stream T)) of
    lists_all o & holds (sym_order D) o (embedding T) (zE M)
    & Forall2 (computes_layer o) (layers T) (zlayers M)
    & holds (sym_order D) o (unembedding T) (zU M).
Hypothesis MP : computes_model.
Implicit Types (w : seq (sym D)) (s : sym D).

Lemma nr_symP s : (nr_sym s < size (sym_order D))%N /\ nth Bos (sym_order D) (nr_sym s) = s.
Proof.
have sz : size (sym_order D) = (D + 3)%N by rewrite size_cat size_map size_enum_ord.
rewrite sz /sym_order; case: s => [v|||] /=; rewrite nth_cat size_map size_enum_ord.
- rewrite ltn_ord; split; first by have := ltn_ord v; lia.
  by rewrite (nth_map v) ?size_enum_ord // nth_ord_enum.
- by rewrite ltnn subnn; split=> //; lia.
- by rewrite mark_nr subSnn; split=> //; lia.
by rewrite mark_nr (_ : D.+2 - D = 2)%N; [split=> // |]; lia.
Qed.

Lemma nr_sym_inj : injective (@nr_sym D).
Proof. by move=> s u E; have [_ <-] := nr_symP s; have [_ <-] := nr_symP u; rewrite E. Qed.

(* Numerators of all logits over one denominator. *)
Theorem zlogitsP w : w != [::] ->
  is_fraction (sym_order D) (logit ex2 T w) (zlogits M (map (@nr_sym D) w)).
Proof.
case: MP => o oP EP LP UP w0.
have st : is_stream o (size w) (embed T w) (zembed M (map (@nr_sym D) w)).
  split=> [|p pw]; first by rewrite !size_map.
  rewrite (nth_map 0%N) ?size_map // (nth_map Bos) //; split=> //.
  have [lt E] := nr_symP (nth Bos w p).
  have := congr1 (fun t => nth [::] t (nr_sym (nth Bos w p))) EP.
  rewrite (nth_map [::]) ?(holds_size EP) // (nth_map Bos) // E => ->.
  by apply: eq_map => i; rewrite ZR1 mulr1.
have [sz H] := zlayersP oP LP st.
have lt : ((size w).-1 < size w)%N by case: (w) w0.
rewrite /zlogits /zrun (last_nth (Z0, [::])) sz.
have -> : nth (Z0, [::]) ((Z.one, [::]) :: foldl (fun S zly => zafter_layer zly S)
    (zembed M (map (@nr_sym D) w)) (zlayers M)) (size w)
  = nth (Z0, [::]) (foldl (fun S zly => zafter_layer zly S)
    (zembed M (map (@nr_sym D) w)) (zlayers M)) (size w).-1 by case: (w) w0.
have := H _ lt; case: (nth _ _ _) => d x [/= d0 xE]; split=> //=.
rewrite (zmulvP oP UP xE); apply: eq_map => s.
by rewrite /logit /run_layers take_size.
Qed.

(* A quotient of integers for every logit. *)
Corollary zlogit_frac w s : w != [::] ->
  logit ex2 T w s = ZR (nth Z0 (zlogits M (map (@nr_sym D) w)).2 (nr_sym s))
                    / ZR (zlogits M (map (@nr_sym D) w)).1.
Proof.
move/zlogitsP; case: (zlogits _ _) => d v [/= d0 vE].
have [lt E] := nr_symP s.
have sz : size v = size (sym_order D) by rewrite -(size_map ZR) vE size_map.
have := congr1 (fun t => nth 0 t (nr_sym s)) vE.
rewrite (nth_map Z0) ?sz // (nth_map Bos) // E => ->.
by rewrite mulfK // gt_eqF // ZR_gt0; lia.
Qed.

Lemma zlargestP w : w != [::] ->
  zlargest (@nr_sym D Bos) (zlogits M (map (@nr_sym D) w)).2 = nr_sym (decode ex2 T w).
Proof.
move=> w0; have frac s := zlogit_frac s w0; have := zlogitsP w0.
move: frac; case: (zlogits _ _) => d v /= frac [/= d0 /(congr1 size)]; rewrite !size_map => sz.
have dR : 0 < ZR d by rewrite ZR_gt0; lia.
have ltE s u : (logit ex2 T w s < logit ex2 T w u) = Z.ltb (nth Z0 v (nr_sym s)) (nth Z0 v (nr_sym u)).
  by rewrite !frac ltr_pmul2r ?invr_gt0 // ZR_lt.
have iE : iota 0 (size v) = map (@nr_sym D) (sym_order D).
  by rewrite nr_syms sz /symbols size_cat size_map size_enum_ord.
rewrite /zlargest iE.
pose is_largest (s : nat) := all (fun u : nat => (u == s) || Z.ltb (nth Z0 v u) (nth Z0 v s))
  (map (@nr_sym D : sym D -> nat) (sym_order D)).
change (nth (nr_sym (@Bos D)) [seq s <- map (@nr_sym D : sym D -> nat) (sym_order D) | is_largest s] 0
  = nr_sym (decode ex2 T w)).
have certE s : is_largest (nr_sym s) = certain ex2 T w s.
  rewrite /is_largest all_map; apply/allP/forallP => H u.
    by apply/implyP => us; have := H u ((syms_all D).2 u); rewrite /= (inj_eq nr_sym_inj) (negbTE us) ltE.
  move=> _; have := H u; rewrite /= (inj_eq nr_sym_inj) ltE.
  by case: (u == s).
rewrite filter_map (@eq_filter _ _ (certain ex2 T w)); last exact: certE.
have hd (c : seq (sym D)) : nth (nr_sym (@Bos D)) (map (@nr_sym D) c) 0 = nr_sym (nth Bos c 0) by case: c.
rewrite hd {hd}; congr nr_sym; rewrite /decode.
case: pickP => [s cs|none].
  have : s \in [seq s <- sym_order D | certain ex2 T w s] by rewrite mem_filter cs (syms_all D).2.
  case E: [seq _ <- _ | _] => [|u c] // _ /=.
  have : u \in [seq s <- sym_order D | certain ex2 T w s] by rewrite E mem_head.
  rewrite mem_filter => /andP[cu _]; apply/eqP; apply: contraT => us.
  have := forallP cu s; rewrite eq_sym us => /lt_trans H.
  by have := forallP cs u; rewrite us => /H; rewrite ltxx.
by rewrite (@eq_filter _ _ pred0) ?filter_pred0.
Qed.

(* The same symbol is decoded ... *)
Theorem zdecodeP w : w != [::] ->
  zdecode (@nr_sym D Bos) M (map (@nr_sym D) w) = nr_sym (decode ex2 T w).
Proof. exact: zlargestP. Qed.

(* ... and so the same symbols are generated. *)
Theorem zgenerateP k w : w != [::] ->
  zgenerate (@nr_sym D Bos) M k (map (@nr_sym D) w) = map (@nr_sym D) (generate (decode ex2 T) k w).
Proof.
elim: k w => //= k IH w w0; rewrite zdecodeP //; congr cons.
by rewrite -map_rcons IH //; case: (w).
Qed.
End Models.

(* ---------- the construction ---------- *)
Section Copier.
Variables n D b : nat.
Notation R := [realFieldType of rat].
Notation d := (bits D).
Notation slots := (slot_order n D).
Notation T := (construction n (@binary D) (b%:R : R)).

(* A table of Weights.v, as soon as its entries are the matrix's. *)
Lemma ztableP (I J : finType) (A B : Type) (W : mat R I J) (f : A -> B -> int) p q rows columns :
  (forall i j, W i j = (f (p i) (q j))%:~R) ->
  holds rows columns W (ztable f (map p rows) (map q columns)).
Proof.
move=> E; rewrite /holds -[RHS]/(entries W rows columns).
rewrite -(@table_entries R _ _ _ _ W f p q rows columns E) /numbers /ztable -map_comp.
by apply: eq_map => r /=; rewrite -map_comp; apply: eq_map => z /=; rewrite ZR_of.
Qed.

Lemma pieceE : piece_entries d = [seq nr_piece a | a <- piece_order D].
Proof. by rewrite nr_pieces. Qed.

Lemma zero_table : holds (piece_order D) slots (fun _ _ => 0)
  (ztable (fun _ _ => z0) (piece_entries d) (coordinates n d)).
Proof. by rewrite pieceE -nr_slots; apply: ztableP. Qed.
Lemma value_table : holds (piece_order D) slots (fun a => unit_row R (E a : slot_finType n d))
  (ztable z_W_V (piece_entries d) (coordinates n d)).
Proof. by rewrite pieceE -nr_slots; apply: ztableP; apply: W_V_entry. Qed.

Lemma window_computes (t : 'I_n.+1) : computes slots (window_head R d t) (zwindow_head n d t).
Proof.
apply: (@Computes _ _ (window_head R d t) _ (piece_order D) (piece_order D)) => //.
- exact: pieces_all.
- exact: pieces_all.
- exact: zero_table.
- exact: zero_table.
- exact: value_table.
rewrite [zO _]/(ztable _ _ _) pieceE -nr_slots; apply: ztableP; exact: W_O1_entry.
Qed.

Lemma match_computes : computes slots (match_head n d (b%:R : R)) (zmatch_head n d b).
Proof.
apply: (@Computes _ _ (match_head n d (b%:R : R)) _ (key_order n D) (piece_order D)) => //.
- exact: keys_all.
- exact: pieces_all.
- rewrite [zQ _]/(ztable _ _ _) -nr_keys -nr_slots; apply: ztableP => ka c; exact: W_Q2_entry.
- rewrite [zK _]/(ztable _ _ _) -nr_keys -nr_slots; apply: ztableP => ka c; exact: W_K2_entry.
- exact: value_table.
rewrite [zO _]/(ztable _ _ _) pieceE -nr_slots; apply: ztableP => c a; exact: W_O2_entry.
Qed.

Lemma layer1_computes : computes_layer slots (layer1 R n d) (zlayer1 n d).
Proof.
apply: (@ComputesLayer _ _ (layer1 R n d) _ (unit_order n D)).
- exact: units_all.
- have -> : zheads (zlayer1 n d) = [seq zwindow_head n d (t : 'I_n.+1) | t <- enum 'I_n.+1].
    rewrite -[LHS]/(map (zwindow_head n d) (iota 0 n.+1)) -val_enum_ord -map_comp.
    exact: eq_map.
  rewrite [heads _]/(map _ _).
  by elim: (enum 'I_n.+1) => [|t s IH]; constructor=> //; exact: window_computes.
- rewrite [z1 _]/(ztable _ _ _) -nr_units -nr_slots; apply: ztableP => u c; exact: W_gate_entry.
- rewrite -[RHS](table_b_gateP R n D) -map_comp.
  by apply: eq_map => z; rewrite /= ZR_of.
rewrite [z2 _]/(ztable _ _ _) -nr_units -nr_slots; apply: ztableP => c u; exact: W_clip_entry.
Qed.

Lemma layer2_computes : computes_layer slots (layer2 n d (b%:R : R)) (zlayer2 n d b).
Proof.
apply: (@ComputesLayer _ _ (layer2 n d (b%:R : R)) _ [::]) => //.
- by constructor; [exact: match_computes | constructor].
rewrite [z2 _]/(ztable _ _ _) -nr_slots; exact: (@ztableP _ _ _ _ _ _ _ (fun=> 0%N) _ [::]).
Qed.

Theorem copier_computes : computes_model T (zcopier n d D b).
Proof.
apply: (@ComputesModel _ T _ slots).
- exact: slots_all.
- rewrite [zE _]/(ztable _ _ _) -nr_syms -nr_slots; apply: ztableP => s c; exact: W_E_entry.
- by constructor; [exact: layer1_computes | constructor; [exact: layer2_computes | constructor]].
rewrite [zU _]/(ztable _ _ _) -nr_syms -nr_slots; apply: ztableP => s c; exact: W_U_entry.
Qed.
End Copier.

(* ---------- the copier ---------- *)
Section Forward.
Variables (l n D : nat) (w : seq (sym D)).
Hypothesis w0 : w != [::].
Notation number := (@nr_sym D).
Notation M := (zcopier n (bits D) D (scale l)).

Theorem forward_logit s : logit ex2 (copier_for l n D) w s
  = ZR (nth Z0 (zlogits M (map number w)).2 (number s)) / ZR (zlogits M (map number w)).1.
Proof. exact: (zlogit_frac (copier_computes n D (scale l)) s w0). Qed.

Theorem forward_generate k :
  zgenerate D M k (map number w) = map number (generate (decode ex2 (copier_for l n D)) k w).
Proof. exact: (zgenerateP (copier_computes n D (scale l)) k w0). Qed.
End Forward.

(* A copy by computation, from the weights alone: the theorem is not used. *)
Lemma forward_copies l n D (x : seq 'I_D) :
  zgenerate D (zcopier n (bits D) D (scale l)) (size x).+1 (map (@nr_sym D) (prompt x))
  == rcons (map (@nat_of_ord D) x) D.+2 -> copies_and_ends (decode ex2 (copier_for l n D)) x.
Proof.
move/eqP; rewrite forward_generate // => E; rewrite /copies_and_ends.
apply/eqP/(inj_map (@nr_sym_inj D)); rewrite E -cats1 map_cat; congr (_ ++ _).
by rewrite /toks -map_comp; apply: eq_map.
Qed.

(* 0 0 1 1 0, the longest string for n = 2 and D = 2. *)
Example forward_instance :
  copies_and_ends (decode ex2 (copier 2 2)) [:: ord0; ord0; ord_max; ord_max; ord0 : 'I_2].
Proof. by apply: forward_copies; vm_compute. Qed.
