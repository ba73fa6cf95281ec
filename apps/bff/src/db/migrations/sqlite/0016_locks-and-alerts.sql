-- Codes live five minutes: those under way are dropped, and asked for again.
CREATE TABLE `alerts` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`subject` text NOT NULL,
	`reason` text NOT NULL,
	`count` integer NOT NULL,
	`since` integer NOT NULL,
	`last_at` integer NOT NULL,
	`closed_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `alerts_cause` ON `alerts` (`kind`,`subject`,`reason`);--> statement-breakpoint
CREATE INDEX `alerts_last` ON `alerts` (`last_at`);--> statement-breakpoint
CREATE TABLE `known_devices` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`last_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `known_devices_account` ON `known_devices` (`account_id`);--> statement-breakpoint
CREATE INDEX `known_devices_last` ON `known_devices` (`last_at`);--> statement-breakpoint
CREATE TABLE `sms_numbers` (
	`phone_hash` text PRIMARY KEY NOT NULL,
	`since` integer NOT NULL,
	`count` integer NOT NULL,
	`last_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `sms_numbers_last` ON `sms_numbers` (`last_at`);--> statement-breakpoint
CREATE TABLE `__new_sms_codes` (
	`id` text PRIMARY KEY NOT NULL,
	`phone_hash` text NOT NULL,
	`device_hash` text NOT NULL,
	`code_hash` text NOT NULL,
	`attempts` integer NOT NULL,
	`sent_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`sent` integer NOT NULL,
	`used_at` integer
);
--> statement-breakpoint
DROP TABLE `sms_codes`;--> statement-breakpoint
ALTER TABLE `__new_sms_codes` RENAME TO `sms_codes`;--> statement-breakpoint
CREATE INDEX `sms_codes_number` ON `sms_codes` (`phone_hash`,`device_hash`,`sent_at`);--> statement-breakpoint
CREATE INDEX `sms_codes_expires` ON `sms_codes` (`expires_at`);--> statement-breakpoint
ALTER TABLE `sessions` ADD `device_id` text;--> statement-breakpoint
ALTER TABLE `sessions` ADD `must_change_password` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `vendor_tokens` ADD `forced_day` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `vendor_tokens` ADD `forced_count` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `vendor_tokens` ADD `forced_at` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `audit_log_action` ON `audit_log` (`action`,`at`);