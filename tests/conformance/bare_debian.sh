#!/usr/bin/env bash
# Proves that a bare Debian 12 with only python3, make and git is enough: `make edition`, then `make test` in another fresh clone.
#
#   tests/conformance/bare_debian.sh [--worktree] [--keep] [TARGET…]       (root; needs debootstrap; default: edition test)
#
# --worktree takes the files as they lie here rather than the last commit; --keep leaves the machines in place afterwards.
# A TARGET that begins with ":" is a command: ":tools/setup.sh run". The base machine is kept in $BARE_DEBIAN (else a temporary folder
# is made anew each time). How this machine reaches its mirror and package index (apt sources, pip settings, proxies, certificates) is
# copied as it is. Mounts live in a namespace of their own and end with the script.
set -euo pipefail

REPOSITORY=$(cd "$(dirname "$0")/../.." && pwd)
SUITE=bookworm
INCLUDE=python3,make,git
VARIABLES='^(PIP_|UV_)|_(proxy|PROXY)$|^(no_proxy|NO_PROXY|SSL_CERT_FILE|REQUESTS_CA_BUNDLE|CURL_CA_BUNDLE|NODE_EXTRA_CA_CERTS)$'

JAVA_TRUST=/etc/ssl/certs/java/cacerts

say() { printf '[bare-debian] %s\n' "$*"; }

# Copies files and folders of this machine to the same places of the machine in $1; those that are not here are passed over.
carry() {
    local machine=$1 path
    shift
    for path in "$@"; do
        [ -e "$path" ] || continue
        mkdir -p "$machine$(dirname "$path")"
        cp -aL "$path" "$machine$(dirname "$path")/"
    done
}

mirror() {
    grep -hE '^(URIs:|deb )' /etc/apt/sources.list /etc/apt/sources.list.d/*.sources /etc/apt/sources.list.d/*.list 2>/dev/null |
        grep -oE 'https?://[^ ]+' | head -n 1
}

make_base() {
    [ -e "$WORK/base/.complete" ] && return
    say "installing Debian $SUITE with $INCLUDE"
    debootstrap --variant=minbase --include="$INCLUDE" "$SUITE" "$WORK/base" "$(mirror)" >"$WORK/debootstrap.log" 2>&1
    touch "$WORK/base/.complete"
}

# The settings that pip, apt and TLS libraries read, one NAME=VALUE a line; those that name a path which is not here are left out.
settings() {
    env | grep -E "$VARIABLES" | while IFS='=' read -r name value; do
        case $value in
        /*) [ -e "$value" ] && printf '%s=%s\n' "$name" "$value" ;;
        *) printf '%s=%s\n' "$name" "$value" ;;
        esac
    done || true
    [ ! -e "$JAVA_TRUST" ] || printf 'MAVEN_OPTS=-Djavax.net.ssl.trustStore=%s\n' "/srv/$(basename "$JAVA_TRUST")"
}

connect() {
    local machine=$1 value
    rm -rf "$machine/etc/apt/sources.list" "$machine/etc/apt/sources.list.d"
    mkdir -p "$machine/etc/apt/sources.list.d"
    carry "$machine" /etc/resolv.conf /etc/hosts /etc/pip.conf /usr/local/share/ca-certificates /etc/apt/sources.list /etc/apt/sources.list.d /usr/share/keyrings
    find "$machine/etc/apt/sources.list.d" -type f ! -name 'debian*' -delete
    [ ! -e "$JAVA_TRUST" ] || cp "$JAVA_TRUST" "$machine/srv/"
    settings | sed 's/^[^=]*=//' | grep '^/' | sort -u | while read -r value; do carry "$machine" "$value"; done
}

fetch() {
    local machine=$1
    mkdir -p "$machine/srv/project"
    if [ -n "$WORKTREE" ]; then
        # shellcheck disable=SC2016 # the inner shell expands it
        git -C "$REPOSITORY" ls-files -co --exclude-standard -z | (cd "$REPOSITORY" && xargs -0 -r sh -c 'for f; do [ -e "$f" ] && printf "%s\0" "$f"; done' sh) |
            tar -C "$REPOSITORY" --null -T - -cf - | tar -C "$machine/srv/project" -xf -
    else
        git clone -q --no-local "$REPOSITORY" "$machine/srv/project"
    fi
}

run_in() {
    local machine=$1 target=$2 assignments
    mapfile -t assignments < <(settings)
    mount --bind /dev "$machine/dev"
    mount -t tmpfs tmpfs "$machine/dev/shm"
    mount -t proc proc "$machine/proc"
    case $target in
    :*) target=${target#:} ;;
    *) target="make $target" ;;
    esac
    say "on a fresh machine: $target"
    # shellcheck disable=SC2086 # the target is a command line
    env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/srv LANG=C.UTF-8 "${assignments[@]}" \
        chroot "$machine" sh -c "cd /srv/project && $target" </dev/null
}

try_target() {
    local target=$1 machine="$WORK/machine-$2" started
    started=$(date +%s)
    rm -rf "$machine"
    cp -a "$WORK/base" "$machine"
    connect "$machine"
    fetch "$machine"
    run_in "$machine" "$target"
    say "passed in $(($(date +%s) - started)) s: $target"
}

main() {
    local number=0 target
    make_base
    for target in "$@"; do
        number=$((number + 1))
        try_target "$target" "$number"
    done
}

if [ "${1:-}" = --inside ]; then # in our own mount namespace
    shift
    main "$@"
    exit
fi

WORKTREE='' KEEP=''
while [ $# -gt 0 ]; do
    case $1 in
    --worktree) WORKTREE=yes ;;
    --keep) KEEP=yes ;;
    *) break ;;
    esac
    shift
done
[ "$(id -u)" -eq 0 ] || { say "must be run as root"; exit 1; }
command -v debootstrap >/dev/null || { say "debootstrap is missing: apt-get install debootstrap"; exit 1; }
WORK=${BARE_DEBIAN:-$(mktemp -d "${TMPDIR:-/var/tmp}/bare-debian.XXXXXX")}
mkdir -p "$WORK"
export WORK WORKTREE
[ $# -gt 0 ] || set -- edition test
code=0
unshare --mount --propagation private bash "$0" --inside "$@" || code=$?
[ -n "$KEEP" ] || rm -rf "$WORK"/machine-*
[ -n "$KEEP${BARE_DEBIAN:-}" ] || rm -rf "$WORK"
exit "$code"
