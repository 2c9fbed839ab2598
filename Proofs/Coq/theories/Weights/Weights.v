(* Weights.v -- every matrix of the construction as a table of integers that can
   be computed, indexed by plain numbers in the order of `construct weights`.

   Definitions only.  WeightsProofs.v proves each entry equal to the entry of
   Construction.v. *)
From mathcomp Require Import all_ssreflect ssralg ssrint.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

(* Coordinates of the residual stream; in a piece, a = d stands for the flag. *)
Inductive coordinate :=
  | AtE of nat | AtStart | AtG of nat & nat | AtC of bool & nat & nat | AtO of nat.

(* Hidden units behind a gated piece. *)
Inductive hidden_unit := BitUnit of bool & nat | SharedUnit | FlagUnit.

Definition z0 : int := Posz 0.
Definition z1 : int := Posz 1.
Definition minus (m : nat) : int := if m is m'.+1 then Negz m' else z0.

Section Tables.
Variables n d D beta : nat.

(* code, flag, start, G_0 .. G_n, Q_0 .. Q_(n-1), K_1 .. K_n, O *)
Definition coordinates : seq coordinate :=
  [seq AtE a | a <- iota 0 d.+1] ++ [:: AtStart]
  ++ [seq AtG g a | g <- iota 0 n.+1, a <- iota 0 d.+1]
  ++ [seq AtC false k a | k <- iota 0 n, a <- iota 0 d.+1]
  ++ [seq AtC true k a | k <- iota 0 n, a <- iota 0 d.+1]
  ++ [seq AtO a | a <- iota 0 d.+1].

(* For each gated piece: two units for a bit, the shared one, the flag's. *)
Definition units_of_piece : seq hidden_unit :=
  flatten [seq [:: BitUnit true i; BitUnit false i] | i <- iota 0 d]
  ++ [:: SharedUnit; FlagUnit].
Definition hidden_units : seq (bool * nat * hidden_unit) :=
  [seq (ok, j) | ok <- [seq (o, k) | o <- [:: false; true], k <- iota 0 n],
                 j <- units_of_piece].

(* Symbols: tokens 0 .. D - 1, then Bos, Copy, Eos. *)
Definition z_bit (s i : nat) : int := if odd (s %/ 2 ^ i) then z1 else minus 1.

Definition z_W_E (s : nat) (c : coordinate) : int :=
  match c with
  | AtE a =>
      if a < d then (if s < D then z_bit s a else z0)
      else if (s == D) || (s == D.+1) then z1 else z0
  | AtStart => if s == D then z1 else z0
  | _ => z0
  end.

(* W_V of every head: rows are the d + 1 entries of a piece. *)
Definition z_W_V (a : nat) (c : coordinate) : int :=
  if c is AtE a' then (if a' == a then z1 else z0) else z0.

(* W_O of head t + 1 of layer 1: t = 0 .. n *)
Definition z_W_O1 (t : nat) (c : coordinate) (a : nat) : int :=
  if c is AtG g a' then
    if a' == a then
      if g == t then Posz t.+1 else if g == t.+1 then minus t.+1 else z0
    else z0
  else z0.

Definition z_W_gate (u : bool * nat * hidden_unit) (c : coordinate) : int :=
  let: (o, k, j) := u in
  match c with
  | AtStart => if o then minus 4 else z0
  | AtG g a =>
      if (a == d) && (o <= g < k + o) then minus 4
      else if g == k + o then
        match j with
        | BitUnit _ i => if (a != d) && (a == i) then Posz 2 else z0
        | SharedUnit => z0
        | FlagUnit => if a == d then z1 else z0
        end
      else z0
  | _ => z0
  end.

Definition z_b_gate (u : bool * nat * hidden_unit) : int :=
  match u.2 with
  | BitUnit e _ => if e then z1 else minus 1
  | SharedUnit => z1
  | FlagUnit => z0
  end.

Definition z_W_clip (c : coordinate) (u : bool * nat * hidden_unit) : int :=
  if c is AtC o k a then
    let: (o', k', j) := u in
    if (o' == o) && (k' == k) then
      match j with
      | BitUnit e i => if (a != d) && (a == i) then (if e then z1 else minus 1) else z0
      | SharedUnit => if a == d then z0 else minus 1
      | FlagUnit => if a == d then z1 else z0
      end
    else z0
  else z0.

(* W_Q, W_K and W_O of the head of layer 2. *)
Definition z_W_Q2 (ka : nat * nat) (c : coordinate) : int :=
  if c is AtC false k a then
    if (k == ka.1) && (a == ka.2) then Posz (if a == d then beta * 2 else beta) else z0
  else z0.
Definition z_W_K2 (ka : nat * nat) (c : coordinate) : int :=
  if c is AtC true k a then (if (k == ka.1) && (a == ka.2) then z1 else z0) else z0.
Definition z_W_O2 (c : coordinate) (a : nat) : int :=
  if c is AtO a' then (if a' == a then z1 else z0) else z0.

Definition z_W_U (s : nat) (c : coordinate) : int :=
  if c is AtO a then
    if a < d then
      if s < D then (if odd (s %/ 2 ^ a) then Posz 4 else minus 4) else z0
    else if s == D.+2 then Posz (3 * d) else z0
  else z0.

(* ---------- the tables, rows first ---------- *)
Definition table (A B : Type) (f : A -> B -> int) (rows : seq A) (columns : seq B) :=
  [seq [seq f r c | c <- columns] | r <- rows].
Definition symbols : seq nat := iota 0 (D + 3).
Definition piece_entries : seq nat := iota 0 d.+1.
Definition key_entries : seq (nat * nat) := [seq (k, a) | k <- iota 0 n, a <- iota 0 d.+1].
(* The columns of W_O of layer 1: the pieces of its heads, one after another. *)
Definition head_entries : seq (nat * nat) := [seq (t, a) | t <- iota 0 n.+1, a <- iota 0 d.+1].

Definition table_W_E := table z_W_E symbols coordinates.
Definition table_W_V := table z_W_V piece_entries coordinates.
Definition table_W_O1 := table (fun c ta => z_W_O1 ta.1 c ta.2) coordinates head_entries.
Definition table_W_gate := table z_W_gate hidden_units coordinates.
Definition table_b_gate := [seq z_b_gate u | u <- hidden_units].
Definition table_W_clip := table z_W_clip coordinates hidden_units.
Definition table_W_Q2 := table z_W_Q2 key_entries coordinates.
Definition table_W_K2 := table z_W_K2 key_entries coordinates.
Definition table_W_O2 := table z_W_O2 coordinates piece_entries.
Definition table_W_U := table z_W_U symbols coordinates.
End Tables.
