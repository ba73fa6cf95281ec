CREATE TABLE "shortlist_comments" (
	"id" text PRIMARY KEY NOT NULL,
	"shortlist_id" text NOT NULL,
	"worker_id" text NOT NULL,
	"created_by" text,
	"text" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "shortlist_reactions" (
	"shortlist_id" text NOT NULL,
	"key" text NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "shortlist_reactions_shortlist_id_key_pk" PRIMARY KEY("shortlist_id","key")
);
--> statement-breakpoint
CREATE TABLE "shortlist_readers" (
	"id" text PRIMARY KEY NOT NULL,
	"shortlist_id" text NOT NULL,
	"token_hash" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "shortlist_workers" (
	"id" text PRIMARY KEY NOT NULL,
	"shortlist_id" text NOT NULL,
	"resume_id" text NOT NULL,
	"position" integer NOT NULL,
	"liked_at" bigint,
	"removed_at" bigint,
	"interview_id" text
);
--> statement-breakpoint
CREATE TABLE "shortlists" (
	"id" text PRIMARY KEY NOT NULL,
	"customer_id" text NOT NULL,
	"recipient" text NOT NULL,
	"note" text,
	"token_hash" text NOT NULL,
	"token_sealed" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" bigint NOT NULL,
	"expires_at" bigint NOT NULL,
	"revoked_at" bigint,
	"slots" jsonb NOT NULL,
	"times_note" text,
	"compared_ids" jsonb NOT NULL,
	"last_viewed_at" bigint,
	"last_reaction_at" bigint,
	"seen_at" bigint
);
--> statement-breakpoint
CREATE INDEX "shortlist_comments_list" ON "shortlist_comments" USING btree ("shortlist_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "shortlist_readers_token" ON "shortlist_readers" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "shortlist_readers_list" ON "shortlist_readers" USING btree ("shortlist_id");--> statement-breakpoint
CREATE UNIQUE INDEX "shortlist_workers_resume" ON "shortlist_workers" USING btree ("shortlist_id","resume_id");--> statement-breakpoint
CREATE INDEX "shortlist_workers_worker" ON "shortlist_workers" USING btree ("resume_id");--> statement-breakpoint
CREATE UNIQUE INDEX "shortlists_token" ON "shortlists" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "shortlists_customer" ON "shortlists" USING btree ("customer_id","created_at");--> statement-breakpoint
CREATE INDEX "shortlists_reaction" ON "shortlists" USING btree ("last_reaction_at");