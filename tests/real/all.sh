#!/bin/bash
# The heavier tests with real parts, one after the other: the wheel, the desktop Anki, a real WordPress.
#
# usage: tests/real/all.sh        (PYTHON: a Python with flashgen and its dev packages; root, for Debian's packages)
#
# Each part is a script beside this one that ends with 0 when everything is as it should be. All of them run, even when
# one fails; a part that is missing fails.
set -uo pipefail
cd "$(dirname "$0")/../.."
export PYTHON=${PYTHON:-python3}

if [ "$(id -u)" = 0 ] && [ -z "$(find /var/lib/apt/lists -name '*_Packages*' -print -quit 2>/dev/null)" ]; then
  apt-get update
fi

failed=()
for part in wheel desktop wordpress; do
  echo "== $part"
  began=$SECONDS
  if ! bash "tests/real/$part.sh"; then failed+=("$part"); fi
  echo "== $part took $((SECONDS - began)) s"
done
if [ ${#failed[@]} -gt 0 ]; then
  echo "failed: ${failed[*]}" >&2
  exit 1
fi
echo "all real parts are fine"
