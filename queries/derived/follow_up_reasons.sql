-- One row per open course and reason why someone should act, with the day it is counted from: of what was agreed
-- to be done within a time the day that time was up.
-- place: the most pressing reason first. times: the no-shows; kinds: of each paper overdue, the one that has waited
-- longest first; phase: the one without a wheel.
-- The limits are those agreed when the snapshot was published. $absent: columns (table.column) and
-- tables that were not delivered; what needs one of them is no reason to act.
with overdue as (
    -- of each course the papers that are missing: a later one of the same kind makes up for an earlier
    select
        late.case_id,
        min(late.due_on) as since,
        list(late.kind order by late.due_on, late.kind) as kinds
    from documents as late
    anti join documents as done
        on
            late.case_id = done.case_id and late.kind = done.kind
            and done.done_on is not null
            and (late.document_id = done.document_id or coalesce(done.due_on, done.done_on) > late.due_on)
    where $data_to::date - late.due_on >= $follow_up_document_days
    group by late.case_id
),

reasons as (
    select case_id, 'no_shows' as reason, 1 as place, no_shows_since as since
    from follow_up_facts
    where count_no_shows >= $follow_up_no_shows and not list_contains($absent::varchar[], 'contacts')
    union all
    select case_id, 'no_contact' as reason, 2 as place, coalesce(last_held_on, started_on) as since
    from follow_up_facts
    where
        $data_to::date - coalesce(last_held_on, started_on) >= $follow_up_no_contact_days
        and not list_contains($absent::varchar[], 'contacts')
    union all
    select case_id, 'charged_open' as reason, 3 as place, charged_on as since
    from follow_up_facts
    where charged_on is not null
    union all
    select case_id, 'goals_missing' as reason, 4 as place, started_on + $follow_up_goals_days as since
    from follow_up_facts
    where
        goals_agreed_on is null
        and $data_to::date - started_on >= $follow_up_goals_days
        and not list_contains($absent::varchar[], 'cases.goals_agreed_on')
    union all
    select case_id, 'wheel_missing' as reason, 5 as place, phase_began_on + $follow_up_wheel_days as since
    from follow_up_facts
    where
        not has_wheel
        and $data_to::date - phase_began_on >= $follow_up_wheel_days
        and not list_has_any(
            $absent::varchar[],
            [
                'survey_results', 'survey_results.score', 'survey_results.answered_on', 'cases.phase_2_on',
                'cases.phase_3_on'
            ]
        )
    union all
    select case_id, 'document_overdue' as reason, 6 as place, since
    from overdue
    where not list_contains($absent::varchar[], 'documents.done_on')
    union all
    select case_id, 'over_horizon' as reason, 7 as place, (started_on + to_months($horizon_months))::date as since
    from follow_up_facts
    where started_on <= ($data_to::date - to_months($horizon_months))::date
)

select
    follow_up_facts.case_id,
    follow_up_facts.municipality_code,
    follow_up_facts.programme,
    follow_up_facts.mentor_id,
    follow_up_facts.started_on,
    reasons.reason,
    reasons.place,
    reasons.since,
    ($data_to::date - reasons.since)::integer as days,
    if(reasons.reason = 'no_shows', follow_up_facts.count_no_shows, null) as times,
    if(reasons.reason = 'document_overdue', overdue.kinds, null) as kinds,
    if(reasons.reason = 'wheel_missing', follow_up_facts.phase, null) as phase
from reasons
inner join follow_up_facts on reasons.case_id = follow_up_facts.case_id
left join overdue on reasons.case_id = overdue.case_id
where not list_contains($absent::varchar[], 'cases.ended_on')
order by follow_up_facts.case_id, reasons.place
