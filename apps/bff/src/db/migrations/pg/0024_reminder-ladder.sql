CREATE TABLE "customer_reminders" (
	"id" text PRIMARY KEY NOT NULL,
	"customer_id" text NOT NULL,
	"step" text NOT NULL,
	"owner_id" text NOT NULL,
	"silent_since" bigint NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "reminder_step" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "reminded_at" bigint;--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "remind_at" bigint;--> statement-breakpoint
CREATE UNIQUE INDEX "customer_reminders_step" ON "customer_reminders" USING btree ("customer_id","silent_since","step");--> statement-breakpoint
CREATE INDEX "customers_remind" ON "customers" USING btree ("remind_at");--> statement-breakpoint
CREATE INDEX "customers_reminded" ON "customers" USING btree ("reminder_step");