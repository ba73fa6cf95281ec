ALTER TABLE `resumes` ADD `experience_known` integer DEFAULT false NOT NULL;--> statement-breakpoint
-- Until now 0 stood for both: only a number above it was certainly said.
UPDATE `resumes` SET `experience_known` = 1 WHERE `experience_years` > 0;
