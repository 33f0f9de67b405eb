create table alert_rule (
    name varchar(63) not null primary key,
    description varchar(1000),
    condition_json longtext not null,
    severity varchar(10) not null,
    enabled boolean not null
) default charset = utf8mb4 collate = utf8mb4_bin;

insert into alert_rule (name, description, condition_json, severity, enabled) values
    ('sensor-critical', 'A sensor is past a critical threshold, or tells a failure.',
        '{"type":"sensor-health","health":"critical"}', 'critical', true),
    ('sensor-warning', 'A sensor is past a warning threshold, or tells that something is amiss.',
        '{"type":"sensor-health","health":"warning"}', 'warning', true),
    ('chassis-fault', 'The chassis tells that power, a drive, or cooling failed, or that it was opened.',
        '{"type":"chassis-fault"}', 'critical', true),
    ('bmc-silent', 'The BMC has not answered for a quarter of an hour.',
        '{"type":"bmc-silent","minutes":15}', 'warning', true),
    ('event-critical', 'The BMC told a critical event.',
        '{"type":"event","severity":"critical"}', 'critical', true);

create table alert_override (
    machine varchar(34) not null,
    rule varchar(63) not null,
    subject varchar(255) not null,
    told longtext not null,
    primary key (machine, rule, subject),
    constraint alert_override_of foreign key (machine) references machine (id) on delete cascade
) default charset = utf8mb4 collate = utf8mb4_bin;

-- cleared_at is 0 as long as it holds, so that one rule has one open alert about one thing.
create table alert (
    id bigint not null auto_increment primary key,
    machine varchar(34) not null,
    rule varchar(63) not null,
    subject varchar(255) not null,
    severity varchar(10) not null,
    words varchar(1000) not null,
    muted boolean not null,
    announced boolean not null,
    raised_at bigint not null,
    cleared_at bigint not null,
    cleared_by varchar(255),
    constraint alert_once unique (machine, rule, subject, cleared_at),
    constraint alert_of foreign key (machine) references machine (id) on delete cascade
) default charset = utf8mb4 collate = utf8mb4_bin;

create index alert_by_time on alert (cleared_at, raised_at);
