create table boot_configuration (
    name varchar(63) not null primary key,
    site varchar(31) not null,
    definition longtext not null,
    updated_at bigint not null,
    constraint boot_configuration_site_exists foreign key (site) references site (name)
) default charset = utf8mb4 collate = utf8mb4_bin;
