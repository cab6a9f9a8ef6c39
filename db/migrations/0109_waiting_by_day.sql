-- Changes that wait to be folded are looked for by the days that a figure is of: whoever asks for a month reads those of the month.
create index stat_deltas_day on stat_deltas (company_id, fact, day);
drop index stat_deltas_company;
