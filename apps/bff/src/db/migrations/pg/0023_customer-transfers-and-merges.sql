CREATE TABLE "customer_merges" (
	"id" text PRIMARY KEY NOT NULL,
	"survivor_id" text NOT NULL,
	"merged_id" text NOT NULL,
	"by_id" text NOT NULL,
	"snapshot" jsonb,
	"created_at" bigint NOT NULL,
	"undone_at" bigint,
	"undone_by" text
);
--> statement-breakpoint
CREATE TABLE "customer_transfers" (
	"id" text PRIMARY KEY NOT NULL,
	"customer_id" text NOT NULL,
	"asker_id" text NOT NULL,
	"state" text NOT NULL,
	"message" text,
	"answer" text,
	"answered_by" text,
	"created_at" bigint NOT NULL,
	"expires_at" bigint NOT NULL,
	"answered_at" bigint
);
--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "removed_at" bigint;--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "removed_by" text;--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "removal_reason" text;--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "merged_into" text;--> statement-breakpoint
CREATE INDEX "customer_merges_survivor" ON "customer_merges" USING btree ("survivor_id","created_at");--> statement-breakpoint
CREATE INDEX "customer_merges_merged" ON "customer_merges" USING btree ("merged_id");--> statement-breakpoint
CREATE INDEX "customer_merges_created" ON "customer_merges" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "customer_transfers_customer" ON "customer_transfers" USING btree ("customer_id","created_at");--> statement-breakpoint
CREATE INDEX "customer_transfers_asker" ON "customer_transfers" USING btree ("asker_id","created_at");--> statement-breakpoint
CREATE INDEX "customer_transfers_open" ON "customer_transfers" USING btree ("state","expires_at");--> statement-breakpoint
CREATE INDEX "customers_removed" ON "customers" USING btree ("removed_at");--> statement-breakpoint
CREATE INDEX "customers_merged" ON "customers" USING btree ("merged_into");