import type { TableEntry } from '../entry';

/** What was offered, billed and paid. */
export const money: Record<string, TableEntry> = {
  quotes: {
    name: 'Quotes',
    customer: 'document basis by_hand change_asked decline_reason accepted_name agreement',
    member: 'made_by',
    accounts: 'total',
    plain:
      'id company_id booking_id number status valid_until made_at sent_at seen_at change_asked_at ended_at end_reason agreement_hash occasion_quote_id paper_waits',
  },
  occasion_quotes: {
    name: 'Quotes for occasions',
    customer: 'name',
    member: 'made_by',
    plain: 'id company_id occasion_id reference made_at',
  },
  quote_papers: {
    name: 'Papers of accepted quotes',
    customer: 'pdf',
    secret: 'sha256',
    plain: 'quote_id company_id agreement_hash kept_at',
  },
  invoices: {
    name: 'Invoices and credit notes',
    customer: 'reason tax document write_off_reason',
    member: 'issued_by',
    accounts: 'net service_charge tax_total total credited written_off open reference issued_on due_on',
    plain: 'id company_id booking_id kind credits written_off_on sent_at created_at',
  },
  receipts: {
    name: 'Receipts',
    customer: 'void_reason',
    member: 'voided_by',
    accounts: 'reference issued_on',
    plain: 'id company_id voided_at created_at',
  },
  payments: {
    name: 'Payments',
    customer: 'reference reason told_by',
    member: 'recorded_by',
    accounts: 'amount',
    plain: 'id company_id booking_id method status received_at created_at receipt_id refunds',
  },
  payment_dues: {
    name: 'When money is due',
    accounts: 'amount',
    plain: 'company_id booking_id due_on event_at earliest',
  },
  paper_links: {
    name: 'Links to papers',
    customer: 'opened_at revoked_at',
    member: 'made_by revoked_by',
    plain:
      'id company_id invoice_id receipt_id customer_id quote_id occasion_quote_id occasion_id way made_at opens',
  },
  write_offs: {
    name: 'Write-offs',
    customer: 'reason note',
    member: 'asked_by decided_by',
    accounts: 'amount',
    plain: 'id company_id invoice_id state asked_at asked_alone decided_at',
  },
  checkouts: {
    name: 'Online payments',
    customer: 'address failure trouble held_why held_note',
    member: 'opened_by_user',
    accounts: 'amount came',
    plain:
      'id company_id booking_id purpose currency reference state opened_by opened_at started_at provider_id method paid_at payment_id held_end held_ended_at dispute_over asks asked_at next_ask_at',
  },
  checkout_parts: {
    name: 'Events of online payments',
    plain: 'company_id checkout_id booking_id',
  },
  provider_events: {
    name: 'Words of payment providers',
    customer: 'reason raw',
    plain: 'id company_id identity kind reference checkout_id outcome received_at',
  },
  online_keys: {
    name: 'Keys of payment providers',
    secret: 'auth_token_sealed hint',
    plain: 'company_id provider mode saved_at',
  },
  postings: {
    name: 'Ledger',
    accounts: 'id company_id kind source_id booking_id day created_at',
  },
  posting_lines: {
    name: 'Lines of the ledger',
    accounts: 'company_id posting_id position account part amount booking_id',
  },
  account_codes: {
    name: 'Codes of accounts',
    plain: 'company_id account part code',
  },
  cash_counts: {
    name: 'Counts of the cash box',
    customer: 'note',
    member: 'counted_by',
    accounts: 'expected counted',
    plain: 'id company_id day created_at',
  },
  exchange_rates: {
    name: 'Exchange rates',
    plain: 'id company_id currency rate valid_from created_at',
  },
  tax_profiles: {
    name: 'Taxes',
    plain: 'id company_id name valid_from created_at',
  },
  tax_components: {
    name: 'Parts of taxes',
    plain: 'id company_id profile_id position code name rate compound',
  },
};
