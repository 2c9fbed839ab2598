(* WeightsFile.v -- a file of `construct weights`, as Coq reads it, and what it means
   that it holds the construction.  Definitions only.

   weights_to_coq.py writes such a file down as a `weights_file`. *)
From Coq Require Import ZArith.
From mathcomp Require Import all_ssreflect all_algebra.
From Verbatim Require Import CopyTask Transformer Construction Weights Orders.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

(* A matrix: how many columns it has, and for each row its entries that are not zero,
   each with its column, counted from 0. *)
Record tensor := Tensor { columns : nat; rows : seq (seq (Z * Z)) }.

Definition int_of (z : Z) : int :=
  match z with
  | Z0 => z0
  | Zpos p => Posz (Pos.to_nat p)
  | Zneg p => minus (Pos.to_nat p)
  end.

Fixpoint entry (row : seq (Z * Z)) (column : Z) : int :=
  if row is (c, z) :: row' then if Z.eqb c column then int_of z else entry row' column else z0.

(* All entries. *)
Definition dense (t : tensor) : seq (seq int) :=
  let all_columns := [seq Z.of_nat j | j <- iota 0 (columns t)] in
  [seq [seq entry row j | j <- all_columns] | row <- rows t].

(* The tensors in the order of the file.  The matrices of all heads of a layer stand
   below one another (W_Q, W_K, W_V) or side by side (W_O). *)
Record weights_file := WeightsFile {
  embed : tensor;
  windows1 : seq Z; wq1 : tensor; wk1 : tensor; wv1 : tensor; wo1 : tensor;
  w1 : tensor; b1 : seq Z; w2 : tensor;
  windows2 : seq Z; wq2 : tensor; wk2 : tensor; wv2 : tensor; wo2 : tensor;
  unembed : tensor }.

(* The file writes 0 for a head that sees everything. *)
Definition window_of (w : Z) : option nat := if w is Z0 then None else Some (Z.to_nat w).

(* The file gives the head of layer 2 values as long as its keys: n (d + 1) numbers, all but
   the first d + 1 of which are zero. *)
Definition zeros (R : ringType) (m : nat) : seq R := nseq m 0%R.

Notation rational := [realFieldType of rat].

(* Every tensor of the file f is a matrix of `copier_for l n D`; rows and columns run through
   the symbols, coordinates, units and entries in the orders of Orders.v, which are lists of all of
   them without repetition. *)
Definition holds_copier (l n D : nat) (f : weights_file) : Prop :=
  let T := copier_for l n D in
  let d := bits D in
  let head1 t := window_head rational d (t : 'I_n.+1) in
  let head2 := match_head n d ((scale l)%:R : rat)%R in
  let slots : seq (stream T) := slot_order n D in
  let more := ((n - 1) * (d + 1))%N in
  let same t M := numbers [realFieldType of rat] (dense t) = M in
  [/\ same (embed f) (entries (embedding T) (sym_order D) slots)
    & same (unembed f) (entries (unembedding T) (sym_order D) slots)] /\
  [/\ [seq window_of w | w <- windows1 f] = [seq window (head1 t) | t <- enum 'I_n.+1],
      same (wq1 f) (entries (fun ta c => W_Q (head1 ta.1) ta.2 c) (head_order n D) slots),
      same (wk1 f) (entries (fun ta c => W_K (head1 ta.1) ta.2 c) (head_order n D) slots),
      same (wv1 f) (entries (fun ta c => W_V (head1 ta.1) ta.2 c) (head_order n D) slots)
    & same (wo1 f) (entries (fun c ta => W_O (head1 ta.1) c ta.2) slots (head_order n D))] /\
  [/\ same (w1 f) (entries (W_1 (layer1 rational n d)) (unit_order n D) slots),
      [seq (int_of z)%:~R | z <- b1 f]%R = [seq b_1 (layer1 rational n d) u | u <- unit_order n D]
    & same (w2 f) (entries (W_2 (layer1 rational n d)) slots (unit_order n D))] /\
  [/\ [seq window_of w | w <- windows2 f] = [:: window head2],
      same (wq2 f) (entries (W_Q head2) (key_order n D) slots),
      same (wk2 f) (entries (W_K head2) (key_order n D) slots),
      same (wv2 f)
        (entries (W_V head2) (piece_order D) slots ++ nseq more (zeros [ringType of rat] (width T)))
    & same (wo2 f)
        [seq row ++ zeros [ringType of rat] more | row <- entries (W_O head2) slots (piece_order D)]].

(* The one that `construct weights` promises. *)
Definition holds_capped_copier (n D : nat) : weights_file -> Prop :=
  holds_copier (minn (longest n D) (2 ^ 62)) n D.
