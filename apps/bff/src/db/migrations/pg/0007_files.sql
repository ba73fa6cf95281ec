CREATE TABLE "file_uploads" (
	"id" text PRIMARY KEY NOT NULL,
	"resume_id" text NOT NULL,
	"kind" text NOT NULL,
	"filename" text NOT NULL,
	"size" integer NOT NULL,
	"mimetype" text NOT NULL,
	"key" text NOT NULL,
	"entry_id" text,
	"created_by" text,
	"created_at" bigint NOT NULL,
	"expires_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "files" (
	"id" text PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"store" text NOT NULL,
	"key" text NOT NULL,
	"small_key" text,
	"sha256" text NOT NULL,
	"drawn" integer NOT NULL,
	"size" integer NOT NULL,
	"mimetype" text NOT NULL,
	"width" integer,
	"height" integer,
	"created_by" text,
	"created_at" bigint NOT NULL,
	"kept_until" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ocr_counts" (
	"day" text NOT NULL,
	"provider" text NOT NULL,
	"outcome" text NOT NULL,
	"count" integer NOT NULL,
	"millis" bigint NOT NULL,
	CONSTRAINT "ocr_counts_day_provider_outcome_pk" PRIMARY KEY("day","provider","outcome")
);
--> statement-breakpoint
DROP INDEX "resume_files_place";--> statement-breakpoint
ALTER TABLE "resume_files" ADD COLUMN "file_id" text;--> statement-breakpoint
ALTER TABLE "resume_files" ADD COLUMN "added_in" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "resume_files" ADD COLUMN "removed_in" integer;--> statement-breakpoint
ALTER TABLE "resume_files" ADD COLUMN "removed_at" bigint;--> statement-breakpoint
ALTER TABLE "resume_files" ADD COLUMN "created_by" text;--> statement-breakpoint
ALTER TABLE "resumes" ADD COLUMN "files_version" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "file_uploads_expiry" ON "file_uploads" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "files_content" ON "files" USING btree ("sha256","drawn");--> statement-breakpoint
CREATE INDEX "files_kept" ON "files" USING btree ("state","kept_until");--> statement-breakpoint
CREATE INDEX "resume_files_kind" ON "resume_files" USING btree ("resume_id","kind");--> statement-breakpoint
CREATE INDEX "resume_files_file" ON "resume_files" USING btree ("file_id");--> statement-breakpoint
CREATE INDEX "resume_files_gone" ON "resume_files" USING btree ("removed_at");