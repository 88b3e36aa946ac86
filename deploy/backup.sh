#!/bin/bash
# One encrypted file of all that cannot be made again: snapshots, editions, ledger, settings,
# verdicts and who has looked. Run as the user who publishes.
#   backup.sh DATA FOLDER AGE-RECIPIENT      (DAYS=28: older backups in FOLDER are removed)
# A ledger in another database (DASHBOARD_LEDGER) is not in it: that has a backup of its own.
set -euo pipefail
umask 077
data=$1 folder=$(realpath "$2") recipient=$3
test -e "$data/snapshots/current" || { echo "$data: nothing is published there" >&2; exit 1; }
own=sqlite:///$(realpath "$data")/ledger/ledger.db
if [ "${DASHBOARD_LEDGER:-$own}" != "$own" ]; then
    echo "DASHBOARD_LEDGER is not $data/ledger/ledger.db: back that database up by itself, and run this without DASHBOARD_LEDGER" >&2
    exit 1
fi
work=$(mktemp -d)
target=$folder/keepgoing-$(date -u +%Y%m%dT%H%M%SZ).tar.age
trap 'rm -rf "$work" "$target.part"' EXIT

mkdir "$work/ledger"
if [ -e "$data/ledger/ledger.db" ]; then # the database's own copy: whole while others write
    python3 - "$data/ledger/ledger.db" "$work/ledger/ledger.db" <<'PYTHON'
import sqlite3, sys
source, copy = map(sqlite3.connect, sys.argv[1:])
source.backup(copy)
source.close()
copy.close()
PYTHON
fi

cd "$data"
parts=()
for part in snapshots/current snapshots/log.jsonl snapshots/snap-* editions releases settings.toml recipe.toml forord*.txt foreword*.txt noter.txt verdicts.jsonl; do
    if [ -e "$part" ]; then parts+=("$part"); fi
done
exec 9>>snapshots/lock 8>>editions.lock # made where they are missing: no backup brings them back
flock 9 && flock 8                      # nobody publishes meanwhile, and nobody writes editions
also=(ledger)
if [ -e access ]; then # the running app adds lines, which tar takes for a fault
    cp -a access "$work/access"
    also+=(access)
fi
tar --create "${parts[@]}" -C "$work" "${also[@]}" | age --recipient "$recipient" --output "$target.part"
mv "$target.part" "$target"
find "$folder" -name 'keepgoing-*.tar.age' -mtime "+${DAYS:-28}" -delete
echo "$target"
