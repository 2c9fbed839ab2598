(* GateProofs.v -- claim T2.3.gate: after layer 1 the gated slots hold the pieces up
   to the nearest boundary, that boundary's flag alone, and zero beyond. *)
From mathcomp Require Import all_ssreflect all_algebra zify.
From Verbatim Require Import CopyTask Transformer Construction WindowsProofs.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

Section Relu.
Variable R : realFieldType.
Implicit Types x v f g : R.
Lemma relu_ge0 x : 0 <= x -> relu x = x. Proof. by move=> ?; apply/max_r. Qed.
Lemma relu_le0 x : x <= 0 -> relu x = 0. Proof. by move=> ?; apply/max_l. Qed.

(* The code unit, with its silencers at g. *)
Definition clip v g : R :=
  relu (2%:R * v - 4%:R * g + 1) - relu (2%:R * v - 4%:R * g - 1) - relu (- (4%:R * g) + 1).

Lemma clip_sign b : clip (sign R b) 0 = sign R b.
Proof.
have e : 2%:R = 1 + 1 :> R by rewrite -[2%N]/(1 + 1)%N natrD.
rewrite /clip mulr0 !subr0 oppr0 add0r; case: b; rewrite /sign ?mulr1 ?mulrN1 e.
  rewrite addrK (@relu_ge0 (1 + 1 + 1)) ?(@relu_ge0 1) ?addr_ge0 ?ler01 //.
  by rewrite !addrK.
rewrite [- (1 + 1)]opprD addrNK (@relu_le0 (-1)) ?oppr_le0 ?ler01 //.
rewrite (@relu_le0 (- 1 - 1 - 1)); last first.
  by rewrite -!opprD oppr_le0 !addr_ge0 ?ler01.
by rewrite (@relu_ge0 1) ?ler01 // subr0 sub0r.
Qed.
Lemma clip_zero : clip 0 0 = 0.
Proof.
rewrite /clip !mulr0 subrr !add0r oppr0 add0r (@relu_ge0 1) ?ler01 //.
by rewrite (@relu_le0 (-1)) ?oppr_le0 ?ler01 // subr0 subrr.
Qed.

(* 2v + 1 <= 3 < 4 *)
Lemma clip_silenced v g : v <= 1 -> 1 <= g -> clip v g = 0.
Proof.
move=> v1 g1; rewrite /clip.
have g4 : 4%:R <= 4%:R * g by rewrite ler_pmulr // ltr0n.
have v2 : 2%:R * v <= 2%:R by rewrite ger_pmulr // ltr0n.
have e4 : 4%:R = 2%:R + 1 + 1 :> R by rewrite (natrD _ 3 1) (natrD _ 2 1).
have h1 : 2%:R * v - 4%:R * g + 1 <= 0.
  rewrite -addrA [- _ + 1]addrC addrA subr_le0; apply: le_trans g4.
  by rewrite e4 ler_paddr ?ler01 // ler_add2r.
have h2 : 2%:R * v - 4%:R * g - 1 <= 0.
  by apply: le_trans h1; rewrite ler_add2l (le_trans _ ler01) // oppr_le0 ler01.
have h3 : - (4%:R * g) + 1 <= 0.
  by rewrite addrC subr_le0 (le_trans _ g4) // ler1n.
by rewrite !relu_le0 // !subr0.
Qed.

Lemma relu_flag_silenced f g : f <= 1 -> 1 <= g -> relu (f - 4%:R * g) = 0.
Proof.
move=> f1 g1; rewrite relu_le0 // subr_le0 (le_trans f1) // (le_trans g1) //.
by rewrite ler_pemull ?(le_trans ler01) // ler1n.
Qed.
End Relu.

(* ---------- the perceptron of layer 1, on any residual stream Y ---------- *)
Section Perceptron.
Variables (R : realFieldType) (n d : nat).
Notation crd := (slot_finType n d).
Variable Y : vec R crd.

(* g: how much of a boundary is nearer. *)
Definition gsum (o : bool) (m : nat) : R :=
  o%:R * Y Start + \sum_(g < n.+1 | (o <= g < m + o)%N) Y (G g None).

Lemma silencerE o k (c : crd) :
  silencer R o k c = o%:R * unit_row R Start c
    + \sum_(g < n.+1 | (o <= g < k + o)%N) unit_row R (G g None : crd) c.
Proof.
have z c' : (forall g a, c' <> G g a :> crd) ->
    \sum_(g < n.+1 | (o <= g < k + o)%N) unit_row R (G g None : crd) c' = 0.
  by move=> cG; rewrite big1 // => g _; rewrite /unit_row; case: eqP => // /cG.
have nz a c' : c' != Start -> a%:R * unit_row R (Start : crd) c' = 0.
  by move=> /negbTE cS; rewrite /unit_row cS mulr0.
case: c => [a||g [i|]|o' k' a|a]; rewrite /silencer.
- by rewrite z // nz // addr0.
- by rewrite z // addr0 /unit_row eqxx mulr1.
- by rewrite nz // add0r big1 // => g' _; rewrite /unit_row; case: eqP.
2: by rewrite z // nz // addr0.
2: by rewrite z // nz // addr0.
rewrite nz // add0r.
case gk: (o <= g < k + o)%N; last first.
  rewrite big1 // => g' gk'; rewrite /unit_row; case: eqP => // -[E].
  by rewrite E gk' in gk.
rewrite (bigD1 g) //= /unit_row eqxx big1 ?addr0 // => g' /andP[_ ne].
by case: eqP => // -[E]; rewrite E eqxx in ne.
Qed.

Lemma sum_silencer o k : \sum_c silencer R o k c * Y c = gsum o k.
Proof.
under eq_bigr do rewrite silencerE mulrDl -mulrA.
rewrite big_split /= -mulr_sumr sum_unit_row; congr (_ + _).
under eq_bigr do rewrite mulr_suml.
by rewrite exchange_big /=; apply: eq_bigr => g _; rewrite sum_unit_row.
Qed.

Lemma sum_shifted (A : crd -> R) o k :
  \sum_c (A c - 4%:R * silencer R o k c) * Y c
  = \sum_c A c * Y c - 4%:R * gsum o k.
Proof.
under eq_bigr do rewrite mulrBl -mulrA.
by rewrite sumrB -mulr_sumr sum_silencer.
Qed.

Lemma gate_bit o k e i :
  mulv (@W_gate R n d) Y (o, k, inl (e, i))
  = 2%:R * Y (G (source o k) (Some i)) - 4%:R * gsum o k.
Proof.
rewrite /mulv /= sum_shifted; congr (_ - _).
by under eq_bigr do rewrite -mulrA; rewrite -mulr_sumr sum_unit_row.
Qed.
Lemma gate_shared o k :
  mulv (@W_gate R n d) Y (o, k, inr false) = - (4%:R * gsum o k).
Proof.
rewrite /mulv /= -sum_silencer -mulrN -sumrN mulr_sumr.
by apply: eq_bigr => c _; rewrite mulrN !mulNr mulrA.
Qed.
Lemma gate_flag o k :
  mulv (@W_gate R n d) Y (o, k, inr true)
  = Y (G (source o k) None) - 4%:R * gsum o k.
Proof. by rewrite /mulv /= sum_shifted sum_unit_row. Qed.

Lemma W_clip_bit o k i u :
  W_clip R (C o k (Some i) : crd) u
  = unit_row R (o, k, inl (true, i)) u - unit_row R (o, k, inl (false, i)) u
    - unit_row R (o, k, inr false) u.
Proof.
case: u => [[o' k'] [[e i']|e]]; rewrite /W_clip /unit_row /= !xpair_eqE.
  have E e1 : (inl (e, i') == inl (e1, i) :> unit_of_piece d) = (e == e1) && (i' == i).
    by [].
  rewrite !E {E} (_ : (inl _ == inr _) = false) // andbF subr0.
  case: (_ && _); rewrite /= ?mul0r ?subr0 // mul1r.
  by case: e; case: (i' == i); rewrite /sign /= ?mulr0n ?mulr1n ?mul0r ?mul1r ?subr0 ?sub0r.
have E e1 : (inr e == inr e1 :> unit_of_piece d) = (e == e1) by [].
have F e1 : (inr e == inl e1 :> unit_of_piece d) = false by [].
rewrite !E !F {E F} !andbF subrr sub0r.
by case: (_ && _) => /=; case: e; rewrite /= ?mul0r ?oppr0 ?mulrN ?mulr1 ?mulr0 ?oppr0.
Qed.
Lemma W_clip_flag o k u :
  W_clip R (C o k None : crd) u = unit_row R (o, k, inr true) u.
Proof.
case: u => [[o' k'] [[e i']|e]]; rewrite /W_clip /unit_row /= !xpair_eqE.
  by rewrite mulr0 /= andbF.
have -> : (inr e == inr true :> unit_of_piece d) = (e == true) by [].
by case: (_ && _) => /=; case: e; rewrite /= ?mul0r ?mulr1 ?mulr0.
Qed.

Notation gate_perceptron := (perceptron (layer1 R n d) Y).

Lemma perceptronE (c : crd) : gate_perceptron c
  = \sum_u W_clip R c u * relu (mulv (@W_gate R n d) Y u + b_gate R u).
Proof. by []. Qed.
Lemma perceptron_bit o k i :
  gate_perceptron (C o k (Some i)) = clip (Y (G (source o k) (Some i))) (gsum o k).
Proof.
rewrite perceptronE; under eq_bigr do rewrite W_clip_bit !mulrBl.
by rewrite !sumrB !sum_unit_row !gate_bit gate_shared.
Qed.
Lemma perceptron_flag o k :
  gate_perceptron (C o k None) = relu (Y (G (source o k) None) - 4%:R * gsum o k).
Proof.
rewrite perceptronE; under eq_bigr do rewrite W_clip_flag.
by rewrite sum_unit_row gate_flag /= addr0.
Qed.
Lemma perceptron_other (c : crd) : (forall o k a, c <> C o k a) -> gate_perceptron c = 0.
Proof.
move=> cC; rewrite perceptronE big1 // => u _.
by case: c cC => [a||g a|o k a|a] cC; rewrite /W_clip ?mul0r //; case: (cC o k a).
Qed.
End Perceptron.

Section Gate.
Variables (R : realFieldType) (n d D : nat).
Variable code : 'I_D -> 'I_d -> bool.
Variable ex : R -> R.
Hypothesis ex_gt0 : forall s, 0 < ex s.
Variable w : seq (sym D).
Notation sp := (piece_of R code).
Notation crd := (slot_finType n d).
Notation Y1 := (@Y1 R n d D code ex w).
Notation X1 := (@X1 R n d D code ex w).
Notation nearer o m p := (gsum (Y1 p) o m).

Lemma X1_bit o k i p :
  X1 p (C o k (Some i)) = clip (Y1 p (G (source o k) (Some i))) (nearer o k p).
Proof. by rewrite -perceptron_bit -[RHS]add0r -(Y1_C code ex w o k (Some i) p). Qed.
Lemma X1_flag o k p :
  X1 p (C o k None) = relu (Y1 p (G (source o k) None) - 4%:R * nearer o k p).
Proof. by rewrite -perceptron_flag -[RHS]add0r -(Y1_C code ex w o k None p). Qed.
Lemma X1_other c p : (forall o k a, c <> C o k a :> crd) -> X1 p c = Y1 p c.
Proof. by move=> cC; rewrite -[RHS]addr0 -(perceptron_other (Y1 p) cC). Qed.
Lemma X1_E a p : X1 p (E a) = sp (nth Bos w p) a. Proof. by rewrite X1_other // Y1_E. Qed.
Lemma X1_O a p : X1 p (O a) = 0. Proof. by rewrite X1_other // Y1_O. Qed.

(* Beginning o places before p, and going back: m tokens c 0, c 1, ..., then a
   boundary.  A key's own position must not be Bos. *)
Definition run_at (o : bool) p m (c : nat -> 'I_D) : Prop :=
  [/\ (o + m <= p)%N, o ==> (nth Bos w p != Bos),
      forall k, (k < m)%N -> nth Bos w (p - (o + k)) = Tok (c k)
    & boundary (nth Bos w (p - (o + m)))].

Definition gated m (c : nat -> 'I_D) (k : nat) (a : piece d) : R :=
  match a with
  | Some i => if (k < m)%N then sign R (code (c k) i) else 0
  | None => (k == m)%:R
  end.

Lemma source_val o (k : 'I_n) : source o k = (k + o)%N :> nat.
Proof. by rewrite /source inordK //; case: o; have := ltn_ord k; lia. Qed.

Lemma gsum_start o p m c k : run_at o p m c ->
  nearer o k p = \sum_(g < n.+1 | (o <= g < k + o)%N) Y1 p (G g None).
Proof.
case=> _ ns _ _; rewrite /gsum Y1_Start.
by case: o ns => /= [/negbTE->|_]; rewrite ?mulr0 ?mul0r add0r.
Qed.
Lemma gsum_open o p m c k : run_at o p m c -> (k <= m)%N -> nearer o k p = 0.
Proof.
move=> rn km; rewrite (gsum_start _ rn); case: rn => omp _ tk _.
rewrite big1 // => g /andP[og gk]; rewrite (windows _ ex_gt0); last by lia.
have -> : (p - g = p - (o + (g - o)))%N by lia.
by rewrite tk //; lia.
Qed.
Lemma gsum_shut o p m c k : run_at o p m c -> (m < k <= n)%N -> 1 <= nearer o k p.
Proof.
move=> rn; rewrite (gsum_start _ rn); case: rn => omp _ tk bd /andP[mk kn].
have lt : (o + m < n.+1)%N by case: (o) => /=; lia.
rewrite (bigD1 (Ordinal lt)) /=; last by apply/andP; split; lia.
rewrite (windows _ ex_gt0) // piece_flag bd ler_addl.
by apply: sumr_ge0 => g _; apply: windows_flag_ge0.
Qed.

Lemma Y1_le1 g a p : Y1 p (G g a) <= 1.
Proof. exact: le_trans (ler_norm _) (windows_norm code ex_gt0 w g a p). Qed.

(* T2.3.gate *)
Lemma gate o p m c (k : 'I_n) a : run_at o p m c -> X1 p (C o k a) = gated m c k a.
Proof.
move=> rn; have [omp ns tk bd] := rn; have kn := ltn_ord k.
have at_source a' : (k <= m)%N ->
    Y1 p (G (source o k) a') = sp (nth Bos w (p - (o + k))) a'.
  by move=> km; rewrite (windows _ ex_gt0) source_val 1?addnC //; lia.
case: a => [i|] /=.
  rewrite X1_bit; case: (ltngtP k m) => km.
  - by rewrite (gsum_open rn) ?(ltnW km) // at_source ?(ltnW km) // tk // clip_sign.
  - by rewrite clip_silenced ?Y1_le1 // (gsum_shut rn) // km ltnW.
  rewrite (gsum_open rn) ?km // at_source ?km //.
  by case: (nth _ _ _) bd => //= *; rewrite clip_zero.
rewrite X1_flag; case: (ltngtP k m) => km.
- rewrite (gsum_open rn) ?(ltnW km) // at_source ?(ltnW km) // tk //.
  by rewrite piece_flag mulr0 subr0 relu_ge0.
- by rewrite relu_flag_silenced ?Y1_le1 // (gsum_shut rn) // km ltnW.
by rewrite (gsum_open rn) ?km // at_source ?km // piece_flag bd mulr0 subr0 relu_ge0 ?ler01.
Qed.

(* The key of Bos itself is silent. *)
Lemma gate_start p (k : 'I_n) a : nth Bos w p = Bos -> X1 p (C true k a) = 0.
Proof.
move=> pB; have g1 : 1 <= nearer true k p.
  rewrite /gsum mul1r Y1_Start pB eqxx ler_addl.
  by apply: sumr_ge0 => g _; apply: windows_flag_ge0.
case: a => [i|]; rewrite ?X1_bit ?X1_flag.
  by rewrite clip_silenced ?Y1_le1.
by rewrite relu_flag_silenced ?Y1_le1.
Qed.
End Gate.
