-- One row per answer whose questionnaire disagrees with itself on anything but the answers,
-- and per column on which it does. An empty cell beside a filled one is a disagreement too.
with questionnaires as (
    select
        response_id,
        unnest([
            {'column_name': 'instrument', 'differs': min(coalesce(instrument, '')) < max(coalesce(instrument, ''))},
            {'column_name': 'respondent', 'differs': min(coalesce(respondent, '')) < max(coalesce(respondent, ''))},
            {'column_name': 'case_id', 'differs': min(coalesce(case_id, '')) < max(coalesce(case_id, ''))},
            {
                'column_name': 'municipality_code',
                'differs': min(coalesce(municipality_code, '')) < max(coalesce(municipality_code, ''))
            },
            {'column_name': 'phase', 'differs': min(coalesce(phase, '')) < max(coalesce(phase, ''))},
            {
                'column_name': 'invited_on',
                'differs': min(coalesce(invited_on, 'epoch'::date)) < max(coalesce(invited_on, 'epoch'::date))
            },
            {
                'column_name': 'answered_on',
                'differs': min(coalesce(answered_on, 'epoch'::date)) < max(coalesce(answered_on, 'epoch'::date))
            }
        ], recursive := true)
    from survey_results
    where response_id is not null
    group by response_id
),

disagreeing as (
    select response_id, column_name
    from questionnaires
    where differs
)

select
    survey_results._part,
    survey_results._row,
    disagreeing.column_name,
    'not_constant' as rule,
    survey_results.response_id as found
from survey_results
inner join disagreeing on survey_results.response_id = disagreeing.response_id
