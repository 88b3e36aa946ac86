-- A row where the contacts held inside their courses are not as many as case_facts says.
with counted as (
    select
        (
            select count(*)
            from contacts
            inner join case_facts on contacts.case_id = case_facts.case_id
            where
                contacts.outcome = 'held'
                and contacts.contacted_at::date between case_facts.started_on and case_facts.last_on
        ) as count_contacts,
        (select coalesce(sum(count_held), 0) from case_facts) as count_facts
)

select *
from counted
where count_contacts <> count_facts
