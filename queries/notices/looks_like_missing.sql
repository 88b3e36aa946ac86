-- One row per column: values no course or contact has, as 999 where somebody did not know.
-- 99 minutes or months there may be; not many, with hardly a 97, 98, 101 or 102 beside them.
with suspects as (
    select
        'cases' as table_name,
        unnest([
            {'column_name': 'months_on_benefit_before', 'n': count(*) filter (where months_on_benefit_before >= 600)},
            {'column_name': 'months_on_benefit_before', 'n': if(
                count(*) filter (where months_on_benefit_before = 99)
                > 2 + 2 * count(*) filter (where months_on_benefit_before in (97, 98, 101, 102)),
                count(*) filter (where months_on_benefit_before = 99), 0
            )},
            {'column_name': 'granted_hours_per_week', 'n': count(*) filter (where granted_hours_per_week >= 77)},
            {'column_name': 'birth_year', 'n': count(*) filter (where birth_year = 1900)}
        ], recursive := true)
    from cases
    union all
    select
        'contacts' as table_name,
        unnest([
            {'column_name': 'minutes', 'n': count(*) filter (where minutes in (777, 888, 999))},
            {'column_name': 'minutes', 'n': if(
                count(*) filter (where minutes = 99)
                > 2 + 2 * count(*) filter (where minutes in (97, 98, 101, 102)),
                count(*) filter (where minutes = 99), 0
            )}
        ], recursive := true)
    from contacts
)

select table_name, column_name, sum(n)::bigint as n
from suspects
group by table_name, column_name
order by table_name, column_name
