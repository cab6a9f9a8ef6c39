/** Which days are asked for is the company's clock's to say, so the database says it; `spanOf` says the same. */
export const span = `place as (
  select c.id, c.time_zone as zone, case $2::text
      when 'tomorrow' then ($3::timestamptz at time zone c.time_zone)::date + 1
      when 'today' then ($3::timestamptz at time zone c.time_zone)::date
      else coalesce($2::text::date, ($3::timestamptz at time zone c.time_zone)::date) end as day,
    ($3::timestamptz at time zone c.time_zone)::date as today
  from companies c where c.id = nullif(current_setting('app.company_id', true), '')::uuid
), days as (
  select *, case $1::text when 'month' then date_trunc('week', date_trunc('month', day::timestamp))::date
      when 'week' then date_trunc('week', day::timestamp)::date else day end as first,
    case $1::text when 'month' then 42 when 'week' then 7 when 'agenda' then 14 else 1 end as count
  from place
), span as (
  select *, first::timestamp at time zone zone as since, (first + count)::timestamp at time zone zone as until from days
)`;
