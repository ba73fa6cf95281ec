CREATE TABLE `customer_edits` (
	`id` text PRIMARY KEY NOT NULL,
	`customer_id` text NOT NULL,
	`changes` text NOT NULL,
	`by_id` text NOT NULL,
	`client_id` text,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `customer_edits_client` ON `customer_edits` (`by_id`,`client_id`);--> statement-breakpoint
CREATE INDEX `customer_edits_customer` ON `customer_edits` (`customer_id`,`created_at`,`id`);--> statement-breakpoint
ALTER TABLE `customer_follow_ups` ADD `client_id` text;--> statement-breakpoint
ALTER TABLE `customer_follow_ups` ADD `written_at` integer;--> statement-breakpoint
CREATE UNIQUE INDEX `customer_follow_ups_client` ON `customer_follow_ups` (`created_by`,`client_id`);--> statement-breakpoint
ALTER TABLE `customers` ADD `client_id` text;--> statement-breakpoint
CREATE UNIQUE INDEX `customers_client` ON `customers` (`created_by`,`client_id`);