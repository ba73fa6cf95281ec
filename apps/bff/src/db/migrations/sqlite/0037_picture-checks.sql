CREATE TABLE `checked_pictures` (
	`id` text PRIMARY KEY NOT NULL,
	`file_id` text NOT NULL,
	`subject` text NOT NULL,
	`subject_id` text NOT NULL,
	`trace_id` text,
	`state` text NOT NULL,
	`author_id` text,
	`cause` text,
	`label` text,
	`reason` text,
	`note` text,
	`decided_by` text,
	`decided_at` integer,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `checked_pictures_file` ON `checked_pictures` (`file_id`);--> statement-breakpoint
CREATE INDEX `checked_pictures_trace` ON `checked_pictures` (`trace_id`);--> statement-breakpoint
CREATE INDEX `checked_pictures_subject` ON `checked_pictures` (`subject`,`subject_id`);--> statement-breakpoint
CREATE INDEX `checked_pictures_state` ON `checked_pictures` (`state`,`created_at`);--> statement-breakpoint
CREATE TABLE `picture_verdicts` (
	`trace_id` text PRIMARY KEY NOT NULL,
	`verdict` text NOT NULL,
	`label` text,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `picture_verdicts_created` ON `picture_verdicts` (`created_at`);--> statement-breakpoint
ALTER TABLE `moderated_fields` ADD `cause` text;--> statement-breakpoint
ALTER TABLE `moderated_fields` ADD `label` text;--> statement-breakpoint
ALTER TABLE `moderated_fields` ADD `reason` text;--> statement-breakpoint
ALTER TABLE `moderated_fields` ADD `note` text;--> statement-breakpoint
ALTER TABLE `moderated_fields` ADD `decided_by` text;--> statement-breakpoint
ALTER TABLE `moderated_fields` ADD `decided_at` integer;