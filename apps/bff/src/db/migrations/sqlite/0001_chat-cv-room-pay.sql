CREATE TABLE `credit_accounts` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`balance` integer NOT NULL,
	CONSTRAINT "credit_accounts_covered" CHECK("credit_accounts"."kind" = 'system' or "credit_accounts"."balance" >= 0)
);
--> statement-breakpoint
CREATE TABLE `credit_entries` (
	`transfer_id` text NOT NULL,
	`account` text NOT NULL,
	`amount` integer NOT NULL,
	`balance_after` integer NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`transfer_id`, `account`)
);
--> statement-breakpoint
CREATE INDEX `credit_entries_account` ON `credit_entries` (`account`,`at`);--> statement-breakpoint
CREATE TABLE `credit_holds` (
	`id` text PRIMARY KEY NOT NULL,
	`owner_id` text NOT NULL,
	`amount` integer NOT NULL,
	`captured` integer,
	`reference` text NOT NULL,
	`created_at` integer NOT NULL,
	`settled_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `credit_holds_reference` ON `credit_holds` (`reference`);--> statement-breakpoint
CREATE INDEX `credit_holds_owner` ON `credit_holds` (`owner_id`);--> statement-breakpoint
CREATE TABLE `credit_transfers` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`key` text NOT NULL,
	`owner_id` text NOT NULL,
	`reference` text,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `credit_transfers_key` ON `credit_transfers` (`key`);--> statement-breakpoint
CREATE INDEX `credit_transfers_owner` ON `credit_transfers` (`owner_id`,`at`);--> statement-breakpoint
CREATE TABLE `events` (
	`topic` text NOT NULL,
	`seq` integer NOT NULL,
	`type` text NOT NULL,
	`data` text NOT NULL,
	`closes` integer NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`topic`, `seq`)
);
--> statement-breakpoint
CREATE TABLE `jobs` (
	`id` text PRIMARY KEY NOT NULL,
	`queue` text NOT NULL,
	`data` text NOT NULL,
	`key` text,
	`state` text NOT NULL,
	`attempt` integer NOT NULL,
	`run_at` integer NOT NULL,
	`lease_until` integer,
	`error` text,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `jobs_key` ON `jobs` (`queue`,`key`);--> statement-breakpoint
CREATE INDEX `jobs_due` ON `jobs` (`queue`,`state`,`run_at`);--> statement-breakpoint
CREATE TABLE `rate_limits` (
	`key` text PRIMARY KEY NOT NULL,
	`count` integer NOT NULL,
	`reset_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `rate_limits_reset` ON `rate_limits` (`reset_at`);--> statement-breakpoint
CREATE TABLE `topics` (
	`topic` text PRIMARY KEY NOT NULL,
	`last_seq` integer NOT NULL,
	`touched_at` integer NOT NULL
);
