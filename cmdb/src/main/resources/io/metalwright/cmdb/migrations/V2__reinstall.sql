-- What a machine was deployed from, so that it can be installed again.
alter table run_plan add column spec longtext;
alter table run_plan add column deployed_at bigint;

create index run_plan_by_machine on run_plan (machine, deployed_at);
