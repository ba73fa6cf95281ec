CREATE TRIGGER credit_transfers_keep_update BEFORE UPDATE ON credit_transfers BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER credit_transfers_keep_delete BEFORE DELETE ON credit_transfers BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER credit_entries_keep_update BEFORE UPDATE ON credit_entries BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER credit_entries_keep_delete BEFORE DELETE ON credit_entries BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
