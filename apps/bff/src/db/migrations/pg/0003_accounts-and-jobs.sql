CREATE TABLE "text_checks" (
	"id" text PRIMARY KEY NOT NULL,
	"subject" text NOT NULL,
	"subject_id" text NOT NULL,
	"field" text NOT NULL,
	"text_sealed" text NOT NULL,
	"scene" text NOT NULL,
	"author_id" text,
	"state" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "vendor_tokens" (
	"name" text PRIMARY KEY NOT NULL,
	"token_sealed" text,
	"expires_at" bigint NOT NULL,
	"lease_until" bigint NOT NULL
);
--> statement-breakpoint
DROP INDEX "orders_next_check";--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "password_temporary" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "request_key" text;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "role_changed_at" bigint;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "device_kind" text;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "device_name" text;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "address_masked" text;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "seen_at" bigint;--> statement-breakpoint
CREATE INDEX "text_checks_subject" ON "text_checks" USING btree ("subject","subject_id");--> statement-breakpoint
CREATE UNIQUE INDEX "runs_request" ON "runs" USING btree ("request_key");--> statement-breakpoint
CREATE INDEX "topics_touched" ON "topics" USING btree ("touched_at");--> statement-breakpoint
ALTER TABLE "orders" DROP COLUMN "next_check_at";--> statement-breakpoint
ALTER TABLE "orders" DROP COLUMN "checks";--> statement-breakpoint
INSERT INTO jobs (id, queue, data, key, state, attempt, run_at, created_at) SELECT left(md5(random()::text || id), 24), 'order-watch', json_build_object('number', number), number, 'ready', 0, (extract(epoch from now()) * 1000)::bigint, (extract(epoch from now()) * 1000)::bigint FROM orders WHERE state IN ('created', 'paying');--> statement-breakpoint
INSERT INTO jobs (id, queue, data, key, state, attempt, run_at, created_at) SELECT left(md5(random()::text || id), 24), 'run-watch', json_build_object('run', id), id, 'ready', 0, (extract(epoch from now()) * 1000)::bigint, (extract(epoch from now()) * 1000)::bigint FROM runs WHERE forgotten_at IS NULL;
