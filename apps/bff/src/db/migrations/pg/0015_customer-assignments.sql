CREATE TABLE "customer_assignments" (
	"id" text PRIMARY KEY NOT NULL,
	"customer_id" text NOT NULL,
	"serial" integer NOT NULL,
	"action" text NOT NULL,
	"from_id" text,
	"to_id" text,
	"by_id" text,
	"reason" text,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "customers" ALTER COLUMN "assigned_to" DROP NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "customer_assignments_customer" ON "customer_assignments" USING btree ("customer_id","serial");--> statement-breakpoint
CREATE INDEX "customers_wechat" ON "customers" USING btree ("wechat_hash");