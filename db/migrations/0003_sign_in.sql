-- The demo's logins are public: sign-in has to know which company is the demo's.
grant select (is_demo) on companies to cater_auth;
--> statement-breakpoint
-- Whose password changed signs in anew, as whoever was disabled does already.
create function users_end_sessions() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if new.password_hash is distinct from old.password_hash then
    new.epoch := greatest(new.epoch, old.epoch + 1);
  end if;
  return new;
end
$$;
--> statement-breakpoint
revoke all on function users_end_sessions() from public;
--> statement-breakpoint
create trigger users_end_sessions before update on users for each row execute function users_end_sessions();
--> statement-breakpoint
-- The hourly sweep finds what has run out without reading the whole table.
create index rate_limits_resets_at on rate_limits (resets_at);
--> statement-breakpoint
create index sessions_expires_at on sessions (expires_at);
