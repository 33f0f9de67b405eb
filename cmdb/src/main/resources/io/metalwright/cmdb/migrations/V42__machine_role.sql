-- What an installed machine is for; a machine that is installed anew, or released, is plain again.
alter table machine add column role varchar(20) not null default 'plain';
