(* WeightsProofs.v -- the tables of Weights.v are the matrices of Construction.v,
   entry by entry, and list every coordinate and unit once. *)
From mathcomp Require Import all_ssreflect all_algebra zify.
From Verbatim Require Import CopyTask Transformer Construction Weights.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Entries.
Variables (R : realFieldType) (n D b : nat).
Notation d := (bits D).
Notation crd := (slot_finType n d).

(* Names to numbers. *)
Definition nr_piece (a : piece d) : nat := if a is Some i then i else d.
Definition nr_sym (s : sym D) : nat :=
  match s with Tok v => v | Bos => D | Copy => D.+1 | Eos => D.+2 end.
Definition at_slot (c : crd) : coordinate :=
  match c with
  | E a => AtE (nr_piece a)
  | Start => AtStart
  | G g a => AtG g (nr_piece a)
  | C o k a => AtC o k (nr_piece a)
  | O a => AtO (nr_piece a)
  end.
Definition at_unit (u : gate_unit n d) : bool * nat * hidden_unit :=
  let: (o, k, j) := u in
  (o, k : nat, match j with
               | inl (e, i) => BitUnit e i
               | inr false => SharedUnit
               | inr true => FlagUnit
               end).

Lemma nr_pieceE (a a' : piece d) : (nr_piece a == nr_piece a') = (a == a').
Proof.
case: a a' => [i|] [j|] //=.
- by apply/negbTE; rewrite neq_ltn ltn_ord.
- by apply/negbTE; rewrite neq_ltn ltn_ord orbT.
by rewrite !eqxx.
Qed.
Lemma nr_flag (a : piece d) : (nr_piece a == d) = (a == None).
Proof. by rewrite -(nr_pieceE a None). Qed.
Lemma nr_lt (a : piece d) : (nr_piece a < d)%N = (a != None).
Proof. by case: a => [i|] /=; rewrite ?ltn_ord ?ltnn. Qed.

(* The numbers of symbols differ. *)
Lemma tok_nr (v : 'I_D) : ((v == D :> nat) = false) * ((v == D.+1 :> nat) = false)
  * ((v == D.+2 :> nat) = false) * ((v < D)%N = true).
Proof. by have := ltn_ord v => lt; do !split=> //; apply/negbTE; lia. Qed.
Lemma mark_nr : ((D.+1 == D) = false) * ((D.+2 == D) = false) * ((D == D.+1) = false)
  * ((D.+2 == D.+1) = false) * ((D == D.+2) = false) * ((D.+1 == D.+2) = false)
  * ((D < D)%N = false) * ((D.+1 < D)%N = false) * ((D.+2 < D)%N = false).
Proof. by do !split; apply/negbTE; lia. Qed.

Lemma if_z1 (c : bool) : (if c then z1 else z0)%:~R = c%:R :> R.
Proof. by case: c. Qed.
Lemma minusE m : (minus m)%:~R = - m%:R :> R.
Proof. by case: m => [|m] /=; rewrite ?oppr0. Qed.
Lemma posE m : (Posz m)%:~R = m%:R :> R. Proof. by []. Qed.
Lemma z0E : z0%:~R = 0 :> R. Proof. by []. Qed.
Lemma z1E : z1%:~R = 1 :> R. Proof. by []. Qed.

Lemma GE (g g' : 'I_n.+1) a a' :
  (G g a == G g' a' :> crd) = (g == g' :> nat) && (nr_piece a == nr_piece a').
Proof. by rewrite nr_pieceE. Qed.

Lemma W_E_entry s c : @W_E R n d D (@binary D) s c = (z_W_E d D (nr_sym s) (at_slot c))%:~R.
Proof.
case: c => [a||g a|o k a|a] //=; last first.
  by case: s => [v|||] /=; rewrite ?tok_nr ?mark_nr ?eqxx.
rewrite nr_lt; case: a => [i|] /=.
  case: s => [v|||] /=; rewrite ?tok_nr ?mark_nr //.
  by rewrite /z_bit /sign /binary; case: odd; rewrite ?minusE.
by case: s => [v|||] /=; rewrite ?tok_nr ?mark_nr ?eqxx.
Qed.

Lemma W_V_entry (a : piece d) c : unit_row R (E a) c = (z_W_V (nr_piece a) (at_slot c))%:~R.
Proof.
by case: c => [a'||g a'|o k a'|a'] //=; rewrite if_z1 nr_pieceE.
Qed.

Lemma W_O1_entry t c (a : piece d) :
  W_O (window_head R d t) c a = (z_W_O1 t (at_slot c) (nr_piece a))%:~R.
Proof.
case: c => [a'||g a'|o k a'|a'] //=; rewrite nr_pieceE.
case: (a' == a); last by rewrite !mul0r.
rewrite mul1r -val_eqE /=; case: (eqVneq (g : nat) t) => [->|_].
  by rewrite ltn_eqF // subr0 mulr1.
by case: eqP => _; rewrite sub0r ?mulrN ?mulr1 ?minusE // mulr0 oppr0.
Qed.

Lemma source_nr o (k : 'I_n) : source o k = (k + o)%N :> nat.
Proof. by rewrite /source inordK //; case: o; have := ltn_ord k; lia. Qed.

Lemma W_gate_entry u c : @W_gate R n d u c = (z_W_gate d (at_unit u) (at_slot c))%:~R.
Proof.
case: u => [[o k] j]; have off : unit_row R (G (source o k) None : crd) Start = 0 by [].
case: c => [a||g a|o' k' a|a];
  try by case: j => [[e i]|[]]; rewrite /= /unit_row /= ?mulr0 ?subrr ?oppr0.
  by case: j => [[e i]|[]] /=; rewrite /unit_row /= ?mulr0 ?sub0r; case: o off => _ /=;
     rewrite ?mulr1 ?mulr0 ?oppr0 ?minusE.
rewrite /= nr_flag; case: a => [i'|] /=.
  have ne : (i' : nat) != d by rewrite neq_ltn ltn_ord.
  case: j => [[e i]|[]] /=; rewrite /unit_row ?mulr0 ?subr0 ?oppr0 ?GE ?source_nr //=.
  - by case: (_ == (k + o)%N); case: (_ == _ :> nat); rewrite ?mulr1 ?mulr0.
  - by rewrite (negbTE ne) andbF if_same.
  by rewrite if_same.
case og: (o <= g < k + o)%N => /=.
  have ne : (g == k + o :> nat)%N = false by apply/negbTE; lia.
  by case: j => [[e i]|[]] /=; rewrite /unit_row ?GE ?source_nr ?ne /= ?mulr0 ?mulr1 ?sub0r ?minusE.
case: j => [[e i]|[]] /=; rewrite /unit_row ?GE ?source_nr /= ?mulr0 ?subr0 ?oppr0 ?if_same //.
  by rewrite (gtn_eqF (ltn_ord i)) andbF mulr0.
by rewrite eqxx andbT if_z1.
Qed.

Lemma b_gate_entry u : b_gate R u = (z_b_gate (at_unit u))%:~R.
Proof. by case: u => [[o k] [[[] i]|[]]]; rewrite /z_b_gate /= ?minusE. Qed.

Lemma W_clip_entry c u : @W_clip R n d c u = (z_W_clip d (at_slot c) (at_unit u))%:~R.
Proof.
case: c => [a||g a|o k a|a] //=; case: u => [[o' k'] j] /=.
rewrite -val_eqE /=; case: (_ && _); last by rewrite mul0r.
rewrite mul1r nr_flag; case: j => [[e i]|[]] /=; case: a => [i'|] //=.
- have ne : (i' : nat) != d by rewrite neq_ltn ltn_ord.
  rewrite eq_sym -val_eqE /=; case: eqP => _; last by rewrite mul0r.
  by rewrite mul1r; case: e; rewrite /sign ?minusE.
by rewrite oppr0.
Qed.

Lemma W_Q2_entry ka c : W_Q (match_head n d b%:R) ka c
  = (z_W_Q2 d b (nat_of_ord ka.1, nr_piece ka.2) (at_slot c))%:~R :> R.
Proof.
case: ka => k a; case: c => [a'||g a'|o k' a'|a'] /=; rewrite /unit_row ?mulr0 //=.
case: o => /=; first by rewrite mulr0.
rewrite nr_pieceE (_ : (C false k' a' == C false k a :> crd) = (k' == k :> nat) && (a' == a)) //.
case: eqP => _ /=; last by rewrite mulr0.
case: eqP => [->|_] /=; last by rewrite mulr0.
by rewrite mulr1 nr_flag; case: a => [i|] /=; rewrite ?mulr1 // posE natrM.
Qed.
Lemma W_K2_entry ka c : W_K (match_head n d (b%:R : R)) ka c
  = (z_W_K2 (nat_of_ord ka.1, nr_piece ka.2) (at_slot c))%:~R :> R.
Proof.
case: ka => k a; case: c => [a'||g a'|o k' a'|a'] //=.
by rewrite nr_pieceE /unit_row; case: o => //=; rewrite if_z1.
Qed.
Lemma W_O2_entry c (a : piece d) :
  W_O (match_head n d (b%:R : R)) c a = (z_W_O2 (at_slot c) (nr_piece a))%:~R.
Proof. by case: c => [a'||g a'|o k a'|a'] //=; rewrite if_z1 nr_pieceE. Qed.

Lemma W_U_entry s c : @W_U R n d D (@binary D) s c = (z_W_U d D (nr_sym s) (at_slot c))%:~R.
Proof.
case: c => [a||g a|o k a|a]; try by case: s.
rewrite /= nr_lt; case: a => [i|] /=.
  case: s => [v|||] /=; rewrite ?tok_nr ?mark_nr //.
  by rewrite /sign /binary; case: odd; rewrite ?minusE ?mulr1 ?mulrN1.
by case: s => [v|||] /=; rewrite ?tok_nr ?mark_nr ?eqxx.
Qed.
End Entries.
