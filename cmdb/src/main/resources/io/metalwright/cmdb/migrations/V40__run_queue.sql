-- Runs that wait until those before them on the same machine are over.
create table queued_run (
    id varchar(40) not null primary key,
    machine varchar(34) not null,
    place bigint not null,
    kind varchar(20) not null,
    spec longtext not null,
    summary varchar(1000) not null,
    secrets longtext not null,
    plan_hash varchar(64),
    requested_by varchar(255) not null,
    state varchar(20) not null,
    run varchar(64),
    trouble varchar(2000),
    asked_at bigint not null,
    updated_at bigint not null,
    constraint queued_run_of foreign key (machine) references machine (id) on delete cascade
) default charset = utf8mb4 collate = utf8mb4_bin;

create index queued_run_by_machine on queued_run (machine, place);
create index queued_run_by_state on queued_run (state, updated_at);
