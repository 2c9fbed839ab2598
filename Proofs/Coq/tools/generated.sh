#!/bin/sh
# Files that programs write and Coq checks, all in the folder Generated.
#
#   generated.sh weights CONSTRUCT        the weights that the command `construct` prints, for 40 pairs (n, D),
#                                         are the theorem's; a changed weight is refused
#   generated.sh certificates CONSTRUCT   certificates of 10,000 and 100,000 tokens become theorems; a
#                                         string with one n-gram twice does not
#   generated.sh extracted CONSTRUCT      the same check extracted to OCaml, on 1,000,000 tokens
#
# Build the proofs first. JOBS says how many files are checked at once.
set -eu
cd "$(dirname "$0")/.."

refuse() { echo "generated.sh: $1" >&2; exit 1; }

# One file of Coq, named without .v, that has this line: accepted, and it assumes nothing.
accepted() {
  grep -qxF "$2" "$1.v" || refuse "$1.v: not the theorem that was asked for: $2"
  ../tools/limited coqc -w none -Q ../theories Verbatim "$1.v" > "$1.out" 2>&1 ||
    { tail -5 "$1.out" >&2; refuse "$1.v: not accepted"; }
  [ "$(cat "$1.out")" = "Closed under the global context" ] ||
    { cat "$1.out" >&2; refuse "$1.v: something is assumed"; }
}

# The same for a false theorem: refused because what was computed is not `true`.
refused() {
  if ../tools/limited coqc -w none -Q ../theories Verbatim "$1.v" > "$1.out" 2>&1; then
    refuse "$1.v: NOT refused: $2"
  fi
  tr -s ' \n' '  ' < "$1.out" | grep -q 'has type "true = true" while it is expected to have type' ||
    { cat "$1.out" >&2; refuse "$1.v: refused for another reason"; }
}

weights_of() { # n D: the tensors
  "$CONSTRUCT" weights --quiet --ngram "$1" --alphabet "$2" --dtype i64 --output "weights_$1_$2.safetensors"
}

weights_hold() { # n D
  weights_of "$1" "$2"
  python3 ../tools/weights_to_coq.py "weights_$1_$2.safetensors" > "Weights_$1_$2.v"
  accepted "Weights_$1_$2" "Theorem weights : holds_capped_copier $1 $2 file."
}

change_is_seen() { # name of a tensor of (2, 3), number of an entry
  file=Changed_$(echo "$1" | tr . _)_$2
  python3 ../tools/weights_to_coq.py weights_2_3.safetensors --change "$1:$2" > "$file.v"
  refused "$file" "entry $2 of $1 is one more"
}

weights() {
  for n in 1 2 3 4; do for D in 2 3 4 5 6 7 8 9 10; do echo "$n $D"; done; done > pairs
  printf '%s\n' '4 26' '6 4' '8 2' '2 64' >> pairs
  each weights_hold < pairs
  echo "generated.sh: the weights of $(wc -l < pairs) pairs (n, D) are the theorem's"
  for tensor in embed layers.0.attn.wq layers.0.attn.wk layers.0.attn.wv layers.0.attn.wo layers.0.mlp.w1 \
    layers.0.mlp.b1 layers.0.mlp.w2 layers.1.attn.wq layers.1.attn.wk layers.1.attn.wv layers.1.attn.wo unembed; do
    echo "$tensor 17"
  done > changes
  printf '%s\n' 'layers.0.attn.window 2' 'layers.1.attn.window 0' >> changes
  each change_is_seen < changes
  echo "generated.sh: refused, as it must be: one entry changed, in each of $(wc -l < changes) tensors"
}

certificates() {
  certificate 4 10 10000
  certificate 5 10 100000
  # Two characters for a token: what is read is what was written.
  seq 0 299 > count.txt
  python3 ../tools/certificate_to_coq.py --ngram 1 --alphabet 300 --tokens count.txt > Count.v
  echo "Lemma reads : tokens = [:: $(paste -sd ';' count.txt)]%num. Proof. by []. Qed." >> Count.v
  accepted Count "Theorem copied : is_copied 1 300 300%num tokens."
  # 0 1 0 1 has the 2-gram 0 1 twice.
  echo 0 1 0 1 > twice.txt
  python3 ../tools/certificate_to_coq.py --ngram 2 --alphabet 2 --tokens twice.txt > Twice.v
  refused Twice "0 1 0 1 with n = 2"
  echo "generated.sh: refused, as it must be: a string with a 2-gram twice"
}

certificate() { # n D L
  "$CONSTRUCT" --quiet --ngram "$1" --alphabet "$2" --length "$3" --certificate "copy_$1_$2.json"
  python3 ../tools/certificate_to_coq.py "copy_$1_$2.json" > "Copy_$1_$2.v"
  begin=$(date +%s)
  accepted "Copy_$1_$2" "Theorem copied : is_copied $1 $2 $3%num tokens."
  echo "generated.sh: a certificate of $3 tokens, n = $1, D = $2, is a theorem ($(($(date +%s) - begin)) s)"
}

extracted() {
  cp ../tools/extraction/Extract.v ../tools/extraction/check_copy.ml .
  ../tools/limited coqc -w none -Q ../theories Verbatim Extract.v
  ocamlfind ocamlopt -w -a -c checker.mli checker.ml # its warnings are about names
  ocamlfind ocamlopt checker.cmx check_copy.ml -o check_copy
  "$CONSTRUCT" --quiet --ngram 6 --alphabet 10 --length 1000000 --certificate copy_6_10.json
  python3 ../tools/certificate_to_coq.py copy_6_10.json --plain > copy_6_10.txt
  ./check_copy copy_6_10.txt
  python3 ../tools/extraction/compare.py ./check_copy
  # The last token becomes 8: the string then ends in 9 9 9 9 9 8, which was there before.
  { head -n -1 copy_6_10.txt; echo 8; } > changed_6_10.txt
  if ./check_copy changed_6_10.txt; then refuse "changed_6_10.txt: NOT refused"; fi
}

# Runs a function of this file on each line, so many at once.
each() { xargs -P "${JOBS:-2}" -n 2 "$HERE" "$1"; }

HERE=$PWD/tools/generated.sh
CONSTRUCT=${CONSTRUCT-}
case ${1-} in
  weights | certificates | extracted)
    [ $# -eq 2 ] && command -v "$2" > /dev/null ||
      { echo "generated.sh $1: expected the path of the command" >&2; exit 64; }
    CONSTRUCT=$(realpath "$(command -v "$2")")
    export CONSTRUCT
    mkdir -p Generated
    cd Generated
    "$1"
    ;;
  weights_hold | change_is_seen) cd Generated && "$@" ;; # for `each`
  *) echo "usage: generated.sh weights | certificates | extracted CONSTRUCT" >&2; exit 64 ;;
esac
