-- One row per citizen's id and day in $dated that stands where a course's should, of citizens with
-- several courses, each of which begins when the one before has ended: the course that was under way that day, or the
-- last before it (ours), and how both may be shown. An id that is also a course's own is that course's, unless it was
-- numbered_ids that gave it.
with courses as (
    select
        bare_id(citizen_id) as bare,
        case_id,
        started_on,
        row_number() over of_citizen as nth,
        lead(started_on) over of_citizen as next_on,
        coalesce(lag(ended_on) over of_citizen <= started_on, false) as is_after
    from staged_cases
    where citizen_id is not null and case_id is not null and not _is_blank
    window of_citizen as (partition by bare_id(citizen_id) order by started_on, _part, _row)
),

several as (
    select * from courses
    qualify count(*) over (partition by bare) > 1 and bool_and(nth = 1 or is_after) over (partition by bare)
),

-- a number alone is a citizen's whose letters in front of it were left out, where nobody goes by a number alone
called as (
    select bare as called, bare from several
    union
    select regexp_extract(bare, '[0-9]+$'), any_value(bare)
    from courses
    where regexp_full_match(bare, '[a-zæøå]+[0-9]+')
    group by all
    having
        count(distinct bare) = 1
        and not exists (select 1 from courses as other where regexp_full_match(other.bare, '[0-9]+'))
),

delivered as (
    select distinct
        case_id,
        day
    from query_table($dated)
    where
        not _is_blank
        and (
            case_id not in (select case_id from staged_cases where case_id is not null)
            or case_id in (select theirs from numbered_ids)
        )
)

select
    delivered.case_id as theirs,
    delivered.day,
    several.case_id as ours,
    wordless_id(delivered.case_id) || ' → ' || wordless_id(several.case_id) as shown
from delivered
inner join called on bare_id(delivered.case_id) = called.called
inner join several on called.bare = several.bare
where
    delivered.day < coalesce(several.next_on, 'infinity')
    and (delivered.day >= several.started_on or several.nth = 1)
order by all
