ALTER TABLE `interview_rooms` ADD `door_closed_at` integer;--> statement-breakpoint
CREATE INDEX `interview_rooms_state` ON `interview_rooms` (`state`,`created_at`);