(* StatementProofs.v -- every proposition of Statement.v is proved: X is proved by the theorem
   with X's name in small letters. *)
From Verbatim Require Export StatementBoundsProofs StatementTransformerProofs StatementScaleProofs.
From Verbatim Require Export StatementHybridProofs StatementMemoryProofs NearMissesProofs.
