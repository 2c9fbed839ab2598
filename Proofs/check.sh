#!/bin/sh
# Refuses whatever is assumed instead of proved.
#
#   check.sh              judge the sources listed in _CoqProject (build them first)
#   check.sh --quick      the same, but let coqchk take the libraries (MathComp, Coq's own) as they are
#   check.sh --reals      judge Reals/, where three classical axioms are allowed and no other (make reals first)
#   check.sh --self-test  put holes into copies of the sources, one at a time, and demand a refusal (quick)
#   check.sh --self-test-reals  the same for Reals/
#
# Three gates. Each sees something that the others do not:
#   1. words: no Admitted, axiom, parameter, conjecture, or switch that turns off a check of the kernel;
#   2. every theorem and every definition, asked with Print Assumptions, must be "Closed under
#      the global context";
#   3. coqchk reads the compiled files again and must list no axiom; this sees what is assumed but not used.
# And Statement*.v, the files for readers, may import definitions only and may contain no proof.
set -eu
cd "$(dirname "$0")"
LIMIT=${CHECK_LIMIT:-600} # seconds for one call of Coq: it only stops a run that has gone astray

refuse() { echo "check.sh: $1" >&2; exit 1; }

words() { # files: gate 1
  if grep -nwE 'Admitted|admit|give_up|Abort|Axioms?|Parameters?|Conjectures?|bypass_check' "$@" ||
     grep -nE '(Unset|Set) +(Guard|Positivity|Universe) +Check|-type-in-type|Declare +ML|Primitive ' "$@"; then
    refuse "unproved or unguarded declarations (above)"
  fi
  # Outside a section these declare axioms.
  for file in "$@"; do
    awk -v file="$file" '
      /^Section / { depth++ }
      /^End / { depth-- }
      /^ *(Variables?|Hypothes[ie]s|Context|Let) / && depth == 0 { print file ":" FNR ": " $0; bad = 1 }
      END { exit bad }' "$file" || refuse "assumed outside a section (above)"
  done
}

statements_are_plain() { # no proof and no file of proofs in what readers read
  for file in Statement*.v; do
    [ -e "$file" ] || continue
    if grep -nE '^ *(Proof|Qed|Lemma|Theorem|Corollary)|Proofs?( |\.)' "$file"; then
      refuse "$file holds or imports proofs (above)"
    fi
    if grep -nE '^From Verbatim' "$file" | grep -vE 'Require (Import|Export) [A-Za-z0-9_ ]+\.$'; then
      refuse "$file: one import statement, one line (above)"
    fi
    sed -nE 's/^From Verbatim Require (Import|Export) (.*)\.$/\2/p' "$file" | tr ' ' '\n' | while read -r module; do
      case $module in Statement*) continue ;; esac
      if grep -nE '^ *(Theorem|Lemma|Corollary)|Require .*Proofs' "$module.v"; then
        refuse "$file imports $module, which holds or imports proofs (above)"
      fi
    done
  done
}

judge() { # full or quick
  sources=$(grep '\.v$' _CoqProject)
  for file in *.v; do # a file left out of the list is a file not checked
    echo "$sources" | grep -qx "$file" || refuse "$file is not listed in _CoqProject"
  done
  words $sources
  statements_are_plain
  temporary=$(mktemp -d)
  trap 'rm -rf "$temporary"' EXIT
  # What Coq itself noted down while it compiled: every theorem and every definition, wherever it stands in its line.
  globs=$(for file in $sources; do echo "${file%.v}.glob"; done)
  if grep -l '^ax ' $globs >&2; then refuse "axioms are declared (in the files above)"; fi
  names=$(for file in $sources; do
    awk -v module="${file%.v}" '$1 ~ /^(prf|def|inst|scheme)$/ { print module "." $4 }' "${file%.v}.glob"
  done)
  count=$(echo "$names" | wc -l)
  [ "$count" -ge 100 ] || refuse "only $count theorems and definitions found: the lists that Coq keeps are not what they were"
  # One tuple of all of them is asked once: 4 s, where asking 300 times takes 30.
  {
    for file in $sources; do echo "From Verbatim Require ${file%.v}."; done
    echo "Definition everything := (tt$(for name in $names; do printf ', @%s' "$name"; done))."
    echo "Print Assumptions everything."
  } > "$temporary/Assumptions.v"
  timeout "$LIMIT" coqc -w none -Q . Verbatim "$temporary/Assumptions.v" > "$temporary/out" 2>&1 ||
    { tail -5 "$temporary/out" >&2; refuse "Print Assumptions failed"; }
  if [ "$(cat "$temporary/out")" != "Closed under the global context" ]; then
    cat "$temporary/out" >&2
    refuse "a statement rests on something assumed (above)"
  fi
  echo "check.sh: $count theorems and definitions, all closed under the global context"
  modules=$(for file in $sources; do echo "Verbatim.${file%.v}"; done)
  # Quick, coqchk does not open the libraries and calls what they hide "axioms"; then only our own count.
  if [ "$1" = quick ]; then each="-norec "; else each=; fi
  for module in $modules; do echo "$each$module"; done > "$temporary/modules"
  timeout "$LIMIT" coqchk -silent -o -Q . Verbatim $(cat "$temporary/modules") > "$temporary/chk" 2>&1 ||
    { tail -20 "$temporary/chk" >&2; refuse "coqchk refuses"; }
  for summary in Axioms "Constants/Inductives relying on type-in-type" \
    "Constants/Inductives relying on unsafe (co)fixpoints" "Inductives whose positivity is assumed"; do
    grep -qF "* $summary:" "$temporary/chk" || { cat "$temporary/chk" >&2; refuse "coqchk does not speak of: $summary"; }
  done
  awk -v quick="$1" '
    /^\* (Axioms|Constants|Inductives)/ { inside = 1; if (!/: *$/ && !/: <none>$/) { print; bad = 1 }; next }
    /^\* / { inside = 0 }
    inside && NF && (quick != "quick" || /^ *Verbatim[.]/) { print; bad = 1 }
    END { exit bad }' "$temporary/chk" >&2 || refuse "coqchk finds assumptions (above)"
  echo "check.sh: coqchk accepts every module and finds no axioms"
}

# Reals/ rests on MathComp analysis. Each theorem there may use these three axioms, and nothing else.
ALLOWED='boolp.propositional_extensionality
boolp.functional_extensionality_dep
boolp.constructive_indefinite_description'

judge_reals() {
  words Reals/*.v
  if grep -nE '^ *(Proof|Qed|Lemma|Theorem|Corollary)|Proofs?( |\.)' Reals/Statement*.v; then
    refuse "Reals/Statement*.v holds or imports proofs (above)"
  fi
  for file in Reals/*.v; do
    [ -e "${file%.v}.glob" ] || refuse "$file is not compiled: run make reals"
  done
  if grep -l '^ax ' Reals/*.glob >&2; then refuse "axioms are declared (in the files above)"; fi
  names=$(for file in Reals/*.v; do
    module=${file#Reals/}
    awk -v module="Reals.${module%.v}" '$1 ~ /^(prf|def|inst|scheme)$/ { print module "." $4 }' "${file%.v}.glob"
  done)
  count=$(echo "$names" | wc -l)
  [ "$count" -ge 10 ] || refuse "only $count theorems and definitions found in Reals: too few"
  temporary=$(mktemp -d)
  trap 'rm -rf "$temporary"' EXIT
  {
    for file in Reals/*.v; do module=${file#Reals/}; echo "From Verbatim.Reals Require ${module%.v}."; done
    echo "Definition everything := (tt$(for name in $names; do printf ', @%s' "$name"; done))."
    echo "Print Assumptions everything."
  } > "$temporary/Assumptions.v"
  timeout "$LIMIT" coqc -w none -Q . Verbatim "$temporary/Assumptions.v" > "$temporary/out" 2>&1 ||
    { tail -5 "$temporary/out" >&2; refuse "Print Assumptions failed"; }
  [ "$(head -1 "$temporary/out")" = "Axioms:" ] || { cat "$temporary/out" >&2; refuse "no list of axioms"; }
  # An axiom begins in the first column; its type may go on in further lines.
  used=$(sed -nE '1d; s/^([^ ]+).*/\1/p' "$temporary/out" | sort)
  if [ "$used" != "$(echo "$ALLOWED" | sort)" ]; then
    cat "$temporary/out" >&2
    refuse "the axioms of Reals are not the three allowed (above)"
  fi
  modules=$(for file in Reals/*.v; do module=${file#Reals/}; echo "-norec Verbatim.Reals.${module%.v}"; done)
  timeout "$LIMIT" coqchk -silent -o -Q . Verbatim $modules > "$temporary/chk" 2>&1 ||
    { tail -20 "$temporary/chk" >&2; refuse "coqchk refuses"; }
  grep -qF "* Axioms:" "$temporary/chk" || refuse "coqchk does not speak of axioms"
  # The libraries are taken as they are; nothing of this project may be assumed.
  if grep -E '^ *Verbatim[.]Reals' "$temporary/chk" >&2; then refuse "coqchk finds assumptions (above)"; fi
  echo "check.sh: Reals: $count theorems and definitions rest on the three classical axioms allowed, and no other"
}

# A hole in a copy of Reals/.
hole_reals() { # what it is, lines, words of the refusal
  copy=$(mktemp -d)
  cp -pr ./* "$copy"
  printf '%s\n' "$2" >> "$copy/Reals/Softmax.v"
  if ! (cd "$copy" && timeout "$LIMIT" coqc -w none -Q . Verbatim Reals/Softmax.v) > "$copy/log" 2>&1; then
    tail -5 "$copy/log" >&2; rm -rf "$copy"; refuse "self-test: the hole '$1' does not even compile"
  fi
  if (cd "$copy" && ./check.sh --reals) > "$copy/log" 2>&1; then
    rm -rf "$copy"; refuse "self-test: NOT refused: $1"
  fi
  reason=$(tail -1 "$copy/log")
  rm -rf "$copy"
  case $reason in
    *"$3"*) echo "check.sh: refused, as it must be: $1" ;;
    *) refuse "self-test: '$1' refused, but by the wrong gate: $reason" ;;
  esac
}

self_test_reals() {
  hole_reals "an admitted theorem in Reals" 'Theorem hole : 0%N = 1%N. Admitted.' unproved
  hole_reals "a fourth axiom in Reals" \
    'Require Import Coq.Logic.JMeq. Lemma hole (A : Type) (x y : A) : JMeq x y -> x = y. Proof. exact: JMeq_eq. Qed.' \
    "not the three allowed"
}

# One hole: lines appended to a file of a copy of everything; the whole check must refuse it, for the reason given.
hole() { # what it is, file, lines, words of the refusal
  copy=$(mktemp -d)
  cp -p ./* .??* "$copy" 2>/dev/null || true
  printf '%s\n' "$3" >> "$copy/$2"
  if ! timeout "$LIMIT" make -C "$copy" -s all > "$copy/log" 2>&1; then
    tail -5 "$copy/log" >&2; rm -rf "$copy"; refuse "self-test: the hole '$1' does not even compile"
  fi
  if (cd "$copy" && ./check.sh --quick) > "$copy/log" 2>&1; then
    rm -rf "$copy"; refuse "self-test: NOT refused: $1"
  fi
  reason=$(tail -1 "$copy/log")
  rm -rf "$copy"
  case $reason in
    *"$4"*) echo "check.sh: refused, as it must be: $1" ;;
    *) refuse "self-test: '$1' refused, but by the wrong gate: $reason" ;;
  esac
}

self_test() {
  hole "an admitted theorem" Instances.v 'Theorem hole : 0 = 1. Admitted.' unproved
  hole "an axiom" Instances.v 'Axiom hole : False.' unproved
  hole "a false Variable outside a section" Instances.v 'Variable hole : False.' "outside a section"
  hole "a theorem that uses an axiom of a library" Instances.v \
    'Require Import Coq.Logic.Classical. Lemma hole (P : Prop) : P \/ ~ P. Proof. exact: classic. Qed.' "something assumed"
  hole "a hidden, unused assumption" Instances.v 'Definition one := 1. Variable hole : False.' "axioms are declared"
  hole "a guard switched off" Instances.v \
    'Unset Guard Checking. Fixpoint hole (n : nat) : False := hole n.' unproved
  hole "a guard switched off out of sight" Instances.v \
    'Unset
  Guard Checking. Fixpoint hole (n : nat) : False := hole n.' "something assumed"
  hole "a proof among the statements" Statement.v 'Lemma hole : True. Proof. exact I. Qed.' "holds or imports proofs"
}

case ${1-} in
  "") judge full ;;
  --quick) judge quick ;;
  --reals) judge_reals ;;
  --self-test-reals) self_test_reals ;;
  --self-test) self_test ;;
  *) echo "usage: check.sh [--quick | --reals | --self-test | --self-test-reals]" >&2; exit 64 ;;
esac
