-- A category shows a picture of its own, as dishes, services and packages do. A client sees that of a category that is offered.
alter table categories
  add column picture_id uuid,
  add foreign key (company_id, picture_id) references pictures (company_id, id);
create index categories_picture on categories (company_id, picture_id) where picture_id is not null;
--> statement-breakpoint
do $$
declare
  company constant text := 'company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid';
begin
  drop policy client on pictures;
  execute format('create policy client on pictures for select to cater_client using (%s and (
    exists (select from items i where i.company_id = pictures.company_id and i.picture_id = pictures.id)
    or exists (select from services s where s.company_id = pictures.company_id and s.picture_id = pictures.id)
    or exists (select from packages p where p.company_id = pictures.company_id and p.picture_id = pictures.id)
    or exists (select from categories c where c.company_id = pictures.company_id and c.picture_id = pictures.id)))', company);
end $$;
