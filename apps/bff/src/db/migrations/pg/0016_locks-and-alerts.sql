CREATE TABLE "alerts" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"reason" text NOT NULL,
	"count" integer NOT NULL,
	"since" bigint NOT NULL,
	"last_at" bigint NOT NULL,
	"closed_at" bigint
);
--> statement-breakpoint
CREATE TABLE "known_devices" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"last_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sms_numbers" (
	"phone_hash" text PRIMARY KEY NOT NULL,
	"since" bigint NOT NULL,
	"count" integer NOT NULL,
	"last_at" bigint NOT NULL
);
--> statement-breakpoint
-- Codes live five minutes: those under way are dropped, and asked for again.
DELETE FROM "sms_codes";--> statement-breakpoint
ALTER TABLE "sms_codes" DROP CONSTRAINT "sms_codes_pkey";--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "device_id" text;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "must_change_password" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "sms_codes" ADD COLUMN "id" text PRIMARY KEY NOT NULL;--> statement-breakpoint
ALTER TABLE "sms_codes" ADD COLUMN "device_hash" text NOT NULL;--> statement-breakpoint
ALTER TABLE "sms_codes" ADD COLUMN "sent" boolean NOT NULL;--> statement-breakpoint
ALTER TABLE "sms_codes" ADD COLUMN "used_at" bigint;--> statement-breakpoint
ALTER TABLE "vendor_tokens" ADD COLUMN "forced_day" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "vendor_tokens" ADD COLUMN "forced_count" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "vendor_tokens" ADD COLUMN "forced_at" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "alerts_cause" ON "alerts" USING btree ("kind","subject","reason");--> statement-breakpoint
CREATE INDEX "alerts_last" ON "alerts" USING btree ("last_at");--> statement-breakpoint
CREATE INDEX "known_devices_account" ON "known_devices" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "known_devices_last" ON "known_devices" USING btree ("last_at");--> statement-breakpoint
CREATE INDEX "sms_numbers_last" ON "sms_numbers" USING btree ("last_at");--> statement-breakpoint
CREATE INDEX "audit_log_action" ON "audit_log" USING btree ("action","at");--> statement-breakpoint
CREATE INDEX "sms_codes_number" ON "sms_codes" USING btree ("phone_hash","device_hash","sent_at");--> statement-breakpoint
CREATE INDEX "sms_codes_expires" ON "sms_codes" USING btree ("expires_at");