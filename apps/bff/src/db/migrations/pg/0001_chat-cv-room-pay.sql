CREATE TABLE "credit_accounts" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"balance" bigint NOT NULL,
	CONSTRAINT "credit_accounts_covered" CHECK ("credit_accounts"."kind" = 'system' or "credit_accounts"."balance" >= 0)
);
--> statement-breakpoint
CREATE TABLE "credit_entries" (
	"transfer_id" text NOT NULL,
	"account" text NOT NULL,
	"amount" bigint NOT NULL,
	"balance_after" bigint NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "credit_entries_transfer_id_account_pk" PRIMARY KEY("transfer_id","account")
);
--> statement-breakpoint
CREATE TABLE "credit_holds" (
	"id" text PRIMARY KEY NOT NULL,
	"owner_id" text NOT NULL,
	"amount" bigint NOT NULL,
	"captured" bigint,
	"reference" text NOT NULL,
	"created_at" bigint NOT NULL,
	"settled_at" bigint
);
--> statement-breakpoint
CREATE TABLE "credit_transfers" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"owner_id" text NOT NULL,
	"reference" text,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "events" (
	"topic" text NOT NULL,
	"seq" integer NOT NULL,
	"type" text NOT NULL,
	"data" jsonb NOT NULL,
	"closes" boolean NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "events_topic_seq_pk" PRIMARY KEY("topic","seq")
);
--> statement-breakpoint
CREATE TABLE "jobs" (
	"id" text PRIMARY KEY NOT NULL,
	"queue" text NOT NULL,
	"data" jsonb NOT NULL,
	"key" text,
	"state" text NOT NULL,
	"attempt" integer NOT NULL,
	"run_at" bigint NOT NULL,
	"lease_until" bigint,
	"error" text,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"key" text PRIMARY KEY NOT NULL,
	"count" integer NOT NULL,
	"reset_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "topics" (
	"topic" text PRIMARY KEY NOT NULL,
	"last_seq" integer NOT NULL,
	"touched_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE INDEX "credit_entries_account" ON "credit_entries" USING btree ("account","at");--> statement-breakpoint
CREATE UNIQUE INDEX "credit_holds_reference" ON "credit_holds" USING btree ("reference");--> statement-breakpoint
CREATE INDEX "credit_holds_owner" ON "credit_holds" USING btree ("owner_id");--> statement-breakpoint
CREATE UNIQUE INDEX "credit_transfers_key" ON "credit_transfers" USING btree ("key");--> statement-breakpoint
CREATE INDEX "credit_transfers_owner" ON "credit_transfers" USING btree ("owner_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "jobs_key" ON "jobs" USING btree ("queue","key");--> statement-breakpoint
CREATE INDEX "jobs_due" ON "jobs" USING btree ("queue","state","run_at");--> statement-breakpoint
CREATE INDEX "rate_limits_reset" ON "rate_limits" USING btree ("reset_at");