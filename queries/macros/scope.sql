-- What a row is asked about the scope; one row more or less decides every figure, so it stands here alone.
-- The scope is four variables: municipality, programme, period_from, period_to; null is everything.
-- Both ends of the period are in it; what has no day (a course not ended, a questionnaire not
-- answered) is in no period.
create or replace macro of_municipality(code) as
getvariable('municipality') is null or code is not distinct from getvariable('municipality');

create or replace macro of_programme(code) as
getvariable('programme') is null or code is not distinct from getvariable('programme');

create or replace macro in_period(day) as
day is not null
and day between coalesce(getvariable('period_from')::date, '-infinity')
and coalesce(getvariable('period_to')::date, 'infinity');

create or replace macro overlaps_period(first_day, last_day) as
first_day <= coalesce(getvariable('period_to')::date, 'infinity')
and last_day >= coalesce(getvariable('period_from')::date, '-infinity');

create or replace macro in_scope(municipality_code, programme, day) as
of_municipality(municipality_code) and of_programme(programme) and in_period(day);
