-- What is told of every machine at once, without reading all of its sensors again.
alter table machine_health add column hottest double;
alter table machine_health add column inlet double;
