-- One row per answer given in the period (k gave it, n answered the question) and per summary of
-- answers. Citizens' satisfaction; coping as citizens and mentors see it; the cooperation
-- as caseworkers see it. An answer nobody gave is missing, and has the n of its family.
with answered as (
    select item, answer, instrument, respondent, sum(given) as given
    from answers
    where
        answer is not null
        and (
            (instrument = 'satisfaction' and respondent = 'citizen')
            or (instrument = 'coping' and respondent in ('citizen', 'mentor'))
            or (instrument = 'partner' and respondent = 'caseworker')
        )
        and in_scope(municipality_code, programme, answered_on)
    group by item, answer, instrument, respondent
),

summarised as (
    select item as family, 'satisfaction_' || item || '_' || answer as figure_id, true as is_counted, given
    from answered
    where instrument = 'satisfaction'
    union all
    select item as family, 'partner_' || item || '_' || answer as figure_id, true as is_counted, given
    from answered
    where instrument = 'partner'
    union all
    select
        'unwanted' as family,
        'mentor_unwanted_share' as figure_id,
        answer in ('not_satisfied', 'unnecessary') as is_counted,
        given
    from answered
    where item = 'assignment'
    union all
    select
        'good_chemistry' as family,
        'chemistry_good_share' as figure_id,
        answer in ('very_good', 'good') as is_counted,
        given
    from answered
    where item = 'chemistry'
    union all
    select respondent as family, 'coping_better_' || respondent as figure_id, answer = 'yes' as is_counted, given
    from answered
    where instrument = 'coping' and answer in ('yes', 'no')
    union all
    select
        respondent || '_of_all' as family,
        'coping_better_' || respondent || '_of_all' as figure_id,
        answer = 'yes' as is_counted,
        given
    from answered
    where instrument = 'coping'
)

select
    family,
    figure_id,
    coalesce(sum(given) filter (where is_counted), 0)::bigint as k,
    (sum(sum(given)) over (partition by family))::bigint as n
from summarised
group by family, figure_id
order by family, figure_id
