(* StatementMemoryProofs.v -- every proposition of StatementMemory.v, proved by a theorem of its name in small
   letters. *)
From mathcomp Require Import all_ssreflect all_algebra.
From Verbatim Require Import CopyTask CopyTaskProofs Gssm GssmProofs Transformer Memory AnyCache PerToken.
From Verbatim Require Import StatementMemory AnyMemoryProofs AnyTransformerProofs PerTokenProofs.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

Theorem r2_9_any_codec : R2_9_any_codec.
Proof. by move=> D L S enc dec; apply: any_codec. Qed.

Theorem r2_9_any_random_codec : R2_9_any_random_codec.
Proof. by move=> R D L P S enc dec dP de dd; apply: random_codec. Qed.

Theorem r2_9_any_memory : R2_9_any_memory.
Proof. by move=> D L next S mem; apply: any_memory. Qed.

Theorem r2_9_any_memory_bits : R2_9_any_memory_bits.
Proof.
move=> R D L b next mem e D0 keeps; apply: copied_bits => //.
by apply: leq_trans (any_memory keeps) _; rewrite card_tuple card_bool.
Qed.

Theorem r2_9_any_transformer_cache : R2_9_any_transformer_cache.
Proof. by move=> R ex D T w w' u s; apply: alike_logits. Qed.

Theorem r2_9_any_transformer : R2_9_any_transformer.
Proof. by move=> R ex D L T S name; apply: cache_needed. Qed.

Theorem r2_9_any_transformer_bits : R2_9_any_transformer_bits.
Proof.
move=> R F ex D L N p T name e D0 tells; apply: copied_bits => //.
by apply: leq_trans (cache_needed tells) _; rewrite !card_tuple card_bool expnM.
Qed.

Theorem t2_7_random_any_source : T2_7_random_any_source.
Proof. by move=> R D L m P okm; apply: (random_success_le okm). Qed.

Theorem t2_7_random : T2_7_random.
Proof.
move=> R D L m D0 okm; apply: le_trans (random_success_le okm (uniform_dist R L D0)) _.
by apply: largest_le => [|x]; rewrite /uniform // invr_ge0 ler0n.
Qed.

Theorem t2_7_per_token : T2_7_per_token.
Proof. by move=> D L k m; apply: few_misses. Qed.

Theorem t2_7_per_token_none : T2_7_per_token_none.
Proof. by move=> D next x; apply: no_misses. Qed.
