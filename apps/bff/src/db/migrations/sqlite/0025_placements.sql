CREATE TABLE `placement_logs` (
	`id` text PRIMARY KEY NOT NULL,
	`placement_id` text NOT NULL,
	`serial` integer NOT NULL,
	`action` text NOT NULL,
	`by_id` text,
	`cause` text,
	`reason` text,
	`starts_on` text NOT NULL,
	`ends_on` text,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `placement_logs_placement` ON `placement_logs` (`placement_id`,`serial`);--> statement-breakpoint
CREATE TABLE `placements` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`customer_id` text NOT NULL,
	`resume_id` text NOT NULL,
	`replaces_id` text,
	`starts_on` text NOT NULL,
	`ends_on` text,
	`trial_until` text,
	`trial_passed_at` integer,
	`pay` integer,
	`pay_per` text NOT NULL,
	`remarks` text,
	`ended_on` text,
	`cause` text,
	`end_reason` text,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `placements_customer` ON `placements` (`customer_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `placements_worker` ON `placements` (`resume_id`,`starts_on`);--> statement-breakpoint
CREATE INDEX `placements_ends` ON `placements` (`ended_on`,`ends_on`);--> statement-breakpoint
ALTER TABLE `customers` ADD `contract_ends_at` integer;