create table machine_capability (
    machine varchar(34) not null,
    name varchar(63) not null,
    place int not null,
    words varchar(255) not null,
    primary key (machine, name, place),
    constraint machine_capability_of foreign key (machine) references machine (id) on delete cascade
) default charset = utf8mb4 collate = utf8mb4_bin;

create index machine_capability_by_name on machine_capability (name);
