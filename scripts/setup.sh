#!/bin/sh
# Makes .venv from the lock and sees to the system libraries: "setup.sh run" for the program, "setup.sh dev"
# for the tests too. Does nothing twice. Says in one sentence what is missing where it may not install it.
set -eu
cd "$(dirname "$0")/.."
want=${1:-run}

say() { printf '%s\n' "$*" >&2; }

can_install() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; }

install() {
    [ "${apt_updated:-}" ] || { DEBIAN_FRONTEND=noninteractive apt-get update -qq; apt_updated=1; }
    say "Installing: $*"
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

has_library() {
    { ldconfig -p 2>/dev/null || /sbin/ldconfig -p 2>/dev/null; } | grep -q "$1"
}

# library or command -> Debian package
system_needs() {
    while read -r probe package; do
        case $probe in
        lib*) has_library "$probe" || echo "$package" ;;
        *) command -v "$probe" >/dev/null 2>&1 || echo "$package" ;;
        esac
    done <<LIST
libEGL.so.1 libegl1
libGL.so.1 libgl1
libOpenGL.so.0 libopengl0
libxkbcommon-x11.so.0 libxkbcommon-x11-0
libxcb-cursor.so.0 libxcb-cursor0
libxcb-icccm.so.4 libxcb-icccm4
libxcb-image.so.0 libxcb-image0
libxcb-keysyms.so.1 libxcb-keysyms1
libxcb-render-util.so.0 libxcb-render-util0
libxcb-shape.so.0 libxcb-shape0
libxcb-xkb.so.1 libxcb-xkb1
libxcb-randr.so.0 libxcb-randr0
libdbus-1.so.3 libdbus-1-3
libfontconfig.so.1 libfontconfig1
libglib-2.0.so.0 libglib2.0-0
LIST
    command -v fc-list >/dev/null 2>&1 && [ -n "$(fc-list 2>/dev/null | head -n 1)" ] || echo fonts-dejavu-core
    if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || [ "$want" = dev ]; then
        command -v Xvfb >/dev/null 2>&1 || echo xvfb
    fi
    if [ "$want" = dev ]; then
        command -v xdotool >/dev/null 2>&1 || echo xdotool
        command -v openbox >/dev/null 2>&1 || echo openbox
        # The tests that let system calls fail compile a small library.
        command -v cc >/dev/null 2>&1 || echo gcc libc6-dev
        command -v git >/dev/null 2>&1 || echo git
    fi
}

if [ "$(uname)" = Linux ]; then
    missing=$(system_needs | sort -u | tr '\n' ' ')
    if [ -n "$missing" ]; then
        if can_install; then
            # shellcheck disable=SC2086
            install $missing
        else
            say "Please install these system packages first (Debian and Ubuntu names): $missing"
            [ "$want" = run ] || exit 2
        fi
    fi
fi

python=
for name in python3.11 python3.12 python3.13 python3; do
    if command -v "$name" >/dev/null 2>&1 && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
        python=$name
        break
    fi
done
if [ -z "$python" ]; then
    say "Story Studio needs Python 3.11 or newer; please install it and try again."
    exit 2
fi

if [ ! -x .venv/bin/python ]; then
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        if can_install; then
            install python3-venv
        else
            say "Python's venv module is missing; please install it (on Debian and Ubuntu: python3-venv)."
            exit 2
        fi
    fi
    "$python" -m venv .venv
fi

lock=requirements.lock
[ "$want" = dev ] && lock=requirements-dev.lock
stamp=.venv/.installed-$want
[ "$want" = run ] && [ -f .venv/.installed-dev ] && stamp=.venv/.installed-dev && lock=requirements-dev.lock
sum=$(cat "$lock" pyproject.toml | cksum)
if [ ! -f "$stamp" ] || [ "$(cat "$stamp")" != "$sum" ]; then
    say "Installing the Python packages of $lock into .venv (a few minutes the first time)."
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
    printf '%s' "$sum" >"$stamp"
fi

sh scripts/language_model.sh
