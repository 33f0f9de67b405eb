create table console_door (
    machine varchar(64) not null primary key,
    url varchar(1000) not null,
    wanted_until bigint not null
) default charset = utf8mb4 collate = utf8mb4_bin;

create table console_ticket (
    ticket_sum varchar(64) not null primary key,
    machine varchar(64) not null,
    purpose varchar(16) not null,
    who varchar(255) not null,
    good_until bigint not null
) default charset = utf8mb4 collate = utf8mb4_bin;
