ALTER TABLE "resumes" ADD COLUMN "experience_known" boolean DEFAULT false NOT NULL;--> statement-breakpoint
-- Until now 0 stood for both: only a number above it was certainly said.
UPDATE "resumes" SET "experience_known" = true WHERE "experience_years" > 0;
