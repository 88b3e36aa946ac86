#!/bin/bash
# Once a month: publishes what the register has written, and writes the files that are handed out. Mails nothing.
#   monthly.sh EXPORT FOLDER      (as the user who publishes, in the project's folder; DASHBOARD_DATA as for the app)
# Exit code 0: all is written. 1: nothing new is published, or a file is missing, said on stderr. 3: all is written,
# and a promise has turned to the wrong side since last month; the sentence stands on stderr.
set -euo pipefail
umask 077
export_folder=$1 folder=$2
dashboard() { .venv/bin/python -m dashboard "$@"; }
month=$(date +%Y-%m)
mkdir -p "$folder/$month"

dashboard publish "$export_folder" >"$folder/$month/snapshot.txt"
dashboard report annual --year "${YEAR:-$(date +%Y)}" --out "$folder/$month/annual.pdf"
dashboard export --out "$folder/$month/figures.xlsx"
last=$(date -d "$(date +%Y-%m-01) -3 months" +%Y-Q%q) # the last that is closed
for home in "${DASHBOARD_DATA:-data}"/editions/[0-9][0-9][0-9][0-9]; do
    code=$(basename "$home")
    # a quarter that is not closed yet, or of too few, has no report: it is said, and the others are written
    dashboard report municipality "$code" --period "${QUARTER:-$last}" --out "$folder/$month/$code.pdf" || true
done
dashboard verdicts | tee "$folder/$month/verdicts.txt"
