ALTER TABLE `runs` RENAME COLUMN `stop_asked` TO `stop_requested`;--> statement-breakpoint
ALTER TABLE `runs` RENAME COLUMN `forgotten_at` TO `topic_expired_at`;--> statement-breakpoint
ALTER TABLE `credit_holds` RENAME COLUMN `settled_at` TO `closed_at`;--> statement-breakpoint
ALTER TABLE `payment_differences` RENAME COLUMN `told` TO `reported`;--> statement-breakpoint
ALTER TABLE `file_uploads` RENAME COLUMN `taken_until` TO `claimed_until`;--> statement-breakpoint
ALTER TABLE `files` RENAME COLUMN `kept_until` TO `reserved_until`;--> statement-breakpoint
DROP INDEX `files_kept`;--> statement-breakpoint
CREATE INDEX `files_reserved` ON `files` (`state`,`reserved_until`);--> statement-breakpoint
ALTER TABLE `text_checks` RENAME TO `moderated_fields`;--> statement-breakpoint
DROP INDEX `text_checks_subject`;--> statement-breakpoint
CREATE INDEX `moderated_fields_subject` ON `moderated_fields` (`subject`,`subject_id`);--> statement-breakpoint
DROP INDEX `text_checks_created`;--> statement-breakpoint
CREATE INDEX `moderated_fields_created` ON `moderated_fields` (`created_at`);--> statement-breakpoint
DROP TRIGGER `resumes_leave_index`;--> statement-breakpoint
ALTER TABLE `resume_words` RENAME TO `search_terms`;--> statement-breakpoint
CREATE TRIGGER `resumes_leave_index` AFTER DELETE ON `resumes` BEGIN
  DELETE FROM `search_terms` WHERE rowid = (SELECT doc FROM search_docs WHERE resume_id = OLD.id);
  DELETE FROM search_docs WHERE resume_id = OLD.id;
END;--> statement-breakpoint
UPDATE `jobs` SET `queue` = 'retention' WHERE `queue` = 'housekeeping';--> statement-breakpoint
UPDATE `jobs` SET `queue` = 'file-retention' WHERE `queue` = 'file-sweep';--> statement-breakpoint
UPDATE `jobs` SET `queue` = 'moderation' WHERE `queue` = 'text-checks';--> statement-breakpoint
UPDATE `audit_log` SET `action` = 'account.moderate' WHERE `action` = 'account.take-down';--> statement-breakpoint
UPDATE `audit_log` SET `action` = 'resume.moderate' WHERE `action` = 'resume.take-down';--> statement-breakpoint
UPDATE `audit_log` SET `action` = 'resume.claim-record' WHERE `action` = 'resume.take-over';
