CREATE TABLE `bind_codes` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer
);
--> statement-breakpoint
CREATE INDEX `bind_codes_account` ON `bind_codes` (`account_id`);--> statement-breakpoint
CREATE INDEX `bind_codes_expires` ON `bind_codes` (`expires_at`);--> statement-breakpoint
CREATE TABLE `push_signatures` (
	`id` text PRIMARY KEY NOT NULL,
	`body_hash` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `push_signatures_created` ON `push_signatures` (`created_at`);--> statement-breakpoint
CREATE TABLE `service_messages` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`created_by` text,
	`message_id` text,
	`state` text NOT NULL,
	`reason` text,
	`created_at` integer NOT NULL,
	`changed_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `service_messages_vendor` ON `service_messages` (`message_id`);--> statement-breakpoint
CREATE INDEX `service_messages_account` ON `service_messages` (`account_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `service_messages_created` ON `service_messages` (`created_at`);--> statement-breakpoint
CREATE TABLE `wechat_identities` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`app_id` text NOT NULL,
	`wechat_id` text NOT NULL,
	`bound_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `wechat_identities_account` ON `wechat_identities` (`account_id`,`app_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `wechat_identities_person` ON `wechat_identities` (`app_id`,`wechat_id`);--> statement-breakpoint
CREATE INDEX `wechat_identities_bound` ON `wechat_identities` (`app_id`,`bound_at`);--> statement-breakpoint
CREATE TABLE `wechat_pushes` (
	`id` text PRIMARY KEY NOT NULL,
	`sender` text NOT NULL,
	`kind` text NOT NULL,
	`push_sealed` text,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `wechat_pushes_created` ON `wechat_pushes` (`created_at`);--> statement-breakpoint
CREATE INDEX `wechat_pushes_sender` ON `wechat_pushes` (`sender`,`created_at`);