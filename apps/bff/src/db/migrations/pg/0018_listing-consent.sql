ALTER TABLE "resumes" ADD COLUMN "unlisted_for" text;--> statement-breakpoint
ALTER TABLE "resumes" ADD COLUMN "shows_name" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "resumes" ADD COLUMN "shows_phone" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "resumes_unlisted" ON "resumes" USING btree ("unlisted_for","created_at");--> statement-breakpoint
UPDATE "resumes" SET "shows_name" = true WHERE "id" IN (SELECT "resume_id" FROM "resume_consents" WHERE "field" = 'name' AND "agreed" = true);--> statement-breakpoint
UPDATE "resumes" SET "shows_phone" = true WHERE "id" IN (SELECT "resume_id" FROM "resume_consents" WHERE "field" = 'phone' AND "agreed" = true);--> statement-breakpoint
-- Who agreed to show a field to strangers agreed to be shown: the earliest such yes is the consent to be listed.
INSERT INTO "resume_consents" ("resume_id", "field", "agreed", "by", "created_by", "note", "at")
SELECT "resume_id", 'listed', true, "by", "created_by", "note", "at" FROM (
  SELECT c.*, row_number() OVER (PARTITION BY c."resume_id" ORDER BY c."at", c."field") AS nth
  FROM "resume_consents" c WHERE c."agreed" = true
) earliest WHERE nth = 1;--> statement-breakpoint
UPDATE "resumes" SET "unlisted_for" = 'staff' WHERE "unlisted_at" IS NOT NULL;--> statement-breakpoint
-- Whom staff entered and of whom no consent is recorded, nobody asked: she leaves the list until she is.
UPDATE "resumes" SET "unlisted_at" = (extract(epoch FROM now()) * 1000)::bigint, "unlisted_for" = 'no-consent'
WHERE "created_by" IS NOT NULL AND "unlisted_at" IS NULL AND "status" <> 'draft'
  AND NOT EXISTS (SELECT 1 FROM "resume_consents" c WHERE c."resume_id" = "resumes"."id" AND c."field" = 'listed' AND c."agreed" = true);--> statement-breakpoint
ALTER TABLE "search_docs" ADD COLUMN "name" text;--> statement-breakpoint
ALTER TABLE "search_docs" ADD COLUMN "place" text;--> statement-breakpoint
ALTER TABLE "search_docs" ADD COLUMN "introduction" text;
