CREATE TABLE `customer_assignments` (
	`id` text PRIMARY KEY NOT NULL,
	`customer_id` text NOT NULL,
	`serial` integer NOT NULL,
	`action` text NOT NULL,
	`from_id` text,
	`to_id` text,
	`by_id` text,
	`reason` text,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `customer_assignments_customer` ON `customer_assignments` (`customer_id`,`serial`);--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_customers` (
	`id` text PRIMARY KEY NOT NULL,
	`customer_no` text NOT NULL,
	`version` integer NOT NULL,
	`created_by` text NOT NULL,
	`last_updated_by` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`name` text NOT NULL,
	`phone_sealed` text,
	`phone_hash` text,
	`phone_last4` text,
	`phone_masked` text,
	`wechat_sealed` text,
	`wechat_hash` text,
	`wechat_masked` text,
	`id_number_sealed` text,
	`id_number_hash` text,
	`id_number_masked` text,
	`lead_source` text NOT NULL,
	`contract_status` text NOT NULL,
	`lead_level` text NOT NULL,
	`service_category` text,
	`salary_budget` integer,
	`expected_start_date` text,
	`expected_delivery_date` text,
	`home_area` integer,
	`family_size` integer,
	`service_days` integer,
	`deal_amount_fen` integer,
	`rest_schedule` text,
	`address` text,
	`area` text,
	`age_requirement` text,
	`gender_requirement` text,
	`origin_requirement` text,
	`education_requirement` text,
	`remarks` text,
	`needs` text NOT NULL,
	`assigned_to` text,
	`assigned_by` text NOT NULL,
	`assigned_at` integer NOT NULL,
	`assignment_reason` text,
	`transfer_count` integer NOT NULL,
	`last_transferred_at` integer,
	`auto_transfer_enabled` integer NOT NULL,
	`in_public_pool` integer NOT NULL,
	`next_follow_up_at` integer,
	`last_follow_up_at` integer,
	`last_follow_up_by` text,
	`last_note` text,
	`last_activity_at` integer NOT NULL
);
--> statement-breakpoint
INSERT INTO `__new_customers`("id", "customer_no", "version", "created_by", "last_updated_by", "created_at", "updated_at", "name", "phone_sealed", "phone_hash", "phone_last4", "phone_masked", "wechat_sealed", "wechat_hash", "wechat_masked", "id_number_sealed", "id_number_hash", "id_number_masked", "lead_source", "contract_status", "lead_level", "service_category", "salary_budget", "expected_start_date", "expected_delivery_date", "home_area", "family_size", "service_days", "deal_amount_fen", "rest_schedule", "address", "area", "age_requirement", "gender_requirement", "origin_requirement", "education_requirement", "remarks", "needs", "assigned_to", "assigned_by", "assigned_at", "assignment_reason", "transfer_count", "last_transferred_at", "auto_transfer_enabled", "in_public_pool", "next_follow_up_at", "last_follow_up_at", "last_follow_up_by", "last_note", "last_activity_at") SELECT "id", "customer_no", "version", "created_by", "last_updated_by", "created_at", "updated_at", "name", "phone_sealed", "phone_hash", "phone_last4", "phone_masked", "wechat_sealed", "wechat_hash", "wechat_masked", "id_number_sealed", "id_number_hash", "id_number_masked", "lead_source", "contract_status", "lead_level", "service_category", "salary_budget", "expected_start_date", "expected_delivery_date", "home_area", "family_size", "service_days", "deal_amount_fen", "rest_schedule", "address", "area", "age_requirement", "gender_requirement", "origin_requirement", "education_requirement", "remarks", "needs", "assigned_to", "assigned_by", "assigned_at", "assignment_reason", "transfer_count", "last_transferred_at", "auto_transfer_enabled", "in_public_pool", "next_follow_up_at", "last_follow_up_at", "last_follow_up_by", "last_note", "last_activity_at" FROM `customers`;--> statement-breakpoint
DROP TABLE `customers`;--> statement-breakpoint
ALTER TABLE `__new_customers` RENAME TO `customers`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE UNIQUE INDEX `customers_phone` ON `customers` (`phone_hash`);--> statement-breakpoint
CREATE UNIQUE INDEX `customers_no` ON `customers` (`customer_no`);--> statement-breakpoint
CREATE INDEX `customers_created` ON `customers` (`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `customers_owner` ON `customers` (`assigned_to`,`next_follow_up_at`);--> statement-breakpoint
CREATE INDEX `customers_creator` ON `customers` (`created_by`,`created_at`);--> statement-breakpoint
CREATE INDEX `customers_last4` ON `customers` (`phone_last4`);--> statement-breakpoint
CREATE INDEX `customers_wechat` ON `customers` (`wechat_hash`);--> statement-breakpoint
CREATE INDEX `customers_next` ON `customers` (`next_follow_up_at`);