CREATE TABLE "customer_pool_views" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"customer_id" text NOT NULL,
	"day" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "customer_rules" (
	"id" text PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"rules" jsonb NOT NULL,
	"updated_by" text NOT NULL,
	"updated_at" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "recycle_at" bigint;--> statement-breakpoint
CREATE UNIQUE INDEX "customer_pool_views_day" ON "customer_pool_views" USING btree ("account_id","day","customer_id");--> statement-breakpoint
CREATE INDEX "customers_recycle" ON "customers" USING btree ("recycle_at");