-- Invoices, credit notes, receipts and statements reach their customers by the outbox.
call know_message('paper_sent');
