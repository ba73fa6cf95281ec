ALTER TABLE "interview_rooms" ADD COLUMN "door_closed_at" bigint;--> statement-breakpoint
CREATE INDEX "interview_rooms_state" ON "interview_rooms" USING btree ("state","created_at");