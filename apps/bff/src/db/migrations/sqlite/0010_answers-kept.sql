DROP INDEX `runs_request`;--> statement-breakpoint
ALTER TABLE `runs` DROP COLUMN `request_key`;