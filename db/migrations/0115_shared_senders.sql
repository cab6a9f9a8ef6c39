-- Through whose account a code goes is known when it is made: a company that changed its sender afterwards could have read the code.
alter table sign_in_codes add column shared_as text constraint sign_in_codes_shared_as_form check (shared_as ~ '^[0-9a-f]{64}$');
