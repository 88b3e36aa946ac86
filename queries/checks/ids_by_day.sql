-- One row per citizen's id, day and phase in $dated that stands where the id of one of several_courses should: the
-- course that was under way that day, or the last before it, or the first (ours); of a form for a start or a closing
-- the one that began or ended nearest to it. Shown: both, unless the id is a name. What is a course's own id, however
-- it is spelt, is that course's, unless it stands for the first of several.
with own as (
    select distinct bare_id(case_id) as bare
    from staged_cases
    where case_id is not null and not _is_blank
),

-- a number alone is a citizen's whose letters in front of it were left out, where nobody goes by a number alone
called as (
    select bare as called, bare, bool_or(is_number) as is_number
    from several_courses
    group by bare
    union
    select regexp_extract(bare, '[0-9]+$') as called, any_value(bare), bool_or(is_number)
    from (
        select distinct bare_id(staged_cases.citizen_id) as bare, coalesce(is_number, false) as is_number
        from staged_cases
        left join several_courses on bare_id(staged_cases.citizen_id) = several_courses.bare
    )
    where regexp_full_match(bare, '[a-zæøå]+[0-9]+')
    group by called
    having
        count(distinct bare) = 1
        and not exists (select 1 from staged_cases where regexp_full_match(bare_id(citizen_id), '[0-9]+'))
),

ids as (
    select case_id as theirs, bare_id(case_id) as bare
    from (select distinct case_id from query_table($dated) where case_id is not null and not _is_blank)
),

meant as (
    select ids.theirs, called.bare
    from ids
    inner join called on ids.bare = called.called
    where
        called.bare in (select bare from several_courses)
        and (called.is_number or ids.bare not in (select bare from own))
),

delivered as (
    select distinct
        meant.theirs,
        meant.bare,
        dated.day,
        dated.phase
    from query_table($dated) as dated
    inner join meant on dated.case_id = meant.theirs
    where dated.day is not null
)

select
    delivered.theirs,
    delivered.day,
    delivered.phase,
    several_courses.case_id as ours,
    if(
        regexp_matches(delivered.theirs, '[0-9]'),
        wordless_id(delivered.theirs) || ' → ' || wordless_id(several_courses.case_id), null
    ) as shown
from delivered
inner join several_courses on delivered.bare = several_courses.bare
qualify
    row_number() over (
        partition by delivered.theirs, delivered.day, delivered.phase
        order by
            case delivered.phase
                when 'start' then abs(several_courses.started_on - delivered.day)
                when 'closing' then abs(coalesce(several_courses.ended_on, date '9999-12-31') - delivered.day)
                else 0
            end,
            several_courses.started_on > delivered.day,
            abs(several_courses.started_on - delivered.day)
    ) = 1
