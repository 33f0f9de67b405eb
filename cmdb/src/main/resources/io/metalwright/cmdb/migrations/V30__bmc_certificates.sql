create table bmc_certificate (
    address varchar(255) not null,
    port int not null,
    certificate varchar(64) not null,
    seen_at bigint not null,
    primary key (address, port)
) default charset = utf8mb4 collate = utf8mb4_bin;
