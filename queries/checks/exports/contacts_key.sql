-- One row per contact whose contact_id stands in more than one row.
-- Hashes first: a hundred million of them fit in memory, a hundred million texts do not.
with shared_hashes as (
    select hash(contact_id) as contact_hash
    from contacts
    group by contact_hash
    having count(*) > 1
),

candidates as (
    select _part, _row, contact_id
    from contacts
    where hash(contact_id) in (select contact_hash from shared_hashes)
),

repeated as (
    select contact_id from candidates group by contact_id having count(*) > 1
)

select
    _part,
    _row,
    'contact_id' as column_name,
    'double_key' as rule,
    contact_id as found
from candidates
where contact_id in (select contact_id from repeated)
