-- Which BMCs send their events to us, and to which of a site's doors, or why they do not. It outlives its machine, until the BMC is told to stop.
create table event_subscription (
    id bigint not null auto_increment primary key,
    machine varchar(34) not null,
    site varchar(64) not null,
    address varchar(255) not null,
    port int not null,
    bmc_user varchar(255) not null,
    bmc_password varchar(128) not null,
    link varchar(1000),
    destination varchar(300) not null,
    door varchar(255) not null,
    since bigint not null,
    trouble varchar(1000),
    ending_since bigint,
    constraint event_subscription_once unique (machine, address, port)
) default charset = utf8mb4 collate = utf8mb4_bin;

-- Where workers take events, for as long as they say so again and again.
create table event_door (
    door varchar(255) not null primary key,
    site varchar(64) not null,
    open_until bigint not null
) default charset = utf8mb4 collate = utf8mb4_bin;
