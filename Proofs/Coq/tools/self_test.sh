#!/bin/sh
# Does check.sh notice? Puts holes into copies of the sources, one at a time, and demands a refusal for the right reason.
#
#   self_test.sh           the development of _CoqProject (build it first); --quick is what judges the copies
#   self_test.sh --reals   theories/Reals (make reals first)
#   self_test.sh --list    what the holes are
set -eu
cd "$(dirname "$0")/.."

refuse() { echo "self_test.sh: $1" >&2; exit 1; }

# A copy of all that was built. Generated is not copied, and Reals only where it is asked for: other targets of make
# may be writing there.
fresh_copy() { # yes or no: with Reals
  rm -rf "$copy"
  mkdir -p "$copy/theories"
  for file in ./* ./.??*; do
    if [ -f "$file" ]; then cp -p "$file" "$copy"; fi
  done
  cp -pr tools "$copy"
  for folder in theories/*; do
    if [ "$folder" != theories/Reals ] || [ "$1" = yes ]; then cp -pr "$folder" "$copy/theories"; fi
  done
}

# One hole, which a shell script makes in the copy: it must compile, and check.sh must refuse it with these words.
hole() { # what it is, words of the refusal, how it is compiled (built, reals or not), script
  if [ "$list" = yes ]; then
    echo "$1"
    return
  fi
  if [ "$3" = reals ]; then with=yes check=--reals; else with=no check=--quick; fi
  fresh_copy "$with"
  (cd "$copy" && sh -eu -c "$4") || refuse "the hole '$1' cannot be made"
  case $3 in
    built) set -- "$@" make -s all ;;
    reals) set -- "$@" make -s real-files ;;
    not) set -- "$@" true ;;
  esac
  what=$1 reason=$2
  shift 4
  if ! (cd "$copy" && tools/limited "$@") > "$temporary/log" 2>&1; then
    tail -5 "$temporary/log" >&2
    refuse "the hole '$what' does not even compile"
  fi
  if (cd "$copy" && tools/check.sh "$check") > "$temporary/log" 2>&1; then
    refuse "NOT refused: $what"
  fi
  case $(tail -1 "$temporary/log") in
    *"$reason"*) echo "self_test.sh: refused, as it must be: $what" ;;
    *) refuse "'$what' refused, but by the wrong gate: $(tail -1 "$temporary/log")" ;;
  esac
}

# Lines at the end of a file that compiles fast, and that no other file needs.
proof() { # what it is, lines, words of the refusal
  hole "$1" "$3" built "cat >> $last <<'END'
$2
END"
}

assumed() {
  proof "an admitted theorem" 'Theorem hole : 0%N = 1%N. Admitted.' unproved
  proof "an axiom" 'Axiom hole : False.' unproved
  proof "a false Variable outside a section" 'Variable hole : False.' "outside a section"
  proof "a theorem that uses an axiom of a library" \
    'Require Import Coq.Logic.Classical. Lemma hole (P : Prop) : P \/ ~ P. Proof. exact: classic. Qed.' \
    "something assumed"
  proof "a hidden, unused assumption" 'Definition one := 1%N. Variable hole : False.' "axioms are declared"
  proof "a guard switched off" 'Unset Guard Checking. Fixpoint hole (n : nat) : False := hole n.' unproved
  proof "a guard switched off out of sight" \
    'Unset
  Guard Checking. Fixpoint hole (n : nat) : False := hole n.' "something assumed"
}

# What only coqchk sees.
seen_by_coqchk() {
  proof "a fixpoint without guard, in a module, with a name that stands outside too" \
    'Definition again : nat := 0. Module Inside. Unset
  Guard Checking. Fixpoint again (n : nat) : False := again n. End Inside.' "coqchk finds assumptions"
  hole "an admitted theorem in a file that is loaded" "coqchk finds assumptions" built \
    "mkdir Generated; echo 'Module Loaded. Theorem dP : False. Admitted. End Loaded.' > Generated/hole.v
     echo 'Load \"Generated/hole\". Definition dP : nat := 0.' >> $last"
  proof "a module declared with the axiom of a library" \
    'Require Coq.Logic.EqdepFacts. Declare Module Hole : Coq.Logic.EqdepFacts.EqdepElimination.' \
    "coqchk finds assumptions"
}

# Theorems that do not prove what they are named for.
unbound() {
  proofs=theories/Proofs/StatementScaleProofs.v
  hole "a theorem in a comment" "without its theorem" built \
    "sed -i 's/^Theorem x_scale_same .*/(* &/; \$s/\$/ *)/' $proofs"
  hole "a false proposition, and its theorem in a comment" "without its theorem" built \
    "printf '%s\n' '(* claim: X.scale *)' 'Definition X_scale_hole : Prop := 0%N = 1%N.' >> $scale
     echo '(* Theorem x_scale_hole : X_scale_hole. Proof. by []. Qed. *)' >> $proofs"
  hole "another proposition of the same name, true and proved" "not of the proposition of its name" built \
    "sed -i 's/^Theorem x_scale_same .*/Definition X_scale_same : Prop := True. &/; \$s/.*/Proof. exact I. Qed./' $proofs"
  hole "a theorem under a false hypothesis" "not of the proposition of its name" built \
    "printf '%s\n' '(* claim: X.scale *)' 'Definition X_scale_hole : Prop := 0%N = 1%N.' >> $scale
     printf '%s\n' 'Section Hole. Hypothesis no : False.' 'Theorem x_scale_hole : X_scale_hole.' \
       'Proof. by case: no. Qed.' 'End Hole.' >> $proofs"
}

# What does not belong where readers read. The files need not compile: these are judged by their text.
not_plain() {
  statement() { hole "$1" "$4" not "echo '$3' >> $2; touch theories/*/*.vo"; }
  statement "a proof among the statements" $scale 'Lemma hole : True. Proof. exact I. Qed.' "not end in Proofs"
  statement "a fact among the statements" $scale 'Fact hole : True. Proof. by []. Qed.' "statements are not plain"
  statement "a file imported by its bare name" $scale 'Require Import Verbatim.Definitions.Gssm.' "statements are not plain"
  statement "a notation that rebinds <=" $scale 'Local Notation "x <= y" := true.' "statements are not plain"
  statement "a proposition without a claim" $scale 'Definition X_scale_hole : Prop := True.' "statements are not plain"
  statement "a proof among the definitions" theories/Certificates/Certificate.v \
    'Lemma hole : True. Proof. exact I. Qed.' "not end in Proofs"
  statement "a remark among the definitions" theories/Certificates/Certificate.v \
    'Remark hole : True. Proof. exact I. Qed.' "definitions are not plain"
  statement "a notation among the definitions" theories/Definitions/LengthFree.v \
    'Notation "x <= y" := true : ring_scope.' "definitions are not plain"
  statement "a coercion among the definitions" theories/Definitions/LengthFree.v \
    'Coercion always (n : nat) := true.' "definitions are not plain"
  statement "a name of the library defined anew among the statements" $scale \
    'Definition leq (m n : nat) := true.' "hides another"
}

# What was compiled is not what stands there.
not_built() {
  hole "a source that changed after it was compiled" "build again" not \
    "sleep 1; echo 'Lemma hole : False. Proof. by []. Qed.' >> $last"
  hole "a flag that turns off a check" "a line of another kind" not "echo '-arg -type-in-type' >> _CoqProject"
}

# A limit that is too short is no verdict.
out_of_time() {
  hole "a run that is out of time" "out of processor time" not \
    "sed -i 's/CHECK_LIMIT:-600/CHECK_LIMIT:-1/' tools/limited"
}

reals() {
  last=theories/Reals/StatementSoftmaxProofs.v
  scale=theories/Reals/StatementSoftmax.v
  real() { hole "$1" "$3" reals "echo '$2' >> $last"; }
  real "an admitted theorem in Reals" 'Theorem hole : 0%N = 1%N. Admitted.' unproved
  real "a fourth axiom in Reals" \
    'Require Import Coq.Logic.JMeq. Lemma hole (A : Type) (x y : A) : JMeq x y -> x = y. Proof. exact: JMeq_eq. Qed.' \
    "not the three allowed"
  hole "a false proposition of Reals, and its theorem in a comment" "without its theorem" reals \
    "printf '%s\n' '(* claim: T2.3 *)' 'Definition T2_3_softmax_hole : Prop := False.' >> $scale
     echo '(* Theorem t2_3_softmax_hole : T2_3_softmax_hole. Proof. by []. Qed. *)' >> $last"
}

temporary=$(mktemp -d)
trap 'rm -rf "$temporary"' EXIT
copy=$temporary/copy
last=theories/Certificates/CertificateProofs.v
scale=theories/Statements/StatementScale.v
list=no
case ${1-} in
  "" | --list) [ "${1-}" = "" ] || list=yes; assumed; seen_by_coqchk; unbound; not_plain; not_built; out_of_time ;;
  --reals) reals ;;
  *) echo "usage: self_test.sh [--reals | --list]" >&2; exit 64 ;;
esac
