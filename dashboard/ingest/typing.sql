-- The one place where text becomes a value. Every macro gives null where the text is not
-- such a value; `staging` tells a fault from an empty cell by comparing with the text.
-- Run once on the connection that reads an export, which has plain_text() and the variable
-- cpr_pattern from Python (plain_text.py, cpr.py): what is the same spelling, what is a person's
-- number, is said in one place.
-- A macro repeats what it is given wherever it names it; where that is much and may be given to another macro, a
-- lambda takes it, for half a thousand copies of a cell take seconds to plan.

-- Bytes that are no text (a key or a picture in a column of ours or not) are shown as what they are.
create macro bytes_cell(b) as coalesce(try(decode(b)), b::varchar);

-- Text as it is compared. Nearly all text is so already, and is found to be by its ends and its
-- length; only what normalising might change is handed to Python, which is a hundred times slower.
create macro plain(x) as
case
    when
        strlen(x) = length(x) and x >= '!'
        and not (suffix(x, ' ') or suffix(x, chr(9)) or suffix(x, chr(10)) or suffix(x, chr(13)))
        then x
    when regexp_matches(x, '[^\x00-\x7F¡-§©«¬®°±¶·»¿-ÿ–—‘’“”„•€]') then plain_text(x)
    else trim(x, chr(32) || chr(9) || chr(10) || chr(13))
end;

-- An empty cell: nothing, or what R, pandas and SQL print for null.
create macro cell(x) as case when x not in ('', 'NA', 'NULL', 'NaN') then x end;

-- The last of a column up to a row of its sheet or file that is not null.
create macro from_above(x, part, nth) as
last_value(x ignore nulls) over (
    partition by part order by nth rows between unbounded preceding and current row
);

-- What is no text to Excel. A time is kept as a fraction of a day, a hair off: 16:59:59.997 is 17:00.
-- Of a number of more than 15 digits it has lost the last, whether or not it shows it so.
create macro excel_cell(x) as
case
    when regexp_full_match(x, '[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]+')
        then date_trunc('second', try_cast(x as timestamp) + interval 500 milliseconds)::varchar
    when regexp_full_match(x, '-?[0-9]{16,}') then printf('%.14E', try_cast(x as double))
    else x
end;

-- An error of a spreadsheet, in English or Danish, also where it was saved as text.
create macro is_error_cell(x) as
(starts_with(x, '#') and regexp_full_match(x, '#([A-ZÆØÅ_/0]+[!?]|N/A|I/T|GETTING_DATA)'))
or (starts_with(x, 'Err:') and regexp_full_match(x, 'Err:5[0-9]{2}'));

-- A long number as a spreadsheet shows it (1,23457E+15) once its last digits are gone.
create macro is_cut(x) as contains(x, '+') and regexp_full_match(x, '[0-9]+([.,][0-9]*)?[eE]\+[0-9]+');

-- An id without words behind its number or before its letters: KG17 Nadia, KG17 Bo and Nadia KG17 are KG17, and 12 AB
-- is another than 12 A.
create macro wordless_id(x) as regexp_replace(
    regexp_replace(x, '^(.*[0-9]) +([a-zæøåéüöäA-ZÆØÅÉÜÖÄ]{3,}|[A-ZÆØÅÉÜÖÄ][a-zæøåéüöä])[^0-9]*$', '\1'),
    '^[A-ZÆØÅÉÜÖÄ][a-zæøåéüöä]+ +([a-zæøåA-ZÆØÅ]+-?[0-9].*)$', '\1'
);

-- An id as it is compared: KG 17, kg-17 and KG017 are KG17, and S25 14 is S25-14; without the ".0" of pandas.
-- Between digits a hyphen tells numbers apart. One without a digit is no number of anybody's, and stands.
create macro bare_id(x) as
case
    when not regexp_matches(x, '[0-9]') then x
    else regexp_replace(
        regexp_replace(
            regexp_replace(
                regexp_replace(lower(wordless_id(x)), '\.0+$', ''), '^([a-zæøå]+)[ _-]+([0-9])', '\1\2'
            ),
            '([0-9]) *[-_/ ] *([0-9])', '\1-\2', 'g'
        ),
        '^([a-zæøå]*)0+([0-9])', '\1\2'
    )
end;

-- An id without the zeros in front and the ".0" behind that a spreadsheet or pandas may take or give, alone.
create macro bare_number(x) as
case
    when regexp_full_match(x, '[0-9]+(\.0+)?') then regexp_replace(regexp_replace(x, '\.0+$', ''), '^0+([0-9])', '\1')
    else x
end;

-- A whole float is the whole number it stands for: pandas writes 3.0 where Excel shows 3.
create macro float_cell(x) as
case
    when isnan(x) then null
    when x = floor(x) and abs(x) < 9e15 then x::bigint::varchar
    else x::varchar
end;

-- Whether a plain text holds something like a CPR number.
create macro is_cpr_like(x) as length(x) >= 10 and regexp_matches(x, getvariable('cpr_pattern'));

create macro has_zone(x) as
regexp_full_match(
    x, '[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?(Z|[+-][0-9]{2}(:?[0-9]{2})?)'
);

-- Danish local time; a time of another zone is the same instant on a Danish clock.
create macro as_timestamp(x) as
case
    when regexp_full_match(x, '[0-9]{4}-[0-9]{2}-[0-9]{2}([ T][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?)?')
        then try_cast(x as timestamp)
    when has_zone(x) then try_cast(x as timestamptz) at time zone 'Europe/Copenhagen'
end;

-- strptime reads 17.02.25 by %Y as the year 25, which is another format's where one has two digits.
create macro of_four_digits(t) as list_transform([t], lambda time: case when year(time) > 99 then time end)[1];

-- A timestamp is a date only at midnight: any other time of day would be thrown away.
create macro midnight(t) as
list_transform([t], lambda time: case when time = date_trunc('day', time) then time::date end)[1];
create macro day_of(t) as t::date;

create macro as_number(x) as
case when regexp_full_match(x, '[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?') then try_cast(x as double) end;

create macro whole(x) as case when x = floor(x) and abs(x) < 9e15 then x::bigint end;
create macro as_integer(x) as whole(as_number(x));

-- A CPR number written as a number: the leading zero of days 1-9 lost, or a float as somebody prints it.
-- printf and not lpad, which cuts a longer number short.
create macro is_cpr_number(x) as
regexp_full_match(x, '[+-]?[0-9]+([.,][0-9]*)?([eE][+-]?[0-9]+)?')
and coalesce(is_cpr_like(printf('%010d', abs(as_integer(replace(x, ',', '.'))))), false);

create macro as_boolean(x) as
case
    when lower(x) in ('true', '1', '1.0', 'ja', 'sand') then true
    when lower(x) in ('false', '0', '0.0', 'nej', 'falsk') then false
end;

-- 360 is 0360 with its zero lost; whether the code is an official one is a separate question.
-- A name (Ishøj, Ishøj Kommune) is the code of the variable `municipalities`.
create macro as_municipality(x) as
case
    when regexp_full_match(x, '[1-9][0-9]{2}(\.0+)?') then '0' || x[1:3]
    when regexp_full_match(x, '[0-9]{4}') then x
    else getvariable('municipalities')[regexp_replace(lower(x), '\s+', ' ', 'g')]
end;

create macro is_code(x) as x >= '0' and x < ':';

-- Their decimal comma; a point is accepted too (Excel cells), unless it groups thousands.
create macro from_decimal_comma(x) as
case when not regexp_full_match(x, '[+-]?[0-9]{1,3}(\.[0-9]{3})+(,[0-9]*)?') then replace(x, ',', '.') end;

-- Thousands parted by a point: 1.200, which as decimals is hardly ever written so.
create macro is_grouped(x) as
case when length(x) >= 5 then regexp_full_match(x, '[+-]?[1-9][0-9]{0,2}(\.[0-9]{3})+(,[0-9]*)?') else false end;

-- A number without what parts its thousands, where that stands between groups of three.
create macro ungrouped(x, mark) as
case
    when
        regexp_full_match(
            x, '[+-]?[0-9]{1,3}(' || regexp_escape(mark) || '[0-9]{3})+([' || replace('.,', mark, '') || '][0-9]*)?'
        )
        then replace(x, mark, '')
    else x
end;

-- Whether a text begins with a word: Sum is not the beginning of Sumaya.
create macro begins_with(x, word) as
starts_with(x, word) and not regexp_full_match(x[length(word) + 1:length(word) + 1], '[a-zæøå]');

-- A word as words for nothing are compared: also a date that Excel gives a midnight.
create macro word(x) as lower(regexp_replace(x, ' 00:00:00$', ''));

create macro note(key, column_name) as {'key': key, 'column_name': column_name};

-- How a day was read, and whether its number could be that of a month.
create macro day_read(is_text, d) as
concat(case when is_text then 'text' else 'real' end, case when day(d) <= 12 then '_early' else '_late' end);

create macro fault(column_name, rule, found) as
{'column_name': column_name, 'rule': rule, 'found': left(found, 60)};

-- The days and months of a date in Danish words as strptime knows them. A zone's letters after a time are
-- left out: whoever writes a time on a form in Denmark means a Danish clock.
create macro in_english(x) as
array_to_string(
    list_transform(
        regexp_extract_all(
            regexp_replace(lower(x), '\s+((ce|ee)s?t|(gmt|utc)\+0?[12](:?00)?)$', ''), '[a-zæøå]+|[^a-zæøå]+'
        ),
        lambda word: coalesce(
            [
                'january', 'february', 'march', 'may', 'june', 'july', 'october', 'oct', 'sep', 'mar',
                'monday', 'mon', 'tuesday', 'tue', 'tue', 'wednesday', 'wed', 'thursday', 'thu', 'thu',
                'friday', 'fri', 'saturday', 'sat', 'sunday', 'sun'
            ][list_position(
                [
                    'januar', 'februar', 'marts', 'maj', 'juni', 'juli', 'oktober', 'okt', 'sept', 'mrt',
                    'mandag', 'man', 'tirsdag', 'tirs', 'tir', 'onsdag', 'ons', 'torsdag', 'tors', 'tor',
                    'fredag', 'fre', 'lørdag', 'lør', 'søndag', 'søn'
                ],
                word
            )],
            word
        )
    ),
    ''
);

-- A day and a month, perhaps a time of day, and nothing that says of which year: 6/2, d. 6/2, 6. februar 10:15.
create macro lacks_year(x) as
regexp_full_match(
    lower(x),
    '(d\. ?|den )?(0?[1-9]|[12][0-9]|3[01])(/(0?[1-9]|1[0-2])|\.? (jan|feb|mar|apr|ma[jy]|jun|jul|aug|sep|o[kc]t|nov'
    || '|dec)[a-z]*\.?)( (kl\. ?)?[0-9]{1,2}[:.][0-9]{2}(:[0-9]{2})?)?'
);

-- A day as spreadsheets count them, where a date was saved as the number behind it.
create macro from_serial(x) as
case
    when as_number(x) between 20000 and 80000
        then date_trunc(
            'second', timestamp '1899-12-30' + to_seconds(as_number(x) * 86400) + interval 500 milliseconds
        )
end;

-- A duration in minutes: 1:30, a time of Excel's, 1,5 t, 1 t 30 min, 90 min; a number alone is in $unit.
create macro as_minutes(x, unit) as
case
    when regexp_full_match(x, '((1899-12-3[01]|1900-01-0[01]) )?[0-9]{1,3}:[0-5][0-9](:[0-5][0-9])?')
        then
            split_part(regexp_replace(x, '^\S+ ', ''), ':', 1)::double * 60
            + split_part(regexp_replace(x, '^\S+ ', ''), ':', 2)::double
            + coalesce(try_cast(split_part(x, ':', 3) as double), 0) / 60
    when regexp_full_match(lower(x), '[0-9]+ ?(t|timer?|h|hours?)\.?( og)? ?[0-9]+ ?(m|min|minut|minutter|minutes)?\.?')
        then
            regexp_extract(x, '^[0-9]+')::double * 60
            + regexp_extract(x, '([0-9]+)[^0-9]*$', 1)::double
    when regexp_full_match(lower(x), '[0-9]+([.,][0-9]+)? ?(t|timer?|h|hours?)\.?')
        then replace(regexp_extract(x, '^[0-9.,]+'), ',', '.')::double * 60
    when regexp_full_match(lower(x), '[0-9]+([.,][0-9]+)? ?(m|min|minut|minutter|minutes?)\.?')
        then replace(regexp_extract(x, '^[0-9.,]+'), ',', '.')::double
    when regexp_full_match(lower(x), '([0-9]* ?(½|1⁄2)|([0-9]+ )?1/2|en halv) ?(t|timer?)\.?')
        then coalesce(try_cast(regexp_extract(x, '^([0-9]+) ?(½|1⁄2|1/2)', 1) as double), 0) * 60 + 30
    when regexp_full_match(lower(x), '(et|[0-9]) kvarter(er)?')
        then 15 * coalesce(try_cast(x[1:1] as double), 1)
    when unit = 'days' then round(as_number(from_decimal_comma(x)) * 86400) / 60
    else as_number(from_decimal_comma(x)) * case unit when 'hours' then 60 when 'minutes' then 1 end
end;

-- Hours granted a week, where they are durations: 2 t, 5 timer/uge, 90 min; a number alone is in $unit.
create macro as_hours(x, unit) as
as_minutes(regexp_replace(lower(x), ' ?(/|pr\.?|om) ?(ugen?|u)\.?$', ''), unit) / 60;

-- A year of birth of two digits behind an apostrophe ('90), where only one can be somebody's of fifteen or more.
create macro as_short_year(x, this_year) as
case
    when not regexp_full_match(x, '[''’‘`´][0-9]{2}') then null
    when 2000 + x[2:]::integer > this_year then 1900 + x[2:]::integer
    when 2000 + x[2:]::integer <= this_year - 15 then 2000 + x[2:]::integer
end;

-- A number without capitals and leading zeros, each blank or dash in it one dash.
create macro divided_id(x) as regexp_replace(
    regexp_replace(lower(x), '[\s\p{Z}\p{Pd}−_]+', '-', 'g'), '(^|[^0-9])0+([0-9])', '\1\2', 'g'
);

-- A number with a running number behind it (B-107-2) without that (B-107); empty of any other.
create macro before_running_number(x) as regexp_extract(x, '^(.*[0-9])[-/._ ]+\(?[2-9]\)?$', 1);

-- Two numbers where one should be: 5-6, 5 til 6, 5/6.
create macro is_two_numbers(x) as
regexp_full_match(lower(x), '[0-9]+([.,][0-9]+)? ?(-|–|—|/|til|eller|og) ?[0-9]+([.,][0-9]+)?');

-- The day of a cell that holds one, and the time of one that holds a time: Excel keeps a time as one of the
-- last day of 1899, and a day as its midnight. Of "10.00-11.30" the first time.
create macro day_or_time(x) as
list_transform(
    [x],
    lambda cell: case
        when regexp_full_match(cell, '[0-9]{4}-[0-9]{2}-[0-9]{2} 00:00:00') then cell[:10]
        when regexp_full_match(cell, '1899-12-3[01] [0-9]{2}:[0-9]{2}:[0-9]{2}') then cell[12:]
        when regexp_full_match(lower(cell), '(kl\.? ?)?[0-9]{1,2}[.:][0-9]{2}( ?(-|–|til) ?[0-9]{1,2}[.:][0-9]{2})?')
            then lpad(replace(regexp_extract(cell, '[0-9]{1,2}[.:][0-9]{2}'), '.', ':'), 5, '0')
        else cell
    end
)[1];

-- The minutes of a time of day since midnight, also of 9 (o'clock) and 930; none of 25 and 975.
create macro clock(x) as
list_transform(
    [x],
    lambda hour: case
        when regexp_full_match(hour, '([01]?[0-9]|2[0-4])') then hour::double * 60
        when regexp_full_match(hour, '([01]?[0-9]|2[0-3])[0-5][0-9]')
            then floor(hour::double / 100) * 60 + hour::double % 100
        when contains(hour, ':') then as_minutes(hour, 'minutes')
    end
)[1];

-- The minutes from one time of day to another, past midnight too; as text. What is no time, or lies half a day or
-- more apart, stands as it is.
create macro minutes_between(one, other) as
coalesce(
    list_transform(
        [(clock(other) - clock(one) + 1440) % 1440], lambda minutes: case when minutes < 720 then minutes end
    )[1]::varchar,
    one || '-' || other
);

-- The last time of "10.00-11.30"; what holds one time, or none, stands as it is.
create macro last_time(x) as
case
    when regexp_full_match(lower(x), '(kl\.? ?)?[0-9]{1,2}[.:][0-9]{2} ?(-|–|til) ?[0-9]{1,2}[.:][0-9]{2}')
        then regexp_extract(x, '[0-9]{1,2}[.:][0-9]{2}$')
    else x
end;

-- The headings of an object of JSON and where each stands: its keys, and of an object within it `outer.inner`.
create macro paths_of(json) as
flatten(list_transform(
    json_keys(json),
    lambda k: case
        when json_type(json, '$."' || k || '"') = 'OBJECT'
            then list_transform(
                json_keys(json, '$."' || k || '"'),
                lambda i: {'key': k || '.' || i, 'path': '$."' || k || '"."' || i || '"'}
            )
        else [{'key': k, 'path': '$."' || k || '"'}]
    end
));
