#!/bin/bash
# A data folder out of a backup, verified before it gets its name. Logins and links are not brought
# back: what was ended or revoked since the backup would be open again.
#   restore.sh BACKUP DATA AGE-IDENTITY
# Run as root, it gives the folder to the containers' user and groups (OWNER=10001, LINKS=10003).
# DASHBOARD is how to run the commands on the folder DASHBOARD_DATA; python -m dashboard if not given.
set -euo pipefail
umask 007
backup=$1 data=$2 identity=$3
draft=$data.restoring
test ! -e "$data" || { echo "$data is there already; move it away first" >&2; exit 1; }
test ! -e "$draft" || { echo "$draft is left by an earlier attempt; remove it first" >&2; exit 1; }
mkdir "$draft"
age --decrypt --identity "$identity" "$backup" | tar --extract --preserve-permissions --directory "$draft"
rm -f "$draft/access/sign_ins.jsonl"
chmod 2770 "$draft/ledger" && find "$draft/ledger" -type f -exec chmod 660 {} + # both apps write there

if [ "$(id -u)" = 0 ]; then # who verifies it is the containers' user and not root
    chown -hR "${OWNER:-10001}:${OWNER:-10001}" "$draft"
    for part in ledger editions; do
        if [ -e "$draft/$part" ]; then chown -hR "${OWNER:-10001}:${LINKS:-10003}" "$draft/$part"; fi
    done
fi

export DASHBOARD_DATA=$draft DASHBOARD_LEDGER= # the one that came back, and no other
run=${DASHBOARD:-python -m dashboard}
$run figures --format json >/dev/null # reads and verifies every byte of the current snapshot
if [ -e "$draft/ledger/ledger.db" ]; then $run link revoke --all >/dev/null; fi
mv "$draft" "$data"
echo "$data"
