ALTER TABLE `resumes` ADD `contested_phone_hash` text;--> statement-breakpoint
ALTER TABLE `resumes` ADD `contested_id_number_hash` text;--> statement-breakpoint
CREATE INDEX `resumes_contested_phone` ON `resumes` (`contested_phone_hash`);--> statement-breakpoint
CREATE INDEX `resumes_contested_id_number` ON `resumes` (`contested_id_number_hash`);--> statement-breakpoint
-- Who registered herself before consent was recorded was not asked either: she leaves the list until she says yes.
UPDATE `resumes` SET `unlisted_at` = CAST(strftime('%s', 'now') AS INTEGER) * 1000, `unlisted_for` = 'no-consent'
WHERE `created_by` IS NULL AND `unlisted_at` IS NULL AND `status` <> 'draft'
  AND NOT EXISTS (SELECT 1 FROM `resume_consents` c WHERE c.`resume_id` = `resumes`.`id` AND c.`field` = 'listed' AND c.`agreed` = 1);
