#!/bin/bash
# Once a month: publishes what the register has written, and writes the files that are handed out. Mails nothing.
#   monthly.sh EXPORT FOLDER      (as the user who publishes, in the project's folder; DASHBOARD_DATA as for the app)
# Exit code 0: all is written. 1: the month is not written, said on stderr why. 3: all is written, and a promise has
# turned to the wrong side since the snapshot before; the sentence stands on stderr and in verdicts.txt.
set -euo pipefail
umask 077
export_folder=$1 folder=$2
dashboard() { .venv/bin/python -m dashboard "$@"; }
month=$(date +%Y-%m)
mkdir -p "$folder"
draft=$(mktemp -d "$folder/$month.XXXXXX") # a month is there whole, or as it was
trap 'rm -rf "$draft"' EXIT

dashboard publish "$export_folder" >"$draft/snapshot.txt"
turned=0 # at once: it is told of the snapshot before, whatever fails afterwards
dashboard verdicts >"$draft/verdicts.txt" 2>"$draft/turned.txt" || turned=$?
tee -a "$draft/verdicts.txt" <"$draft/turned.txt" >&2
rm "$draft/turned.txt"
[ "$turned" = 0 ] || [ "$turned" = 3 ] || exit "$turned"
dashboard report annual --year "${YEAR:-$(date -d "$(date +%Y-%m-01) -1 day" +%Y)}" --out "$draft/annual.pdf"
dashboard export --out "$draft/figures.xlsx"
last=$(date -d "$(date +%Y-%m-01) -3 months" +%Y-Q%q) # the last that is closed
for home in "${DASHBOARD_DATA:-data}"/editions/[0-9][0-9][0-9][0-9]; do
    code=$(basename "$home")
    # a municipality that has no report of the quarter gets none; those for the public alone, the rest is asked for
    test -d "$home/public/${QUARTER:-$last}" || continue
    dashboard report municipality "$code" --period "${QUARTER:-$last}" --out "$draft/$code.pdf"
done
rm -rf "${folder:?}/$month"
mv "$draft" "$folder/$month"
exit "$turned"
