#!/usr/bin/env bash
# Sets up what a make target needs: `tools/setup.sh run|test|conformance|bench`. Each level holds the ones before it, save bench.
# System packages come from apt-get when we are root or have passwordless sudo; else the line to type is printed and we stop.
# Works with the bash 3.2 of macOS.
set -euo pipefail
cd "$(dirname "$0")/.."

LEVEL=${1:-run}
VENV=${VENV:-.venv}
LOG=$(mktemp "${TMPDIR:-/tmp}/bible-setup.XXXXXX")
trap 'rm -f "$LOG"' EXIT

say() { printf '[set-up] %s\n' "$*"; }

stop() {
    printf '[set-up] %s\n' "$@" >&2
    exit 1
}

# Runs a command in silence; its output is shown only when it fails.
quietly() {
    "$@" >"$LOG" 2>&1 && return
    tail -n 40 "$LOG" >&2
    stop "failed: $*"
}

has() { command -v "$1" >/dev/null 2>&1; }

# --- system packages ---------------------------------------------------------------------------------------------------------

# Whether the dynamic linker finds a library: `loads libpango-1.0.so.0`.
loads() { "$1" -c 'import ctypes, sys; ctypes.CDLL(sys.argv[1])' "$2" >/dev/null 2>&1; }

# Whether Java is there and at least 17.
java_17() {
    has java || return 1
    local major
    major=$(java -version 2>&1 | sed -n '1s/.*"\([0-9]*\).*/\1/p')
    [ "${major:-0}" -ge 17 ]
}

# A JDK, not only a JRE: Maven compiles.
javac_17() { java_17 && has javac; }

# The Debian packages that are missing for $LEVEL, one a line.
missing_debian_packages() {
    local any_python=$1
    loads "$any_python" libpango-1.0.so.0 || echo libpango-1.0-0
    loads "$any_python" libpangoft2-1.0.so.0 || echo libpangoft2-1.0-0
    loads "$any_python" libharfbuzz-subset.so.0 || echo libharfbuzz-subset0
    has fc-match || echo fontconfig
    [ -n "$(python_with_venv)" ] || echo python3-venv
    [ "$LEVEL" = run ] || [ "$LEVEL" = bench ] || has pdftotext || echo poppler-utils
    [ "$LEVEL" = conformance ] || return 0
    javac_17 || echo default-jdk-headless
    has mvn || echo maven
    has node || echo nodejs
    has npm || echo npm
    has qpdf || echo qpdf
    has gs || echo ghostscript
    has soffice || echo libreoffice-writer-nogui
}

# The Homebrew formulas that are missing for $LEVEL, one a line.
missing_brew_formulas() {
    has pango-view || echo pango
    [ -n "$(python_with_venv)" ] || echo python@3.13
    [ "$LEVEL" = run ] || [ "$LEVEL" = bench ] || has pdftotext || echo poppler
    [ "$LEVEL" = conformance ] || return 0
    javac_17 || echo openjdk@17
    has mvn || echo maven
    has node || echo node
    has qpdf || echo qpdf
    has gs || echo ghostscript
    has soffice || echo "--cask libreoffice"
}

install_debian_packages() {
    local packages=$* as_root=
    if [ "$(id -u)" -ne 0 ]; then
        if ! { has sudo && sudo -n true 2>/dev/null; }; then
            stop "missing system packages; type this, then start again:" \
                "  sudo apt-get update && sudo apt-get install --no-install-recommends $packages"
        fi
        as_root="sudo -n"
    fi
    say "installing system packages: $packages"
    # shellcheck disable=SC2086 # no word when we are root, two when not; one word a package
    quietly $as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq
    # shellcheck disable=SC2086
    quietly $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages
}

system_packages() {
    local any_python missing
    any_python=$(command -v python3 || command -v python) || any_python=python3
    if [ "$(uname -s)" = Darwin ]; then
        missing=$(missing_brew_formulas | tr '\n' ' ')
        [ -z "$missing" ] || stop "missing system packages; type this, then start again:" "  brew install $missing"
        return
    fi
    missing=$(missing_debian_packages "$any_python" | tr '\n' ' ')
    [ -n "$missing" ] || return 0
    has apt-get || stop "this system has no apt-get; install the equivalents of these Debian packages, then start again:" "  $missing"
    # shellcheck disable=SC2086
    install_debian_packages $missing
}

# --- Python ------------------------------------------------------------------------------------------------------------------

# The first Python that is at least 3.11 and can make virtual environments (Debian leaves ensurepip out of python3); else nothing.
python_with_venv() {
    local candidate
    for candidate in ${PYTHON:-} python3 /usr/bin/python3 python3.14 python3.13 python3.12 python3.11; do
        has "$candidate" || continue
        "$candidate" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 || continue
        echo "$candidate"
        return
    done
}

virtual_environment() {
    "$VENV/bin/python" -c 'import pip' >/dev/null 2>&1 && return
    local python
    python=$(python_with_venv)
    [ -n "$python" ] || stop "no Python ≥ 3.11 that can make a virtual environment was found; install one and name it: make PYTHON=/path/to/python3"
    say "making $VENV with $("$python" --version)"
    quietly "$python" -m venv --clear "$VENV"
}

# Installs the project in place with the extras named in $1 ("" for none).
python_packages() {
    say "installing Python packages${1:+ with extras: $1}"
    quietly "$VENV/bin/python" -m pip install --disable-pip-version-check -q -e ".${1:+[$1]}"
}

# --- validators --------------------------------------------------------------------------------------------------------------

validators() {
    say "building the PDF validator (Maven)"
    quietly "$VENV/bin/python" -m tests.conformance.checkers.verapdf --build
    say "installing the Open XML validator (npm)"
    quietly "$VENV/bin/python" -m tests.conformance.checkers.open_xml_sdk --install
}

case "$LEVEL" in
run) system_packages; virtual_environment; python_packages "" ;;
test) system_packages; virtual_environment; python_packages dev,word-import ;;
conformance) system_packages; virtual_environment; python_packages dev,scale,word-import; validators ;;
bench) system_packages; virtual_environment; python_packages bench ;;
*) stop "usage: tools/setup.sh run|test|conformance|bench" ;;
esac
say "ready: $LEVEL"
