#!/bin/sh
# Runs a command on a private virtual screen with a window manager, and takes both away afterwards.
# usage: with_display.sh [WIDTHxHEIGHT] -- COMMAND [ARG ...]
set -eu
size=1920x1080
if [ "$1" != -- ]; then
    size=$1
    shift
fi
shift
folder=$(mktemp -d)
Xvfb -displayfd 3 -screen 0 "${size}x24" -nolisten tcp -noreset 3>"$folder/display" 2>"$folder/log" &
server=$!
manager=
trap 'kill $manager $server 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$folder"' EXIT INT TERM
tries=0
while [ ! -s "$folder/display" ]; do
    tries=$((tries + 1))
    if [ $tries -gt 100 ] || ! kill -0 $server 2>/dev/null; then
        echo "No virtual screen could be started: $(tail -n 1 "$folder/log")" >&2
        exit 2
    fi
    sleep 0.1
done
DISPLAY=:$(cat "$folder/display")
export DISPLAY
unset WAYLAND_DISPLAY
if command -v openbox >/dev/null 2>&1; then
    openbox >/dev/null 2>&1 &
    manager=$!
fi
status=0
QT_QPA_PLATFORM=xcb "$@" || status=$?
exit $status
