create table bmc_refusal (
    protocol varchar(16) not null,
    address varchar(255) not null,
    port int not null,
    fingerprint varchar(64) not null,
    reason longtext not null,
    refused_at bigint not null,
    primary key (protocol, address, port, fingerprint)
) default charset = utf8mb4 collate = utf8mb4_bin;

create table bmc_mended (
    protocol varchar(16) not null,
    address varchar(255) not null,
    port int not null,
    word varchar(255) not null,
    primary key (protocol, address, port)
) default charset = utf8mb4 collate = utf8mb4_bin;
