-- One row per id of a course in $staged that is not in cases as it stands there: the one it is but for how it is
-- spelt, or but for the letters in front of its number where no course goes by a number alone (ours; null: none, or
-- more than one), and how both may be shown: without words, which may be a person's name. A list kept by citizen has
-- the citizen's id where the course's should be: it is that citizen's course, where there is one alone (of_citizen).
-- What no recipe describes is a register's, and may have lost zeros alone.
with known as (
    select distinct case_id, if($by_people, bare_id(case_id), bare_number(case_id)) as bare
    from staged_cases
    where case_id is not null and not _is_blank
),

by_spelling as (
    select bare, any_value(case_id) as case_id
    from known
    group by bare
    having count(*) = 1
),

by_number as (
    select regexp_extract(bare, '[0-9]+$') as number, any_value(case_id) as case_id
    from known
    where
        $by_people and regexp_full_match(bare, '[a-zæøå]+[0-9]+')
        and not exists (select 1 from known as other where regexp_full_match(other.bare, '[0-9]+'))
    group by number
    having count(*) = 1
),

by_citizen as (
    select bare_id(citizen_id) as bare, any_value(case_id) as case_id
    from staged_cases
    where $by_people and citizen_id is not null and case_id is not null and not _is_blank
    group by bare
    having count(distinct case_id) = 1
),

lost as (
    select distinct case_id, if($by_people, bare_id(case_id), bare_number(case_id)) as bare
    from query_table($staged)
    where
        case_id is not null and not is_cut(case_id) and not _is_blank
        and case_id not in (select case_id from known)
)

select
    lost.case_id as theirs,
    coalesce(by_spelling.case_id, by_citizen.case_id, by_number.case_id) as ours,
    wordless_id(lost.case_id) || ' → '
    || wordless_id(coalesce(by_spelling.case_id, by_citizen.case_id, by_number.case_id)) as shown,
    by_spelling.case_id is null and by_citizen.case_id is not null as of_citizen
from lost
left join by_spelling on lost.bare = by_spelling.bare
left join by_citizen on lost.bare = by_citizen.bare
left join by_number on lost.bare = by_number.number
order by lost.case_id
