create table machine_out_of_band (
    machine varchar(34) not null primary key,
    report longtext not null,
    collected_at bigint not null,
    constraint machine_out_of_band_of foreign key (machine) references machine (id) on delete cascade
) default charset = utf8mb4 collate = utf8mb4_bin;

create table hardware_change (
    machine varchar(34) not null,
    seen_at bigint not null,
    source varchar(20) not null,
    place int not null,
    line varchar(1000) not null,
    primary key (machine, seen_at, source, place),
    constraint hardware_change_of foreign key (machine) references machine (id) on delete cascade
) default charset = utf8mb4 collate = utf8mb4_bin;
