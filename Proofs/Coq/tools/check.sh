#!/bin/sh
# Refuses whatever is assumed instead of proved.
#
#   check.sh              judge the sources listed in _CoqProject (build them first)
#   check.sh --quick      the same, but let coqchk take the libraries (MathComp, Coq's own) as they are
#   check.sh --reals      judge theories/Reals, where three classical axioms are allowed and no other (make reals first)
#   check.sh --self-test  put holes into copies of the sources, one at a time, and demand a refusal (quick)
#   check.sh --self-test-reals  the same for theories/Reals
#
# Three gates. Each sees something that the others do not:
#   1. words: no Admitted, axiom, parameter, conjecture, or switch that turns off a check of the kernel;
#   2. every theorem and every definition, asked with Print Assumptions, must be "Closed under
#      the global context";
#   3. coqchk reads the compiled files again and must list no axiom; this sees what is assumed but not used.
# And what readers read is apart: a file whose name does not end in Proofs holds no theorem and imports none, and
# the statements import definitions only.
set -eu
cd "$(dirname "$0")/.."
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

names_tell() { # files: where the proofs are
  for file in "$@"; do
    case $file in
      theories/Definitions/*Proofs.v | theories/Statements/*Proofs.v) refuse "$file: no place for proofs" ;;
      *Proofs.v) continue ;;
      theories/Proofs/*) refuse "$file: a name that does not end in Proofs" ;;
    esac
    if grep -nE '^ *(Theorem|Lemma|Corollary)|Require .*Proofs' "$file"; then
      refuse "$file holds or imports proofs (above), and its name does not end in Proofs"
    fi
  done
}

statements_are_plain() { # files: no proof and no file of proofs in what readers read
  [ -e "${1-}" ] || refuse "no statements"
  for file in "$@"; do
    if grep -nE '^ *(Proof|Qed|Lemma|Theorem|Corollary)|Proofs?( |\.)' "$file"; then
      refuse "$file holds or imports proofs (above)"
    fi
    if grep -n Require "$file" |
       grep -vE ':From (Coq|mathcomp|Verbatim) Require (Import|Export) [A-Za-z0-9_ ]+\.$'; then
      refuse "$file: one import statement, one line (above)"
    fi
    sed -nE 's/^From Verbatim Require (Import|Export) (.*)\.$/\2/p' "$file" | tr ' ' '\n' | while read -r module; do
      case $module in Statement*) continue ;; esac
      [ -e "theories/Definitions/$module.v" ] || refuse "$file imports $module, which is not among the definitions"
    done
  done
}

# The name of the module that a file holds.
module_of() { echo "$1" | sed -e 's|^theories/|Verbatim/|' -e 's|\.v$||' | tr / .; }

# What Coq itself noted down while it compiled: every theorem and every definition, wherever it stands in its line.
names_of() { # files
  for file in "$@"; do
    awk -v module="$(module_of "$file")" \
      '$1 ~ /^(prf|def|inst|scheme)$/ { print module "." $4 }' "${file%.v}.glob"
  done
}

# Gate 2, asked once about all of them: the answer of Print Assumptions stands in $temporary/out, the number of
# theorems and definitions in $count. They are chained by a function into unit, so that every step has a small type;
# the type of a tuple grows with each member, and for a thousand of them Coq takes minutes instead of seconds.
ask_assumptions() { # least number expected, files
  least=$1
  shift
  globs=$(for file in "$@"; do echo "${file%.v}.glob"; done)
  for glob in $globs; do [ -e "$glob" ] || refuse "$glob is missing: build first"; done
  if grep -l '^ax ' $globs >&2; then refuse "axioms are declared (in the files above)"; fi
  names=$(names_of "$@")
  count=$(echo "$names" | wc -l)
  [ "$count" -ge "$least" ] ||
    refuse "only $count theorems and definitions found: the lists that Coq keeps are not what they were"
  {
    for file in "$@"; do echo "Require $(module_of "$file")."; done
    echo "Definition also (rest : unit) (A : Type) (a : A) := rest."
    echo "Definition everything :="
    echo "$names" | sed 's/.*/also (/'
    echo "tt"
    echo "$names" | sed 's/.*/) _ (@&)/'
    echo ". Print Assumptions everything."
  } > "$temporary/Assumptions.v"
  timeout "$LIMIT" coqc -w none -Q theories Verbatim "$temporary/Assumptions.v" > "$temporary/out" 2>&1 ||
    { tail -5 "$temporary/out" >&2; refuse "Print Assumptions failed"; }
}

# Gate 3: the summary of coqchk stands in $temporary/chk.
check_again() { # arguments of coqchk
  timeout "$LIMIT" coqchk -silent -o -Q theories Verbatim "$@" > "$temporary/chk" 2>&1 ||
    { tail -20 "$temporary/chk" >&2; refuse "coqchk refuses"; }
  for summary in Axioms "Constants/Inductives relying on type-in-type" \
    "Constants/Inductives relying on unsafe (co)fixpoints" "Inductives whose positivity is assumed"; do
    grep -qF "* $summary:" "$temporary/chk" ||
      { cat "$temporary/chk" >&2; refuse "coqchk does not speak of: $summary"; }
  done
}

# The names by which coqchk is asked about files, each after the given option, if any.
modules_of() { # option, files
  option=$1
  shift
  for file in "$@"; do echo "$option $(module_of "$file")"; done
}

# coqchk must name no assumption; if it took the libraries as they are, it calls what they hide "axioms", and then
# only our own count.
nothing_assumed() { # pattern of the names that count
  awk -v ours="$1" '
    /^\* (Axioms|Constants|Inductives)/ { inside = 1; if (!/: *$/ && !/: <none>$/) { print; bad = 1 }; next }
    /^\* / { inside = 0 }
    inside && NF && $0 ~ ours { print; bad = 1 }
    END { exit bad }' "$temporary/chk" >&2 || refuse "coqchk finds assumptions (above)"
}

judge() { # full or quick
  sources=$(grep '\.v$' _CoqProject)
  # A file left out of the list is a file not checked. Reals is judged apart, the rest is written for one run.
  for file in $(find . -name '*.v' ! -path './theories/Reals/*' ! -path './Generated/*' \
    ! -path ./tools/extraction/Extract.v); do
    echo "$sources" | grep -qxF "${file#./}" || refuse "$file is not listed in _CoqProject"
  done
  words $sources
  statements_are_plain theories/Statements/*.v
  names_tell $sources
  ask_assumptions 100 $sources
  if [ "$(cat "$temporary/out")" != "Closed under the global context" ]; then
    cat "$temporary/out" >&2
    refuse "a statement rests on something assumed (above)"
  fi
  echo "check.sh: $count theorems and definitions, all closed under the global context"
  if [ "$1" = quick ]; then
    check_again $(modules_of -norec $sources)
    nothing_assumed '^ *Verbatim[.]'
  else
    check_again $(modules_of "" $sources)
    nothing_assumed .
  fi
  echo "check.sh: coqchk accepts every module and finds no axioms"
}

# theories/Reals rests on MathComp analysis. Each theorem there may use these three axioms, and nothing else.
ALLOWED='boolp.propositional_extensionality
boolp.functional_extensionality_dep
boolp.constructive_indefinite_description'

judge_reals() {
  sources=$(find theories/Reals -name '*.v')
  words $sources
  statements_are_plain $(echo "$sources" | grep '/Statement[^/]*$' | grep -v 'Proofs\.v$')
  names_tell $sources
  ask_assumptions 10 $sources
  [ "$(head -1 "$temporary/out")" = "Axioms:" ] || { cat "$temporary/out" >&2; refuse "no list of axioms"; }
  # An axiom begins in the first column; its type may go on in further lines.
  used=$(sed -nE '1d; s/^([^ ]+).*/\1/p' "$temporary/out" | sort)
  if [ "$used" != "$(echo "$ALLOWED" | sort)" ]; then
    cat "$temporary/out" >&2
    refuse "the axioms of Reals are not the three allowed (above)"
  fi
  check_again $(modules_of -norec $sources)
  nothing_assumed '^ *Verbatim[.]Reals'
  echo "check.sh: Reals: $count theorems and definitions rest on the three classical axioms allowed, and no other"
}

# One hole: lines appended to a file of a copy of all that was built; the whole check must refuse it, for the reason
# given. Generated is not copied, and Reals only where it is asked for: other targets of make may be writing there.
hole() { # what it is, file, lines, words of the refusal
  copy=$temporary/copy
  rm -rf "$copy"
  mkdir -p "$copy/theories"
  for file in ./* ./.??*; do
    if [ -f "$file" ]; then cp -p "$file" "$copy"; fi
  done
  cp -pr tools "$copy"
  for folder in theories/*; do
    if [ "$folder" != theories/Reals ]; then cp -pr "$folder" "$copy/theories"; fi
  done
  case $2 in
    theories/Reals/*)
      cp -pr theories/Reals "$copy/theories"
      set -- "$@" --reals coqc -w none -Q theories Verbatim "$2"
      ;;
    *) set -- "$@" --quick make -s all ;;
  esac
  printf '%s\n' "$3" >> "$copy/$2"
  what=$1 reason=$4 check=$5
  shift 5
  if ! (cd "$copy" && timeout "$LIMIT" "$@") > "$temporary/log" 2>&1; then
    tail -5 "$temporary/log" >&2
    refuse "self-test: the hole '$what' does not even compile"
  fi
  if (cd "$copy" && tools/check.sh "$check") > "$temporary/log" 2>&1; then
    refuse "self-test: NOT refused: $what"
  fi
  case $(tail -1 "$temporary/log") in
    *"$reason"*) echo "check.sh: refused, as it must be: $what" ;;
    *) refuse "self-test: '$what' refused, but by the wrong gate: $(tail -1 "$temporary/log")" ;;
  esac
}

self_test() { # most in a file that compiles fast, and that no other file needs
  last=theories/Certificates/CertificateProofs.v
  hole "an admitted theorem" $last 'Theorem hole : 0%N = 1%N. Admitted.' unproved
  hole "an axiom" $last 'Axiom hole : False.' unproved
  hole "a false Variable outside a section" $last 'Variable hole : False.' "outside a section"
  hole "a theorem that uses an axiom of a library" $last \
    'Require Import Coq.Logic.Classical. Lemma hole (P : Prop) : P \/ ~ P. Proof. exact: classic. Qed.' \
    "something assumed"
  hole "a hidden, unused assumption" $last 'Definition one := 1%N. Variable hole : False.' "axioms are declared"
  hole "a guard switched off" $last 'Unset Guard Checking. Fixpoint hole (n : nat) : False := hole n.' unproved
  hole "a guard switched off out of sight" $last \
    'Unset
  Guard Checking. Fixpoint hole (n : nat) : False := hole n.' "something assumed"
  hole "a proof among the statements" theories/Statements/Statement.v 'Lemma hole : True. Proof. exact I. Qed.' \
    "holds or imports proofs"
  hole "a proof among the definitions" theories/Certificates/Certificate.v 'Lemma hole : True. Proof. exact I. Qed.' \
    "does not end in Proofs"
}

self_test_reals() {
  last=theories/Reals/StatementSoftmaxProofs.v
  hole "an admitted theorem in Reals" $last 'Theorem hole : 0%N = 1%N. Admitted.' unproved
  hole "a fourth axiom in Reals" $last \
    'Require Import Coq.Logic.JMeq. Lemma hole (A : Type) (x y : A) : JMeq x y -> x = y. Proof. exact: JMeq_eq. Qed.' \
    "not the three allowed"
}

temporary=$(mktemp -d)
trap 'rm -rf "$temporary"' EXIT
case ${1-} in
  "") judge full ;;
  --quick) judge quick ;;
  --reals) judge_reals ;;
  --self-test-reals) self_test_reals ;;
  --self-test) self_test ;;
  *) echo "usage: check.sh [--quick | --reals | --self-test | --self-test-reals]" >&2; exit 64 ;;
esac
