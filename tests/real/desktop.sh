#!/bin/bash
# Real Anki under a virtual screen: imports built decks through its own import dialog, shows cards, takes pictures.
#
# usage: tests/real/desktop.sh [OUT]      (default: build/real; pictures and result.json end up in OUT/shots)
#
# Debian's packages (needs root unless they are there), Anki from PyPI into OUT/venv; nothing listens outside 127.0.0.1.
# Ends only what it started. Exit code 0 when everything was as it should be.
set -euo pipefail
cd "$(dirname "$0")/../.."
OUT=$(realpath -m "${1:-build/real}")
PYTHON=${PYTHON:-python3}
HERE=$PWD/tests/real
mkdir -p "$OUT"

packages="xvfb imagemagick libegl1 libgl1 libopengl0 libnss3 libnspr4 libxcb-cursor0 libxkbcommon-x11-0 libxkbcommon0
  libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-render-util0 libxcb-shape0 libxcb-xinerama0 libxcb-xkb1
  libxcomposite1 libxdamage1 libxrandr2 libxtst6 libasound2 libdbus-1-3 libfontconfig1 libxkbfile1 libxi6 libxrender1
  libxcursor1 libglib2.0-0 fonts-dejavu-core fonts-noto-core"
# shellcheck disable=SC2086  # a list of words
if ! dpkg -s $packages >/dev/null 2>&1; then
  DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $packages
fi
if [ ! -x "$OUT/venv/bin/anki" ]; then
  python3 -m venv "$OUT/venv"
  "$OUT/venv/bin/pip" install --quiet 'aqt[qt]==26.9.3'
fi

# Decks of the sample articles: as first built, and once more after edits: one answer, and one question that is full of
# what Anki, MathJax and browsers take for their own.
DECKS=$OUT/decks SHOTS=$OUT/shots
rm -rf "$DECKS" "$OUT/first" "$SHOTS" "$OUT/base"
mkdir -p "$SHOTS"
"$PYTHON" -m flashgen build tests/articles -o "$DECKS" --quiet
cp -r "$DECKS" "$OUT/first"
read -r guid hostile < <("$PYTHON" - "$DECKS/ledger.jsonl" <<'END'
import json, sys
cards = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")][1:]
cards = sorted((card for card in cards if card["kind"] == "question"), key=lambda card: card["id"])
print(cards[0]["guid"], cards[1]["guid"])
END
)
text='\(x^2\) \[y\] \begin{a}z\end{a} [sound:a.mp3] [latex]b[/latex] {{c1::c}} <b onclick="x()">d</b> &amp; [anki:tts lang=en]e[/anki:tts]'
printf "'%s': {answer: edited by hand}\n'%s': {question: '%s'}\n" "$guid" "$hostile" "$text" >"$DECKS/edits.yaml"
"$PYTHON" -m flashgen build tests/articles -o "$DECKS" --quiet

# A throw-away Anki without first-run dialogs, with an add-on that does what a student would.
mkdir -p "$OUT/base/addons21" "$OUT/base/home" "$OUT/base/run"
chmod 700 "$OUT/base/run"
cp -r "$HERE/addon" "$OUT/base/addons21/flashgen_test"
export QT_QPA_PLATFORM=offscreen
"$OUT/venv/bin/python" "$HERE/anki_profile.py" "$OUT/base"

for number in $(seq 80 120); do [ -e "/tmp/.X$number-lock" ] || break; done
Xvfb ":$number" -screen 0 1000x760x24 -nolisten tcp >"$OUT/xvfb.log" 2>&1 &
xvfb=$!
trap 'kill "$xvfb" 2>/dev/null || true' EXIT
for _ in $(seq 50); do [ -S "/tmp/.X11-unix/X$number" ] && break; sleep 0.1; done

export DISPLAY=":$number" QT_QPA_PLATFORM=xcb XDG_RUNTIME_DIR="$OUT/base/run" HOME="$OUT/base/home" LC_ALL=C.UTF-8
export QTWEBENGINE_DISABLE_SANDBOX=1 QTWEBENGINE_CHROMIUM_FLAGS="--no-sandbox --disable-gpu" LIBGL_ALWAYS_SOFTWARE=1
export ANKI_SINGLE_INSTANCE_KEY="flashgen-$$"
export FLASHGEN_FIRST="$OUT/first" FLASHGEN_SECOND="$DECKS" FLASHGEN_SHOTS="$SHOTS" FLASHGEN_GUID="$guid" FLASHGEN_HOSTILE="$hostile"
export FLASHGEN_TEXT="$text"
timeout -k 5 120 "$OUT/venv/bin/anki" -b "$OUT/base" -p "User 1" -l en >"$OUT/anki.log" 2>&1 || true

if [ ! -s "$SHOTS/result.json" ]; then
  echo "Anki said nothing; the end of its log:"
  tail -20 "$OUT/anki.log"
  exit 1
fi
"$PYTHON" "$HERE/judge.py" "$SHOTS/result.json"
