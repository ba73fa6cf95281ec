CREATE TABLE `file_uploads` (
	`id` text PRIMARY KEY NOT NULL,
	`resume_id` text NOT NULL,
	`kind` text NOT NULL,
	`filename` text NOT NULL,
	`size` integer NOT NULL,
	`mimetype` text NOT NULL,
	`key` text NOT NULL,
	`entry_id` text,
	`created_by` text,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `file_uploads_expiry` ON `file_uploads` (`expires_at`);--> statement-breakpoint
CREATE TABLE `files` (
	`id` text PRIMARY KEY NOT NULL,
	`state` text NOT NULL,
	`store` text NOT NULL,
	`key` text NOT NULL,
	`small_key` text,
	`sha256` text NOT NULL,
	`drawn` integer NOT NULL,
	`size` integer NOT NULL,
	`mimetype` text NOT NULL,
	`width` integer,
	`height` integer,
	`created_by` text,
	`created_at` integer NOT NULL,
	`kept_until` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `files_content` ON `files` (`sha256`,`drawn`);--> statement-breakpoint
CREATE INDEX `files_kept` ON `files` (`state`,`kept_until`);--> statement-breakpoint
CREATE TABLE `ocr_counts` (
	`day` text NOT NULL,
	`provider` text NOT NULL,
	`outcome` text NOT NULL,
	`count` integer NOT NULL,
	`millis` integer NOT NULL,
	PRIMARY KEY(`day`, `provider`, `outcome`)
);
--> statement-breakpoint
DROP INDEX `resume_files_place`;--> statement-breakpoint
ALTER TABLE `resume_files` ADD `file_id` text;--> statement-breakpoint
ALTER TABLE `resume_files` ADD `added_in` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `resume_files` ADD `removed_in` integer;--> statement-breakpoint
ALTER TABLE `resume_files` ADD `removed_at` integer;--> statement-breakpoint
ALTER TABLE `resume_files` ADD `created_by` text;--> statement-breakpoint
CREATE INDEX `resume_files_kind` ON `resume_files` (`resume_id`,`kind`);--> statement-breakpoint
CREATE INDEX `resume_files_file` ON `resume_files` (`file_id`);--> statement-breakpoint
CREATE INDEX `resume_files_gone` ON `resume_files` (`removed_at`);--> statement-breakpoint
ALTER TABLE `resumes` ADD `files_version` integer DEFAULT 0 NOT NULL;