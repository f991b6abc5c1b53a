#!/bin/sh
# Run the suite on a newer Wagtail than the pinned one, in var/venv-next.
# Usage: sh .ci/next.sh '8.0.*' [pytest options]
#
# Our pins are installed first, hashes and all; then Wagtail is lifted over them, so that
# only what the new release itself asks for moves. A release seen here is not shipped:
# its files come without hashes.
set -eu

wagtail="$1"
shift
venv=var/venv-next
wanted="$(cat requirements.txt requirements-dev.txt; echo "wagtail==$wagtail")"

if [ "$(cat "$venv/installed" 2>/dev/null)" != "$wanted" ]; then
    echo "Making $venv with Wagtail $wagtail …"
    mkdir -p var
    .venv/bin/python -m venv --clear "$venv"
    pip="$venv/bin/python -m pip --disable-pip-version-check --no-input install -qq"
    $pip --require-hashes -r requirements.txt -r requirements-dev.txt
    $pip --upgrade-strategy only-if-needed "wagtail==$wagtail"
    printf '%s\n' "$wanted" > "$venv/installed"
fi
"$venv/bin/python" -c 'import django, wagtail
print("Django", django.__version__, "· Wagtail", wagtail.__version__)'
exec "$venv/bin/python" -m pytest "$@"
