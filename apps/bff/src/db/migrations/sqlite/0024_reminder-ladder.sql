CREATE TABLE `customer_reminders` (
	`id` text PRIMARY KEY NOT NULL,
	`customer_id` text NOT NULL,
	`step` text NOT NULL,
	`owner_id` text NOT NULL,
	`silent_since` integer NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `customer_reminders_step` ON `customer_reminders` (`customer_id`,`silent_since`,`step`);--> statement-breakpoint
ALTER TABLE `customers` ADD `reminder_step` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `customers` ADD `reminded_at` integer;--> statement-breakpoint
ALTER TABLE `customers` ADD `remind_at` integer;--> statement-breakpoint
CREATE INDEX `customers_remind` ON `customers` (`remind_at`);--> statement-breakpoint
CREATE INDEX `customers_reminded` ON `customers` (`reminder_step`);