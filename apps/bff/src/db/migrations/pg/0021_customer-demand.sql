ALTER TABLE "customers" ADD COLUMN "salary_budget_min" integer;--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "stay_in" text;--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "likes" jsonb;