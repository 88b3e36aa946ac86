-- One row per contact inside its course, as ones and zeros to be summed over any period.
-- A view, never a table: contact_months sums it, and partial months of a period are read from it.
-- Contacts before the start or after the last day of the course are in no figure.
-- phase: the one the course was in that day, its first day included; null once all are completed.
-- $data_to: the last day of open courses.
with inside as (
    select
        contacts.*,
        phase_on(contacts.contacted_at::date, cases.phase_2_on, cases.phase_3_on, cases.phases_completed_on) as phase
    from contacts
    inner join cases on contacts.case_id = cases.case_id
    where contacts.contacted_at::date between cases.started_on and coalesce(cases.ended_on, $data_to::date)
),

flagged as (
    select
        case_id,
        contacted_at::date as contacted_on,
        phase,
        outcome = 'held' as is_held,
        channel = 'meeting' and outcome = 'held' as is_held_meeting,
        channel = 'meeting' and outcome = 'no_show' as is_no_show_meeting,
        hour(contacted_at) as hour_of_day,
        isodow(contacted_at) >= 6 as is_weekend,
        if(outcome = 'held', channel, null) as channel,
        minutes,
        if(outcome = 'held', topic, null) as topic
    from inside
)

select
    case_id,
    contacted_on,
    phase,
    is_held::integer as count_held,
    (is_held and minutes is not null)::integer as count_held_with_minutes,
    if(is_held, coalesce(minutes, 0), 0)::double as held_minutes,
    is_held_meeting::integer as count_held_meetings,
    is_no_show_meeting::integer as count_no_show_meetings,
    (is_held_meeting and hour_of_day < 12)::integer as count_morning_meetings,
    (is_held_meeting and hour_of_day >= 12 and hour_of_day < 17)::integer as count_midday_meetings,
    (is_held_meeting and hour_of_day >= 17)::integer as count_evening_meetings,
    (is_held_meeting and is_weekend)::integer as count_weekend_meetings,
    coalesce(channel = 'phone', false)::integer as count_channel_phone,
    coalesce(channel = 'text', false)::integer as count_channel_text,
    coalesce(channel = 'email', false)::integer as count_channel_email,
    coalesce(channel = 'video', false)::integer as count_channel_video,
    coalesce(channel = 'other', false)::integer as count_channel_other,
    (topic is not null)::integer as count_with_topic,
    coalesce(topic = 'daily_structure', false)::integer as count_topic_daily_structure,
    coalesce(topic = 'economy', false)::integer as count_topic_economy,
    coalesce(topic = 'housing', false)::integer as count_topic_housing,
    coalesce(topic = 'health', false)::integer as count_topic_health,
    coalesce(topic = 'social', false)::integer as count_topic_social,
    coalesce(topic = 'family', false)::integer as count_topic_family,
    coalesce(topic = 'authorities', false)::integer as count_topic_authorities,
    coalesce(topic = 'employment', false)::integer as count_topic_employment,
    coalesce(topic = 'education', false)::integer as count_topic_education,
    coalesce(topic = 'leisure', false)::integer as count_topic_leisure,
    coalesce(topic = 'other', false)::integer as count_topic_other
from flagged
