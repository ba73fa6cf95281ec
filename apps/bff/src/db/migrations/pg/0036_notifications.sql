CREATE TABLE "notification_deliveries" (
	"id" text PRIMARY KEY NOT NULL,
	"message_id" text NOT NULL,
	"way" text NOT NULL,
	"state" text NOT NULL,
	"reason" text,
	"vendor_id" text,
	"created_at" bigint NOT NULL,
	"updated_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notification_messages" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"kind" text NOT NULL,
	"count" integer NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notification_preferences" (
	"account_id" text PRIMARY KEY NOT NULL,
	"quiet_on" boolean NOT NULL,
	"quiet_from" integer NOT NULL,
	"quiet_to" integer NOT NULL,
	"wechat_off" jsonb NOT NULL,
	"sms_on" jsonb NOT NULL,
	"updated_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notifications" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"kind" text NOT NULL,
	"subject_id" text,
	"facts" jsonb NOT NULL,
	"key" text,
	"read_at" bigint,
	"message_id" text,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "subscription_quotas" (
	"account_id" text NOT NULL,
	"template" text NOT NULL,
	"left_over" integer NOT NULL,
	"updated_at" bigint NOT NULL,
	CONSTRAINT "subscription_quotas_account_id_template_pk" PRIMARY KEY("account_id","template")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "notification_deliveries_way" ON "notification_deliveries" USING btree ("message_id","way");--> statement-breakpoint
CREATE INDEX "notification_deliveries_vendor" ON "notification_deliveries" USING btree ("vendor_id");--> statement-breakpoint
CREATE INDEX "notification_deliveries_created" ON "notification_deliveries" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "notification_messages_account" ON "notification_messages" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "notification_messages_created" ON "notification_messages" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "notifications_account" ON "notifications" USING btree ("account_id","created_at","id");--> statement-breakpoint
CREATE INDEX "notifications_waiting" ON "notifications" USING btree ("account_id","message_id");--> statement-breakpoint
CREATE INDEX "notifications_subject" ON "notifications" USING btree ("subject_id");--> statement-breakpoint
CREATE INDEX "notifications_created" ON "notifications" USING btree ("created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "notifications_key" ON "notifications" USING btree ("account_id","key");