#!/bin/sh
# Make .venv once and keep it equal to the given requirement files.
# Usage: sh .ci/venv.sh requirements.txt [requirements-dev.txt]    (PYTHON=… picks the interpreter)
set -eu

fail() { echo "$1" >&2; exit 1; }

# Sets `python`, or explains in one line what to install.
find_python() {
    for python in ${PYTHON:-python3 python3.13 python3.12 python3.11 python3.14 python}; do
        command -v "$python" >/dev/null 2>&1 || continue
        "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue
        "$python" -c 'import ensurepip, venv' 2>/dev/null && return 0
        fail "$python cannot make virtual environments: install its venv package (Debian: apt install python3-venv)."
    done
    fail "Python 3.11 or newer is needed${PYTHON:+ ($PYTHON is not one)}: install it, or say PYTHON=/path/to/python3."
}

# A folder that was moved or whose Python went away keeps its files but cannot start.
if ! .venv/bin/python -c 'import pip' >/dev/null 2>&1; then
    find_python
    echo "Making .venv with $("$python" --version) …"
    "$python" -m venv --clear .venv || fail "The virtual environment could not be made (see above)."
fi

# Compared by content, not by date: a checkout touches every file.
missing=""
options=""
for file in "$@"; do
    cmp -s "$file" ".venv/installed-$file" || missing="$missing $file"
    options="$options -r $file"
done
[ -n "$missing" ] || exit 0

echo "Installing what$missing names (once; a minute or so) …"
# All files in one call: pip then sees every pin, and a wrong hash stops it.
# shellcheck disable=SC2086  # the options are words of their own
.venv/bin/python -m pip --disable-pip-version-check --no-input install -qq --require-hashes \
    $options || fail "Installing failed (see above). Check the network and run the command again."
for file in "$@"; do cp "$file" ".venv/installed-$file"; done
