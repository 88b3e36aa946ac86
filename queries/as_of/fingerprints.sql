-- One row per municipality with a course: a hash of every row that is known of it (a sum, so that
-- equal changes do not cancel). The same hash, the same figures.
with of_cases as (
    select
        cases.municipality_code,
        sum(md5_number_lower(cases::varchar)::hugeint) as seen,
        count(*) as count_rows
    from cases
    group by cases.municipality_code
),

of_contacts as (
    select
        cases.municipality_code,
        sum(md5_number_lower(contact_months::varchar)::hugeint) as seen
    from contact_months
    inner join cases on contact_months.case_id = cases.case_id
    group by cases.municipality_code
),

of_answers as (
    select
        responses.municipality_code,
        sum(md5_number_lower(survey_results::varchar)::hugeint) as seen,
        count(*) as count_rows
    from survey_results
    inner join responses on survey_results.response_id = responses.response_id
    group by responses.municipality_code
)

select
    of_cases.municipality_code,
    md5(concat_ws(
        '/', of_cases.seen, of_cases.count_rows, of_contacts.seen, of_answers.seen, of_answers.count_rows
    )) as fingerprint
from of_cases
left join of_contacts on of_cases.municipality_code = of_contacts.municipality_code
left join of_answers on of_cases.municipality_code = of_answers.municipality_code
order by of_cases.municipality_code
