ALTER TABLE `resumes` ADD `unlisted_for` text;--> statement-breakpoint
ALTER TABLE `resumes` ADD `shows_name` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `resumes` ADD `shows_phone` integer DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX `resumes_unlisted` ON `resumes` (`unlisted_for`,`created_at`);;--> statement-breakpoint
UPDATE `resumes` SET `shows_name` = 1 WHERE `id` IN (SELECT `resume_id` FROM `resume_consents` WHERE `field` = 'name' AND `agreed` = 1);--> statement-breakpoint
UPDATE `resumes` SET `shows_phone` = 1 WHERE `id` IN (SELECT `resume_id` FROM `resume_consents` WHERE `field` = 'phone' AND `agreed` = 1);--> statement-breakpoint
-- Who agreed to show a field to strangers agreed to be shown: the earliest such yes is the consent to be listed.
INSERT INTO `resume_consents` (`resume_id`, `field`, `agreed`, `by`, `created_by`, `note`, `at`)
SELECT `resume_id`, 'listed', 1, `by`, `created_by`, `note`, `at` FROM (
  SELECT c.*, row_number() OVER (PARTITION BY c.`resume_id` ORDER BY c.`at`, c.`field`) AS nth
  FROM `resume_consents` c WHERE c.`agreed` = 1
) earliest WHERE nth = 1;--> statement-breakpoint
UPDATE `resumes` SET `unlisted_for` = 'staff' WHERE `unlisted_at` IS NOT NULL;--> statement-breakpoint
-- Whom staff entered and of whom no consent is recorded, nobody asked: she leaves the list until she is.
UPDATE `resumes` SET `unlisted_at` = CAST(strftime('%s', 'now') AS INTEGER) * 1000, `unlisted_for` = 'no-consent'
WHERE `created_by` IS NOT NULL AND `unlisted_at` IS NULL AND `status` <> 'draft'
  AND NOT EXISTS (SELECT 1 FROM `resume_consents` c WHERE c.`resume_id` = `resumes`.`id` AND c.`field` = 'listed' AND c.`agreed` = 1);
