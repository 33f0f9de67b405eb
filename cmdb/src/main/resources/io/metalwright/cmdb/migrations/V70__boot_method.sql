-- How BootOS comes to a machine; null: from the network.
alter table machine add column boot_method varchar(20);
