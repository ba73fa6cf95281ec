DROP INDEX "resumes_listed";--> statement-breakpoint
DROP INDEX "resumes_listed_job";--> statement-breakpoint
ALTER TABLE "resumes" ADD COLUMN "born_on" text DEFAULT '' NOT NULL;--> statement-breakpoint
-- Ages were said when the resumes were made, in Beijing.
UPDATE "resumes" SET "born_on" = coalesce(nullif("birth_date", ''),
  lpad(greatest(0, extract(year FROM to_timestamp("created_at" / 1000 + 28800) AT TIME ZONE 'UTC')::int - "age")::text, 4, '0')
    || to_char(to_timestamp("created_at" / 1000 + 28800) AT TIME ZONE 'UTC', '-MM-DD'));--> statement-breakpoint
CREATE INDEX "resumes_listed" ON "resumes" USING btree ("updated_at","id","status","hidden_at","unlisted_at","order_status","born_on") WHERE status <> 'draft' and hidden_at is null and unlisted_at is null;--> statement-breakpoint
CREATE INDEX "resumes_listed_job" ON "resumes" USING btree ("job_type","updated_at","id","status","hidden_at","unlisted_at","order_status","born_on") WHERE status <> 'draft' and hidden_at is null and unlisted_at is null;
