(* Statement.v -- everything that is proved, as plain propositions.

   StatementBounds.v       what no memory and no n-gram decoder can do, and what attains it
   StatementTransformer.v  what the construction for Theorem 2.3 does
   StatementScale.v        the same construction with a scale that does not depend on the length
   StatementHybrid.v       what a state space layer does before an attention layer
   StatementMemory.v       what whatever copies needs to remember, machine, transformer or other

   The files named here import definitions only. The comment "claim: ..." before a
   proposition names the claim that it belongs to. Each is proved in the folder Proofs, by a
   theorem of its name in small letters, in the file of this one's name with "Proofs" after it. *)
From Verbatim Require Export StatementBounds StatementTransformer StatementScale StatementHybrid.
From Verbatim Require Export StatementMemory.
