-- Until now there was one key, by which all secrets were sealed too.
alter table idempotent_answer add column key_id varchar(16);
update idempotent_answer set key_id = (select min(key_id) from secret);
delete from idempotent_answer where key_id is null;
