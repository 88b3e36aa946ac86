-- The same of what courses go through: phases, meetings and activities. To be read once the tables are there.
create or replace macro asked_of_flow() as table
    with moved as (
        select
            *,
            left_on is not null and next_phase is null as is_left,
            case
                when left_for in ('employment', 'education', 'flexjob') then 'job_or_education'
                when left_for = 'completed' then 'completed'
                when left_for in ('withdrew', 'no_benefit', 'caseworker_decision') then 'broken_off'
                else 'other'
            end as reason
        from phases
        where in_scope(municipality_code, programme, started_on)
    )

    select
        case_id,
        unnest(list_filter(
            [
                'flow_' || phase || '_entered_count',
                if(left_on is null, 'flow_' || phase || '_open_count', null),
                if(is_left, 'flow_' || phase || '_left_count', null),
                if(is_left, 'flow_' || phase || '_left_' || reason || '_count', null),
                if(next_phase is not null, 'flow_' || phase || '_moved_on_count', null),
                if(phase = 'klar' and next_phase <> 'parat', 'flow_parat_skipped_count', null),
                if(phase in ('klar', 'parat') and next_phase = 'completed', 'flow_start_skipped_count', null),
                if(next_phase = 'completed', 'flow_completed_count', null)
            ],
            lambda id: id is not null
        )) as figure_id
    from moved;

create or replace macro asked_of_meetings() as table
    with overlapping as (
        select case_id, started_on, last_on
        from case_facts
        where
            of_municipality(municipality_code) and of_programme(programme) and overlaps_period(started_on, last_on)
    ),

    met as (
        select distinct documents.case_id, documents.party
        from documents
        inner join overlapping on documents.case_id = overlapping.case_id
        where
            documents.kind = 'cooperation_meeting'
            and documents.done_on between overlapping.started_on and overlapping.last_on
            and in_period(documents.done_on)
    )

    select
        overlapping.case_id,
        'cooperation_meeting_' || parties.party || '_share' as figure_id,
        met.case_id is not null as is_counted
    from overlapping
    cross join (select unnest(['internal', 'external', 'interdisciplinary']) as party) as parties
    left join met on overlapping.case_id = met.case_id and parties.party = met.party;
