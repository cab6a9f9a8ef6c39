-- What stands on a company's paper, beside its name, address and contact: everybody of the company may read it, managers set it.
alter table companies
  add column tax_number text constraint companies_tax_number_length check (length(btrim(tax_number)) between 1 and 60),
  add column document_footer text constraint companies_document_footer_length check (length(btrim(document_footer)) between 1 and 300),
  add column payment_instructions text constraint companies_payment_instructions_length check (length(btrim(payment_instructions)) between 1 and 1000),
  add column paper_size text not null default 'a4' constraint companies_paper_size_known check (paper_size in ('a4', 'letter'));
grant select (tax_number, document_footer, payment_instructions, paper_size) on companies to cater_client, cater_staff;
