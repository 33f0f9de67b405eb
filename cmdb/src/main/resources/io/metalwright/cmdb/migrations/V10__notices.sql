create table subscription (
    name varchar(63) not null primary key,
    description varchar(1000),
    channel_json longtext not null,
    interest_json longtext not null,
    enabled boolean not null,
    created_at bigint not null,
    updated_at bigint not null
) default charset = utf8mb4 collate = utf8mb4_bin;

create table delivery (
    id varchar(40) not null primary key,
    subscription varchar(63) not null,
    occasion varchar(255) not null,
    topic varchar(255) not null,
    run varchar(64),
    event varchar(20) not null,
    body longtext not null,
    state varchar(20) not null,
    attempts int not null,
    answer varchar(255),
    trouble varchar(1000),
    created_at bigint not null,
    updated_at bigint not null,
    constraint delivery_occasion_once unique (subscription, occasion)
) default charset = utf8mb4 collate = utf8mb4_bin;

create index delivery_by_topic on delivery (subscription, topic, created_at);
create index delivery_by_state on delivery (state, created_at);
