#!/bin/sh
# Refuses whatever is assumed instead of proved.
#
#   check.sh              judge the sources listed in _CoqProject (build them first)
#   check.sh --quick      the same, but let coqchk take the libraries (MathComp, Coq's own) as they are
#   check.sh --reals      judge theories/Reals, where three classical axioms are allowed and no other (make reals first)
#
# tools/self_test.sh puts holes into copies of the sources and demands that this program refuse them.
#
# Four gates. Each sees something that the others do not:
#   1. words: no Admitted, axiom, parameter, conjecture, or switch that turns off a check of the kernel; and what
#      readers read is apart: a file whose name does not end in Proofs holds no theorem and imports none, and
#      statements and definitions are made of the sentences that plain.py lists, the notations one by one;
#   2. every proposition of the statements is the type of the theorem of its name, by absolute names;
#   3. every theorem and every definition, asked with Print Assumptions, must be "Closed under
#      the global context";
#   4. coqchk reads the compiled files again and must list no axiom; this sees what is assumed but not used.
set -eu
cd "$(dirname "$0")/.."

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

plain() { # "statements" or "definitions", files: nothing in what readers read but what is listed in plain.py
  tools/plain.py "$@" || refuse "the $1 are not plain (above)"
}

# Each proposition is the type of the theorem of its name, both by absolute names: a theorem in a comment, under a
# hypothesis, or of another proposition of that name is none. And no name in a file of statements hides another.
bind() { # folder of the theorems, files of statements
  tools/plain.py bind "$@" > "$temporary/Bind.v" || refuse "a proposition without its theorem (above)"
  bound=$(grep -c '^Definition proved_' "$temporary/Bind.v") || refuse "no propositions"
  tools/limited coqc -w none -Q theories Verbatim "$temporary/Bind.v" > "$temporary/out" 2>&1 ||
    { said "$?" out; refuse "a theorem that is not of the proposition of its name (above)"; }
  shift
  tools/plain.py fresh "$@" > "$temporary/Fresh.v" || refuse "a file of statements that cannot be read (above)"
  tools/limited coqc -w none -Q theories Verbatim "$temporary/Fresh.v" > "$temporary/out" 2>&1 ||
    { said "$?" out; refuse "a name in the statements that hides another (above)"; }
  echo "check.sh: $bound propositions, each the type of the theorem of its name"
}

# What a call of Coq that failed has said; where it ran out of time, this is the reason.
said() { # its status, the file in $temporary
  tail -20 "$temporary/$2" >&2
  [ "$1" -ne 124 ] || refuse "out of processor time"
}

built() { # files: what was compiled is what stands there
  for file in "$@"; do
    [ -e "${file%.v}.vo" ] && [ -e "${file%.v}.glob" ] || refuse "$file is not compiled: build first"
    [ ! "$file" -nt "${file%.v}.vo" ] || refuse "$file changed after it was compiled: build again"
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

# Gate 3, asked once about all of them: the answer of Print Assumptions stands in $temporary/out, the number of
# theorems and definitions in $count. They are chained by a function into unit, so that every step has a small type;
# the type of a tuple grows with each member, and for a thousand of them Coq takes minutes instead of seconds.
ask_assumptions() { # least number expected, files
  least=$1
  shift
  globs=$(for file in "$@"; do echo "${file%.v}.glob"; done)
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
  tools/limited coqc -w none -Q theories Verbatim "$temporary/Assumptions.v" > "$temporary/out" 2>&1 ||
    { said "$?" out; refuse "Print Assumptions failed"; }
}

# Gate 4: the summary of coqchk stands in $temporary/chk.
check_again() { # arguments of coqchk
  tools/limited coqchk -silent -o -Q theories Verbatim "$@" > "$temporary/chk" 2>&1 ||
    { said "$?" chk; refuse "coqchk refuses"; }
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
  # A flag could turn off a check of the kernel.
  if grep -vxE -e '-Q theories Verbatim' -e '-arg -w -arg -notation-overridden,-ambiguous-paths' \
    -e 'theories/(Definitions|Statements|Proofs|Weights|Certificates)/[A-Za-z]+\.v' _CoqProject; then
    refuse "_CoqProject has a line of another kind (above)"
  fi
  built $sources
  words $sources
  names_tell $sources
  plain statements theories/Statements/*.v
  plain definitions $(echo "$sources" | grep -v -e '^theories/Statements/' -e 'Proofs\.v$')
  bind theories/Proofs theories/Statements/*.v
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
  statements=$(echo "$sources" | grep -v 'Proofs\.v$')
  built $sources
  words $sources
  names_tell $sources
  plain statements $statements
  bind theories/Reals $statements
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

temporary=$(mktemp -d)
trap 'rm -rf "$temporary"' EXIT
case ${1-} in
  "") judge full ;;
  --quick) judge quick ;;
  --reals) judge_reals ;;
  *) echo "usage: check.sh [--quick | --reals]" >&2; exit 64 ;;
esac
