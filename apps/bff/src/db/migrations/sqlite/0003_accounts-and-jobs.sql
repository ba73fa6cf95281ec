CREATE TABLE `text_checks` (
	`id` text PRIMARY KEY NOT NULL,
	`subject` text NOT NULL,
	`subject_id` text NOT NULL,
	`field` text NOT NULL,
	`text_sealed` text NOT NULL,
	`scene` text NOT NULL,
	`author_id` text,
	`state` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `text_checks_subject` ON `text_checks` (`subject`,`subject_id`);--> statement-breakpoint
CREATE TABLE `vendor_tokens` (
	`name` text PRIMARY KEY NOT NULL,
	`token_sealed` text,
	`expires_at` integer NOT NULL,
	`lease_until` integer NOT NULL
);
--> statement-breakpoint
DROP INDEX `orders_next_check`;--> statement-breakpoint
ALTER TABLE `orders` DROP COLUMN `next_check_at`;--> statement-breakpoint
ALTER TABLE `orders` DROP COLUMN `checks`;--> statement-breakpoint
ALTER TABLE `accounts` ADD `password_temporary` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `accounts` ADD `version` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `runs` ADD `request_key` text;--> statement-breakpoint
CREATE UNIQUE INDEX `runs_request` ON `runs` (`request_key`);--> statement-breakpoint
ALTER TABLE `sessions` ADD `role_changed_at` integer;--> statement-breakpoint
ALTER TABLE `sessions` ADD `device_kind` text;--> statement-breakpoint
ALTER TABLE `sessions` ADD `device_name` text;--> statement-breakpoint
ALTER TABLE `sessions` ADD `address_masked` text;--> statement-breakpoint
ALTER TABLE `sessions` ADD `seen_at` integer;--> statement-breakpoint
CREATE INDEX `topics_touched` ON `topics` (`touched_at`);--> statement-breakpoint
INSERT INTO jobs (id, queue, data, key, state, attempt, run_at, created_at) SELECT lower(hex(randomblob(12))), 'order-watch', json_object('number', number), number, 'ready', 0, cast(strftime('%s','now') as integer) * 1000, cast(strftime('%s','now') as integer) * 1000 FROM orders WHERE state IN ('created', 'paying');--> statement-breakpoint
INSERT INTO jobs (id, queue, data, key, state, attempt, run_at, created_at) SELECT lower(hex(randomblob(12))), 'run-watch', json_object('run', id), id, 'ready', 0, cast(strftime('%s','now') as integer) * 1000, cast(strftime('%s','now') as integer) * 1000 FROM runs WHERE forgotten_at IS NULL;
