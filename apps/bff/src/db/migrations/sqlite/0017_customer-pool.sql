CREATE TABLE `customer_pool_views` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`customer_id` text NOT NULL,
	`day` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `customer_pool_views_day` ON `customer_pool_views` (`account_id`,`day`,`customer_id`);--> statement-breakpoint
CREATE TABLE `customer_rules` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`rules` text NOT NULL,
	`updated_by` text NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE `customers` ADD `recycle_at` integer;--> statement-breakpoint
CREATE INDEX `customers_recycle` ON `customers` (`recycle_at`);