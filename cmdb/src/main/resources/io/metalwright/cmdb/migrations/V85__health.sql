-- What a machine's BMC last told, and when it is asked again: whoever of the site's workers moves due_at asks it.
create table machine_health (
    machine varchar(34) not null primary key,
    due_at bigint not null,
    health varchar(10) not null,
    power varchar(10),
    silent_since bigint,
    told longtext not null,
    event_log_mark varchar(255),
    constraint machine_health_of foreign key (machine) references machine (id) on delete cascade
) default charset = utf8mb4 collate = utf8mb4_bin;

create index machine_health_by_due on machine_health (due_at);

-- Each once, however often it is read: by the log's own number for it and the BMC's time, 0 where it had none.
create table machine_event (
    id bigint not null auto_increment primary key,
    machine varchar(34) not null,
    source varchar(10) not null,
    entry varchar(100) not null,
    happened_at bigint not null,
    seen_at bigint not null,
    sensor varchar(255),
    type varchar(255) not null,
    words varchar(1000) not null,
    asserted boolean not null,
    severity varchar(10) not null,
    detail varchar(1000),
    constraint machine_event_once unique (machine, source, entry, happened_at),
    constraint machine_event_of foreign key (machine) references machine (id) on delete cascade
) default charset = utf8mb4 collate = utf8mb4_bin;
