CREATE TABLE "customer_edits" (
	"id" text PRIMARY KEY NOT NULL,
	"customer_id" text NOT NULL,
	"changes" jsonb NOT NULL,
	"by_id" text NOT NULL,
	"client_id" text,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "customer_follow_ups" ADD COLUMN "client_id" text;--> statement-breakpoint
ALTER TABLE "customer_follow_ups" ADD COLUMN "written_at" bigint;--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "client_id" text;--> statement-breakpoint
CREATE UNIQUE INDEX "customer_edits_client" ON "customer_edits" USING btree ("by_id","client_id");--> statement-breakpoint
CREATE INDEX "customer_edits_customer" ON "customer_edits" USING btree ("customer_id","created_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "customer_follow_ups_client" ON "customer_follow_ups" USING btree ("created_by","client_id");--> statement-breakpoint
CREATE UNIQUE INDEX "customers_client" ON "customers" USING btree ("created_by","client_id");