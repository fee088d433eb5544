#!/usr/bin/env bash
# Makes the README's pictures in docs/pictures from what `make demo` wrote. Needs LibreOffice, poppler and Chromium
# (scripts/system-packages.sh); the fonts of tests/fonts.conf stand in for those an office has.
set -euo pipefail
cd "$(dirname "$0")/.."
demo=${1:-out/demo}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p docs/pictures
export FONTCONFIG_FILE="$PWD/tests/fonts.conf"

page() { # page FILE NUMBER NAME: one page of an Office file as a picture
  soffice --headless "-env:UserInstallation=file://$work/profile" --convert-to pdf --outdir "$work" "$1" >/dev/null 2>&1
  local pdf="$work/$(basename "${1%.*}").pdf"
  pdftoppm -r 64 -f "$2" -l "$2" -singlefile -png "$pdf" "docs/pictures/$3"
}

last_page() { # the first landscape page that holds a word
  soffice --headless "-env:UserInstallation=file://$work/profile" --convert-to pdf --outdir "$work" "$1" >/dev/null 2>&1
  local pdf="$work/$(basename "${1%.*}").pdf" pages
  pages=$(pdfinfo "$pdf" | awk '/^Pages/ {print $2}')
  for n in $(seq 1 "$pages"); do
    if pdftotext -f "$n" -l "$n" "$pdf" - | tr -d ' \n' | grep -q "$2"; then echo "$n"; return; fi
  done
  echo 1
}

page "$demo/2026/台账.xlsx" 1 ledger
page "$demo/2026/台账.xlsx" "$(last_page "$demo/2026/台账.xlsx" 任务分解表)" allocation
page "$demo/2026/各单位/区市场监管局/区市场监管局任务交办单.docx" 1 letter
page "$demo/2026/各单位/区市场监管局/区市场监管局责任书.docx" 1 responsibility
page "$demo/2025年终总结.docx" 1 summary
page "$demo/年度对照表.docx" 1 comparison
page "$demo/通知.docx" 1 notice
chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
  --disable-component-update --disable-sync --user-data-dir="$work/chromium" --hide-scrollbars --window-size=1280,820 \
  --screenshot="$work/review.png" "file://$(realpath "$demo/2026/审阅.html")" >/dev/null 2>&1
mv "$work/review.png" docs/pictures/review.png
ls -l docs/pictures
