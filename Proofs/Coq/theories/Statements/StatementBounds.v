(* StatementBounds.v -- what is proved about memories, n-grams and decoders, as plain
   propositions. Every name used here is defined in CopyTask.v, Gssm.v, Sampled.v,
   Ngram.v, Tight.v, PrefixSuffix.v or StateTracking.v. The comment before a
   proposition names the claim that it belongs to.

   R is any ordered field: the rational numbers, for instance. *)
From mathcomp Require Import all_ssreflect all_algebra all_fingroup.
From Verbatim Require Import CopyTask Gssm Sampled Ngram Tight PrefixSuffix StateTracking.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Local Open Scope ring_scope.

(* ---------------- the theorems of the paper ---------------- *)

(* claim: T2.7 *)
(* Of the strings of length L a machine copies at most as many as it has states ... *)
Definition T2_7_count : Prop := forall (D : nat) (m : gssm D) (L : nat),
  (copied m L <= #|state m|)%N.

(* claim: T2.7 *)
(* ... so on uniform strings its error is at least 1 - |S| / D^L ... *)
Definition T2_7 : Prop := forall (R : realFieldType) (D : nat) (m : gssm D) (L : nat),
  (0 < D)%N -> 1 - #|state m|%:R / (D ^ L)%:R <= err (uniform D R L) (gssm_model m).

(* claim: T2.7 *)
(* ... and on any source its success is at most the sum of the |S| largest probabilities. *)
Definition T2_7_any_source : Prop :=
  forall (R : realFieldType) (D : nat) (m : gssm D) (L : nat) (P : L.-tuple 'I_D -> R),
  is_dist P -> prob P (fun x => copies (gssm_model m) x) <= largest P #|state m|.

(* claim: T2.7 *)
(* Drawing the outputs at random does not help: the same bound. *)
Definition T2_7_sampled : Prop :=
  forall (R : realFieldType) (D : nat) (m : sampler D R) (L : nat),
  (0 < D)%N -> is_sampler m -> 1 - #|sstate m|%:R / (D ^ L)%:R <= sampled_err m L.

(* claim: T2.7 *)
(* Equality: a shift register of m <= L cells has D^m states and copies D^m strings of
   length L, those of period m. *)
Definition T2_7_register : Prop :=
  forall (R : realFieldType) (D L m : nat) (s : m.-tuple 'I_D), (0 < m <= L)%N ->
  let r := turning_register L s in
  [/\ #|state r| = (D ^ m)%N, copied r L = (D ^ m)%N
    & err (uniform D R L) (gssm_model r) = 1 - (D ^ m)%:R / (D ^ L)%:R].

(* claim: C2.8 *)
(* A memory of log2 |S| bits with log2 |S| < L log2 D - 1, that is 2 |S| < D^L, fails on more
   than half of the strings ... *)
Definition C2_8 : Prop := forall (R : realFieldType) (D : nat) (m : gssm D) (L : nat),
  (2 * #|state m| < D ^ L)%N -> 1 / 2%:R < err (uniform D R L) (gssm_model m).

(* claim: C2.8 *)
(* ... in particular one of b whole bits with 2^(b+1) < D^L. *)
Definition C2_8_bits : Prop := forall (R : realFieldType) (D : nat) (m : gssm D) (L b : nat),
  (#|state m| <= 2 ^ b)%N -> (2 ^ b.+1 < D ^ L)%N ->
  1 / 2%:R < err (uniform D R L) (gssm_model m).

(* claim: R2.9 *)
(* The memory that anyone needs: an error of at most e takes (1 - e) D^L states. *)
Definition R2_9_needed : Prop :=
  forall (R : realFieldType) (D : nat) (m : gssm D) (L : nat) (e : R),
  (0 < D)%N -> err (uniform D R L) (gssm_model m) <= e ->
  (1 - e) * (D ^ L)%:R <= #|state m|%:R.

(* claim: L2.4 *)
(* A uniform string of length L repeats an n-gram with a probability of at most
   C(L - n + 1, 2) / D^n. (For n > L the difference L - n is 0 here and nothing repeats.) *)
Definition L2_4_pairs : Prop := forall (R : realFieldType) (D L n : nat),
  (0 < D)%N -> p_ngram (uniform D R L) n <= 'C((L - n).+1, 2)%:R / (D ^ n)%:R.

(* claim: L2.4 *)
Definition L2_4 : Prop := forall (R : realFieldType) (D L n : nat),
  (0 < D)%N -> (0 < n)%N -> (0 < L)%N ->
  p_ngram (uniform D R L) n < (L ^ 2)%:R / (D ^ n)%:R.

(* ---------------- the bound on memories is attained ---------------- *)

(* claim: X.tight *)
(* For every s > 0 the largest number of strings that a machine with s states copies
   is min(s, D^L). *)
Definition X_tight : Prop := forall D L s : nat, (0 < D)%N -> (0 < s)%N ->
  (exists m : gssm D, #|state m| = s /\ copied m L = minn s (D ^ L)) /\
  forall m : gssm D, #|state m| = s -> (copied m L <= minn s (D ^ L))%N.

(* claim: X.tight *)
(* So of T2.7 the number of states is all that matters: for s <= D^L the least error of
   a machine with s states is 1 - s / D^L. *)
Definition X_tight_error : Prop :=
  forall (R : realFieldType) (D L s : nat), (0 < D)%N -> (0 < s <= D ^ L)%N ->
  exists m : gssm D, #|state m| = s /\
    err (uniform D R L) (gssm_model m) = 1 - s%:R / (D ^ L)%:R.

(* claim: X.tight *)
(* The shift register of L cells has D^L states and copies all D^L strings. *)
Definition X_tight_register : Prop := forall (D L : nat) (s : L.-tuple 'I_D),
  #|state (shift_register s)| = (D ^ L)%N /\ copied (shift_register s) L = (D ^ L)%N.

(* claim: X.tight *)
(* Near miss: T2.7 with a strict sign is false, at every length. *)
Definition X_tight_not_strict : Prop := forall (R : realFieldType) (D L : nat), (0 < D)%N ->
  ~ forall m : gssm D,
      1 - #|state m|%:R / (D ^ L)%:R < err (uniform D R L) (gssm_model m).

(* claim: X.twice *)
(* Reading the prompt twice before the copy, Bos x Copy Bos x Copy, does not raise the
   maximum ... *)
Definition X_twice : Prop := forall (D : nat) (m : gssm D) (L : nat),
  (copied_after_two m L <= #|state m|)%N.

(* claim: X.twice *)
(* ... nor lower the least error. *)
Definition X_twice_error : Prop :=
  forall (R : realFieldType) (D : nat) (m : gssm D) (L : nat),
  (0 < D)%N -> 1 - #|state m|%:R / (D ^ L)%:R <= err_after_two (uniform D R L) (gssm_model m).

(* claim: X.twice *)
Definition X_twice_register : Prop := forall (D L : nat) (s : L.-tuple 'I_D),
  copied_after_two (shift_register s) L = (D ^ L)%N.

(* claim: X.twice *)
(* Nor does any other way to present the string. *)
Definition X_twice_any_prompt : Prop :=
  forall (D : nat) (present : seq 'I_D -> seq (sym D)) (m : gssm D) (L : nat),
  (copied_from present m L <= #|state m|)%N.

(* claim: X.twice *)
(* For every s > 0 the largest number of strings that a machine with s states copies after
   Bos x x Copy is min(s, D^L), as after one reading ... *)
Definition X_twice_doubled : Prop := forall D L s : nat, (0 < D)%N -> (0 < s)%N ->
  (exists m : gssm D, #|state m| = s /\ copied_from (@prompt_doubled D) m L = minn s (D ^ L)) /\
  forall m : gssm D, #|state m| = s ->
    (copied_from (@prompt_doubled D) m L <= minn s (D ^ L))%N.

(* claim: X.twice *)
(* ... and so it is after Bos x Copy Bos x Copy. *)
Definition X_twice_attained : Prop := forall D L s : nat, (0 < D)%N -> (0 < s)%N ->
  (exists m : gssm D, #|state m| = s /\ copied_after_two m L = minn s (D ^ L)) /\
  forall m : gssm D, #|state m| = s -> (copied_after_two m L <= minn s (D ^ L))%N.

(* claim: X.witness *)
(* A machine with fewer than D^L states has two strings after which it is in the same
   state, and one of them is miscopied. *)
Definition X_witness : Prop := forall (D L : nat) (m : gssm D), (#|state m| < D ^ L)%N ->
  exists x y : L.-tuple 'I_D,
    [/\ x <> y, gssm_run m (prompt x) = gssm_run m (prompt y)
      & ~~ (copies (gssm_model m) x && copies (gssm_model m) y)].

(* ---------------- decoders that see the last n outputs ---------------- *)

(* claim: X.failure-set *)
(* Every such decoder miscopies every string in which an n-gram, padded with Bos,
   has two different successors; with the end as a successor: it miscopies the
   string or does not end. *)
Definition X_failure_set_all_decoders : Prop :=
  forall (D n : nat) (next : model D) (x : seq 'I_D), ngram_decoder n next ->
    (conflict n x -> ~~ copies next x) /\ (conflict_end n x -> ~~ copies_and_ends next x).

(* claim: X.failure-set *)
(* There is a conflict, the end counted, exactly when some n-gram occurs twice. *)
Definition X_failure_set_end : Prop := forall (D n : nat) (x : seq 'I_D),
  conflict_end n x = ~~ distinct_ngrams n x.

(* claim: X.failure-set *)
(* The plain n-gram decoder fails on nothing else, so it is as good as any ... *)
Definition X_failure_set_lookup : Prop := forall (D n : nat),
  ngram_decoder n (@lookup D n) /\
  forall x : seq 'I_D, copies (lookup n) x = ~~ conflict n x /\
                       copies_and_ends (lookup n) x = distinct_ngrams n x.

(* claim: X.failure-set *)
(* ... on every source. *)
Definition X_failure_set_error : Prop :=
  forall (R : realFieldType) (D n L : nat) (P : L.-tuple 'I_D -> R) (next : model D),
  is_dist P -> ngram_decoder n next ->
    err P (lookup n) <= err P next /\ err_end P (lookup n) <= err_end P next /\
    err_end P (lookup n) = p_ngram P n.

(* claim: X.failure-set *)
(* On uniform strings: err <= C(L - n, 2) / D^n (1 - 1/D). *)
Definition X_failure_set_uniform : Prop := forall (R : realFieldType) (D L n : nat),
  (0 < D)%N -> err (uniform D R L) (lookup n)
    <= 'C(L - n, 2)%:R / (D ^ n)%:R * (1 - D%:R^-1).

(* claim: X.failure-set *)
(* Near miss: windows of n + 1 tokens. A string of four letters with distinct 2-grams
   is miscopied by every decoder that sees one output. *)
Definition X_failure_set_near_miss : Prop := exists x : seq 'I_4,
  size x = 4%N /\ distinct_ngrams 2 x /\
  forall next : model 4, ngram_decoder 1 next -> ~~ copies next x.

(* ---------------- de Bruijn strings ---------------- *)

(* claim: X.de-bruijn *)
(* A string with distinct n-grams has at most D^n + n - 1 tokens, and those of that
   length are the de Bruijn strings. *)
Definition X_de_bruijn_longest : Prop := forall (D n : nat) (x : seq 'I_D), (0 < D)%N ->
  (distinct_ngrams n x -> (size x <= D ^ n + n - 1)%N) /\
  de_bruijn n x = distinct_ngrams n x && (size x == D ^ n + n - 1)%N.

(* claim: X.de-bruijn *)
(* There are such strings, for all n and D ... *)
Definition X_de_bruijn_exists : Prop := forall D n : nat, (0 < D)%N -> (0 < n)%N ->
  exists x : seq 'I_D, de_bruijn n x.

(* claim: X.de-bruijn *)
(* ... so strings with distinct n-grams have every length up to D^n + n - 1. *)
Definition X_de_bruijn_lengths : Prop := forall D n L : nat, (0 < D)%N -> (0 < n)%N ->
  (L <= D ^ n + n - 1)%N -> exists x : seq 'I_D, size x = L /\ distinct_ngrams n x.

(* claim: X.de-bruijn *)
(* The plain n-gram decoder copies and ends every one of them ... *)
Definition X_de_bruijn_decoder : Prop := forall (D n : nat) (x : seq 'I_D),
  de_bruijn n x -> copies_and_ends (lookup n) x.

(* claim: X.de-bruijn *)
(* ... a machine copies at most as many of them as it has states ... *)
Definition X_de_bruijn_most : Prop := forall (D n : nat) (m : gssm D),
  let A := [set x : (D ^ n + n - 1).-tuple 'I_D | de_bruijn n x] in
  (#|[set x in A | copies (gssm_model m) x]| <= #|state m|)%N.

(* claim: X.de-bruijn *)
(* ... and one with fewer states than half their number fails on more than half. *)
Definition X_de_bruijn_gssm : Prop := forall (R : realFieldType) (D n : nat) (m : gssm D),
  let A := [set x : (D ^ n + n - 1).-tuple 'I_D | de_bruijn n x] in
  (2 * #|state m| < #|A|)%N ->
  1 / 2%:R < err (uniform_on R A) (gssm_model m).

(* claim: X.de-bruijn *)
(* For every s up to their number some machine with at most 2 s L + 2 states copies s of
   them. *)
Definition X_de_bruijn_machine : Prop := forall D n s : nat, (0 < D)%N -> (0 < n)%N ->
  let L := (D ^ n + n - 1)%N in
  let A := [set x : L.-tuple 'I_D | de_bruijn n x] in (s <= #|A|)%N ->
  exists m : gssm D, (#|state m| <= 2 * s * L + 2)%N /\
    #|[set x in A | copies (gssm_model m) x]| = s.

(* claim: X.de-bruijn *)
(* Their number, for the sizes in which it was counted, is (D!)^(D^(n-1)). *)
Definition X_de_bruijn_count : Prop := forall D n : nat,
  (D, n) \in [:: (2, 1); (3, 1); (4, 1); (2, 2); (2, 3); (3, 2)]%N ->
  #|[set x : (D ^ n + n - 1).-tuple 'I_D | de_bruijn n x]| = (D`! ^ (D ^ n.-1))%N.

(* ---------------- the key first, the key last ---------------- *)

(* claim: X.prefix-suffix *)
(* With the key first, one machine answers all keys of n tokens and all texts of any
   length. It has 1 + D + ... + D^(n-1) states for the key while it is read, n D^n while
   it is looked for, 1 when it has just been met, and D for the answer ... *)
Definition X_prefix_suffix_machine : Prop := forall D n : nat, (0 < n)%N ->
  exists m : gssm D,
    #|state m| = (\sum_(l < n) D ^ l + n * D ^ n + 1 + D)%N /\
    forall key x : seq 'I_D, size key = n ->
      gssm_model m (prefix_prompt key x) = answer_sym (answer key x).

(* claim: X.prefix-suffix *)
(* ... which are n log2 D + log2 (n + 3) bits at most. *)
Definition X_prefix_suffix_bits : Prop := forall D n : nat, (1 < D)%N -> (0 < n)%N ->
  (\sum_(l < n) D ^ l + n * D ^ n + 1 + D <= (n + 3) * D ^ n)%N.

(* claim: X.prefix-suffix *)
(* With the key last. For B <= k^n there are B different keys of n tokens out of the
   first k. With such keys, (D - k)^B texts of B (n + 1) tokens consist of the keys in
   order, each with one of the other D - k tokens behind it. *)
Definition X_prefix_suffix_texts : Prop := forall D n k B : nat, (k <= D)%N ->
  ((B <= k ^ n)%N -> exists keys : seq (seq 'I_D), size keys = B /\ key_list n k keys) /\
  forall keys : seq (seq 'I_D), size keys = B -> key_list n k keys ->
    (forall x, is_block_text k keys x -> size x = B * (n + 1))%N /\
    #|[set x : (B * (n + 1)).-tuple 'I_D | is_block_text k keys x]| = ((D - k) ^ B)%N.

(* claim: X.prefix-suffix *)
(* A machine with fewer than (D - k)^B states is in the same state after two of them, and
   gives the same answer to a key whose successors differ. *)
Definition X_prefix_suffix_bound : Prop :=
  forall (D n k : nat) (keys : seq (seq 'I_D)) (m : gssm D),
  key_list n k keys -> (#|state m| < (D - k) ^ size keys)%N ->
  exists (x y key : seq 'I_D) (a b : 'I_D),
    [/\ is_block_text k keys x, is_block_text k keys y
      & gssm_run m (Bos :: toks x) = gssm_run m (Bos :: toks y)] /\
    [/\ key \in keys, answer key x = Some a, answer key y = Some b, a <> b
      & gssm_model m (suffix_prompt key x) = gssm_model m (suffix_prompt key y)].

(* claim: X.prefix-suffix *)
(* Near miss: a machine with exactly (D - k)^B states can be in different states after
   all of them. *)
Definition X_prefix_suffix_near_miss : Prop :=
  forall (D n k : nat) (keys : seq (seq 'I_D)), key_list n k keys -> (k < D)%N ->
  exists m : gssm D, #|state m| = ((D - k) ^ size keys)%N /\
    forall x y : seq 'I_D, is_block_text k keys x -> is_block_text k keys y ->
      gssm_run m (Bos :: toks x) = gssm_run m (Bos :: toks y) -> x = y.

(* claim: X.prefix-suffix *)
(* Where every text of L tokens is asked for, and not those of blocks alone: M log2 D bits
   for any M <= D^n with M (n + 1) <= L. *)
Definition X_prefix_suffix_any_text : Prop := forall (D n L M : nat) (m : gssm D),
  (0 < D)%N -> (M <= D ^ n)%N -> (M * n.+1 <= L)%N ->
  answers_suffix predT m n L -> (D ^ M <= #|state m|)%N.

(* claim: X.prefix-suffix *)
(* The same where only texts with distinct n-grams are asked for: D^n times the number
   of states is at least the number of such texts, which is nearly D^L where L^2 is small
   against D^n. *)
Definition X_prefix_suffix_distinct : Prop := forall (D n L : nat) (m : gssm D),
  (n <= L)%N -> answers_suffix (distinct_ngrams n) m n L ->
  (#|[set x : L.-tuple 'I_D | distinct_ngrams n x]| <= D ^ n * #|state m|)%N /\
  (D ^ L <= D ^ n * #|state m| + 'C((L - n).+1, 2) * D ^ (L - n))%N.

(* ---------------- word problems ---------------- *)

(* claim: X.state-tracking *)
(* |G| states suffice for the word problem of a finite group G at every length, and
   fewer do not. *)
Definition X_state_tracking : Prop := forall G : finGroupType,
  (exists m : gssm #|G|, #|state m| = #|G| /\
     forall x : seq 'I_#|G|, gssm_model m (prompt x) = Tok (word_product x)) /\
  (forall m : gssm #|G|,
     (forall x : seq 'I_#|G|, gssm_model m (prompt x) = Tok (word_product x)) ->
     (#|G| <= #|state m|)%N).
