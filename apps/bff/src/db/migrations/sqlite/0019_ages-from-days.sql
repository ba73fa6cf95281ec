DROP INDEX `resumes_listed`;--> statement-breakpoint
DROP INDEX `resumes_listed_job`;--> statement-breakpoint
ALTER TABLE `resumes` ADD `born_on` text DEFAULT '' NOT NULL;--> statement-breakpoint
-- Ages were said when the resumes were made, in Beijing.
UPDATE `resumes` SET `born_on` = coalesce(nullif(`birth_date`, ''),
  printf('%04d', max(0, strftime('%Y', `created_at` / 1000 + 28800, 'unixepoch') - `age`)) || strftime('-%m-%d', `created_at` / 1000 + 28800, 'unixepoch'));--> statement-breakpoint
CREATE INDEX `resumes_listed` ON `resumes` (`updated_at`,`id`,`status`,`hidden_at`,`unlisted_at`,`order_status`,`born_on`) WHERE status <> 'draft' and hidden_at is null and unlisted_at is null;--> statement-breakpoint
CREATE INDEX `resumes_listed_job` ON `resumes` (`job_type`,`updated_at`,`id`,`status`,`hidden_at`,`unlisted_at`,`order_status`,`born_on`) WHERE status <> 'draft' and hidden_at is null and unlisted_at is null;
