CREATE TABLE "resume_consents" (
	"resume_id" text NOT NULL,
	"field" text NOT NULL,
	"agreed" boolean NOT NULL,
	"by" text NOT NULL,
	"created_by" text NOT NULL,
	"note" text,
	"at" bigint NOT NULL,
	CONSTRAINT "resume_consents_resume_id_field_pk" PRIMARY KEY("resume_id","field")
);
--> statement-breakpoint
CREATE TABLE "resume_share_views" (
	"share_id" text NOT NULL,
	"day" bigint NOT NULL,
	"visitor_hash" text NOT NULL,
	CONSTRAINT "resume_share_views_share_id_day_visitor_hash_pk" PRIMARY KEY("share_id","day","visitor_hash")
);
--> statement-breakpoint
CREATE TABLE "resume_shares" (
	"id" text PRIMARY KEY NOT NULL,
	"resume_id" text NOT NULL,
	"token_hash" text NOT NULL,
	"token_sealed" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" bigint NOT NULL,
	"expires_at" bigint NOT NULL,
	"revoked_at" bigint,
	"views" integer NOT NULL,
	"last_viewed_at" bigint
);
--> statement-breakpoint
ALTER TABLE "resumes" ADD COLUMN "hidden_at" bigint;--> statement-breakpoint
ALTER TABLE "resumes" ADD COLUMN "unlisted_at" bigint;--> statement-breakpoint
CREATE UNIQUE INDEX "resume_shares_token" ON "resume_shares" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "resume_shares_resume" ON "resume_shares" USING btree ("resume_id","id");--> statement-breakpoint
CREATE INDEX "resume_shares_creator" ON "resume_shares" USING btree ("created_by","id");--> statement-breakpoint
CREATE INDEX "resumes_listed" ON "resumes" USING btree ("updated_at","id","status","hidden_at","unlisted_at","order_status","age") WHERE status <> 'draft' and hidden_at is null and unlisted_at is null;--> statement-breakpoint
CREATE INDEX "resumes_listed_job" ON "resumes" USING btree ("job_type","updated_at","id","status","hidden_at","unlisted_at","order_status","age") WHERE status <> 'draft' and hidden_at is null and unlisted_at is null;