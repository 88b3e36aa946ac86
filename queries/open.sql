-- Opens the current snapshot in a DuckDB 2 shell, from the project's root: .read queries/open.sql
-- Then any query file runs by itself, e.g. .read queries/exits.sql, and its $parameters are
-- variables: set variable municipality = '0360';
set variable data = coalesce(getvariable('data'), 'data');
set variable folder = $data || '/snapshots/snap-' || (
    select trim(content, chr(10)) from read_text($data || '/snapshots/current')
);
set variable data_to = (select data_to::date from read_json($folder || '/manifest.json'));
set variable agreed = (select settings from read_json($folder || '/manifest.json'));
set variable contact_tally = (select content from read_text('queries/derived/contact_tally.sql'));

set variable municipality = null::varchar;
set variable programme = null::varchar;
set variable period_from = null::date;
set variable period_to = null::date;
set variable case_id = null::varchar;
set variable first_only = false;
set variable by_quarter = false;
set variable always_wait = false;
set variable most_points = 300;
set variable figure = 'criterion_completed';
set variable wanted = null::varchar[];
set variable unit = null::varchar;
set variable horizon_months = ($agreed).horizon_months;
set variable counted_reasons = ($agreed).counted_reasons;
set variable charges_complete_to = ($agreed).charges_complete_to::date;
set variable progress_basis = ($agreed).progress_basis;
set variable event_grace_days = ($agreed).event_grace_days;
set variable threshold = ($agreed).wheel_threshold_points;
set variable follow_up_no_contact_days = ($agreed).follow_up_no_contact_days;
set variable follow_up_no_shows = ($agreed).follow_up_no_shows;
set variable follow_up_goals_days = ($agreed).follow_up_goals_days;
set variable follow_up_document_days = ($agreed).follow_up_document_days;
set variable follow_up_wheel_days = ($agreed).follow_up_wheel_days;
set variable absent = (
    select
        list_concat(
            absent,
            list_filter(['contacts', 'survey_results'], lambda name: json_extract(rows, name) = 0)
        )
    from read_json($folder || '/manifest.json', columns = {absent: 'varchar[]', rows: 'json'})
);
set variable thresholds = [($agreed).wheel_threshold_points, 1.2, 1.7, 2.1];

-- noqa: disable=PRS
.read queries/macros/scope.sql
.read queries/macros/outcomes.sql
-- noqa: enable=all

create or replace view cases as select * from read_parquet($folder || '/cases.parquet');
create or replace view contacts as select * from read_parquet($folder || '/contacts.parquet');
create or replace view survey_results as select * from read_parquet($folder || '/survey_results.parquet');
create or replace view documents as select * from read_parquet($folder || '/documents.parquet');
create or replace view activities as select * from read_parquet($folder || '/activities.parquet');
create or replace view comments as select * from read_parquet($folder || '/comments.parquet');
create or replace view contact_tally as select * from query($contact_tally);
create or replace view contact_months as select * from read_parquet($folder || '/contact_months.parquet');
create or replace view contact_phases as select * from read_parquet($folder || '/contact_phases.parquet');
create or replace view phases as select * from read_parquet($folder || '/phases.parquet');
create or replace view valid_wheels as select * from read_parquet($folder || '/valid_wheels.parquet');
create or replace view wheels as select * from read_parquet($folder || '/wheels.parquet');
create or replace view retests as select * from read_parquet($folder || '/retests.parquet');
create or replace view wheel_rounds as select * from read_parquet($folder || '/wheel_rounds.parquet');
create or replace view wheel_pairs as select * from read_parquet($folder || '/wheel_pairs.parquet');
create or replace view case_facts as select * from read_parquet($folder || '/case_facts.parquet');
create or replace view follow_up_facts as select * from read_parquet($folder || '/follow_up_facts.parquet');
create or replace view follow_up_reasons as select * from read_parquet($folder || '/follow_up_reasons.parquet');
create or replace view responses as select * from read_parquet($folder || '/responses.parquet');
create or replace view answers as select * from read_parquet($folder || '/answers.parquet');
create or replace view coping_answers as select * from read_parquet($folder || '/coping_answers.parquet');

-- noqa: disable=PRS
.read queries/macros/cohort.sql
.read queries/macros/asked_at_start.sql
.read queries/macros/asked_at_end.sql
.read queries/macros/asked_under_way.sql
-- noqa: enable=all
