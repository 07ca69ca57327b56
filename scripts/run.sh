#!/bin/sh
# The main job. With a display: opens the app on a copy of the sample story. Without one: proofreads the
# sample, prints the findings, writes the cleaned export and a picture of the main window, and says where.
set -eu
cd "$(dirname "$0")/.."
out=${STORY_STUDIO_OUT:-out}
mkdir -p "$out"
sample=$(find projects -mindepth 2 -maxdepth 2 -name story.toml | sort | head -n 1)
sample=$(dirname "$sample")
name=$(basename "$sample")
copy="$out/$name"
[ -d "$copy" ] || cp -R "$sample" "$copy"
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || [ "$(uname)" = Darwin ]; then
    exec .venv/bin/story-studio "$copy"
fi
echo "There is no display, so the sample story is proofread here."
echo
status=0
.venv/bin/story-studio check --format table "$copy" || status=$?
[ $status -le 1 ] || exit $status
.venv/bin/story-studio export "$copy" --to docx --out "$out/$name.docx" --force
.venv/bin/story-studio export "$copy" --to md --out "$out/$name.md" --force
if command -v Xvfb >/dev/null 2>&1; then
    sh scripts/with_display.sh 1280x720 -- .venv/bin/python -m studio.ui.screenshot "$copy" "$out/main-window.png"
else
    QT_QPA_PLATFORM=offscreen .venv/bin/python -m studio.ui.screenshot "$copy" "$out/main-window.png"
fi
echo
echo "The story:        $copy"
echo "The cleaned text: $out/$name.docx and $out/$name.md"
echo "The main window:  $out/main-window.png"
