CREATE TABLE `customer_merges` (
	`id` text PRIMARY KEY NOT NULL,
	`survivor_id` text NOT NULL,
	`merged_id` text NOT NULL,
	`by_id` text NOT NULL,
	`snapshot` text,
	`created_at` integer NOT NULL,
	`undone_at` integer,
	`undone_by` text
);
--> statement-breakpoint
CREATE INDEX `customer_merges_survivor` ON `customer_merges` (`survivor_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `customer_merges_merged` ON `customer_merges` (`merged_id`);--> statement-breakpoint
CREATE INDEX `customer_merges_created` ON `customer_merges` (`created_at`);--> statement-breakpoint
CREATE TABLE `customer_transfers` (
	`id` text PRIMARY KEY NOT NULL,
	`customer_id` text NOT NULL,
	`asker_id` text NOT NULL,
	`state` text NOT NULL,
	`message` text,
	`answer` text,
	`answered_by` text,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`answered_at` integer
);
--> statement-breakpoint
CREATE INDEX `customer_transfers_customer` ON `customer_transfers` (`customer_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `customer_transfers_asker` ON `customer_transfers` (`asker_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `customer_transfers_open` ON `customer_transfers` (`state`,`expires_at`);--> statement-breakpoint
ALTER TABLE `customers` ADD `removed_at` integer;--> statement-breakpoint
ALTER TABLE `customers` ADD `removed_by` text;--> statement-breakpoint
ALTER TABLE `customers` ADD `removal_reason` text;--> statement-breakpoint
ALTER TABLE `customers` ADD `merged_into` text;--> statement-breakpoint
CREATE INDEX `customers_removed` ON `customers` (`removed_at`);--> statement-breakpoint
CREATE INDEX `customers_merged` ON `customers` (`merged_into`);