(* Extract.v -- the check of Certificate.v as an OCaml program, for strings that are too long for Coq itself.
   Trusted besides Coq's kernel: its extraction, OCaml, and check_copy.ml, which reads the numbers. *)
From Coq Require Import Extraction ExtrOcamlBasic.
From Verbatim Require Import Certificate.
Extraction Language OCaml.
Extraction "checker.ml" checked.
