DROP INDEX `runs_request`;--> statement-breakpoint
ALTER TABLE `runs` DROP COLUMN `request_key`;--> statement-breakpoint
CREATE INDEX `text_checks_created` ON `text_checks` (`created_at`);