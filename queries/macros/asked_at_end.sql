-- The same of how a course ended and what became of it. To be read once case_facts is there.
create or replace macro asked_of_end(end_reason) as
list_concat(
    list_transform(
        [
            'completed', 'employment', 'education', 'flexjob', 'subsidised_job', 'internship', 'other_offer',
            'early_retirement', 'moved', 'leave', 'illness', 'imprisoned', 'withdrew', 'no_benefit',
            'caseworker_decision', 'died', 'other'
        ],
        lambda reason: {'figure_id': 'exit_' || reason || '_share', 'is_counted': end_reason = reason}
    ),
    [
        {'figure_id': 'job_or_education_share', 'is_counted': end_reason in ('employment', 'education', 'flexjob')},
        {'figure_id': 'job_or_education_strict_share', 'is_counted': end_reason in ('employment', 'education')}
    ]
);

create or replace macro asked_of_placed(data_to) as table
    with placed as (
        select
            case_id,
            ended_on,
            unnest([
                {'months': 3, 'is_retained': retained_3_months},
                {'months': 6, 'is_retained': retained_6_months}
            ], recursive := true)
        from case_facts
        where
            end_reason in ('employment', 'education', 'flexjob')
            and in_scope(municipality_code, programme, ended_on)
    )

    select
        case_id,
        unnest([
            {'figure_id': 'retained_' || months || '_months_share', 'is_counted': is_retained},
            {'figure_id': 'retained_' || months || '_months_known_share', 'is_counted': is_retained is not null}
        ], recursive := true)
    from placed
    where ended_on + to_months(months) <= data_to;

create or replace macro asked_of_wish() as table
    select
        case_id,
        unnest([
            {
                'figure_id': 'job_or_education_wish_' || if(mentor_wish_met, 'met', 'not_met') || '_share',
                'is_counted': end_reason in ('employment', 'education', 'flexjob')
            },
            {
                'figure_id': 'withdrew_wish_' || if(mentor_wish_met, 'met', 'not_met') || '_share',
                'is_counted': end_reason = 'withdrew'
            }
        ], recursive := true)
    from case_facts
    where
        mentor_wish_met is not null
        and in_scope(municipality_code, programme, ended_on);

create or replace macro asked_of_needing(data_to, horizon_months, counted_reasons, always_wait) as table
    with needing as (
        select
            case_facts.*,
            unnest(list_filter(
                [
                    if(need_misuse, 'misuse', null), if(need_diagnosis, 'diagnosis', null), if(need_debt, 'debt', null),
                    if(need_housing, 'housing', null), if(need_crime, 'crime', null), if(need_gang, 'gang', null)
                ],
                lambda need: need is not null
            )) as need
        from case_facts
    )

    select
        case_id,
        'completed_need_' || need || '_share' as figure_id,
        if(
            is_old_enough(started_on, data_to, horizon_months, always_wait),
            is_completed_by(phases_completed_on, end_reason, counted_reasons),
            null
        ) as is_counted
    from needing
    where in_scope(municipality_code, programme, started_on)
    union all
    select
        case_id,
        'job_or_education_need_' || need || '_share' as figure_id,
        end_reason in ('employment', 'education', 'flexjob') as is_counted
    from needing
    where in_scope(municipality_code, programme, ended_on)
    union all
    select case_id, 'withdrew_need_' || need || '_share' as figure_id, end_reason = 'withdrew' as is_counted
    from needing
    where in_scope(municipality_code, programme, ended_on);
