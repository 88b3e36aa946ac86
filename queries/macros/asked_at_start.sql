-- What figures ask of a single course: the figure, and is_counted, which is null where it is not known.
-- Shares are counted from these answers, and the list of the courses behind a count is made of them.
-- To be read once case_facts is there.
create or replace macro asked_who(age, gender, benefit, readiness) as
list_concat(
    list_transform(
        [('under_25', -999, 24), ('25_29', 25, 29), ('30_39', 30, 39), ('40_49', 40, 49), ('50_plus', 50, 999)],
        lambda band: {'figure_id': 'age_' || band[1] || '_share', 'is_counted': age between band[2] and band[3]}
    ),
    list_transform(
        ['female', 'male', 'other'],
        lambda code: {'figure_id': 'gender_' || code || '_share', 'is_counted': gender = code}
    ),
    list_transform(
        ['kontanthjaelp', 'uddannelseshjaelp', 'ressourceforloeb', 'sygedagpenge', 'other', 'none'],
        lambda code: {'figure_id': 'benefit_' || code || '_share', 'is_counted': benefit = code}
    ),
    list_transform(
        ['job_ready', 'education_ready', 'activity_ready'],
        lambda code: {'figure_id': 'readiness_' || code || '_share', 'is_counted': readiness = code}
    )
);

create or replace macro asked_of_started(data_to) as table
    select
        case_id,
        unnest([
            {'figure_id': 'need_misuse_share', 'is_counted': need_misuse},
            {'figure_id': 'need_diagnosis_share', 'is_counted': need_diagnosis},
            {'figure_id': 'need_debt_share', 'is_counted': need_debt},
            {'figure_id': 'need_housing_share', 'is_counted': need_housing},
            {'figure_id': 'need_crime_share', 'is_counted': need_crime},
            {'figure_id': 'need_gang_share', 'is_counted': need_gang},
            {'figure_id': 'mentor_task_social_share', 'is_counted': mentor_task = 'social'},
            {'figure_id': 'mentor_task_participation_share', 'is_counted': mentor_task = 'participation'},
            {'figure_id': 'mentor_task_workplace_share', 'is_counted': mentor_task = 'workplace'},
            {
                'figure_id': 'order_complete_share',
                'is_counted': not list_contains(
                    [
                        citizen_gender is null, birth_year is null, mentor_task is null,
                        need_misuse is null, need_diagnosis is null, need_debt is null, need_housing is null,
                        need_crime is null, need_gang is null
                    ],
                    true
                )
            },
            {'figure_id': 'same_gender_share', 'is_counted': mentor_gender = citizen_gender},
            -- no date means that nothing was agreed, and that is known
            {'figure_id': 'roles_agreed_share', 'is_counted': coalesce(roles_agreed_on <= data_to, false)},
            {
                'figure_id': 'first_contact_within_7_days_share',
                'is_counted': if(started_on + 7 > data_to, null, coalesce(first_held_on - started_on <= 7, false))
            },
            {'figure_id': 'goals_agreed_share', 'is_counted': goals_agreed_on is not null},
            {'figure_id': 'mentor_wish_met_share', 'is_counted': mentor_wish_met},
            {'figure_id': 'life_wheel_two_wheels_share', 'is_counted': common_domains is not null},
            {'figure_id': 'life_wheel_one_wheel_share', 'is_counted': has_wheel and common_domains is null},
            {'figure_id': 'life_wheel_no_wheel_share', 'is_counted': not has_wheel},
            {'figure_id': 'referral_within_7_days_share', 'is_counted': started_on - referred_on <= 7},
            {'figure_id': 'referral_within_14_days_share', 'is_counted': started_on - referred_on <= 14},
            {'figure_id': 'referral_within_28_days_share', 'is_counted': started_on - referred_on <= 28}
        ], recursive := true)
    from case_facts
    where in_scope(municipality_code, programme, started_on);
