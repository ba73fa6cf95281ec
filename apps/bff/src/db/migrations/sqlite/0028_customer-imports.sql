CREATE TABLE `customer_import_rows` (
	`id` text PRIMARY KEY NOT NULL,
	`import_id` text NOT NULL,
	`line` integer NOT NULL,
	`cells_sealed` text NOT NULL,
	`result` text NOT NULL,
	`reasons` text,
	`customer_id` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `customer_import_rows_line` ON `customer_import_rows` (`import_id`,`line`);--> statement-breakpoint
CREATE INDEX `customer_import_rows_result` ON `customer_import_rows` (`import_id`,`result`,`line`);--> statement-breakpoint
CREATE INDEX `customer_import_rows_customer` ON `customer_import_rows` (`customer_id`);--> statement-breakpoint
CREATE TABLE `customer_imports` (
	`id` text PRIMARY KEY NOT NULL,
	`created_by` text NOT NULL,
	`file_name` text NOT NULL,
	`format` text NOT NULL,
	`state` text NOT NULL,
	`stopped` text,
	`headings_sealed` text NOT NULL,
	`sheets` text NOT NULL,
	`sheet` text,
	`hidden` integer NOT NULL,
	`misnamed` integer NOT NULL,
	`serials` text NOT NULL,
	`total` integer NOT NULL,
	`plan` text,
	`created_at` integer NOT NULL,
	`started_at` integer,
	`finished_at` integer,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `customer_imports_creator` ON `customer_imports` (`created_by`,`created_at`);--> statement-breakpoint
CREATE INDEX `customer_imports_expiry` ON `customer_imports` (`expires_at`);