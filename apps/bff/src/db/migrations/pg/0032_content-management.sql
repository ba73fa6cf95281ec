CREATE TABLE "content_pictures" (
	"id" text PRIMARY KEY NOT NULL,
	"file_id" text NOT NULL,
	"shown_in" text,
	"created_by" text,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "articles" ADD COLUMN "views" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "articles" ADD COLUMN "finished" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "articles" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "banners" ADD COLUMN "audience" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "banners" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "banners" ADD COLUMN "updated_by" text;--> statement-breakpoint
CREATE INDEX "content_pictures_shown_in" ON "content_pictures" USING btree ("shown_in","created_at");--> statement-breakpoint
CREATE INDEX "content_pictures_file" ON "content_pictures" USING btree ("file_id");--> statement-breakpoint
CREATE INDEX "articles_changed" ON "articles" USING btree ("updated_at","id");