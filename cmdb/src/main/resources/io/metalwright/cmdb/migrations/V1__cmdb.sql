-- Runs unchanged on H2 in MySQL mode and on MySQL/MariaDB. Instants are milliseconds since 1970 in UTC: DATETIME and TIMESTAMP are read
-- differently by different drivers, time zones and summer times. JSON is longtext, since H2 hands a JSON column back as bytes.

create table site (
    name varchar(31) not null primary key,
    description varchar(1000),
    created_at bigint not null
) default charset = utf8mb4 collate = utf8mb4_bin;

insert into site (name, description, created_at) values ('default', 'The site that is there from the start', 0);

create table segment (
    name varchar(63) not null primary key,
    site varchar(31) not null,
    definition longtext not null,
    updated_at bigint not null,
    constraint segment_site_exists foreign key (site) references site (name)
) default charset = utf8mb4 collate = utf8mb4_bin;

create table machine (
    id varchar(34) not null primary key,
    name varchar(255) not null,
    site varchar(31) not null,
    state varchar(20) not null,
    state_reason varchar(2000),
    serial varchar(255),
    uuid varchar(64),
    manufacturer varchar(255),
    product varchar(255),
    macs varchar(4000) not null,
    boot_address varchar(15),
    address varchar(15),
    hostname varchar(255),
    image varchar(255),
    os varchar(255),
    boot_mode varchar(10),
    tags longtext not null,
    bmc_protocol varchar(20),
    bmc_address varchar(255),
    bmc_port int,
    bmc_user varchar(255),
    bmc_password varchar(130),
    hw_cores int,
    hw_memory_bytes bigint,
    hw_disks int,
    hw_disk_bytes bigint,
    created_at bigint not null,
    updated_at bigint not null,
    constraint machine_name_once unique (name),
    constraint machine_site_exists foreign key (site) references site (name)
) default charset = utf8mb4 collate = utf8mb4_bin;

create index machine_by_state on machine (state);
create index machine_by_creation on machine (created_at);

create table machine_mac (
    mac varchar(17) not null primary key,
    machine varchar(34) not null,
    place int not null,
    constraint machine_mac_of foreign key (machine) references machine (id) on delete cascade
) default charset = utf8mb4 collate = utf8mb4_bin;

create table machine_hardware (
    machine varchar(34) not null primary key,
    report longtext not null,
    collected_at bigint not null,
    constraint machine_hardware_of foreign key (machine) references machine (id) on delete cascade
) default charset = utf8mb4 collate = utf8mb4_bin;

create table address_lease (
    site varchar(31) not null,
    address varchar(15) not null,
    purpose varchar(10) not null,
    machine varchar(34) not null,
    run varchar(64),
    held_at bigint not null,
    primary key (site, address),
    constraint address_lease_of foreign key (machine) references machine (id) on delete cascade
) default charset = utf8mb4 collate = utf8mb4_bin;

-- No foreign key to machine: the history of a machine outlives its record.
create table run (
    id varchar(64) not null primary key,
    workflow_id varchar(255) not null,
    kind varchar(20) not null,
    machine varchar(34),
    machine_name varchar(255),
    site varchar(31),
    state varchar(20) not null,
    step varchar(64),
    outcome varchar(4000),
    plan_hash varchar(64),
    requested_by varchar(255),
    spec longtext,
    details longtext not null,
    log_lines bigint not null,
    revision bigint not null,
    started_at bigint not null,
    ended_at bigint,
    updated_at bigint not null
) default charset = utf8mb4 collate = utf8mb4_bin;

create index run_by_start on run (started_at);
create index run_by_machine on run (machine, started_at);
create index run_by_state on run (state);

create table run_log (
    run varchar(64) not null,
    line bigint not null,
    written_at bigint not null,
    step varchar(64),
    who varchar(255),
    words longtext not null,
    primary key (run, line)
) default charset = utf8mb4 collate = utf8mb4_bin;

create table run_plan (
    run varchar(64) not null primary key,
    machine varchar(34) not null,
    plan longtext not null,
    made_at bigint not null
) default charset = utf8mb4 collate = utf8mb4_bin;

create table image (
    name varchar(255) not null primary key,
    digest varchar(64),
    size_bytes bigint not null,
    data_bytes bigint not null,
    stored_bytes bigint not null,
    chunks int not null,
    format varchar(20),
    source varchar(2000),
    state varchar(20) not null,
    error varchar(4000),
    created_at bigint not null,
    updated_at bigint not null
) default charset = utf8mb4 collate = utf8mb4_bin;

create table os_template (
    name varchar(63) not null primary key,
    description varchar(1000),
    spec longtext not null,
    created_at bigint not null,
    updated_at bigint not null
) default charset = utf8mb4 collate = utf8mb4_bin;

create table hardware_profile (
    name varchar(63) not null primary key,
    description varchar(1000),
    spec longtext not null,
    created_at bigint not null,
    updated_at bigint not null
) default charset = utf8mb4 collate = utf8mb4_bin;

create table access_token (
    id varchar(40) not null primary key,
    name varchar(255) not null,
    role varchar(20) not null,
    token_sum varchar(64) not null,
    created_at bigint not null,
    used_at bigint,
    constraint access_token_sum_once unique (token_sum),
    constraint access_token_name_once unique (name)
) default charset = utf8mb4 collate = utf8mb4_bin;

create table user_account (
    name varchar(63) not null primary key,
    role varchar(20) not null,
    email varchar(255),
    created_at bigint not null
) default charset = utf8mb4 collate = utf8mb4_bin;

create table audit (
    id bigint not null auto_increment primary key,
    happened_at bigint not null,
    who varchar(255) not null,
    action varchar(255) not null,
    target varchar(1000),
    detail varchar(4000)
) default charset = utf8mb4 collate = utf8mb4_bin;

create index audit_by_time on audit (happened_at);

create table secret (
    name varchar(130) not null primary key,
    key_id varchar(16) not null,
    sealed longtext not null,
    created_at bigint not null
) default charset = utf8mb4 collate = utf8mb4_bin;

create table idempotent_answer (
    who varchar(64) not null,
    idempotency_key varchar(200) not null,
    request_sum varchar(64) not null,
    answer_status int,
    sealed_answer longtext,
    created_at bigint not null,
    primary key (who, idempotency_key)
) default charset = utf8mb4 collate = utf8mb4_bin;
