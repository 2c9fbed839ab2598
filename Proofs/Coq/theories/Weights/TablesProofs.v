(* TablesProofs.v -- the tables of Weights.v, whole: their rows and columns run
   through every coordinate, unit and symbol of the construction exactly once, in the
   order of `construct weights`, and their entries are the construction's. *)
From mathcomp Require Import all_ssreflect all_algebra zify.
From Verbatim Require Import CopyTask CopyTaskProofs Transformer Construction ParametersProofs.
From Verbatim Require Import Weights WeightsProofs Orders.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory.
Local Open Scope ring_scope.

(* A list of every element of a finite type, each once. *)
Definition lists_all (T : finType) (s : seq T) : Prop := uniq s /\ forall x, x \in s.

Lemma lists_all_size (T : finType) (s : seq T) :
  (forall x, x \in s) -> size s = #|T| -> lists_all s.
Proof.
move=> all sz; split=> //; apply: (@leq_size_uniq _ (enum T)) => //; first exact: enum_uniq.
by rewrite sz cardE.
Qed.

Section Orders.
Variables n D : nat.
Notation d := (bits D).
Notation crd := (slot_finType n d).

Notation piece_order := (piece_order D).
Notation slot_order := (slot_order n D).
Notation unit_order := (unit_order n D).
Notation sym_order := (sym_order D).
Notation key_order := (key_order n D).
Notation head_order := (head_order n D).

Lemma mem_pieces a : a \in piece_order.
Proof.
rewrite mem_rcons inE; case: a => [i|] //=.
by rewrite mem_map ?mem_enum // => u v [].
Qed.
Lemma size_pieces : size piece_order = d.+1.
Proof. by rewrite size_rcons size_map size_enum_ord. Qed.

Lemma mem_pairs (S T : finType) (U : eqType) (f : S -> T -> U) (s : seq S) (t : seq T) x y :
  x \in s -> y \in t -> f x y \in [seq f u v | u <- s, v <- t].
Proof. by move=> xs yt; apply/allpairsP; exists (x, y). Qed.

Lemma pieces_all : lists_all piece_order.
Proof.
apply: lists_all_size; first exact: mem_pieces.
by rewrite size_pieces card_option card_ord.
Qed.
Lemma keys_all : lists_all key_order.
Proof.
apply: lists_all_size => [[k a]|]; first by apply: mem_pairs; rewrite ?mem_enum ?mem_pieces.
by rewrite size_allpairs size_enum_ord size_pieces card_prod card_option !card_ord.
Qed.
Lemma heads_all : lists_all head_order.
Proof.
apply: lists_all_size => [[k a]|]; first by apply: mem_pairs; rewrite ?mem_enum ?mem_pieces.
by rewrite size_allpairs size_enum_ord size_pieces card_prod card_option !card_ord.
Qed.
Lemma syms_all : lists_all sym_order.
Proof.
apply: lists_all_size => [s|].
  rewrite mem_cat; case: s => [v|||]; rewrite ?inE ?eqxx ?orbT //.
  by rewrite map_f // mem_enum.
by rewrite size_cat size_map size_enum_ord card_sym.
Qed.

Lemma slots_all : lists_all slot_order.
Proof.
apply: lists_all_size => [c|]; last first.
  rewrite card_slot !size_cat !size_map !size_allpairs !size_enum_ord size_pieces /=.
  by lia.
rewrite !mem_cat; case: c => [a||g a|[] k a|a].
- by rewrite map_f ?mem_pieces.
- by rewrite inE eqxx orbT.
- by rewrite (@mem_pairs _ _ _ G) ?mem_enum ?mem_pieces ?orbT.
- by rewrite (@mem_pairs _ _ _ (C true)) ?mem_enum ?mem_pieces ?orbT.
- by rewrite (@mem_pairs _ _ _ (C false)) ?mem_enum ?mem_pieces ?orbT.
by rewrite (map_f O) ?mem_pieces ?orbT.
Qed.

Lemma size_bit_units :
  size (flatten [seq [:: inl (true, i); inl (false, i)] | i <- enum 'I_d]
        : seq (unit_of_piece d)) = (2 * d)%N.
Proof.
rewrite -[X in (2 * X)%N](size_enum_ord d); elim: (enum 'I_d) => //= i s ->; lia.
Qed.

Lemma units_all : lists_all unit_order.
Proof.
apply: lists_all_size => [[[o k] j]|]; last first.
  rewrite !size_allpairs size_cat size_bit_units size_enum_ord /=.
  by rewrite !card_prod card_sum card_prod card_bool !card_ord; lia.
apply: mem_pairs; first by apply: mem_pairs; rewrite ?mem_enum // !inE; case: o.
rewrite mem_cat; case: j => [[e i]|e]; last by rewrite !inE; case: e; rewrite eqxx ?orbT.
apply/orP; left; apply/flatten_mapP; exists i; rewrite ?mem_enum // !inE.
by case: e; rewrite eqxx ?orbT.
Qed.

(* ---------- the same orders in plain numbers ---------- *)
Lemma nr_pieces : [seq nr_piece a | a <- piece_order] = iota 0 d.+1.
Proof.
rewrite -[in iota _ _]addn1 iotaD add0n cats1 map_rcons; congr rcons.
by rewrite -val_enum_ord -map_comp; apply: eq_map.
Qed.

Lemma nr_pairs (m : nat) (S : eqType) (U : Type) (f : nat -> nat -> U)
    (g : 'I_m -> piece d -> S) (h : S -> U) :
  (forall k a, h (g k a) = f k (nr_piece a)) ->
  [seq h s | s <- [seq g k a | k <- enum 'I_m, a <- piece_order]]
  = [seq f k a | k <- iota 0 m, a <- iota 0 d.+1].
Proof.
move=> hE; rewrite -nr_pieces -val_enum_ord map_allpairs.
rewrite [RHS]allpairs_mapl [RHS]allpairs_mapr.
by apply: eq_allpairs => k a; rewrite hE.
Qed.

Lemma nr_slots : [seq at_slot c | c <- slot_order] = coordinates n d.
Proof.
rewrite !map_cat (nr_pairs (f := AtG)) // (nr_pairs (f := AtC false)) //.
rewrite (nr_pairs (f := AtC true)) // /coordinates -nr_pieces -!map_comp.
by [].
Qed.

Lemma nr_syms : [seq nr_sym s | s <- sym_order] = symbols D.
Proof.
rewrite map_cat -map_comp (@eq_map _ _ _ (@nat_of_ord D)) // val_enum_ord.
by rewrite /symbols iotaD add0n.
Qed.

Lemma nr_keys : [seq (nat_of_ord ka.1, nr_piece ka.2) | ka <- key_order] = key_entries n d.
Proof. exact: nr_pairs. Qed.
Lemma nr_heads : [seq (nat_of_ord ta.1, nr_piece ta.2) | ta <- head_order] = head_entries n d.
Proof. exact: nr_pairs. Qed.

Lemma nr_units : [seq at_unit u | u <- unit_order] = hidden_units n d.
Proof.
pose f (j : unit_of_piece d) : hidden_unit :=
  match j with inl (e, i) => BitUnit e i | inr false => SharedUnit | inr true => FlagUnit end.
rewrite /unit_order /hidden_units.
have -> : units_of_piece d = [seq f j | j <- flatten [seq [:: inl (true, i); inl (false, i)]
     | i <- enum 'I_d] ++ [:: inr false; inr true]].
  rewrite map_cat map_flatten -map_comp /units_of_piece -val_enum_ord -map_comp.
  by congr (flatten _ ++ _); apply: eq_map.
have -> : [seq (o, k) | o <- [:: false; true], k <- iota 0 n]
    = [seq (ok.1, nat_of_ord ok.2) | ok <- [seq (o, k) | o <- [:: false; true], k <- enum 'I_n]].
  by rewrite map_allpairs -val_enum_ord [LHS]allpairs_mapr.
rewrite [RHS]allpairs_mapl [RHS]allpairs_mapr.
etransitivity; first exact: (map_allpairs (@at_unit n D) (fun ok j => (ok, j))).
by apply: eq_allpairs => -[o k] [[e i]|[]].
Qed.
End Orders.

(* ---------- the tables ---------- *)
Section Tables.
Variables (R : realFieldType) (n D b : nat).
Notation d := (bits D).
Notation crd := (slot_finType n d).
Implicit Types (z : int).
Notation numbers := (numbers R).

Lemma table_entries (I J A B : Type) (M : I -> J -> R) (f : A -> B -> int) p q rows columns :
  (forall i j, M i j = (f (p i) (q j))%:~R) ->
  numbers (table f (map p rows) (map q columns)) = entries M rows columns.
Proof.
move=> E; rewrite /numbers /table /entries -!map_comp; apply: eq_map => i /=.
by rewrite -!map_comp; apply: eq_map => j /=.
Qed.

Notation slots := (slot_order n D).

Theorem table_W_EP :
  numbers (table_W_E n d D) = entries (@W_E R n d D (@binary D)) (sym_order D) slots.
Proof. rewrite /table_W_E -nr_syms -nr_slots; exact: table_entries (@W_E_entry R n D). Qed.

Theorem table_W_VP : numbers (table_W_V n d) = entries (fun a => unit_row R (E a : crd)) (piece_order D) slots.
Proof. by rewrite /table_W_V /piece_entries -nr_pieces -nr_slots; apply/table_entries/W_V_entry. Qed.

Theorem table_W_O1P : numbers (table_W_O1 n d)
  = entries (fun c (ta : 'I_n.+1 * piece d) => W_O (window_head R d ta.1) c ta.2) slots (head_order n D).
Proof.
by rewrite /table_W_O1 -nr_heads -nr_slots; apply: table_entries => c ta; apply: W_O1_entry.
Qed.

Theorem table_W_gateP : numbers (table_W_gate n d) = entries (@W_gate R n d) (unit_order n D) slots.
Proof. rewrite /table_W_gate -nr_units -nr_slots; exact/table_entries/W_gate_entry. Qed.

Theorem table_b_gateP :
  [seq z%:~R | z <- table_b_gate n d] = [seq @b_gate R n d u | u <- unit_order n D].
Proof.
rewrite /table_b_gate -nr_units -!map_comp; apply: eq_map => u /=.
by rewrite b_gate_entry.
Qed.

Theorem table_W_clipP : numbers (table_W_clip n d) = entries (@W_clip R n d) slots (unit_order n D).
Proof. rewrite /table_W_clip -nr_units -nr_slots; exact/table_entries/W_clip_entry. Qed.

Theorem table_W_Q2P :
  numbers (table_W_Q2 n d b) = entries (W_Q (match_head n d (b%:R : R))) (key_order n D) slots.
Proof.
by rewrite /table_W_Q2 -nr_keys -nr_slots; apply: table_entries => ka c; apply: W_Q2_entry.
Qed.
Theorem table_W_K2P :
  numbers (table_W_K2 n d) = entries (W_K (match_head n d (b%:R : R))) (key_order n D) slots.
Proof.
by rewrite /table_W_K2 -nr_keys -nr_slots; apply: table_entries => ka c; apply: W_K2_entry.
Qed.
Theorem table_W_O2P :
  numbers (table_W_O2 n d) = entries (W_O (match_head n d (b%:R : R))) slots (piece_order D).
Proof.
by rewrite /table_W_O2 /piece_entries -nr_pieces -nr_slots; apply: table_entries => c a; apply: W_O2_entry.
Qed.

Theorem table_W_UP :
  numbers (table_W_U n d D) = entries (@W_U R n d D (@binary D)) (sym_order D) slots.
Proof. rewrite /table_W_U -nr_syms -nr_slots; exact/table_entries/W_U_entry. Qed.
End Tables.
