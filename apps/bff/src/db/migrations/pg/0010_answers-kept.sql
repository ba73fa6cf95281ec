DROP INDEX "runs_request";--> statement-breakpoint
CREATE INDEX "text_checks_created" ON "text_checks" USING btree ("created_at");--> statement-breakpoint
ALTER TABLE "runs" DROP COLUMN "request_key";