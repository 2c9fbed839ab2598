(* Hybrid.v -- a linear state space layer before the layers of a transformer, and the
   hybrid copier: a shift register, the gate, and one attention layer.  Definitions only.

   Claim that speaks of them: X.hybrid. *)
From mathcomp Require Import all_ssreflect all_algebra.
From Verbatim Require Import CopyTask Transformer Construction.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory.
Local Open Scope ring_scope.

(* ------------------------------------------------------------------ *)
(* Linear state space layers.                                          *)
(* ------------------------------------------------------------------ *)

(* The matrices A, B, C, D of a linear system, on a residual stream with the coordinates
   I and a state with the coordinates `memory`. *)
Record recurrence (R : realFieldType) (I : finType) := Recurrence {
  memory : finType;
  W_A : mat R memory memory;
  W_B : mat R memory I;
  W_C : mat R I memory;
  W_D : mat R I I }.
Arguments W_A {R I} r _ _ : rename.
Arguments W_B {R I} r _ _ : rename.
Arguments W_C {R I} r _ _ : rename.
Arguments W_D {R I} r _ _ : rename.

Section Recurrence.
Variables (R : realFieldType) (I : finType) (r : recurrence R I).
(* The residual stream that reaches the layer: u_p = X p. *)
Variable X : nat -> vec R I.

(* The state h when position p is reached: zero at first; then h := A h + B u. *)
Fixpoint state_at (p : nat) : vec R (memory r) :=
  match p with
  | 0%N => fun=> 0
  | q.+1 => fun s => mulv (W_A r) (state_at q) s + mulv (W_B r) (X q) s
  end.

(* y = C h + D u is added to the residual stream. *)
Definition after_recurrence (p : nat) : vec R I :=
  fun c => X p c + (mulv (W_C r) (state_at p) c + mulv (W_D r) (X p) c).
End Recurrence.
Arguments state_at {R I} r X p _.
Arguments after_recurrence {R I} r X p _.

(* ------------------------------------------------------------------ *)
(* Hybrid models.                                                      *)
(* ------------------------------------------------------------------ *)

(* A state space layer, and then the layers of a transformer, whose embedding and readout
   are those of the model. *)
Record hybrid (R : realFieldType) (D : nat) := Hybrid {
  body : transformer R D;
  state_layer : recurrence R (stream body) }.
Arguments state_layer {R D} H : rename.

Section Decoding.
Variables (R : realFieldType) (ex : R -> R) (D : nat) (H : hybrid R D).
Notation T := (body H).

(* The state when position p of the input w is reached. *)
Definition hybrid_state (w : seq (sym D)) (p : nat) : vec R (memory (state_layer H)) :=
  state_at (state_layer H) (embed T w) p.

(* The residual stream after the state space layer and k layers. *)
Definition run_hybrid (k : nat) (w : seq (sym D)) : nat -> vec R (stream T) :=
  foldl (fun X ly => after_layer ex ly X)
    (after_recurrence (state_layer H) (embed T w)) (take k (layers T)).

(* Logits and decoding, as for transformers (`logit`, `certain` and `decode`). *)
Definition hybrid_logit (w : seq (sym D)) (s : sym D) : R :=
  dot (unembedding T s) (run_hybrid (size (layers T)) w (size w).-1).

Definition hybrid_certain (w : seq (sym D)) (s : sym D) : bool :=
  [forall u, (u != s) ==> (hybrid_logit w u < hybrid_logit w s)].

Definition hybrid_decode : model D :=
  fun w => if [pick s | hybrid_certain w s] is Some s then s else Bos.

(* What the model knows when x has been read, that is at Copy and at the positions of `rest`
   after it: the state, and the residual stream after the state space layer and after
   every other one.  It takes x for y if it knows the same of both, whatever is the rest. *)
Definition knows_the_same (x y : seq 'I_D) (rest : seq (sym D)) : Prop :=
  forall t : nat, (t <= size rest)%N ->
  let p := (size x + 1 + t)%N in
  let q := (size y + 1 + t)%N in
  (forall s, hybrid_state (prompt x ++ rest) p s = hybrid_state (prompt y ++ rest) q s) /\
  (forall k c, run_hybrid k (prompt x ++ rest) p c = run_hybrid k (prompt y ++ rest) q c).

Definition takes_for (x y : seq 'I_D) : Prop := forall rest, knows_the_same x y rest.

(* A readout, whatever it is: a language model that says the same whenever what is known is
   the same. *)
Definition reads_from (next : model D) : Prop := forall (x y : seq 'I_D) (rest : seq (sym D)),
  knows_the_same x y rest -> next (prompt x ++ rest) = next (prompt y ++ rest).
End Decoding.
Arguments hybrid_state {R D} H w p _.
Arguments run_hybrid {R} ex {D} H k w p _.
Arguments hybrid_logit {R} ex {D} H w s.
Arguments hybrid_decode {R} ex {D} H _.
Arguments knows_the_same {R} ex {D} H x y rest.
Arguments takes_for {R} ex {D} H x y.
Arguments reads_from {R} ex {D} H next.

(* ------------------------------------------------------------------ *)
(* The hybrid copier, for any code of tokens by d bits and any scale.  *)
(* ------------------------------------------------------------------ *)
Section Weights.
Variables (R : realFieldType) (n d D : nat).
Variable code : 'I_D -> 'I_d -> bool.
Variable beta : R.
Notation crd := (slot_finType n d).
Notation pc := [finType of piece d].

(* The state: n pieces R_1 .. R_n; (k, a) is coordinate a of R_(k+1). *)
Definition register_cell := [finType of ('I_n * pc)%type].

(* A moves R_k to R_(k+1), and drops R_n. *)
Definition register_A : mat R register_cell register_cell := fun ka lb =>
  ((ka.1 == lb.1.+1 :> nat) && (ka.2 == lb.2))%:R.

(* B puts the position's own piece in R_1. *)
Definition register_B : mat R register_cell crd := fun ka =>
  if ka.1 == 0%N :> nat then unit_row R (E ka.2) else fun=> 0.

(* C writes R_k to G_k. *)
Definition register_C : mat R crd register_cell := fun c lb =>
  if c is G g a then ((g == lb.1.+1 :> nat) && (a == lb.2))%:R else 0.

(* D writes the position's own piece to G_0. *)
Definition register_D : mat R crd crd := fun c =>
  if c is G g a then (if g == 0%N :> nat then unit_row R (E a) else fun=> 0) else fun=> 0.

Definition token_register : recurrence R crd :=
  @Recurrence R crd register_cell register_A register_B register_C register_D.

(* The register's state removed. *)
Definition no_register : recurrence R crd :=
  @Recurrence R crd [finType of void] (fun _ _ => 0) (fun _ _ => 0) (fun _ _ => 0) register_D.

(* The gate is the perceptron of the transformer's layer 1, without its heads. *)
Definition gate_layer : layer R crd :=
  @Layer R crd [::] (gate_unit n d) (@W_gate R n d) (@b_gate R n d) (@W_clip R n d).

(* The embedding, the last layer and the readout are those of the transformer. *)
Definition with_layers (ls : seq (layer R crd)) : transformer R D :=
  @Transformer R D crd (W_E R code) ls (W_U R code).

(* The whole: register, gate, attention. *)
Definition hybrid_construction : hybrid R D :=
  @Hybrid R D (with_layers [:: gate_layer; layer2 n d beta]) token_register.

(* Attention removed ... *)
Definition state_space_half : hybrid R D :=
  @Hybrid R D (with_layers [:: gate_layer]) token_register.

(* ... or the register's state removed. *)
Definition attention_half : hybrid R D :=
  @Hybrid R D (with_layers [:: gate_layer; layer2 n d beta]) no_register.
End Weights.
Arguments state_space_half R n {d D} code.

(* ------------------------------------------------------------------ *)
(* The parameters that follow from n and D, as for the transformer.    *)
(* ------------------------------------------------------------------ *)
Definition hybrid_for (l n D : nat) : hybrid [realFieldType of rat] D :=
  hybrid_construction n (@binary D) (scale l)%:R.

Definition hybrid_copier (n D : nat) : hybrid [realFieldType of rat] D :=
  hybrid_for (longest n D) n D.

(* For strings of 2^62 tokens at most: what the program builds. *)
Definition capped_hybrid (n D : nat) : hybrid [realFieldType of rat] D :=
  hybrid_for (minn (longest n D) (2 ^ 62)) n D.
