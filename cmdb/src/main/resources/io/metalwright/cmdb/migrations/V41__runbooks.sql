create table runbook (
    name varchar(63) not null primary key,
    description varchar(1000),
    steps longtext not null,
    created_at bigint not null,
    updated_at bigint not null
) default charset = utf8mb4 collate = utf8mb4_bin;
