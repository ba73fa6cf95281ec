CREATE TABLE "handover_items" (
	"id" text PRIMARY KEY NOT NULL,
	"handover_id" text NOT NULL,
	"kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"result" text NOT NULL,
	"to_id" text,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "handovers" (
	"id" text PRIMARY KEY NOT NULL,
	"leaver_id" text NOT NULL,
	"by_id" text NOT NULL,
	"way" text NOT NULL,
	"heirs" jsonb NOT NULL,
	"given" jsonb NOT NULL,
	"reason" text NOT NULL,
	"state" text NOT NULL,
	"total" integer NOT NULL,
	"created_at" bigint NOT NULL,
	"finished_at" bigint
);
--> statement-breakpoint
CREATE UNIQUE INDEX "handover_items_subject" ON "handover_items" USING btree ("handover_id","kind","subject_id");--> statement-breakpoint
CREATE INDEX "handovers_leaver" ON "handovers" USING btree ("leaver_id","created_at");