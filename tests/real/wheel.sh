#!/bin/bash
# What people install: the wheel and the source archive, in a fresh environment without dev packages, from another folder.
#
# usage: tests/real/wheel.sh [OUT]      (default: build/wheel)
#
# Exit code 0 when the command finds its rules, builds the sample decks just as the checkout does, and its own tests pass.
set -euo pipefail
cd "$(dirname "$0")/../.."
OUT=$(realpath -m "${1:-build/wheel}")
PYTHON=${PYTHON:-python3}
CHECKOUT=$PWD
export SOURCE_DATE_EPOCH=1772000000
rm -rf "$OUT"
mkdir -p "$OUT/elsewhere"

"$PYTHON" -m venv "$OUT/builder"
"$OUT/builder/bin/pip" install --quiet build
"$OUT/builder/bin/python" -m build --quiet --outdir "$OUT/dist" .
ls -l "$OUT/dist"

"$PYTHON" -m venv "$OUT/venv"
"$OUT/venv/bin/pip" install --quiet "$OUT"/dist/*.whl
"$OUT/venv/bin/pip" check
FLASHGEN="env -u PYTHONPATH $OUT/venv/bin/flashgen"

cd "$OUT/elsewhere"
cp -r "$CHECKOUT/tests/articles" posts
$FLASHGEN --version
$FLASHGEN rules list >rules.txt
grep -q "/venv/lib/.*/flashgen/packs/" rules.txt || { echo "the rules are not those of the wheel" >&2; exit 1; }
$FLASHGEN rules test
$FLASHGEN build posts -o decks
$FLASHGEN verify decks

# The checkout builds the same bytes, and so does an environment made from the source archive.
PYTHONPATH=$CHECKOUT "$PYTHON" -m flashgen build posts -o decks-of-checkout --quiet
diff -r decks decks-of-checkout
"$OUT/venv/bin/pip" install --quiet --force-reinstall --no-deps "$OUT"/dist/*.tar.gz
$FLASHGEN build posts -o decks-of-archive --quiet
diff -r decks decks-of-archive

# A project begins from the wheel as well, and types are shipped.
$FLASHGEN init project --quiet
(cd project && $FLASHGEN build --quiet && test -s decks/ledger.jsonl)
test -e "$("$OUT/venv/bin/python" -I -c 'import flashgen; print(flashgen.__path__[0])')/py.typed"
echo "the wheel is fine"
